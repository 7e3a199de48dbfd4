package ceres.refine;

import ceres.refine.density.ParticleMesh;
import ceres.refine.energy.Likelihood;
import ceres.refine.energy.MapTerm;
import java.util.function.DoubleSupplier;

/// What the whole map says of a change of a few atoms: -2 ln L of the model, as [Likelihood] has it. Density at the moved atoms alone does not tell
/// where else the map is left unexplained.
///
/// Good for as long as nothing but coordinates changes and nothing else is minimised against the correlation.
final class MapEvidence {
    /// Phi, psi and CaBLAM weigh more than their frequencies do; so must the evidence against them.
    private static final double MORE = 1;

    /// The worst resolution (A) at which a map can tell that an outlier of a main chain is one; and that to which it tells as well as it seems to, side
    /// chains too. At 2.9 A two of 3jb0's were twenty times likelier than any rotamer by the shells of the map, which know nothing of the errors
    /// that the rest of the model makes there.
    static final double TELLS_TO = 3, CLEAR = 2.6;
    private static final double ODDS = 20;

    /// An outlier that is so many times likelier than what is allowed, the map counted and how rare each is, is one that the map supports.
    static double odds(double resolution) { return resolution <= CLEAR ? 1 : ODDS; }

    private final Refiner refiner;
    private final Likelihood law;
    private final double[] lnB;
    private final boolean exact;
    private final double weight;

    MapEvidence(Refiner refiner, Schedule schedule) {
        this.refiner = refiner;
        this.lnB = refiner.scatterers.lnB(refiner.b);
        var fit = refiner.aim();
        double cc = fit.correlation();
        this.law = refiner.likelihood(0, schedule.most(), 1);
        // direct sums err by more than what is left to explain where the fit is that good
        this.exact = refiner.meshIsCheap() && refiner.likelihood(schedule.correlation(), schedule.most(), 1).rules(cc);
        this.weight = refiner.model.heavyCount() * law.pull(cc);
        if (!exact) refiner.tie(fit);
    }

    /// The same of a few atoms that move while all others stand where they are.
    ///
    /// @param few ascending
    /// @param xyz where the model stands, A
    Local about(int[] few, double[] xyz) {
        if (exact)
            return new Local(
                    MapTerm.likely(refiner.box.target(), lnB, refiner.scatterers.weight, law, refiner.model.heavyCount()),
                    this::energy);
        var local = refiner.box.direct().about(few, xyz, refiner.team);
        return new Local(MapTerm.linear(local, weight),
                () -> energy(local.correlate(refiner.xyz, 0, new double[0], refiner.team)));
    }

    /// @param term to relax the few against: the likelihood itself where it explains nearly everything, else its tangent at the fit that the model had
    ///        when the evidence was made, by direct sums
    /// @param energy what [MapEvidence#energy] is with them where they stand
    record Local(MapTerm term, DoubleSupplier energy) {}

    /// True if the map is explained nearly whole, so that its likelihood rules the refinement.
    boolean exact() { return exact; }

    /// How often [#energy] counts beside the once that it is in what is relaxed: where the likelihood rules the whole refinement, not at all.
    double more() { return exact ? 0 : MORE; }

    /// Of the model as it stands; the less the better.
    double energy() {
        int n = refiner.scatterers.size();
        var box = refiner.box;
        double cc = exact
                ? box.target().correlate(n, refiner.xyz, lnB, refiner.scatterers.weight, ParticleMesh.Slopes.NONE, refiner.team)
                : box.direct().correlate(refiner.xyz, 0, new double[0], refiner.team);
        return energy(cc);
    }

    private double energy(double cc) { return refiner.model.heavyCount() * law.energy(cc); }
}
