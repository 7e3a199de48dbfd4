package ceres.refine;

import ceres.density.MapBox;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Superposition;
import ceres.refine.placement.Body;
import ceres.refine.placement.Docking;
import ceres.refine.placement.RigidBody;
import ceres.refine.placement.Settling;
import ceres.refine.placement.Unexplained;
import ceres.refine.symmetry.NcsRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Puts a model, or single chains of it, where the map says they belong, if they stand clearly beside their density.
///
/// Judged is the correlation in the mask of the body's own atoms with one B factor for all: B factors of their own explain a wrong place
/// away. A body that fits poorly is moved as a rigid body, from coarse to fine; if it fits no better then it is looked for in the whole map. A
/// chain is looked for in what the chains that stand right leave of the map, and settles at last in the map itself among them. A place is taken only
/// where the body's own correlation grows clearly, that of the whole model does not fall, and no other chain stands there. A whole model
/// that fits poorly still is put back where it stood, unless the search of the whole map ends at that place too and at no other.
final class Placing {
    /// Correlation below which a body may stand beside its density. Right ones of real maps have 0.67 to 0.84, at 1.8 to 3.9 A; bodies that
    /// were moved by 5 A and turned by 10 degrees less than 0.5, at 3 to 5 A.
    static final double MISPLACED = 0.65;
    /// No body that stands right fits as poorly as this.
    static final double LOST = 0.35;
    /// How much less than the best a chain that is not lost must fit to be looked for elsewhere.
    private static final double BELOW_BEST = 0.15;
    private static final double MODEL_GAINS = 0.05, CHAIN_GAINS = 0.1;
    /// A place is another chain's if more than this part of the body's atoms are as near as this to atoms of it, A.
    private static final double TOUCHING = 2, MOST_TOUCHING = 0.1;
    /// How far round a body the search near by reaches, A, and the resolutions it may begin at.
    private static final double ROOM = 12;
    private static final double[] BEGIN = {15, 7};
    private static final double COARSEST_DOCKING = 10;

    private final RefinementProblem problem;
    private final Function<RefinementProblem, NcsRule> symmetryOf;
    private final double bFactorWeight;
    private final Consumer<String> log;
    private final List<Placed> placed = new ArrayList<>();
    private final PlacingReport report = new PlacingReport();
    private NcsRule symmetry;
    private Refiner refiner;
    /// the search of the whole map ended where the body stands now
    private boolean certain;

    /// @param own correlation that the body had where it stood
    /// @param how it came to where it stands now
    record Placed(Body body, double own, String how) {}

    /// @param refiner the model where it stands, B factors refined
    /// @param symmetryOf finds the symmetry of a model that has been moved
    Placing(RefinementProblem problem, Refiner refiner, NcsRule symmetry, Function<RefinementProblem, NcsRule> symmetryOf,
            double bFactorWeight, Consumer<String> log) {
        this.problem = problem;
        this.refiner = refiner;
        this.symmetry = symmetry;
        this.symmetryOf = symmetryOf;
        this.bFactorWeight = bFactorWeight;
        this.log = log;
    }

    Refiner refiner() { return refiner; }

    NcsRule symmetry() { return symmetry; }

    PlacingReport report() { return report; }

    private static List<Body> bodies(Refiner refiner) {
        var chains = Body.chains(refiner.model.heavy());
        return chains.size() > 1 ? chains : List.of(Body.whole(refiner.model.heavy()));
    }

    /// True if the model or a chain of it may stand beside its density.
    static boolean inDoubt(Refiner refiner) {
        return !Arrays.stream(refiner.correlationsWithOneB(bodies(refiner))).allMatch(cc -> cc >= MISPLACED);
    }

