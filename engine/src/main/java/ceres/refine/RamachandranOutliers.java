package ceres.refine;

import ceres.chem.RamaClass;
import ceres.refine.moving.Backbone;
import ceres.refine.moving.MovingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks for a way out of every Ramachandran outlier, and lets those be that the map supports.
///
/// An outlier is relaxed twice where it stands: left to the map, or nearly (a fifth of the pull on phi and psi), and under the whole pull. Ways out
/// start from there, under a strong pull on the spot, and from the peptides on both sides turned. One that leaves the outliers may cost energy, but
/// not its density: where every way out loses more than 15 % of the density of the main chain about it, or is so much less likely by the map that
/// being commoner does not make up for it ([MapEvidence#odds]), the map supports the outlier. So it does where the pull alone has drawn it away to such a
/// place. It is then left where the map has it, and pulled a fifth from then on, or not at all where maps tell well ([MapEvidence#CLEAR]).
///
/// Source: design notes of the refinement, 4.6.
final class RamachandranOutliers {
    /// Of the Ramachandran potential: to leave an outlier, and on one that the map supports.
    static final double PULL = 8;
    private static final double PROTECTED = 0.2;
    private static final double GAIN = 3, WORSE_AT_MOST = 40;
    private static final double SUPPORTED = 0.85, DENSE = 0.5;
    private static final double TRANS = 1.5, LEAST_COMMON = 1e-4;

    private final Refiner refiner;
    private final MovingModel model;
    private final Schedule schedule;
    private final Peptides peptides;

    RamachandranOutliers(Refiner refiner, Schedule schedule, Peptides peptides) {
        this.refiner = refiner;
        this.model = refiner.model;
        this.schedule = schedule;
        this.peptides = peptides;
    }

    /// Pulls outliers less until they have been looked into, where a map can support one: a start that is drawn to where phi and psi are common
    /// before anything is asked has none left to ask about.
    static void spare(Refiner refiner) {
        if (refiner.box.resolution() > MapEvidence.TELLS_TO) return;
        var sites = refiner.backbone.sites();
        for (int k = 0; k < sites.size(); k++)
            if (refiner.backbone.outlier(sites.get(k), refiner.xyz)) refiner.pull[k] = spared(refiner);
    }

    private static double spared(Refiner refiner) { return refiner.box.resolution() <= MapEvidence.CLEAR ? 0 : PROTECTED; }

    /// Gives the number of outliers that are none any more.
    int heal() {
        int healed = 0, tried = 0;
        for (int k : peptides.sites()) {
            var site = refiner.backbone.sites().get(k);
            if (refiner.unseen().residue(site.residue())) continue;
            boolean outlier = refiner.backbone.outlier(site, refiner.xyz);
            if (!outlier && !onTheEdge(k)) refiner.pull[k] = 1;
            else if (outlier && tried++ < peptides.most() && heal(k)) healed++;
        }
        return healed;
    }

    /// True for what was spared, or supported, and is no outlier by little: nothing has drawn it there but the map.
    private boolean onTheEdge(int k) {
        return !peptides.scattered() && refiner.box.resolution() <= MapEvidence.CLEAR && refiner.pull[k] < 1
                && refiner.backbone.score(refiner.backbone.sites().get(k), refiner.xyz) < RamaClass.FAVORED;
    }

    /// An outlier, or what became of it, once its surroundings have made room.
    ///
    /// @param density mean at its main chain
    /// @param common how common phi and psi are
    private record Stand(double[] xyz, double energy, Peptides.Relaxed relaxed, double density, double common, boolean outlier) {}

    /// True if the map speaks so clearly for the other that this one's being commoner does not make up for it.
    private boolean lessLikely(Stand one, Stand other) {
        double rarity = Math.max(1, one.common / other.common);
        return one.relaxed.told() - other.relaxed.told() > 2 * Math.log(MapEvidence.odds(refiner.box.resolution()) * rarity);
    }

