package ceres.refine;

import ceres.refine.moving.SideChains;
import ceres.refine.moving.Torsion;
import ceres.chem.RotamerTables;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.List;

/// Finds what a refinement did to each residue.
final class Changes {
    private static final double MOVED = 0.5;
    /// Mean density at the atoms of a water, ion or ligand below which the map shows nothing there; rms of the map near the model is 1.
    private static final double NO_DENSITY = 0.5;

    private final Refiner refiner;
    private final Structure s;
    private final double[] before, after;
    private final List<Change> changes = new ArrayList<>();

    private Changes(Refiner refiner, double[] before) {
        this.refiner = refiner;
        this.s = refiner.model.heavy();
        this.before = before;
        this.after = refiner.xyz;
    }

    /// @param before coordinates of the input
    static List<Change> of(Refiner refiner, double[] before) {
        var c = new Changes(refiner, before);
        for (int r = 0; r < c.s.residueCount(); r++) c.residue(r);
        c.sideChains();
        c.outliers();
        c.unseen();
        for (int r = 0; r < c.s.residueCount(); r++)
            if (c.outside(r) && !refiner.unseen().residue(r))
                c.add(Change.Kind.HELD, r, "", "", "outside the map: its atoms there are held where they were");
        return c.changes;
    }

    private void residue(int r) {
        double shift = shift(r);
        if (shift > MOVED) add(Change.Kind.MOVED, r, "", "", "moved by up to %.2f A".formatted(shift));
        peptide(r);
        boolean polymer = refiner.model.kind(r).isPolymer();
        if (polymer) return;
        double density = density(r);
        if (!outside(r) && density < NO_DENSITY)
            add(Change.Kind.WITHOUT_DENSITY, r, "", "", "mean density %.2f rms at its atoms".formatted(density));
    }

    /// The carbonyl turned over if its bond points the other way than before.
    private void peptide(int r) {
        int c = s.find(r, "C"), o = s.find(r, "O");
        if (!refiner.model.kind(r).isProtein() || c < 0 || o < 0) return;
        double dot = 0, p = 0, q = 0;
        for (int d = 0; d < 3; d++) {
            double u = before[3 * o + d] - before[3 * c + d], v = after[3 * o + d] - after[3 * c + d];
            dot += u * v;
            p += u * u;
            q += v * v;
        }
        double turn = Math.toDegrees(Math.acos(Math.clamp(dot / Math.sqrt(Math.max(1e-9, p * q)), -1, 1)));
        if (turn > 90) add(Change.Kind.PEPTIDE_FLIPPED, r, "", "", "the carbonyl turned by %.0f degrees".formatted(turn));
    }

    private void sideChains() {
        for (var site : refiner.sideChains.sites()) {
            double[] old = site.angles(before), now = site.angles(after);
            var tables = RotamerTables.standard();
            double oldValue = tables.value(site.name(), old), newValue = tables.value(site.name(), now);
            String was = tables.name(site.name(), old, oldValue), is = tables.name(site.name(), now, newValue);
            if (flipped(site, old, now))
                add(Change.Kind.SIDE_CHAIN_FLIPPED, site.residue(), was, is, "its end turned over: hydrogen bonds and contacts");
            else if (!was.equals(is))
                add(Change.Kind.ROTAMER_CHANGED, site.residue(), was, is,
                        "rotamer value %.4f before, %.4f after".formatted(oldValue, newValue));
        }
    }

    private static boolean flipped(SideChains.Site site, double[] old, double[] now) {
        int last = now.length - 1;
        boolean turns = switch (site.name()) {
            case "ASN", "GLN", "HIS" -> true;
            default -> false;
        };
        if (!turns || Math.abs(Torsion.wrap(now[last] - old[last])) < 2.4) return false;
        for (int k = 0; k < last; k++) if (Math.abs(Torsion.wrap(now[k] - old[k])) > 0.7) return false;
        return true;
    }

    private void outliers() {
        sideChainOutliers();
        var sites = refiner.backbone.sites();
        for (int k = 0; k < sites.size(); k++) {
            var site = sites.get(k);
            if (!refiner.backbone.outlier(site, after) || !refiner.backbone.outlier(site, before)) continue;
            String why = refiner.pull[k] < 1
                    ? "the map supports it: every way out would lose density, or be less likely by the map and how common it is"
                    : "no way out of it was found";
            add(Change.Kind.OUTLIER_KEPT, site.residue(), "Ramachandran outlier", "Ramachandran outlier",
                    "%s; phi %.0f, psi %.0f; density %.2f rms at its atoms".formatted(why, Math.toDegrees(site.phi(after)),
                            Math.toDegrees(site.psi(after)), density(site.residue())));
        }
    }

    private void sideChainOutliers() {
        var sites = refiner.sideChains.sites();
        for (int k = 0; k < sites.size(); k++) {
            var site = sites.get(k);
            if (!SideChains.outlier(site, after) || !SideChains.outlier(site, before)) continue;
            String why = refiner.supportedRotamer[k]
                    ? "the map supports it: no allowed rotamer is as likely by the map and how common it is"
                    : "no better rotamer was found";
            add(Change.Kind.OUTLIER_KEPT, site.residue(), "rotamer outlier", "rotamer outlier",
                    "%s; density %.2f rms at its atoms"
                            .formatted(why, density(site.residue())));
        }
    }

    /// Stretches that were held: one line each, at their first residue.
    private void unseen() {
        for (int r = 0; r < s.residueCount(); r++) {
            if (!refiner.unseen().residue(r) || r > 0 && refiner.unseen().residue(r - 1) && s.chainOf(r) == s.chainOf(r - 1))
                continue;
            int last = r;
            while (last + 1 < s.residueCount() && refiner.unseen().residue(last + 1) && s.chainOf(last + 1) == s.chainOf(r))
                last++;
            add(Change.Kind.HELD, r, "", "",
                    "the map shows nothing of residues %d to %d: held where they were".formatted(s.seq(r),
                            s.seq(last)));
        }
    }

    /// True if an atom of the residue lies outside the map.
    private boolean outside(int r) {
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) if (refiner.unseen().outside(a)) return true;
        return false;
    }

    private double density(int r) {
        double sum = 0;
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
            sum += refiner.box.spline().at(after[3 * a], after[3 * a + 1], after[3 * a + 2]);
        return sum / (s.atomEnd(r) - s.atomStart(r));
    }

    private double shift(int r) {
        double most = 0;
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
            most = Math.max(most, Math.sqrt(Math.pow(after[3 * a] - before[3 * a], 2)
                    + Math.pow(after[3 * a + 1] - before[3 * a + 1], 2) + Math.pow(after[3 * a + 2] - before[3 * a + 2], 2)));
        return most;
    }

    private void add(Change.Kind kind, int r, String was, String is, String evidence) {
        changes.add(
                new Change(kind, s.authChain(s.chainOf(r)), s.seq(r), s.icode(r), s.residueName(r), shift(r), was, is, evidence));
    }
}
