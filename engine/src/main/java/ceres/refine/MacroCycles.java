package ceres.refine;

import ceres.refine.moving.Images;
import ceres.refine.quality.Composition;
import ceres.refine.quality.Gates;
import ceres.refine.quality.Quality;
import ceres.refine.energy.Contacts;
import ceres.refine.symmetry.NcsRule;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One run of the refinement, from the input to the result.
final class MacroCycles {
    /* The order of things. B factors first, so that input and result are compared alike. A rough start (clashes, outliers) is brought
     * near with the density at the atoms and hard contacts; then each macro-cycle refines B factors and coordinates against the
     * correlation itself, its weight raised while the geometry has room and lowered when it has none, by at most a factor of 1.4 a
     * cycle. Every cycle leaves a snapshot; of those that pass the gates the best is the result. */
    private static final double ROUGH_CLASHSCORE = 20, ROUGH_OUTLIERS = 2;
    private static final double NOTHING_GAINED = 0.12;
    /// Cycles before a run may end early: contacts are hard from the third on, and the local searches end with the fifth.
    private static final int FEWEST = 5;
    /// How often a lower weight of the map is tried when FSC work lies that far above FSC free. A trial, not a verdict: the
    /// half-map left out says whether it was worth it.
    private static final int GENTLER = 2;
    private static final double WIDE = 0.03;

    private final RefinementProblem problem;
    private final RefinementParameters parameters;
    private final Checkpoints checkpoints;
    private final Journal journal;
    private NcsRule symmetry;
    private final Images images;
    private Refiner refiner;
    private final double[] input;
    private final long fingerprint;
    private Quality start;
    private Schedule schedule;
    private Gates gates;
    private Snapshot initial, best;
    private Optional<Placing> placing = Optional.empty();
    private final Signal signal;
    private double asGiven;
    private final WeightLadder weight;
    private int unchanged;

    /// @param symmetry what is kept identical and why; of a model with images it has been seen to
    /// @param images of the model's heavy atoms
    MacroCycles(RefinementProblem problem, NcsRule symmetry, Images images, Checkpoints checkpoints, Parallel team,
            Progress progress) {
        this.problem = problem;
        this.parameters = problem.parameters();
        this.checkpoints = checkpoints;
        this.journal = new Journal(progress, parameters.macroCycles());
        this.symmetry = symmetry;
        this.images = images;
        this.refiner = new Refiner(problem, team, constraints(), images);
        this.input = refiner.xyz.clone();
        this.fingerprint = Fingerprint.of(problem);
        this.signal = new Signal(problem);
        this.start = refiner.quality();
        this.schedule = Schedule.of(parameters, problem.resolution(), start);
        this.weight = new WeightLadder(schedule.correlation(),
                parameters.correlationWeight() > 0 || Schedule.poor(problem.resolution()));
        // the input's own hydrogens and B factors; replaced once B factors are refined
        this.gates = new Gates(start, -1, refiner.carbonyls.residue());
        this.initial = this.best = snapshot(0, start, 0, false);
    }

    /// What of the model's copies are kept identical.
    static NcsRule symmetry(RefinementProblem p) {
        Structure all = p.interpretation().structure();
        if (!p.parameters().ncs() || all.chainCount() < 2) return NcsRule.NONE;
        var heavy = StructureBuilder.subset(all, a -> !all.isHydrogen(a));
        return NcsRule.decide(heavy, p.map(), p.halfMaps(), p.resolution());
    }

    /// Copies that must be held to each other here: none where there is one only, among its images.
    private NcsRule constraints() { return images.operators().isEmpty() ? symmetry : NcsRule.NONE; }

    /// True if the model or a chain of it may stand beside its density and may be looked for elsewhere.
    boolean misplaced() { return parameters.rigidBody() && Placing.inDoubt(refiner); }

    RefinementResult run() {
        begin();
        Optional<String> hopeless = signal.lacking(asGiven, refiner).or(() -> placing.flatMap(p -> p.report().nowhere()));
        if (hopeless.isPresent()) return result(initial, RefinementResult.Outcome.INPUT_KEPT, hopeless);
        for (var group : symmetry.groups()) journal.log("symmetry   " + group.sentence());
        int cycle = resume();
        if (cycle == 1) bringNear();
        while (cycle <= parameters.macroCycles() && !settled(cycle)) {
            if (journal.cancelled()) return stopped();
            cycle(cycle);
            save(cycle);
            cycle++;
        }
        if (best == initial)
            return result(initial, RefinementResult.Outcome.INPUT_KEPT, Optional.of(lastFailures.isEmpty()
                    ? "no macro-cycle was asked for"
                    : "no refined model passed the gates: " + String.join("; ", lastFailures)));
        Optional<String> ended = unchanged >= 2
                ? Optional.of("ended after %d macro-cycles: nothing more was gained".formatted(cycle - 1))
                : Optional.empty();
        return judged(cycle, ended);
    }

