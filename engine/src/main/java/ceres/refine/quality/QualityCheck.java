package ceres.refine.quality;

import ceres.refine.moving.Backbone;
import ceres.refine.moving.Carbonyls;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.SideChains;
import ceres.refine.energy.Contacts;
import ceres.chem.RamaClass;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import ceres.restraint.Restraints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Measures the [Quality] of coordinates.
public final class QualityCheck {
    private static final double CLASH = 0.4;
    private static final double C_BETA_LIMIT = 0.25;
    private static final int PIECE = 2048;

    private final MovingModel model;
    private final Contacts contacts;
    private final Hydrogens hydrogens;
    private final Backbone backbone;
    private final SideChains sideChains;
    private final Carbonyls carbonyls;
    private final RamaZ ramaZ;
    private final Chemistry chemistry;

    /// Two atoms that overlap by `overlap` A.
    public record Clash(int first, int second, double overlap) {}

    public QualityCheck(MovingModel model, Contacts contacts, Hydrogens hydrogens, Backbone backbone, SideChains sideChains,
            Carbonyls carbonyls) {
        this.model = model;
        this.contacts = contacts;
        this.hydrogens = hydrogens;
        this.backbone = backbone;
        this.sideChains = sideChains;
        this.carbonyls = carbonyls;
        this.ramaZ = new RamaZ(model, backbone);
        this.chemistry = new Chemistry(model);
    }

    /// @param xyz all atoms; hydrogens are settled and placed anew
    public Quality of(double[] xyz, Restraints restraints, Parallel team) {
        hydrogens.settle(xyz, team);
        double clashes = 0;
        for (Clash c : clashes(xyz, team)) clashes += model.share(c.first, c.second);
        int atoms = 0;
        for (int a = 0; a < model.total() && !model.isImage(a); a++) if (model.present(a)) atoms++;
        int favored = 0, outliers = 0, rotamers = 0;
        for (var site : backbone.sites()) {
            double score = backbone.score(site, xyz);
            if (score >= RamaClass.FAVORED) favored++;
            else if (score < backbone.kind(site, xyz).allowed()) outliers++;
        }
        for (var site : sideChains.sites()) if (SideChains.outlier(site, xyz)) rotamers++;
        return new Quality(1000.0 * clashes / Math.max(1, atoms), (int) Math.round(clashes),
                percent(favored, backbone.sites().size(), 100),
                percent(outliers, backbone.sites().size(), 0), percent(rotamers, sideChains.sites().size(), 0), cBeta(xyz),
                rmsBonds(xyz, restraints.bonds()), rmsAngles(xyz, restraints.angles()),
                chemistry.inversions(xyz, restraints.chiralities()),
                chemistry.newCisPeptides(xyz), minNonbonded(xyz), carbonyls.outliers(xyz), ramaZ.judged(xyz),
                GeometryOutliers.of(xyz, model.restraintsAt(xyz)).size());
    }

    private static double percent(int part, int whole, double ifNone) { return whole == 0 ? ifNone : 100.0 * part / whole; }

    /// All overlaps of 0.4 A or more, the way Probe counts them: an overlap that lies within an atom bonded to either side is that atom's.
    public List<Clash> clashes(double[] xyz, Parallel team) {
        var cells = new CellList(xyz, 4);
        var found = new ArrayList<List<Clash>>(Collections.nCopies(Parallel.pieces(model.total(), PIECE), List.of()));
        team.each(model.total(), PIECE, (piece, from, to) -> {
            var some = new ArrayList<Clash>();
            for (int a = from; a < to; a++) clashes(a, xyz, cells, some);
            found.set(piece, some);
        });
        return found.stream().flatMap(List::stream).toList();
    }

