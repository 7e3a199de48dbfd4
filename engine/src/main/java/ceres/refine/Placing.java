package ceres.refine;

import ceres.density.MapBox;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Superposition;
import ceres.refine.placement.Body;
import ceres.refine.placement.Docking;
import ceres.refine.placement.RigidBody;
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
/// chain is looked for in what the chains that stand right leave of the map. A place is taken only where the body's own correlation grows
/// clearly, that of the whole model does not fall, and no other chain stands there.
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
    private final List<Change> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private NcsRule symmetry;
    private Refiner refiner;

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

    /// What was moved, and what stands where the map shows little like it.
    List<Change> changes() { return List.copyOf(changes); }

    /// The same in sentences.
    List<String> notes() { return List.copyOf(notes); }

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
        boolean moved = best(own) < MISPLACED && place(whole, problem.map(), MODEL_GAINS);
        if (chains.size() > 1) moved |= single(chains);
        lost(bodies);
        return moved;
    }

    private static double best(double[] own) { return Arrays.stream(own).max().orElse(-1); }

    /// Chain by chain, large ones first.
    private boolean single(List<Body> chains) {
        double[] own = refiner.correlationsWithOneB(chains);
        var poor = new ArrayList<Body>();
        for (int k = 0; k < own.length; k++)
            if (own[k] < MISPLACED && (own[k] < best(own) - BELOW_BEST || own[k] < LOST)) poor.add(chains.get(k));
        poor.sort(Comparator.comparingInt((Body b) -> -b.size()));
        var standing = Body.whole(refiner.model.heavy());
        for (Body b : poor) standing.atoms().andNot(b.atoms());
        DensityMap left = null;
        boolean moved = false;
        for (Body b : poor) {
            if (left == null)
                left = Unexplained.by(standing.of(refiner.model.at(refiner.xyz, refiner.b)), problem.map(), problem.resolution(),
                        refiner.team);
            if (!place(b, left, CHAIN_GAINS)) continue;
            standing.atoms().or(b.atoms());
            left = null;
            moved = true;
        }
        return moved;
    }

    /// @param map where the body is looked for
    private boolean place(Body body, DensityMap map, double gains) {
        double own = own(refiner, body);
        if (own >= MISPLACED) return false;
        Structure alone = body.of(refiner.model.at(refiner.xyz, refiner.b));
        boolean moved = near(alone, map).map(p -> take(body, alone, p, own, gains, "moved as a rigid body"))
                .orElse(false);
        double reached = moved ? own(refiner, body) : own;
        // a faint chain among others that stand right does not stand right by chance
        boolean enough = reached >= (body.isWhole() ? MISPLACED : LOST);
        if (enough || !problem.parameters().dock() || problem.resolution() > COARSEST_DOCKING) return moved;
        Structure now = body.of(refiner.model.at(refiner.xyz, refiner.b));
        return new Docking(map, problem.resolution(), refiner.team).search(now)
                .map(p -> take(body, now, p, reached, gains, "docked into the map")).orElse(false) || moved;
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
    private boolean take(Body body, Structure from, RigidBody.Placement to, double own, double gains,
            String how) {
        var turn = Superposition.of(from.atoms().xyz(), to.xyz());
        Structure all = refiner.model.interpretation().structure();
        var movedProblem = new RefinementProblem(problem.interpretation().with(moved(all, body, turn)), problem.map(),
                problem.halfMaps(), problem.resolution(), problem.parameters());
        var elsewhere = new Refiner(movedProblem, refiner.team);
        double there = own(elsewhere, body);
        if (there < Math.max(own + gains, LOST) || collides(body, elsewhere)
                || elsewhere.correlationWithOneB() < refiner.correlationWithOneB())
            return false;
        symmetry = symmetryOf.apply(movedProblem);
        var old = refiner;
        refiner = new Refiner(movedProblem, old.team, symmetry);
        if (problem.parameters().bFactors()) refiner.refineB(bFactorWeight, 60);
        say(body, refiner.shift(old.xyz) * refiner.model.heavyCount() / body.size(), own, there, how);
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

    private void say(Body body, double shift, double own, double there, String how) {
        String what = body.isWhole() ? "" : "chain " + body.chain() + " ";
        log.accept(String.format(Locale.ROOT, "placed     %s%s by %.1f A: CC %.3f, was %.3f", what, how, shift, there, own));
        String evidence = String.format(Locale.ROOT,
                "%s by %.1f A on average: its correlation with the map, all B factors alike, is %.2f there and was %.2f", how,
                shift,
                there, own);
        changes.add(first(body, Change.Kind.PLACED, shift, evidence));
        notes.add((body.isWhole() ? "The model was " : "Chain " + body.chain() + " was ") + evidence + ".");
    }

    private void lost(List<Body> bodies) {
        double[] own = refiner.correlationsWithOneB(bodies);
        for (int k = 0; k < own.length; k++) {
            if (own[k] >= LOST) continue;
            Body body = bodies.get(k);
            String evidence = String.format(Locale.ROOT,
                    "its correlation with the map, all B factors alike, is %.2f, and no place was found where it fits better",
                    own[k]);
            changes.add(first(body, Change.Kind.MISPLACED, 0, evidence));
            String who = body.isWhole() ? "The model" : "Chain " + body.chain();
            notes.add(who + " stands where the map shows little like it: " + evidence + ". It was left there.");
        }
    }

    /// A change that is listed at the first residue of the body.
    private Change first(Body body, Change.Kind kind, double shift, String evidence) {
        Structure s = refiner.model.heavy();
        int r = s.residueOf(Math.max(0, body.atoms().nextSetBit(0)));
        return new Change(kind, s.authChain(s.chainOf(r)), s.seq(r), s.icode(r), s.residueName(r), shift, "", "", evidence);
    }
}