    /// The best model, if the half-map left out has nothing against it.
    private RefinementResult judged(int cycle, Optional<String> ended) {
        var check = validation(best);
        for (int n = 0; n < GENTLER && check.isPresent() && check.get().gap() > WIDE && automatic(); n++) {
            var gentler = journal.cancelled() ? check : tryGentler(cycle, check.get());
            if (gentler.equals(check)) break;
            check = gentler;
        }
        if (check.isEmpty() || check.get().fscFree() >= check.get().fscFreeInitial() - Gates.FSC_FREE)
            return result(best, RefinementResult.Outcome.REFINED, ended, check);
        String worse = "the half-map left out fits what is refined against the other less well than the input: FSC free %.3f, %.3f"
                .formatted(check.get().fscFree(), check.get().fscFreeInitial());
        return result(initial, RefinementResult.Outcome.INPUT_KEPT, Optional.of(worse), check);
    }

    /// Tries a lower weight of the map; gives what the half-maps say of the model that is best now, which is the old one unless the new one
    /// passes the gates and fits the half-map left out no less well.
    private Optional<RefinementResult.CrossValidation> tryGentler(int cycle, RefinementResult.CrossValidation check) {
        Snapshot kept = best;
        double weightBefore = weight.weight();
        Schedule before = schedule;
        if (!gentler(cycle)) return Optional.of(check);
        var now = validation(best);
        if (now.isEmpty() || now.get().fscFree() >= check.fscFree()) return now;
        journal.log("the half-map left out fits less well so: the model before is kept");
        best = kept;
        weight.set(weightBefore);
        schedule = before;
        return Optional.of(check);
    }

    /// True if nothing more is to be hoped for from this cycle. Asked before it, so that a run stopped after its last one does not go on.
    private boolean settled(int cycle) { return cycle > FEWEST && unchanged >= (best == initial ? 6 : 2); }

    private boolean automatic() { return parameters.correlationWeight() == 0 && parameters.bFactorWeight() == 0; }

    /// One more macro-cycle from the best model with less than half the weight of the map; false if nothing passes the gates then.
    private boolean gentler(int cycle) {
        double before = weight.weight(), factor = weight.lower();
        journal.log("FSC work and free differ: the map's weight is lowered from %.0f to %.0f".formatted(before, weight.weight()));
        schedule = schedule.withBFactor(factor * schedule.bFactor());
        Snapshot kept = best;
        restore(best);
        best = initial;
        cycle(cycle);
        if (best != initial) return true;
        best = kept;
        return false;
    }

    /// The input with refined B factors: what the result is compared with.
    private void begin() {
        asGiven = refiner.correlation();
        journal.log("input      CC %.4f  %s".formatted(asGiven, start.line()));
        if (signal.lacking(asGiven).isPresent()) return;
        journal.report("B factors of the input", 0);
        if (parameters.bFactors()) refiner.refineB(schedule.bFactor(), 60);
        double cc = refiner.correlation();
        gates = new Gates(start, cc, refiner.carbonyls.residue());
        initial = best = snapshot(0, start, cc, true);
        record("input, B factors refined", initial);
        if (parameters.rigidBody() && images.operators().isEmpty()) place();
        holdUnseen();
    }

    private void holdUnseen() {
        int n = refiner.findUnseen().residues();
        if (n > 0) journal.log("unseen     %d residues stand in no density and are held where they are".formatted(n));
    }

    /// Looks for a better place of the model, or of single chains.
    private void place() {
        journal.report("looking for the model's place in the map", 0);
        var p = new Placing(problem, refiner, symmetry, MacroCycles::symmetry, schedule.bFactor(), journal::log);
        placing = Optional.of(p);
        if (!p.run()) return;
        refiner = p.refiner();
        symmetry = p.symmetry();
        // what is fallen back to and compared with is the input where it belongs
        double cc = refiner.correlation();
        gates = new Gates(start, cc, refiner.carbonyls.residue());
        initial = best = snapshot(0, start, cc, true);
    }

