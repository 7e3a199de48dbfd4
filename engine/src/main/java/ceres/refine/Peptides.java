package ceres.refine;

import ceres.refine.moving.Backbone;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.Rotation;
import ceres.refine.moving.Torsion;
import ceres.refine.energy.RamachandranPotential;
import ceres.chem.CablamClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns peptides that point the wrong way: beside Ramachandran outliers, where the carbonyls do not fit the trace of C-alphas, or where the
/// oxygen stands out of its density.
///
/// A peptide (C, O, N between two C-alphas) is turned about the line of its C-alphas in steps of 20 degrees and each place judged by
///
///     S = density at O, C, N + Ramachandran energy of both residues + CARBONYL * sum ln(0.05 / value) of both, where value < 0.05
///
/// value being that of CaBLAM's distributions. Where carbonyls do not fit, the two best places are relaxed whatever S says of them: what stands
/// about a peptide has settled with it, and S says little until that has made room (of a turn that was right in a helix S lost 50 before, and
/// the energy gained 230 after). Where only the oxygen's density speaks for a turn, S must gain clearly first. The best is kept if its energy,
/// S's last term and the evidence of the whole map included ([MapEvidence]), is lower than that of the old place relaxed as long; what the map
/// has against a turned peptide counts once more.
///
/// Ramachandran outliers come first ([RamachandranOutliers]).
///
/// Source: design notes of the refinement, 4.4.
final class Peptides {
    static final int RELAX = 40;
    private static final int SETTLE = 25, MOST = 20, MOST_WORK = 240_000;
    private static final double GAIN = 3, STATIC_GAIN = 4, ANY = Double.NEGATIVE_INFINITY, STEP_DEG = 20, TURNED_DEG = 50;
    private static final double CARBONYL = 3, LEAST_VALUE = 1e-3;
    /// Energy by which a turned peptide may lie above the other before the whole map is asked: what it says is worth some tens.
    private static final double HOPELESS = 60;
    /// Of the map scaled to rms 1 about the model.
    private static final double MORE_DENSITY = 0.7;

    /// The peptide between two residues.
    ///
    /// @param from its first C-alpha, to its second
    record Peptide(int residue, int next, int from, int carbon, int o, int nitrogen, int to, boolean free) {
        int[] moved() { return new int[]{carbon, o, nitrogen}; }
    }

    private final Refiner refiner;
    private final MovingModel model;
    private final Schedule schedule;
    private final MapEvidence evidence;
    private final Map<Integer, Peptide> after = new HashMap<>();
    private final Map<Integer, Integer> siteOf = new HashMap<>();
    private final int most;
    private final boolean scattered;
    /// hydrogens stand where they are best for these heavy atoms
    private boolean settled;

    /// @param scattered the bonds of the start were broken: what are outliers then, or were, chance made
    Peptides(Refiner refiner, Schedule schedule, boolean scattered) {
        this.scattered = scattered;
        this.refiner = refiner;
        this.model = refiner.model;
        this.schedule = schedule;
        this.evidence = new MapEvidence(refiner, schedule);
        this.most = Math.min(MOST, Math.max(2, MOST_WORK / model.total()));
        var sites = refiner.backbone.sites();
        for (int k = 0; k < sites.size(); k++) {
            var site = sites.get(k);
            if (site.altloc() != 0) continue;
            siteOf.put(site.residue(), k);
            add(site.alphaBefore(), site.carbonBefore(), site.n(), site.alpha());
            add(site.alpha(), site.carbon(), site.nAfter(), model.heavy().find(site.next(), "CA"));
        }
    }

    private void add(int from, int carbon, int nitrogen, int to) {
        var s = model.heavy();
        int residue = s.residueOf(carbon), next = s.residueOf(nitrogen), o = s.find(residue, "O");
        if (o < 0 || to < 0 || refiner.unseen().hides(carbon)) return;
        after.putIfAbsent(residue, new Peptide(residue, next, from, carbon, o, nitrogen, to, !s.residueName(next).equals("PRO")));
    }

    /// The peptide after a residue, if it can be turned.
    Optional<Peptide> freeAfter(int residue) { return Optional.ofNullable(after.get(residue)).filter(p -> p.free); }

