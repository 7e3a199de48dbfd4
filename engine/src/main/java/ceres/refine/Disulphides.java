package ceres.refine;

import ceres.chem.RotamerTables;
import ceres.refine.energy.Contacts;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.Rotation;
import ceres.refine.moving.SideChains;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Turns the two side chains of a disulphide together where one is an outlier: neither can go alone, and [SideChainFit] leaves them out.
///
/// Every pair of chi1 out of the rotamers of Cys, and where they are, is a start if it brings the sulphurs near enough for the bond to be healed. Its
/// surroundings make room for it, the main chain too; it is taken if no outlier is left and
///
///     energy + (more of) -2 ln L - 2 sum ln p
///
/// is lower than that of the old place relaxed as long, which may leave the outliers by itself: geometry, contacts and the map, p how common each chi1 is in place of what draws it there.
final class Disulphides {
    /// The bond, and how much longer or shorter a minimisation heals, A.
    private static final double BOND = 2.03, HEALED = 1.5;
    /// A start that is so much worse than another once room is made is not judged by the whole map.
    private static final double HOPELESS = 60;
    private static final double GAIN = 3, LEAST_COMMON = 1e-4;

    private final Refiner refiner;
    private final MovingModel model;
    private final Peptides peptides;

    /// @param peptides its evidence of the map serves here too
    Disulphides(Refiner refiner, Peptides peptides) {
        this.refiner = refiner;
        this.model = refiner.model;
        this.peptides = peptides;
    }

    /// Two side chains bonded by their sulphurs.
    private record Bridge(SideChains.Site one, SideChains.Site other) {
        int[] sulphurs() { return new int[]{one.chi()[0][3], other.chi()[0][3]}; }

        double length(double[] xyz) { return Contacts.distance(xyz, sulphurs()[0], sulphurs()[1]); }

        boolean outlier(double[] xyz) { return SideChains.outlier(one, xyz) || SideChains.outlier(other, xyz); }

        /// -2 ln p of both.
        double rarity(double[] xyz) {
            return -2 * (Math.log(Math.max(LEAST_COMMON, SideChains.score(one, xyz)))
                    + Math.log(Math.max(LEAST_COMMON, SideChains.score(other, xyz))));
        }

        void turnTo(double chi, double otherChi, double[] xyz) {
            turn(one, chi, xyz);
            turn(other, otherChi, xyz);
        }

        private static void turn(SideChains.Site site, double chi, double[] xyz) {
            int[] q = site.chi()[0];
            Rotation.about(xyz, q[1], q[2], chi - site.angles(xyz)[0], new int[]{q[3]});
        }
    }

    /// Gives the number of disulphides turned.
    int run() { return (int) bridges().stream().filter(b -> b.outlier(refiner.xyz) && heal(b)).count(); }

    private List<Bridge> bridges() {
        var cysteines = refiner.sideChains.sites().stream()
                .filter(s -> s.name().equals("CYS") && s.altloc() == 0 && !refiner.unseen().residue(s.residue())).toList();
        var bridges = new ArrayList<Bridge>();
        for (int k = 0; k < cysteines.size(); k++)
            for (var other : cysteines.subList(k + 1, cysteines.size()))
                if (bonded(cysteines.get(k).chi()[0][3], other.chi()[0][3])) bridges.add(new Bridge(cysteines.get(k), other));
        return bridges;
    }

    private boolean bonded(int a, int b) {
        return IntStream.range(0, model.bonds().degree(a)).anyMatch(k -> model.bonds().neighbour(a, k) == b);
    }

    private boolean heal(Bridge bridge) {
        double[] start = refiner.xyz.clone();
        var around = peptides.about(bridge.sulphurs());
        around.settle();
        double best = judged(bridge, around) - GAIN;
        double[] kept = bridge.outlier(refiner.xyz) ? start : refiner.xyz;
        for (double[] place : settled(bridge, around, start)) {
            refiner.xyz = place;
            double now = judged(bridge, around);
            if (now >= best || bridge.outlier(refiner.xyz)) continue;
            best = now;
            kept = refiner.xyz;
        }
        peptides.take(kept);
        return kept != start;
    }

    /// Pairs of chi1 that room was made for; coordinates of all atoms, A.
    private List<double[]> settled(Bridge bridge, Peptides.Surroundings around, double[] start) {
        record Place(double[] xyz, double energy) {}
        var places = new ArrayList<Place>();
        for (double[] chis : starts(bridge, start)) {
            refiner.xyz = start.clone();
            bridge.turnTo(chis[0], chis[1], refiner.xyz);
            double energy = around.settle();
            places.add(new Place(refiner.xyz, energy));
        }
        double least = places.stream().mapToDouble(Place::energy).min().orElse(0);
        return places.stream().filter(p -> p.energy <= least + HOPELESS).map(Place::xyz).toList();
    }

    /// Pairs of chi1 to start from, radians.
    private static List<double[]> starts(Bridge bridge, double[] xyz) {
        var starts = new ArrayList<double[]>();
        double[] tried = xyz.clone(), one = chis(bridge.one, xyz), other = chis(bridge.other, xyz);
        for (int k = 0; k < one.length; k++)
            for (int l = k == 0 ? 1 : 0; l < other.length; l++) {
                bridge.turnTo(one[k], other[l], tried);
                if (Math.abs(bridge.length(tried) - BOND) < HEALED) starts.add(new double[]{one[k], other[l]});
            }
        return starts;
    }

    /// Where chi1 is, and that of the rotamers.
    private static double[] chis(SideChains.Site site, double[] xyz) {
        return DoubleStream.concat(DoubleStream.of(site.angles(xyz)[0]),
                RotamerTables.standard().rotamers(site.name()).stream().mapToDouble(r -> r.chi()[0])).toArray();
    }

    private double judged(Bridge bridge, Peptides.Surroundings around) {
        around.judge();
        return around.withoutTorsions() + bridge.rarity(refiner.xyz);
    }
}