    private Stand stand(Backbone.Site site, Peptides.Surroundings around) {
        var relaxed = peptides.relax(around);
        return new Stand(refiner.xyz, relaxed.energy() + about(site), relaxed, mainChain(site),
                Math.max(LEAST_COMMON, refiner.backbone.score(site, refiner.xyz)), refiner.backbone.outlier(site, refiner.xyz));
    }

    private boolean heal(int k) {
        var site = refiner.backbone.sites().get(k);
        double[] start = refiner.xyz.clone();
        var around = peptides.about(site.alphaBefore(), site.alpha(), site.nAfter());
        refiner.pull[k] = spared(refiner);
        Stand spared = stand(site, around);
        refiner.xyz = start.clone();
        refiner.pull[k] = 1;
        Stand drawn = stand(site, around);
        boolean drawnOff = spared.outlier && lessLikely(drawn, spared);
        Stand before = drawnOff ? spared : drawn;
        double most = before.outlier ? drawn.energy + WORSE_AT_MOST : drawn.energy - GAIN;
        Optional<Way> best = Optional.empty();
        boolean lost = drawnOff, told = refiner.box.resolution() <= MapEvidence.TELLS_TO;
        for (var way : ways(site, start)) {
            Stand now = left(k, around, way);
            if (now.outlier || Math.abs(site.omega(now.xyz)) < TRANS) continue;
            double energy = now.energy + (way.turned ? Peptides.against(now.relaxed, before.relaxed) : 0);
            boolean thinner = now.density < SUPPORTED * before.density, worse = lessLikely(now, before);
            if (thinner || told && worse || energy >= most) lost |= thinner || worse;
            else if (best.isEmpty() || energy < best.get().energy) best = Optional.of(new Way(now.xyz, energy, way.turned));
        }
        boolean supported = before.outlier && best.isEmpty() && lost && told && before.density > DENSE;
        refiner.pull[k] = supported ? spared(refiner) : 1;
        peptides.take(best.map(Way::xyz).orElse(supported ? before.xyz : drawn.xyz));
        return best.isPresent();
    }

    private Stand left(int k, Peptides.Surroundings around, Way from) {
        refiner.xyz = from.xyz;
        refiner.pull[k] = PULL;
        around.near().relax(schedule, Peptides.RELAX);
        refiner.pull[k] = 1;
        return stand(refiner.backbone.sites().get(k), around);
    }

    /// @param turned a peptide, to get there
    private record Way(double[] xyz, double energy, boolean turned) {}

    /// Starts to leave an outlier from: as it stands, and with the peptide on either side turned.
    private List<Way> ways(Backbone.Site site, double[] start) {
        var ways = new ArrayList<Way>();
        ways.add(new Way(start.clone(), 0, false));
        for (int residue : new int[]{model.heavy().residueOf(site.alphaBefore()), site.residue()})
            peptides.freeAfter(residue).ifPresent(p -> {
                refiner.xyz = start.clone();
                for (double deg : peptides.better(p, -WORSE_AT_MOST)) {
                    refiner.xyz = start.clone();
                    peptides.turnBy(p, deg);
                    ways.add(new Way(refiner.xyz, 0, true));
                }
            });
        return ways;
    }

    private double about(Backbone.Site site) {
        return peptides.carbonyl(model.heavy().residueOf(site.alphaBefore())) + peptides.carbonyl(site.residue())
                + peptides.carbonyl(site.next());
    }

    /// Mean density at the main chain from the C-alpha before to the one after.
    private double mainChain(Backbone.Site site) {
        var s = model.heavy();
        double sum = 0;
        int[] atoms = {site.alphaBefore(), site.carbonBefore(), s.find(s.residueOf(site.alphaBefore()), "O"), site.n(),
            site.alpha(), site.carbon(), s.find(site.residue(), "O"), site.nAfter()};
        int n = 0;
        for (int a : atoms) {
            if (a < 0) continue;
            sum += peptides.density(a);
            n++;
        }
        return sum / n;
    }
}
