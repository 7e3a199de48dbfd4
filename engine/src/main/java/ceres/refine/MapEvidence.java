package ceres.refine;

import ceres.refine.density.ParticleMesh;
import ceres.refine.energy.Likelihood;
import ceres.refine.energy.MapTerm;
import java.util.Optional;

/// What the whole map says of a change of a few atoms: -2 ln L of the model, as [Likelihood] has it. Density at the moved atoms alone does not tell
/// where else the map is left unexplained.
///
/// Good for as long as nothing but coordinates changes and nothing else is minimised against the correlation.
final class MapEvidence {
    /// Phi, psi and CaBLAM weigh more than their frequencies do; so must the evidence against them.
    private static final double MORE = 1;

    /// An outlier that is that many times likelier than what is allowed, the map counted and how rare each is, is one that the map supports; and the
    /// worst resolution (A) at which a map can tell.
    static final double ODDS = 20, TELLS_TO = 3;

    private final Refiner refiner;
    private final Likelihood law;
    private final double[] lnB;
    private final boolean exact;
    private final MapTerm term;

    MapEvidence(Refiner refiner, Schedule schedule) {
        this.refiner = refiner;
        this.lnB = refiner.scatterers.lnB(refiner.b);
        double cc = refiner.aim();
        this.law = refiner.likelihood(0, schedule.most(), 1);
        // direct sums err by more than what is left to explain where the fit is that good
        this.exact = refiner.meshIsCheap() && refiner.likelihood(schedule.correlation(), schedule.most(), 1).rules(cc);
        int atoms = refiner.model.heavyCount();
        this.term = exact
                ? MapTerm.likely(refiner.box.target(), lnB, refiner.scatterers.weight, law, atoms)
                : MapTerm.linear(refiner.box.direct(), atoms * law.pull(cc));
    }

    /// The likelihood itself as a term to relax against, where the map explains nearly everything; else empty.
    Optional<MapTerm> term() { return exact ? Optional.of(term) : Optional.empty(); }

    /// The map as a term to relax against, always: the likelihood, else its tangent at the fit that the model had when this was made, by direct
    /// sums.
    MapTerm tangent() { return term; }

    /// How often [#energy] counts beside the once that it is in what is relaxed: where the likelihood rules the whole refinement, not at all.
    double more() { return exact ? 0 : MORE; }

    /// Of the model as it stands; the less the better.
    double energy() {
        int n = refiner.scatterers.size();
        var box = refiner.box;
        double cc = exact
                ? box.target().correlate(n, refiner.xyz, lnB, refiner.scatterers.weight, ParticleMesh.Slopes.NONE, refiner.team)
                : box.direct().correlate(refiner.xyz, 0, new double[0], refiner.team);
        return refiner.model.heavyCount() * law.energy(cc);
    }
}
