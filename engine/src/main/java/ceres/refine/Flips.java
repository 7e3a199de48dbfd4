package ceres.refine;

import ceres.numerics.CellList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Half turns that density alone does not tell: the ends of Asn, Gln and His, and peptides.
///
/// An end is turned if hydrogen bonds and bumps say so clearly ([Hydrogens#score]); geometry does not change by it. A peptide beside a
/// Ramachandran outlier, or whose oxygen stands in less density than it would on the other side, is turned about the line between its C-alphas, the model relaxed, and the turn kept if the energy of the whole,
/// density included, ends lower than without it.
final class Flips {
    private static final double CLEARLY = 1.5;
    private static final double REACH = 7.5;
    private static final int RELAX = 40, MOST_PEPTIDES = 24, MOST_WORK = 120_000;
    private static final double GAIN = 3;
    /// Of the map scaled to rms 1 about the model.
    private static final double MORE_DENSITY = 0.7;
    private static final double[] TURNS_DEG = {180, 100, -100};
    private static final boolean[] BOTH = {false, true}, AFTER = {true};

    private final Refiner refiner;
    private final MovingModel model;

    Flips(Refiner refiner) {
        this.refiner = refiner;
        this.model = refiner.model;
    }

    /// Turns the ends of Asn, Gln and His where that is better; gives their number.
    int ends() {
        int turned = 0;
        var cells = new CellList(refiner.xyz.clone(), REACH);
        for (var site : refiner.sideChains.sites()) {
            boolean turns = switch (site.name()) {
                case "ASN", "GLN", "HIS" -> true;
                default -> false;
            };
            if (turns && site.altloc() == 0 && end(site, cells)) turned++;
        }
        if (turned > 0) refiner.hydrogens.settle(refiner.xyz, refiner.team);
        return turned;
    }

    private boolean end(SideChains.Site site, CellList cells) {
        int[] chi = site.chi()[site.chi().length - 1];
        var atoms = new ArrayList<Integer>();
        for (int a = model.heavy().atomStart(site.residue()); a < model.heavy().atomEnd(site.residue()); a++)
            switch (model.name(a)) {
            case "OD1", "ND2", "OE1", "NE2", "ND1", "CD2", "CE1" -> {
                if (bonded(a)) return false;
                atoms.add(a);
            }
            default -> {}
            }
        if (site.name().equals("GLN")) atoms.removeIf(a -> model.name(a).equals("CD2"));
        int[] moved = atoms.stream().mapToInt(Integer::intValue).toArray();
        var riding = new ArrayList<Integer>();
        for (int h = 0; h < model.riding().size(); h++) if (atoms.contains(model.riding().carrier[h])) riding.add(h);
        var near = new ArrayList<Integer>();
        int c = 3 * chi[2];
        cells.near(refiner.xyz[c], refiner.xyz[c + 1], refiner.xyz[c + 2], REACH, near::add);
        int[] close = near.stream().mapToInt(Integer::intValue).sorted().toArray();
        double before = score(moved, riding, close);
        turn(chi, moved, riding);
        if (score(moved, riding, close) > before + CLEARLY) return true;
        turn(chi, moved, riding);
        return false;
    }

    private boolean bonded(int a) {
        for (int k = 0; k < model.bonds().degree(a); k++)
            if (model.residueOf(model.bonds().neighbour(a, k)) != model.residueOf(a)) return true;
        return false;
    }

    private void turn(int[] chi, int[] moved, List<Integer> riding) {
        Rotation.about(refiner.xyz, chi[1], chi[2], Math.PI, moved);
        for (int h : riding) model.riding().place(h, refiner.xyz);
    }

    private double score(int[] moved, List<Integer> riding, int[] near) {
        double score = 0;
        for (int a : moved) score += refiner.hydrogens.score(a, near, refiner.xyz);
        for (int h : riding)
            if (model.present(model.heavyCount() + h))
                score += refiner.hydrogens.score(model.heavyCount() + h, near, refiner.xyz);
        return score;
    }

    /// Turns peptides beside Ramachandran outliers, and peptides whose oxygen would find clearly more density on the other side, where
    /// that relaxes to a lower energy; gives their number.
    int peptides(Schedule schedule) {
        int most = Math.min(MOST_PEPTIDES, Math.max(2, MOST_WORK / model.total())), turned = 0;
        for (var site : whole().filter(s -> refiner.backbone.outlier(s, refiner.xyz)).limit(most).toList())
            if (peptide(site, BOTH, () -> refiner.backbone.outlier(site, refiner.xyz), schedule)) turned++;
        for (var site : whole().filter(this::looksAway).sorted(Comparator.comparingDouble(s -> -gain(s))).limit(most).toList())
            if (peptide(site, AFTER, () -> looksAway(site), schedule)) turned++;
        return turned;
    }

    private Stream<Backbone.Site> whole() { return refiner.backbone.sites().stream().filter(s -> s.altloc() == 0); }

    private boolean looksAway(Backbone.Site site) { return gain(site) > MORE_DENSITY; }

    /// By how much the density at the oxygen would rise if the peptide after the residue were turned over.
    private double gain(Backbone.Site site) {
        int o = model.heavy().find(site.residue(), "O"), to = model.heavy().find(site.next(), "CA");
        if (o < 0 || to < 0) return 0;
        double[] was = Arrays.copyOfRange(refiner.xyz, 3 * o, 3 * o + 3);
        double before = density(o);
        Rotation.about(refiner.xyz, site.alpha(), to, Math.PI, new int[]{o});
        double after = density(o);
        System.arraycopy(was, 0, refiner.xyz, 3 * o, 3);
        return after - before;
    }

    private double density(int atom) {
        return refiner.box.spline().at(refiner.xyz[3 * atom], refiner.xyz[3 * atom + 1], refiner.xyz[3 * atom + 2]);
    }

    /// @param wrong whether the present coordinates still ask for a turn; a relaxation may have answered it
    private boolean peptide(Backbone.Site site, boolean[] sides, BooleanSupplier wrong, Schedule schedule) {
        if (!wrong.getAsBoolean()) return false;
        double[] start = refiner.xyz.clone();
        double best = refiner.relax(schedule, RELAX) - GAIN;
        if (!wrong.getAsBoolean()) return false;
        double[] kept = start;
        for (boolean after : sides)
            for (double turn : TURNS_DEG) {
                refiner.xyz = start.clone();
                if (!turnPeptide(site, after, Math.toRadians(turn))) continue;
                double energy = refiner.relax(schedule, RELAX);
                if (energy < best && Math.abs(site.omega(refiner.xyz)) > 1.5) {
                    best = energy;
                    kept = refiner.xyz;
                }
            }
        refiner.xyz = kept;
        refiner.hydrogens.settle(kept, refiner.team);
        return kept != start;
    }

    /// Turns C, O of a residue and N of the next about the line between their C-alphas.
    private boolean turnPeptide(Backbone.Site site, boolean after, double angle) {
        var s = model.heavy();
        int carbon = after ? site.carbon() : site.carbonBefore(), r = s.residueOf(carbon), o = s.find(r, "O"),
                nitrogen = after ? site.nAfter() : site.n();
        int from = after ? site.alpha() : site.alphaBefore(), to = s.find(s.residueOf(nitrogen), "CA");
        if (o < 0 || to < 0) return false;
        Rotation.about(refiner.xyz, from, to, angle, new int[]{carbon, o, nitrogen});
        model.riding().place(refiner.xyz, refiner.team);
        return true;
    }
}
