package ceres.refine.symmetry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.map.DensityMap;
import ceres.map.SplineMap;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import ceres.refine.Helix;
import ceres.refine.Trimer;
import ceres.refine.moving.RestraintSelection;
import ceres.refine.placement.RigidBody;
import ceres.restraint.Interpretation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A trimer of helices with and without company.
class SymmetricUnitTest {
    private static final Parallel TEAM = Parallel.single();

    /// At 6 A the resolution alone decides.
    private static SymmetricUnit.Found find(Structure s) {
        var rule = NcsRule.decide(s, Helix.map(s, 6, 0, TEAM), Optional.empty(), 6);
        return SymmetricUnit.find(Helix.interpret(s), rule);
    }

    private static SymmetricUnit unit(Structure s) {
        var found = find(s);
        return found.unit().orElseThrow(() -> new AssertionError(found.why()));
    }

    /// The helix with single atoms beside it, each a chain.
    private static Structure with(String name, int element, double[]... places) {
        var b = new StructureBuilder();
        Structure s = Trimer.unit();
        b.chain("A", "A", "1");
        for (int r = 0; r < s.residueCount(); r++) {
            b.newResidue(s.residueName(r), s.seq(r), '\0', s.residues().labelSeq()[r], false);
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) b.copyAtom(s, a);
        }
        for (int k = 0; k < places.length; k++) {
            b.chain("A", "L" + k, "2").newResidue(name, 100 + k, '\0', 0, true);
            b.atom(name.equals("HOH") ? "O" : name, element, 0, '\0', places[k][0], places[k][1], places[k][2], 1, 50);
        }
        return b.build();
    }

    @Test
    void aUnitStandsForItsCopies() {
        Structure s = Trimer.truth();
        var unit = unit(s);
        assertEquals(3, unit.size());
        assertEquals(s.atomCount() / 3, unit.interpretation().structure().atomCount());
        Structure again = unit.expand(unit.interpretation().structure());
        assertArrayEquals(s.atoms().xyz(), again.atoms().xyz(), 1e-6);
        assertArrayEquals(s.chains().labelId(), again.chains().labelId());
        assertEquals(List.of("A", "B", "C"),
                unit.copies(new SymmetricUnit.Place("A", 5, '\0'), s.residueName(3)).stream().map(SymmetricUnit.Place::chain)
                        .toList());
        assertTrue(unit.images().size() > 20, unit.images().size() + " images");
    }

    /// The waters of one copy need not come first: the one nearest to the unit is the unit's.
    @Test
    void watersGoWithTheirCopies() {
        double[] near = {15, 3, 2}, far = Trimer.turned(new double[]{16, -2, -7}, Trimer.THIRD);
        var unit = unit(Trimer.of(with("HOH", 8, near, far)));
        Structure own = unit.interpretation().structure();
        assertEquals(3, own.chainCount());
        int last = own.atomCount() - 1;
        double[] found = {own.x(last), own.y(last), own.z(last)};
        var places = List.of(new double[]{16, -2, -7}, near);
        assertTrue(places.stream().anyMatch(p -> Arrays.mismatch(round(p), round(found)) < 0), Arrays.toString(found));
    }

    private static double[] round(double[] x) { return Arrays.stream(x).map(v -> Math.rint(1e6 * v)).toArray(); }

    @Test
    void saysWhyThereIsNone() {
        var line = new double[11][];
        for (int k = 0; k < line.length; k++) line[k] = new double[]{0, 0, 4 * k - 20};
        Structure ligands = Trimer.of(with("ZN", 30, line));
        int first = ligands.atomCount() / 3;
        var many = find(StructureBuilder.subset(ligands, a -> ligands.element(a).number() != 30 || a < first));
        assertTrue(many.why().contains("ZN"), many.why());
        Structure three = Trimer.truth(),
                two = StructureBuilder.subset(three, a -> !three.authChain(three.chainOf(three.residueOf(a))).equals("C"));
        assertTrue(find(two).why().contains("no group"), find(two).why());
        var free = NcsRule.decide(three, Helix.map(three, 6, 0, TEAM), Optional.empty(), 6);
        var none = new NcsRule(free.groups().stream()
                .map(g -> new NcsRule.Decision(g.master(), g.chains(), g.rmsd(), g.symmetrised(), false, "")).toList());
        assertTrue(SymmetricUnit.find(Helix.interpret(three), none).unit().isEmpty());
        assertTrue(find(StructureBuilder.subset(three, a -> a > 5 || a < 2)).unit().isEmpty());
    }

    /// An ion on the axis and one that only one copy has are left where they are; what is far from the unit it does not see.
    @Test
    void aLittleWithoutCopiesStaysWhereItIs() {
        Structure all = Trimer.of(with("ZN", 30, new double[]{0, 0, 5}, new double[]{20, 20, 20}));
        int n = all.atomCount() / 3;
        Structure s = StructureBuilder.subset(all, a -> all.element(a).number() != 30 || a == n - 2 || a == 3 * n - 1);
        var unit = unit(s);
        assertEquals(2, unit.left());
        assertEquals(n - 1, unit.heavyAtoms());
        assertArrayEquals(new int[]{n - 2}, unit.images().standing());
        assertTrue(Arrays.stream(unit.images().source()).noneMatch(a -> a == n - 2));
        Structure own = unit.interpretation().structure();
        double[] moved = own.atoms().xyz().clone();
        for (int i = 0; i < 3 * (n - 2); i += 3) moved[i + 2] += 1;
        Structure again = unit.expand(own.withXyz(moved));
        assertEquals(s.atomCount(), again.atomCount());
        for (int a = 0; a < s.atomCount(); a++) {
            assertEquals(s.atomName(a), again.atomName(a));
            assertEquals(s.z(a) + (s.element(a).number() == 30 ? 0 : 1), again.z(a), 1e-6);
        }
    }

    /// Copies that differ by more than 0.5 A are not even looked at: the rule leaves them free.
    @Test
    void copiesOfDifferentShapeAreNoUnit() {
        Structure s = Trimer.truth();
        double[] x = s.atoms().xyz().clone();
        var random = new SplittableRandom(2);
        for (int i = 2 * x.length / 3; i < x.length; i++) x[i] += 0.5 * random.nextGaussian();
        assertTrue(find(s.withXyz(x)).unit().isEmpty());
    }

    /// What is selected and then looked up is what is looked up and then selected.
    @Test
    void chemistryOfTheUnitIsThatOfTheWhole() {
        Structure s = Trimer.truth();
        Interpretation whole = Helix.interpret(s), own = unit(s).interpretation();
        int n = own.structure().atomCount();
        int[] index = new int[s.atomCount()];
        for (int a = 0; a < index.length; a++) index[a] = a < n ? a : -1;
        double[] bent = Helix.shaken(own.structure(), 0.4, 3).atoms().xyz(), all = Arrays.copyOf(bent, 3 * s.atomCount());
        var expected = RestraintSelection.of(whole.cdl().refresh(whole.restraints(), all), index);
        var found = own.cdl().refresh(own.restraints(), bent);
        assertArrayEquals(expected.angles().ideal(), found.angles().ideal(), 0.0);
        assertArrayEquals(expected.angles().sigma(), found.angles().sigma(), 0.0);
        assertArrayEquals(expected.bonds().ideal(), found.bonds().ideal(), 0.0);
        assertTrue(own.cdl().size() > 15 && own.cdl().size() == whole.cdl().size() / 3);
    }

    @Test
    void theMeanOfEqualCopiesIsEachOfThem() {
        Structure s = Trimer.truth();
        DensityMap map = Helix.map(s, 3, 0, TEAM);
        var spline = SplineMap.of(map, TEAM);
        var mean = SplineMap.of(unit(s).averaged(map, TEAM), TEAM);
        double worst = 0, largest = 0;
        for (int a = 0; a < s.atomCount() / 3; a++) {
            worst = Math.max(worst, Math.abs(mean.at(s.x(a), s.y(a), s.z(a)) - spline.at(s.x(a), s.y(a), s.z(a))));
            largest = Math.max(largest, spline.at(s.x(a), s.y(a), s.z(a)));
        }
        assertTrue(worst < 0.02 * largest, "%f of %f".formatted(worst, largest));
    }

    /// Of any map: the mean of what the spline says at the place and its images.
    @Test
    void theMeanIsTakenOverTheOperators() {
        Structure s = Trimer.truth();
        DensityMap map = Helix.map(s, 3, 2, TEAM), mean;
        var spline = SplineMap.of(map, TEAM);
        mean = unit(s).averaged(map, TEAM);
        var g = mean.grid();
        double[] back = Trimer.THIRD;
        int compared = 0;
        for (int a = 0; a < s.atomCount() / 3; a++) {
            int i = (int) ((s.x(a) - g.originX()) / g.dx()), j = (int) ((s.y(a) - g.originY()) / g.dy()),
                    k = (int) ((s.z(a) - g.originZ()) / g.dz());
            double[] at = {g.originX() + i * g.dx(), g.originY() + j * g.dy(), g.originZ() + k * g.dz()},
                    second = Trimer.turned(at, back), third = Trimer.turned(second, back);
            double expected = (spline.at(at[0], at[1], at[2]) + spline.at(second[0], second[1], second[2])
                    + spline.at(third[0], third[1], third[2])) / 3;
            assertEquals(expected, mean.at(i, j, k), 2e-4);
            compared++;
        }
        assertTrue(compared > 100);
    }

    /// Twelve or so of many operators are enough where each leads to the same density; where noise differs, all are asked.
    @Test
    void aMapThatRepeatsIsAveragedOverSomeOfItsCopies() {
        double[] unit = Trimer.unit().atoms().xyz(), second = Trimer.turned(unit, Trimer.THIRD);
        var operator = Superposition.of(unit, second);
        var many = Collections.nCopies(20, operator);
        DensityMap same = Helix.map(Trimer.truth(), 3, 0, TEAM), noisy = Helix.map(Trimer.truth(), 3, 2, TEAM);
        assertEquals(10, OperatorFit.telling(many, same, unit).size());
        assertEquals(20, OperatorFit.telling(many, noisy, unit).size());
    }

    /// A copy that was put down beside its density is found there; one that is right stays.
    @Test
    void operatorsAreRefinedAgainstTheMap() {
        Structure s = Trimer.truth();
        DensityMap map = Helix.map(s, 3, 0, TEAM);
        Structure own = Trimer.unit();
        double[] unit = Arrays.copyOf(s.atoms().xyz(), s.atoms().xyz().length / 3), second = Trimer.turned(unit, Trimer.THIRD),
                third = Trimer.turned(second, Trimer.THIRD), beside = new double[unit.length], centre = new double[3];
        for (int i = 0; i < third.length; i++) centre[i % 3] += 3 * third[i] / third.length;
        RigidBody.move(third, centre, RigidBody.rotation(new double[]{0.02, 0, 0.03}), new double[]{0.4, -0.3, 0.2}, beside);
        var right = Superposition.of(unit, second);
        var refined = OperatorFit.refined(List.of(right, Superposition.of(unit, beside)), map, own, TEAM);
        assertTrue(off(right.apply(unit), refined.get(0).apply(unit)) < 0.05,
                off(right.apply(unit), refined.get(0).apply(unit)) + " A");
        assertTrue(off(third, beside) > 0.5 && off(third, refined.get(1).apply(unit)) < 0.1,
                off(third, refined.get(1).apply(unit)) + " A");
        double[] far = third.clone();
        for (int i = 0; i < far.length; i += 3) far[i + 2] += 25;
        var lost = Superposition.of(unit, far);
        assertTrue(off(far, OperatorFit.refined(List.of(right, lost), map, own, TEAM).get(1).apply(unit)) < 2,
                "an operator ran away");
    }

    private static double off(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
        return Math.sqrt(3 * sum / x.length);
    }
}