    private int resume() {
        var state = checkpoints.load().flatMap(bytes -> Checkpoint.of(bytes, fingerprint));
        if (state.isEmpty()) return 1;
        Checkpoint c = state.get();
        journal.resume(c.statistics());
        System.arraycopy(c.pull(), 0, refiner.pull, 0, refiner.pull.length);
        System.arraycopy(c.supportedRotamer(), 0, refiner.supportedRotamer, 0, refiner.supportedRotamer.length);
        System.arraycopy(c.lambda(), 0, refiner.weights.lambda, 0, c.lambda().length);
        restore(c.now());
        best = c.best().cycle() == 0 ? initial : c.best();
        weight.set(c.correlationWeight());
        unchanged = c.unchanged();
        journal.log("continued after macro-cycle %d".formatted(c.cycle()));
        return c.cycle() + 1;
    }

    private void save(int cycle) {
        Snapshot now = new Snapshot(cycle, Arrays.copyOf(refiner.xyz, 3 * refiner.model.heavyCount()), refiner.b,
                refiner.occupancy, start, 0, 0, false);
        checkpoints.save(
                new Checkpoint(fingerprint, cycle, weight.weight(), unchanged, now, best, refiner.pull, refiner.supportedRotamer,
                        refiner.weights.lambda, journal.statistics()).bytes());
    }

    private void restore(Snapshot s) { refiner.restore(s.xyz(), s.b(), s.occupancy()); }

    /// The first stage, for a start with clashes or outliers.
    private void bringNear() {
        boolean broken = Schedule.broken(start), rough = broken || start.clashscore() > ROUGH_CLASHSCORE
                || start.ramaOutliers() > ROUGH_OUTLIERS;
        int rounds = broken ? 3 : rough ? 2 : 1;
        if (!rough) searches().ask();
        else if (start.ramaOutliers() <= ROUGH_OUTLIERS) searches().everywhere(this::refineB).ifPresent(journal::log);
        for (int round = 0; round < rounds; round++) {
            journal.report("bringing the model near", 0.2 * round);
            refiner.prepare();
            if (broken) {
                mend(round);
                searches().ask();
            } else
                refiner.minimise(schedule, Contacts.Strength.NORMAL, schedule.density(), 0, parameters.iterations());
        }
        if (rough) journal.log("near       CC %.4f  %s".formatted(refiner.correlation(), refiner.quality().line()));
    }

    /// A start whose bonds are broken has atoms about their places, each on its own: the whole map tells where they belong. The density at the atoms
    /// would draw them together, and torsions, which mean nothing yet, to the nearest wrong rotamer. B factors that made up for it follow.
    /// From the second round on side chains are fitted before it, while the main chain still gives way to what they become.
    private void mend(int round) {
        if (round > 0) searches().everywhere();
        if (parameters.shellWeights()) refiner.weigh();
        refiner.minimise(schedule.withoutTorsions(), Contacts.Strength.NORMAL, 0, schedule.correlation(),
                parameters.iterations());
        refineB();
    }

    private LocalSearches searches() { return new LocalSearches(refiner, schedule, parameters, Schedule.broken(start), input); }

    private void refineB() { if (parameters.bFactors()) refiner.refineB(schedule.bFactor(), 15); }

    private List<String> lastFailures = List.of();

    private void cycle(int cycle) {
        journal.report("macro-cycle " + cycle, cycle - 1);
        if (refiner.ncs.copies() > 0) {
            refiner.ncs.derive(refiner.xyz);
            refiner.ncs.refineOperators(refiner.box.spline(), refiner.xyz);
        }
        refiner.decideSecondary();
        searches().repair(cycle, parameters.macroCycles())
                .ifPresent(done -> journal.log("cycle %2d   %s".formatted(cycle, done)));
        var strength = (cycle <= 2 ? Contacts.Strength.NORMAL : Contacts.Strength.HARD).times(parameters.contactScale());
        if (parameters.shellWeights()) refiner.weigh();
        for (int round = 0; round < 2; round++) {
            refiner.prepare();
            refiner.minimise(schedule, strength, 0, weight.weight(), parameters.iterations());
            if (parameters.adaptiveWeights()) refiner.adapt();
        }
        refineB();
        if (parameters.occupancies() && problem.resolution() < 2.5)
            new Occupancies(refiner).refine(schedule.bFactor(), refiner.team);
        Quality q = refiner.quality();
        double cc = refiner.correlation();
        lastFailures = gates.failures(q, cc);
        Snapshot now = snapshot(cycle, q, cc, lastFailures.isEmpty());
        record("correlation", now);
        int bent = refiner.weights.lowered();
        if (bent > 0) journal.log("cycle %2d   the map counts less in %d residues that it has bent".formatted(cycle, bent));
        boolean better = now.passed() && (best == initial || now.score() > best.score() + NOTHING_GAINED);
        unchanged = better ? 0 : unchanged + 1;
        if (now.passed() && (best == initial || now.score() > best.score())) best = now;
        weight.adjust(q, refiner.mapRules(), cycle >= parameters.macroCycles() - 2);
    }