    /// Places what must be placed; true if anything was moved.
    boolean run() {
        Body whole = Body.whole(refiner.model.heavy());
        var chains = Body.chains(refiner.model.heavy());
        var bodies = bodies(refiner);
        double[] own = refiner.correlationsWithOneB(bodies);
        if (Arrays.stream(own).allMatch(cc -> cc >= MISPLACED)) return false;
        Refiner before = refiner;
        if (best(own) < MISPLACED) placeModel(whole);
        if (chains.size() > 1) single(chains);
        for (Placed p : placed) report.placed(p, own(refiner, p.body), PlacingReport.shift(p.body, before, refiner), refiner);
        report.standing(bodies, refiner);
        return !placed.isEmpty();
    }

    /// Places the model and puts it back if that place is one of many.
    private void placeModel(Body whole) {
        Refiner before = refiner;
        NcsRule symmetryBefore = symmetry;
        if (!place(whole, problem.map(), MODEL_GAINS)) return;
        double reached = own(refiner, whole), shift = Docking.distance(refiner.xyz, before.xyz);
        if (reached >= MISPLACED || certain || shift < Docking.SAME) return;
        refiner = before;
        symmetry = symmetryBefore;
        placed.clear();
        log.accept(report.undone(reached, shift));
    }

    private static double best(double[] own) { return Arrays.stream(own).max().orElse(-1); }

    /// Chain by chain, large ones first.
    private void single(List<Body> chains) {
        double[] own = refiner.correlationsWithOneB(chains);
        var poor = new ArrayList<Body>();
        for (int k = 0; k < own.length; k++)
            if (own[k] < MISPLACED && (own[k] < best(own) - BELOW_BEST || own[k] < LOST)) poor.add(chains.get(k));
        poor.sort(Comparator.comparingInt((Body b) -> -b.size()));
        var standing = Body.whole(refiner.model.heavy());
        for (Body b : poor) standing.atoms().andNot(b.atoms());
        DensityMap left = null;
        var moved = new ArrayList<Body>();
        for (Body b : poor) {
            if (left == null)
                left = Unexplained.by(standing.of(refiner.model.at(refiner.xyz, refiner.b)), problem.map(), problem.resolution(),
                        refiner.team);
            if (!place(b, left, CHAIN_GAINS)) continue;
            standing.atoms().or(b.atoms());
            left = null;
            moved.add(b);
        }
        if (!moved.isEmpty()) settle(moved);
    }

    private void settle(List<Body> bodies) {
        Structure heavy = refiner.model.at(refiner.xyz, refiner.b);
        Structure settled = new Settling(problem.map(), problem.resolution(), refiner.commonB(), refiner.team).settle(heavy,
                bodies);
        Structure all = refiner.model.interpretation().structure();
        for (Body b : bodies)
            all = moved(all, b, Superposition.of(b.of(heavy).atoms().xyz(), b.of(settled).atoms().xyz()));
        Refiner old = refiner;
        RefinementProblem there = problemOf(all);
        if (new Refiner(there, old.team).correlationWithOneB() <= old.correlationWithOneB()) return;
        begin(there, old);
        for (Body b : bodies)
            log.accept(String.format(Locale.ROOT, "settled    chain %s among the others, by %.1f A", b.chain(),
                    PlacingReport.shift(b, old, refiner)));
    }

    private RefinementProblem problemOf(Structure all) {
        return new RefinementProblem(problem.interpretation().with(all), problem.map(), problem.halfMaps(), problem.resolution(),
                problem.parameters());
    }

    /// Goes on with the model of a problem.
    private void begin(RefinementProblem there, Refiner old) {
        symmetry = symmetryOf.apply(there);
        refiner = new Refiner(there, old.team, symmetry);
        if (problem.parameters().bFactors()) refiner.refineB(bFactorWeight, 60);
    }

