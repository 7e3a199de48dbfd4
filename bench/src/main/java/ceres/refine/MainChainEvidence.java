package ceres.refine;

import ceres.density.ModelMap;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.energy.Likelihood;
import ceres.refine.energy.MapTerm;
import ceres.refine.moving.Backbone;
import ceres.refine.moving.Rotation;
import ceres.restraint.Interpretation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a map whose noise is known says of a Ramachandran outlier: the likelihood itself, of the truth against the best that the main chain about it can
/// do with phi and psi allowed, everything further away being true.
///
/// The truth and its rivals are relaxed alike, all atoms within 8 A free, under geometry, contacts and the likelihood of the map (where the noise is white
/// that is -2 ln L = m ln(1 - CC^2) in all but the part in m that its variance is known to). Rivals set out from the truth under a strong pull on phi and psi and from
/// the peptides on either side turned, are relaxed under the pull once, a fifth of it and none, and count wherever they are allowed then, make no other outlier
/// and no peptide cis. What is compared at the end is the exact likelihood. In the package of the refinement, whose restraints they are.
public final class MainChainEvidence {
    private static final double[] TURNS_DEG = {0, 90, 180, 270}, PULLS = {1, 0.2, 0};
    private static final int SETTLE = 40, RELAX = 60;
    private static final double TRANS = 1.5, MOST = 1e9;
    /// ln of the odds against the truth of a start that further relaxation will not make a rival
    private static final double HOPELESS = 30;

    private final Refiner refiner;
    private final Schedule schedule;
    private final DensityMap map;
    private final double resolution, perSquare;
    private final double[] truth;
    private final MapTerm term;

    /// @param truth heavy atoms with the B factors of the map
    /// @param perSquare -ln L for each square of what a voxel differs by
    public MainChainEvidence(Interpretation truth, DensityMap map, double resolution, double perSquare, Parallel team) {
        this.refiner = new Refiner(
                new RefinementProblem(truth, map, Optional.empty(), resolution, RefinementParameters.DEFAULT), team);
        this.schedule = Schedule.of(RefinementParameters.DEFAULT, resolution, refiner.quality());
        this.map = map;
        this.resolution = resolution;
        this.perSquare = perSquare;
        this.truth = refiner.xyz.clone();
        refiner.aim();
        double data = Likelihood.data(refiner.box.maskVolume(), resolution) / refiner.model.heavyCount();
        this.term = MapTerm.likely(refiner.box.target(), refiner.scatterers.lnB(refiner.b), refiner.scatterers.weight,
                new Likelihood(0, MOST, data), refiner.model.heavyCount());
    }

    /// ln of the odds of the outlier against the best allowed conformation found; 0 where left to the map alone it is none any more. How rare one is
    /// does not count.
    ///
    /// @param residue index in the heavy-atom structure
    public double lnOddsOfTruth(int residue) {
        var sites = refiner.backbone.sites();
        for (int k = 0; k < sites.size(); k++) if (sites.get(k).residue() == residue) return lnOdds(k);
        throw new IllegalArgumentException("residue " + residue + " has no phi and psi");
    }

    private double lnOdds(int k) {
        var site = refiner.backbone.sites().get(k);
        refiner.xyz = truth.clone();
        refiner.prepare();
        var near = new Vicinity(refiner, site.alphaBefore(), site.alpha(), site.nAfter());
        double own = own(k, site, near), best = Double.NEGATIVE_INFINITY;
        if (own == Double.NEGATIVE_INFINITY) return 0;
        int outliers = outliers();
        for (double[] start : starts(site)) {
            refiner.xyz = start;
            refiner.pull[k] = RamachandranOutliers.PULL;
            near.relax(schedule, SETTLE);
            for (double pull : PULLS) {
                relax(k, near, pull);
                double here = lnL();
                if (outliers() < outliers && trans(site)) best = Math.max(best, here);
                if (here < Math.max(best, own - HOPELESS) - HOPELESS) break;
            }
        }
        refiner.pull[k] = 1;
        return own - best;
    }

    /// ln L of the truth, relaxed as often as its rivals; minus infinity where it leaves the outliers.
    private double own(int k, Backbone.Site site, Vicinity near) {
        double best = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < PULLS.length; round++) {
            relax(k, near, 0);
            if (!refiner.backbone.outlier(site, refiner.xyz)) return Double.NEGATIVE_INFINITY;
            best = Math.max(best, lnL());
        }
        return best;
    }

    private void relax(int k, Vicinity near, double pull) {
        refiner.pull[k] = pull;
        near.relax(schedule, term, RELAX);
    }

    /// The truth, and with the peptide before or after the site turned.
    private List<double[]> starts(Backbone.Site site) {
        Structure s = refiner.model.heavy();
        int before = s.residueOf(site.alphaBefore()), here = site.residue(), next = s.find(site.next(), "CA");
        var starts = new ArrayList<double[]>();
        for (double deg : TURNS_DEG) {
            starts.add(turned(site.alphaBefore(), site.alpha(), deg, site.carbonBefore(), s.find(before, "O"), site.n()));
            if (deg > 0 && next >= 0)
                starts.add(turned(site.alpha(), next, deg, site.carbon(), s.find(here, "O"), site.nAfter()));
        }
        return starts;
    }

    private double[] turned(int from, int to, double deg, int... moved) {
        double[] x = truth.clone();
        if (deg > 0) Rotation.about(x, from, to, Math.toRadians(deg), moved);
        refiner.model.follow(x, refiner.team);
        return x;
    }

    private boolean trans(Backbone.Site site) {
        var s = refiner.model.heavy();
        for (var other : refiner.backbone.sites()) {
            boolean beside = other == site || other.residue() == site.next();
            if (beside && !s.residueName(other.residue()).equals("PRO") && Math.abs(other.omega(refiner.xyz)) < TRANS)
                return false;
        }
        return true;
    }

    private int outliers() {
        return (int) refiner.backbone.sites().stream().filter(s -> refiner.backbone.outlier(s, refiner.xyz)).count();
    }

    private double lnL() {
        Grid g = map.grid();
        float[] c = ModelMap.compute(refiner.model.at(refiner.xyz, refiner.b), g, resolution, refiner.team).values();
        double sum = 0;
        for (int v = 0; v < c.length; v++) sum += Math.pow(map.values()[v] - c[v], 2);
        return -perSquare * sum;
    }
}