    private void record(String stage, Snapshot s) {
        journal.record(stage, s, weight.weight(), refiner.shift(input), lastFailures);
    }

    private Snapshot snapshot(int cycle, Quality q, double cc, boolean passed) {
        return new Snapshot(cycle, Arrays.copyOf(refiner.xyz, 3 * refiner.model.heavyCount()), refiner.b.clone(),
                refiner.occupancy.clone(), q, cc, Gates.score(q, cc), passed);
    }

    private RefinementResult stopped() {
        return result(best, RefinementResult.Outcome.CANCELLED, Optional.of("stopped by the user"));
    }

    private RefinementResult result(Snapshot s, RefinementResult.Outcome outcome, Optional<String> reason) {
        boolean judge = outcome == RefinementResult.Outcome.INPUT_KEPT && s.cc() >= Signal.LEAST;
        return result(s, outcome, reason, judge ? validation(s) : Optional.empty());
    }

    private RefinementResult result(Snapshot s, RefinementResult.Outcome outcome, Optional<String> reason,
            Optional<RefinementResult.CrossValidation> validation) {
        restore(s);
        refiner.hydrogens.settle(refiner.xyz, refiner.team);
        reason.ifPresent(journal::log);
        var refined = RefinedStructure.of(refiner.model, refiner.xyz, s.b(), s.occupancy(), parameters.hydrogens());
        var other = Composition.difference(problem.interpretation().structure(), refined);
        if (other.isPresent() && s != initial) return result(initial, RefinementResult.Outcome.INPUT_KEPT, other, validation);
        var changes = new ArrayList<>(Changes.of(refiner, input));
        placing.ifPresent(p -> changes.addAll(p.report().changes()));
        if (parameters.removeUnsupported()) refined = Removal.of(refined, changes);
        return new RefinementResult(refined, List.copyOf(changes), journal.statistics(), outcome, reason, used(),
                validation, refiner.shift(input), notes());
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        placing.ifPresent(p -> notes.addAll(p.report().notes()));
        double rms = refiner.rmsShift(input);
        if (rms > Gates.FAR)
            notes.add(String.format(Locale.ROOT,
                    "Heavy atoms have moved by %.1f A (root mean square), more than the %.0f A that a "
                            + "refinement usually moves them: look whether the model was meant to stand where it is now.",
                    rms, Gates.FAR));
        notes.forEach(journal::log);
        return List.copyOf(notes);
    }

    private Optional<RefinementResult.CrossValidation> validation(Snapshot s) {
        if (!parameters.crossValidate()) return Optional.empty();
        return problem.halfMaps().map(halves -> {
            journal.report("half-maps: refining against the first, judging by the second", parameters.macroCycles());
            var v = new HalfMapValidation(problem, halves, constraints(), refiner.team).measure(refiner, s, schedule,
                    weight.weight());
            journal.log("half-maps  FSC work %.3f  free %.3f  (input, free %.3f)".formatted(v.fscWork(), v.fscFree(),
                    v.fscFreeInitial()));
            journal.log("           " + v.overfitting().sentence());
            return v;
        });
    }

    private java.util.Map<String, String> used() {
        var map = new LinkedHashMap<>(parameters.asMap());
        map.put("correlation_weight", number(weight.weight()));
        map.put("density_weight", number(schedule.density()));
        map.put("ramachandran_weight", number(schedule.ramachandran()));
        map.put("ramachandran_floor", number(schedule.floor()));
        map.put("chi_sigma_deg", number(Math.toDegrees(schedule.chiSigma())));
        map.put("b_factor_weight", number(schedule.bFactor()));
        map.put("symmetry", parameters.ncs() ? symmetry.text() : "not looked for");
        return map;
    }

    private static String number(double v) { return String.format(Locale.ROOT, "%.4g", v); }
}