    /// Those of one atom with later ones.
    private void clashes(int a, double[] xyz, CellList cells, List<Clash> found) {
        if (!model.present(a) || model.isImage(a)) return;
        var row = new ArrayList<Clash>();
        cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], 3.6, a, b -> {
            if (Contacts.distance(xyz, a, b) > model.radius(a) + model.radius(b) - CLASH || !contacts.free(a, b))
                return;
            double overlap = model.radius(a) + model.radius(b) - contacts.allowance(a, b) - Contacts.distance(xyz, a, b);
            if (overlap >= CLASH && !(hidden(a, b, xyz) && hidden(b, a, xyz))) row.add(new Clash(a, b, overlap));
        });
        row.sort((p, q) -> Integer.compare(p.second, q.second));
        found.addAll(row);
    }

    /// True if the point of a's surface that faces b lies inside an atom bonded to a.
    private boolean hidden(int a, int b, double[] xyz) {
        double d = Math.max(1e-6, Contacts.distance(xyz, a, b)), r = model.radius(a) / d;
        double x = xyz[3 * a] + r * (xyz[3 * b] - xyz[3 * a]), y = xyz[3 * a + 1] + r * (xyz[3 * b + 1] - xyz[3 * a + 1]),
                z = xyz[3 * a + 2] + r * (xyz[3 * b + 2] - xyz[3 * a + 2]);
        for (int k = 0; k < model.bonds().degree(a); k++) {
            int n = model.bonds().neighbour(a, k);
            if (!model.present(n)) continue;
            double dx = xyz[3 * n] - x, dy = xyz[3 * n + 1] - y, dz = xyz[3 * n + 2] - z;
            if (dx * dx + dy * dy + dz * dz < model.radius(n) * model.radius(n)) return true;
        }
        return false;
    }

    private int cBeta(double[] xyz) {
        Structure s = model.heavy();
        int off = 0;
        for (int r = 0; r < s.residueCount(); r++) {
            if (!model.kind(r).isProtein()) continue;
            for (int b = s.atomStart(r); b < s.atomEnd(r); b++) {
                if (!s.atomName(b).equals("CB")) continue;
                char alt = s.altloc(b);
                int n = s.find(r, "N", alt), a = s.find(r, "CA", alt), c = s.find(r, "C", alt);
                if (n >= 0 && a >= 0 && c >= 0 && CBeta.deviation(s.residueName(r), xyz, n, a, c, b) >= C_BETA_LIMIT) off++;
            }
        }
        return off;
    }

    static double rmsBonds(double[] xyz, Restraints.Bonds b) {
        double sum = 0;
        int n = 0;
        for (int k = 0; k < b.size(); k++) {
            if (!b.origin()[k].isCovalent()) continue;
            double d = Contacts.distance(xyz, b.i()[k], b.j()[k]) - b.ideal()[k];
            sum += d * d;
            n++;
        }
        return n == 0 ? 0 : Math.sqrt(sum / n);
    }

    static double rmsAngles(double[] xyz, Restraints.Angles g) {
        double sum = 0;
        int n = 0;
        for (int k = 0; k < g.size(); k++) {
            if (!g.origin()[k].isCovalent()) continue;
            int i = 3 * g.i()[k], j = 3 * g.j()[k], l = 3 * g.k()[k];
            double ax = xyz[i] - xyz[j], ay = xyz[i + 1] - xyz[j + 1], az = xyz[i + 2] - xyz[j + 2];
            double bx = xyz[l] - xyz[j], by = xyz[l + 1] - xyz[j + 1], bz = xyz[l + 2] - xyz[j + 2];
            double cos = (ax * bx + ay * by + az * bz) / Math.sqrt((ax * ax + ay * ay + az * az) * (bx * bx + by * by + bz * bz));
            double d = Math.toDegrees(Math.acos(Math.clamp(cos, -1, 1)) - g.ideal()[k]);
            sum += d * d;
            n++;
        }
        return n == 0 ? 0 : Math.sqrt(sum / n);
    }

    private double minNonbonded(double[] xyz) {
        int n = model.heavyCount();
        var cells = new CellList(xyz, 3);
        double[] least = {Double.POSITIVE_INFINITY};
        for (int i = 0; i < n; i++) {
            int a = i;
            cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], 3, b -> {
                if (b > a && !model.isHydrogen(b) && contacts.free(a, b) && !contacts.coordinated(a, b))
                    least[0] = Math.min(least[0], Contacts.distance(xyz, a, b));
            });
        }
        return least[0];
    }
}