    /// How many are tried in one run, of each kind.
    int most() { return most; }

    /// Sites of the backbone whose peptides are known, in their order.
    List<Integer> sites() { return siteOf.values().stream().sorted().toList(); }

    /// Gives the number of peptides turned.
    int run() {
        int turned = new RamachandranOutliers(refiner, schedule, this).heal();
        var done = new HashSet<Peptide>();
        for (Peptide p : suspects(this::pointsWrong, p -> carbonyls(p))) if (done.add(p) && turn(p, ANY)) turned++;
        for (Peptide p : suspects(p -> gain(p) > MORE_DENSITY, this::gain))
            if (done.add(p) && turn(p, STATIC_GAIN)) turned++;
        return turned;
    }

    private interface Worth {
        double of(Peptide p);
    }

    private List<Peptide> suspects(java.util.function.Predicate<Peptide> wrong, Worth worth) {
        return after.values().stream().filter(p -> p.free && !supported(p.residue) && !supported(p.next)).filter(wrong)
                .sorted(Comparator.comparingDouble((Peptide p) -> -worth.of(p)).thenComparingInt(p -> p.residue)).limit(most)
                .toList();
    }

    /// True for a residue that is left to the map: it began as an outlier, and the map has not been for turning its peptides.
    private boolean supported(int residue) {
        Integer k = siteOf.get(residue);
        return k != null && !scattered && refiner.pull[k] < 1;
    }

    boolean scattered() { return scattered; }

    /// An outlier on either side, or disfavoured on both: a wrong peptide shows in both residues.
    private boolean pointsWrong(Peptide p) {
        double a = refiner.carbonyls.value(p.residue, refiner.xyz), b = refiner.carbonyls.value(p.next, refiner.xyz);
        return Math.min(a, b) < CablamClass.OUTLIER || Math.max(a, b) < CablamClass.DISFAVORED;
    }

    /// By how much the density at the oxygen would rise if the peptide were turned over.
    private double gain(Peptide p) {
        double[] was = place(p);
        double before = density(p.o);
        Rotation.about(refiner.xyz, p.from, p.to, Math.PI, p.moved());
        double turned = density(p.o);
        put(p, was);
        return turned - before;
    }

    double density(int a) { return refiner.box.spline().at(refiner.xyz[3 * a], refiner.xyz[3 * a + 1], refiner.xyz[3 * a + 2]); }

    private double[] place(Peptide p) {
        var x = new double[9];
        int[] moved = p.moved();
        for (int k = 0; k < 3; k++) System.arraycopy(refiner.xyz, 3 * moved[k], x, 3 * k, 3);
        return x;
    }

    private void put(Peptide p, double[] x) {
        int[] moved = p.moved();
        for (int k = 0; k < 3; k++) System.arraycopy(x, 3 * k, refiner.xyz, 3 * moved[k], 3);
    }

    /// CARBONYL * sum ln(0.05 / value): 0 where both residues are common.
    private double carbonyls(Peptide p) { return carbonyl(p.residue) + carbonyl(p.next); }

    double carbonyl(int residue) {
        double value = Math.max(LEAST_VALUE, refiner.carbonyls.value(residue, refiner.xyz));
        return CARBONYL * Math.max(0, Math.log(CablamClass.DISFAVORED / value));
    }

    private double ramachandran(int residue) {
        Integer k = siteOf.get(residue);
        if (k == null) return 0;
        var site = refiner.backbone.sites().get(k);
        return schedule.ramachandran() * RamachandranPotential.of(refiner.backbone.kind(site, refiner.xyz), schedule.floor())
                .at(site.phi(refiner.xyz), site.psi(refiner.xyz), new double[2]);
    }

    private double cost(Peptide p) {
        return carbonyls(p) + ramachandran(p.residue) + ramachandran(p.next)
                - schedule.density() * (density(p.o) + density(p.carbon) + density(p.nitrogen));
    }

    /// What makes room for a change.
    final class Surroundings {
        private final Vicinity near;
        private final double[] start = refiner.xyz.clone();
        private MapEvidence.@Nullable Local map;

        private Surroundings(int... atoms) { this.near = new Vicinity(refiner, atoms); }

