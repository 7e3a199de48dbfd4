package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.refine.energy.Contacts;
import ceres.refine.moving.Rotation;
import ceres.refine.moving.SideChains;
import ceres.refine.moving.Torsion;
import ceres.testing.InternalCoordinates;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two helices held by a disulphide across an axis of order two.
class DisulphidesTest {
    private static final double BOND = 2.03, D = 3, SAME = Math.toRadians(20);
    /// residue whose place in the helix the cysteine takes
    private static final int AT = 9;

    private final Structure truth = dimer(Helix.truth());

    @Test
    void bothSideChainsOfAnOutlierAreTurnedTogether() {
        for (double deg : new double[]{60, 80, 190}) {
            var r = refiner();
            turn(r, deg);
            assertTrue(cysteines(r).stream().allMatch(s -> SideChains.outlier(s, r.xyz)), "eclipsed");
            assertEquals(1, run(r));
            for (var site : cysteines(r))
                assertEquals(0, SideChains.difference(site, 0, site.angles(r.xyz)[0], site.angles(truth.atoms().xyz())[0]), SAME);
            assertEquals(BOND, length(r), 0.1);
        }
    }

    @Test
    void thoseInARotamerAreLeft() {
        var r = refiner();
        double[] before = r.xyz.clone();
        assertEquals(0, run(r));
        assertEquals(0, r.rmsShift(before));
    }

    private Refiner refiner() {
        var team = Parallel.single();
        return new Refiner(new RefinementProblem(Helix.interpret(truth), Helix.map(truth, D, 0.1, team), Optional.empty(), D,
                RefinementParameters.DEFAULT), team);
    }

    private static int run(Refiner r) {
        r.prepare();
        var schedule = Schedule.of(RefinementParameters.DEFAULT, D, r.quality());
        return new Disulphides(r, new Peptides(r, schedule, false)).run();
    }

    private static List<SideChains.Site> cysteines(Refiner r) {
        return r.sideChains.sites().stream().filter(s -> s.name().equals("CYS")).toList();
    }

    private static void turn(Refiner r, double deg) {
        for (var site : cysteines(r)) {
            int[] q = site.chi()[0];
            Rotation.about(r.xyz, q[1], q[2], Math.toRadians(deg), new int[]{q[3]});
        }
        r.model.follow(r.xyz, r.team);
    }

    private static double length(Refiner r) {
        return Contacts.distance(r.xyz, cysteines(r).get(0).chi()[0][3], cysteines(r).get(1).chi()[0][3]);
    }

    /// The helix with a cysteine, and its copy turned about an axis through the middle of the bond; of the bond's directions and those of the axis
    /// the pair that leaves the two most room with a chi3 near 90 degrees.
    private static Structure dimer(Structure helix) {
        Structure one = withCysteine(helix), best = one;
        double[] x = one.atoms().xyz();
        double room = 0;
        for (int chi2 = -180; chi2 < 180; chi2 += 20)
            for (int turn = 0; turn < 180; turn += 10) {
                double[] y = copy(one, chi2, turn);
                int n = one.atomCount(), sulphur = one.find(AT, "SG"), beta = one.find(AT, "CB");
                double[] both = IntStream.range(0, 6 * n).mapToDouble(i -> i < 3 * n ? x[i] : y[i - 3 * n]).toArray();
                double chi3 = Math.toDegrees(Torsion.angle(both, beta, sulphur, n + sulphur, n + beta)), least = 99;
                for (int a = 0; a < n; a++)
                    for (int b = 0; b < n; b++)
                        if (one.residueOf(a) != AT || one.residueOf(b) != AT)
                            least = Math.min(least, Contacts.distance(both, a, n + b));
                if (Math.abs(Math.abs(chi3) - 90) > 15 || least <= room) continue;
                room = least;
                var to = new StructureBuilder();
                Helix.append(to, one, "A");
                Helix.append(to, one, "B");
                best = to.build().withXyz(both);
            }
        return best;
    }

    private static double[] copy(Structure one, double chi2, double turn) {
        double[] a = at(one, "CA"), b = at(one, "CB"), s = at(one, "SG"),
                other = InternalCoordinates.at(a, b, s, BOND, 104, chi2),
                middle = IntStream.range(0, 3).mapToDouble(d -> (s[d] + other[d]) / 2).toArray(),
                end = InternalCoordinates.at(b, s, middle, 1, 90, turn);
        double[] y = one.atoms().xyz().clone();
        Rotation.about(y, middle[0], middle[1], middle[2], end[0] - middle[0], end[1] - middle[1], end[2] - middle[2], Math.PI,
                IntStream.range(0, one.atomCount()).toArray());
        return y;
    }

    private static double[] at(Structure s, String name) {
        int a = s.find(AT, name);
        return new double[]{s.x(a), s.y(a), s.z(a)};
    }

    private static Structure withCysteine(Structure helix) {
        var to = new StructureBuilder().chain("A", "A", "1");
        for (int r = 0; r < helix.residueCount(); r++) {
            to.residue(r == AT ? "CYS" : helix.residueName(r), helix.seq(r), '\0', helix.seq(r), false);
            for (int a = helix.atomStart(r); a < helix.atomEnd(r); a++)
                if (r != AT || !helix.atomName(a).equals("OG")) to.copyAtom(helix, a);
            if (r != AT) continue;
            double[] s = InternalCoordinates.at(at(helix, "N"), at(helix, "CA"), at(helix, "CB"), 1.808, 113.8, -65);
            to.atom("SG", 16, 0, '\0', s[0], s[1], s[2], 1, 60);
        }
        return to.build();
    }
}
