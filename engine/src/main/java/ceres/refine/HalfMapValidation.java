package ceres.refine;

import ceres.refine.moving.Images;
import ceres.refine.moving.MovingModel;
import ceres.refine.energy.Contacts;
import ceres.refine.symmetry.NcsRule;
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

/// Does the protocol fit noise? The model is shaken, refined against half-map 1 with the weights and the restraints of the run, and compared
/// with both half-maps: FSC_work with the one it has seen, FSC_free with the one it has not.
///
/// Source: Brown2015. What difference of the two, means up to the resolution, counts as overfitting: [NoiseFit].
final class HalfMapValidation {
    private static final double SHAKE = 0.3, MASK_RADIUS = 3, ROOM = 12;
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

    /// @param whole what refined against the whole map, restrained as it ended
    /// @param refined heavy atoms of the result and their B factors
    /// @param weight correlation weight of the result
    RefinementResult.CrossValidation measure(Refiner whole, Snapshot refined, Schedule schedule, double weight) {
        MovingModel model = whole.model;
        Structure input = model.interpretation().structure();
        var work = refiner(input, model.images());
        work.restrainAs(whole);
        double[] b = new double[refined.b().length];
        Arrays.fill(b, Arrays.stream(refined.b()).average().orElse(50));
        work.restore(refined.xyz(), b, refined.occupancy());
        refine(work, schedule, weight);
        var start = refiner(input, model.images());
        if (problem.parameters().bFactors()) start.refineB(schedule.bFactor(), 40);
        var seen = new Seen(work);
        FscCurve with = seen.of(halves.first()), without = seen.of(halves.second()), half = seen.halves();
        double fscWork = mean(with), fscFree = mean(without);
        var noise = NoiseFit.of(with, half, seen.independent(), problem.resolution());
        return new RefinementResult.CrossValidation(fscWork, fscFree, mean(new Seen(start).of(halves.second())),
                noise.judge(fscWork - fscFree, freedom(work)));
    }

    private Freedom freedom(Refiner r) {
        boolean b = problem.parameters().bFactors();
        int groups = b ? BFactorGroups.of(r.model, problem.parameters().bFactorModel(), problem.resolution()).count() : 0;
        int smooth = BFactorGroups.of(r.model, RefinementParameters.BFactorModel.TWO_PER_RESIDUE, problem.resolution()).count();
        return Freedom.of(r.model, r.restraints, r.ncs, groups, smooth);
    }

    private Refiner refiner(Structure s, Images images) {
        return new Refiner(new RefinementProblem(problem.interpretation().with(s), halves.first(), Optional.empty(),
                problem.resolution(), problem.parameters()), team, symmetry, images);
    }

    private void refine(Refiner r, Schedule schedule, double weight) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 3 * r.model.heavyCount(); i++) {
            double by = SHAKE / Math.sqrt(3) * random.nextGaussian();
            if (!r.model.stands(i / 3)) r.xyz[i] += by;
        }
        r.decideSecondary();
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

    /// A model map in its soft mask, to be compared with maps in the same mask.
    private final class Seen {
        private final Grid grid;
        private final Structure model;
        private final float[] mask;
        private final float[] spectrum;
        private final Fft3 fft;

        Seen(Refiner r) {
            this.model = MapBox.inside(r.model.at(r.xyz, r.b), halves.first().grid());
            this.grid = MapBox.around(model, halves.first(), ROOM).grid();
            this.fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
            this.mask = MolecularMask.soft(model, grid, MASK_RADIUS, team).values();
            this.spectrum = spectrum(ModelMap
                    .compute(MapBox.inside(r.model.scene(r.xyz, r.b), halves.first().grid()), grid, problem.resolution(), team)
                    .values());
        }

        FscCurve of(DensityMap map) { return curve(spectrum, spectrum(MapBox.around(model, map, ROOM).values())); }

        /// Of the half-maps.
        FscCurve halves() {
            return curve(spectrum(MapBox.around(model, halves.first(), ROOM).values()),
                    spectrum(MapBox.around(model, halves.second(), ROOM).values()));
        }

        private FscCurve curve(float[] f, float[] g) { return FscCurve.plain(RadialProfile.of(grid, f, g, team), grid); }

        private float[] spectrum(float[] values) {
            var masked = values.clone();
            for (int v = 0; v < mask.length; v++) masked[v] *= mask[v];
            var f = new float[fft.spectrumLength()];
            fft.forward(masked, f, team);
            return f;
        }

        /// See [NoiseFit#independent].
        double independent() { return NoiseFit.independent(mask); }
    }

    /// Mean FSC, each shell by its number of coefficients, to the resolution of the problem.
    private double mean(FscCurve curve) {
        double sum = 0, members = 0;
        for (int k = 0; k < curve.s().length; k++) {
            if (!(curve.s()[k] > 0) || curve.s()[k] > 1 / problem.resolution() || !Double.isFinite(curve.fsc()[k])) continue;
            sum += curve.members()[k] * curve.fsc()[k];
            members += curve.members()[k];
        }
        return members == 0 ? Double.NaN : sum / members;
    }
}