        Vicinity near() { return near; }

        /// What the map says of these atoms; made when it is first asked for, as if it had been at the start.
        private MapEvidence.Local map() {
            if (map == null) map = evidence.about(near.free(), start);
            return map;
        }

        /// Makes room; gives the energy, with the density at the atoms in the map's place.
        double settle() { return near.relax(schedule, RELAX); }

        /// Goes on from there against the whole map.
        Relaxed judge() {
            double all = near.relax(schedule, map().term(), SETTLE), told = map().energy().getAsDouble();
            return new Relaxed(all + evidence.more() * told, told, 1 + evidence.more());
        }

        /// The same of the place as it is, but for what draws torsions to where they are common.
        double withoutTorsions() {
            return near.relax(schedule.withoutTorsions(), map().term(), 0) + evidence.more() * map().energy().getAsDouble();
        }
    }

    Surroundings about(int... atoms) { return new Surroundings(atoms); }

    /// The energy of a place once its surroundings have made room for it, the map's evidence included.
    Relaxed relax(Surroundings around) {
        around.settle();
        return around.judge();
    }

    /// @param energy with [#evidence], the map's part, in it
    /// @param told -2 ln L of the whole map
    /// @param times how often that counts
    record Relaxed(double energy, double told, double times) { double evidence() { return times * told; } }

    /// Turns, in degrees, that look clearly better than the present place, best first; two at most.
    List<Double> better(Peptide p, double margin) {
        double[] was = place(p);
        int steps = (int) Math.round(360 / STEP_DEG);
        var cost = new double[steps];
        for (int k = 0; k < steps; k++) {
            put(p, was);
            Rotation.about(refiner.xyz, p.from, p.to, Math.toRadians(k * STEP_DEG), p.moved());
            cost[k] = cost(p);
        }
        put(p, was);
        var minima = new ArrayList<Integer>();
        for (int k = 0; k < steps; k++)
            if (cost[k] <= cost[(k + 1) % steps] && cost[k] < cost[(k + steps - 1) % steps] && cost[k] < cost[0] - margin
                    && Math.min(k, steps - k) * STEP_DEG >= TURNED_DEG)
                minima.add(k);
        minima.sort(Comparator.comparingDouble(k -> cost[k]));
        return minima.stream().limit(2).map(k -> k * STEP_DEG).toList();
    }

    void turnBy(Peptide p, double deg) {
        Rotation.about(refiner.xyz, p.from, p.to, Math.toRadians(deg), p.moved());
        model.follow(refiner.xyz, refiner.team);
    }

    /// @param margin that a turn must gain before anything makes room for it
    private boolean turn(Peptide p, double margin) {
        List<Double> turns = better(p, margin);
        if (turns.isEmpty()) return false;
        double[] start = refiner.xyz.clone(), kept = start;
        var around = about(p.from, p.to);
        double hopeless = around.settle() + HOPELESS, best = 0;
        double[] old = refiner.xyz;
        Relaxed before = null;
        for (double deg : turns) {
            refiner.xyz = start.clone();
            turnBy(p, deg);
            if (around.settle() > hopeless) continue;
            if (before == null) {
                double[] turned = refiner.xyz;
                refiner.xyz = old;
                before = around.judge();
                best = before.energy + carbonyls(p) - GAIN;
                refiner.xyz = turned;
            }
            var now = around.judge();
            double energy = now.energy + carbonyls(p) + against(now, before);
            if (energy < best && trans(p)) {
                best = energy;
                kept = refiner.xyz;
            }
        }
        if (kept == start && settled) refiner.xyz = start;
        else
            take(kept);
        return kept != start;
    }

    /// What the map says against the one place beside the other; 0 where it says nothing against it.
    static double against(Relaxed now, Relaxed before) { return Math.max(0, now.evidence() - before.evidence()); }

    private boolean trans(Peptide p) { return Math.abs(Torsion.angle(refiner.xyz, p.from, p.carbon, p.nitrogen, p.to)) > 1.5; }

    void take(double[] xyz) {
        refiner.xyz = xyz;
        settled = true;
        refiner.hydrogens.settle(xyz, refiner.team);
    }
}