    /// @param map where the body is looked for
    private boolean place(Body body, DensityMap map, double gains) {
        double own = own(refiner, body);
        if (own >= MISPLACED) return false;
        Structure alone = body.of(refiner.model.at(refiner.xyz, refiner.b));
        boolean moved = near(alone, map).map(p -> take(body, alone, p.xyz(), own, gains, "moved as a rigid body"))
                .orElse(false);
        double reached = moved ? own(refiner, body) : own;
        // a faint chain among others that stand right does not stand right by chance
        boolean enough = reached >= (body.isWhole() ? MISPLACED : LOST);
        if (enough || !problem.parameters().dock() || problem.resolution() > COARSEST_DOCKING) return moved;
        Structure now = body.of(refiner.model.at(refiner.xyz, refiner.b));
        var found = new Docking(map, problem.resolution(), refiner.team).search(now);
        boolean elsewhere = found.map(p -> take(body, now, p, reached, gains, "docked into the map")).orElse(false);
        certain = elsewhere || found.map(p -> Docking.distance(p, now.atoms().xyz()) < Docking.SAME).orElse(false);
        return elsewhere || moved;
    }

    private static double own(Refiner r, Body body) { return r.correlationsWithOneB(List.of(body))[0]; }

    /// The best of the places that a search of the surroundings ends at.
    private Optional<RigidBody.Placement> near(Structure body, DensityMap map) {
        var rigid = new RigidBody(MapBox.around(body, map, ROOM), problem.resolution(), refiner.team);
        RigidBody.Placement best = null;
        for (double coarsest : BEGIN) {
            var found = rigid.fit(body, coarsest);
            if (found.correlation() > found.before() && (best == null || found.correlation() > best.correlation())) best = found;
        }
        return Optional.ofNullable(best);
    }

    /// Goes on from that place if the body fits clearly better there and the model no less.
    private boolean take(Body body, Structure from, double[] to, double own, double gains,
            String how) {
        var turn = Superposition.of(from.atoms().xyz(), to);
        Structure all = refiner.model.interpretation().structure();
        var movedProblem = problemOf(moved(all, body, turn));
        var elsewhere = new Refiner(movedProblem, refiner.team);
        double there = own(elsewhere, body);
        if (there < Math.max(own + gains, LOST) || collides(body, elsewhere)
                || elsewhere.correlationWithOneB() < refiner.correlationWithOneB())
            return false;
        var old = refiner;
        begin(movedProblem, old);
        log.accept(String.format(Locale.ROOT, "placed     %s%s by %.1f A: CC %.3f, was %.3f",
                body.isWhole() ? "" : "chain " + body.chain() + " ", how, PlacingReport.shift(body, old, refiner), there, own));
        double first = placed.stream().filter(p -> p.body.equals(body)).mapToDouble(Placed::own).findFirst().orElse(own);
        placed.removeIf(p -> p.body.equals(body));
        placed.add(new Placed(body, first, how));
        return true;
    }

    /// A copy of a chain fits where another one stands already.
    private static boolean collides(Body body, Refiner there) {
        double[] others = Arrays.copyOf(there.xyz, 3 * there.model.heavyCount());
        for (int a = body.atoms().nextSetBit(0); a >= 0; a = body.atoms().nextSetBit(a + 1))
            Arrays.fill(others, 3 * a, 3 * a + 3, Double.NaN);
        var cells = new CellList(others, TOUCHING);
        var touched = new BitSet();
        for (int a = body.atoms().nextSetBit(0); a >= 0; a = body.atoms().nextSetBit(a + 1)) {
            int atom = a;
            cells.near(there.xyz[3 * a], there.xyz[3 * a + 1], there.xyz[3 * a + 2], TOUCHING, b -> touched.set(atom));
        }
        return touched.cardinality() > MOST_TOUCHING * body.size();
    }

    private static Structure moved(Structure all, Body body, Superposition turn) {
        double[] from = all.atoms().xyz(), to = new double[from.length];
        RigidBody.move(from, new double[3], turn.rotation(), turn.translation(), to);
        for (int a = 0; a < all.atomCount(); a++) if (!body.holds(all, a)) System.arraycopy(from, 3 * a, to, 3 * a, 3);
        return all.withXyz(to);
    }
}
