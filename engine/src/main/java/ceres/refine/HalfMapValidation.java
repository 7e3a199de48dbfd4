package ceres.refine;

import ceres.refine.moving.MovingModel;
import ceres.refine.target.Contacts;
import ceres.refine.target.NcsRule;
import ceres.density.FscCurve;
import ceres.density.MapBox;
import ceres.density.ModelMap;
import ceres.density.MolecularMask;
import ceres.density.RadialProfile;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/// Does the protocol fit noise? The model is shaken, refined against half-map 1 with the weights of the run, and compared with both
/// half-maps: FSC_work with the one it has seen, FSC_free with the one it has not.
///
/// Source: Brown2015. A difference above 0.03 of the mean FSC up to the resolution counts as overfitting.
final class HalfMapValidation {
    private static final double SHAKE = 0.3, LIMIT = 0.03, MASK_RADIUS = 3;
    private static final int CYCLES = 3;

    private final RefinementProblem problem;
    private final HalfMaps halves;
    private final NcsRule symmetry;
    private final Parallel team;
    private final long seed;

    HalfMapValidation(RefinementProblem problem, HalfMaps halves, NcsRule symmetry, Parallel team) {
        this.problem = problem;
        this.halves = halves;
        this.symmetry = symmetry;
        this.team = team;
        this.seed = problem.parameters().seed();
    }

    /// @param refined heavy atoms of the result and their B factors
    /// @param weight correlation weight of the result
    RefinementResult.CrossValidation measure(MovingModel model, Snapshot refined, Schedule schedule, double weight) {
        Structure input = model.interpretation().structure();
        var work = refiner(input);
        double[] b = new double[refined.b().length];
        Arrays.fill(b, Arrays.stream(refined.b()).average().orElse(50));
        work.restore(refined.xyz(), b, refined.occupancy());
        refine(work, schedule, weight);
        Structure judged = work.model.at(work.xyz, work.b);
        var start = refiner(input);
        if (problem.parameters().bFactors()) start.refineB(schedule.bFactor(), 40);
        Structure initial = start.model.at(start.xyz, start.b);
        double fscWork = fsc(judged, halves.first()), fscFree = fsc(judged, halves.second());
        return new RefinementResult.CrossValidation(fscWork, fscFree, fsc(initial, halves.second()), fscWork - fscFree > LIMIT);
    }

    private Refiner refiner(Structure s) {
        return new Refiner(new RefinementProblem(problem.interpretation().with(s), halves.first(), Optional.empty(),
                problem.resolution(), problem.parameters()), team, symmetry);
    }

    private void refine(Refiner r, Schedule schedule, double weight) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 3 * r.model.heavyCount(); i++) r.xyz[i] += SHAKE / Math.sqrt(3) * random.nextGaussian();
        r.prepare();
        r.minimise(schedule, Contacts.Strength.NORMAL, 0.3 * schedule.density(), 0, problem.parameters().iterations());
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            if (problem.parameters().bFactors()) r.refineB(schedule.bFactor(), 20);
            if (problem.parameters().shellWeights()) r.weigh();
            r.prepare();
            r.minimise(schedule, Contacts.Strength.NORMAL, 0, weight, problem.parameters().iterations());
        }
        if (problem.parameters().bFactors()) r.refineB(schedule.bFactor(), 20);
    }

    /// Mean FSC of model map and map in a soft mask, each shell by its number of coefficients, to the resolution of the problem.
    private double fsc(Structure model, DensityMap map) {
        DensityMap box = MapBox.around(model, map, 12);
        Grid g = box.grid();
        float[] mask = MolecularMask.soft(model, g, MASK_RADIUS, team).values();
        float[] calculated = ModelMap.compute(model, g, problem.resolution(), team).values().clone(),
                observed = box.values().clone();
        for (int v = 0; v < mask.length; v++) {
            calculated[v] *= mask[v];
            observed[v] *= mask[v];
        }
        var fft = new Fft3(g.nx(), g.ny(), g.nz());
        float[] f = new float[fft.spectrumLength()], h = new float[fft.spectrumLength()];
        fft.forward(calculated, f, team);
        fft.forward(observed, h, team);
        FscCurve curve = FscCurve.plain(RadialProfile.of(g, f, h, team), g);
        double sum = 0, members = 0;
        for (int k = 0; k < curve.s().length; k++) {
            if (!(curve.s()[k] > 0) || curve.s()[k] > 1 / problem.resolution() || !Double.isFinite(curve.fsc()[k])) continue;
            sum += curve.members()[k] * curve.fsc()[k];
            members += curve.members()[k];
        }
        return members == 0 ? Double.NaN : sum / members;
    }
}
