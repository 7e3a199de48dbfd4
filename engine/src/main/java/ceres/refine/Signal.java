package ceres.refine;

import ceres.density.MapBox;
import ceres.density.MolecularMask;
import ceres.refine.energy.Likelihood;
import java.util.Optional;

/// Whether the map shows anything of the model: where it does not, coordinates should not be touched at all.
final class Signal {
    /// No model that is worth judging fits as poorly as this.
    static final double LEAST = 0.1;
    /// A model does not fit the negative of its map this well by chance.
    private static final double INVERTED = -0.3;

    private final RefinementProblem problem;
    private final Optional<String> fromTheInput;

    Signal(RefinementProblem problem) {
        this.problem = problem;
        this.fromTheInput = new InputCheck(problem).hopeless();
    }

    /// Why nothing is to be hoped for, as far as the model as given tells.
    ///
    /// @param asGiven its correlation in the mask
    Optional<String> lacking(double asGiven) {
        if (fromTheInput.isPresent() || asGiven >= INVERTED) return fromTheInput;
        return Optional.of("the contrast of the map is inverted: CC (mask) %.3f; multiply the map by -1".formatted(asGiven));
    }

    /// The same once B factors are refined and a better place has been looked for.
    Optional<String> lacking(double asGiven, Refiner refiner) {
        var before = lacking(asGiven);
        if (before.isPresent()) return before;
        double cc = refiner.correlation(), chance = chance(refiner);
        if (cc >= chance) return Optional.empty();
        return Optional.of("the map shows nothing of the model: CC (mask) %.3f, below %.3f chance reaches".formatted(cc, chance));
    }

    /// The correlation in the mask that the best of a million places reaches in noise: 5.3 / sqrt(n) with n independent terms in the mask.
    private double chance(Refiner refiner) {
        var grid = refiner.box.mesh().grid();
        var model = MapBox.inside(refiner.model.at(refiner.xyz, refiner.b), grid);
        double voxels = MolecularMask.of(model, grid, refiner.team).size(),
                volume = voxels * grid.dx() * grid.dy() * grid.dz();
        double terms = Likelihood.data(volume, problem.resolution());
        return Math.clamp(5.3 / Math.sqrt(Math.max(1, terms)), LEAST, Placing.LOST);
    }
}
