package ceres.chem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HydrogenGeometryTest {
    private static final HydrogenGeometry GEOMETRY = HydrogenGeometry.standard();

    /// Reference: Reduce 4.16 on 1UBQ (2026-08-22): GLN 2 with its amide, alpha, beta, gamma and side-chain amide hydrogens. Files carry
    /// three decimals, hence 0.002 A.
    @Test
    void glutamineOfUbiquitin() {
        String[] name = {"N", "CA", "C", "CB", "CG", "CD", "OE1", "NE2", "-C"};
        double[] xyz = {26.335, 27.770, 3.258, 26.850, 29.021, 3.898, 26.100, 29.253, 5.202, 26.733, 30.148, 2.905, 26.882,
            31.546, 3.409,
            26.786, 32.562, 2.270, 27.783, 33.160, 1.870, 25.562, 32.733, 1.806, 26.913, 26.639, 3.531};
        var plans = new ArrayList<>(GEOMETRY.plans("GLN"));
        plans.addAll(GEOMETRY.amide());
        plans.addAll(GEOMETRY.alpha());
        var expected = Map.of("H", new double[]{25.665, 27.871, 2.729}, "HA", new double[]{27.789, 28.955, 4.134}, "HB2",
                new double[]{27.402, 30.008, 2.216}, "HB3", new double[]{25.866, 30.078, 2.477}, "HG2",
                new double[]{26.194, 31.729, 4.067},
                "HG3", new double[]{27.737, 31.641, 3.858}, "HE21", new double[]{24.910, 32.278, 2.135}, "HE22",
                new double[]{25.416, 33.299, 1.175});
        assertEquals(expected.size(), plans.size());
        for (var plan : plans) {
            int[] n = plan.neighbours().stream().mapToInt(a -> Arrays.asList(name).indexOf(a)).toArray();
            var h = new double[3];
            HydrogenGeometry.place(plan, plan.electronCloud(), xyz, Arrays.asList(name).indexOf(plan.carrier()), n, h, 0);
            assertArrayEquals(expected.get(plan.name()), h, 0.002, plan.name());
        }
    }

    /// A turned hydrogen has the angle and the dihedral of its plan.
    @Test
    void aTurnedHydrogenObeysItsPlan() {
        double[] xyz = {0, 0, 0, 1.5, 0.1, -0.2, 2.1, 1.4, 0.3};
        var plan = GEOMETRY.plans("SER").stream().filter(p -> p.name().equals("HG")).findFirst().orElseThrow();
        var h = new double[3];
        for (double dihedral = -3; dihedral < 3; dihedral += 0.5) {
            HydrogenGeometry.place(plan.kind(), 0.84, plan.angle(), dihedral, xyz, 0, new int[]{1, 2}, h, 0);
            assertEquals(0.84, Math.sqrt(h[0] * h[0] + h[1] * h[1] + h[2] * h[2]), 1e-9);
            double cos = (h[0] * xyz[3] + h[1] * xyz[4] + h[2] * xyz[5]) / 0.84 / Math.sqrt(1.5 * 1.5 + 0.01 + 0.04);
            assertEquals(plan.angle(), Math.acos(cos), 1e-9);
            assertEquals(dihedral, dihedral(new double[]{2.1, 1.4, 0.3}, new double[]{1.5, 0.1, -0.2}, new double[3], h), 1e-9);
        }
    }

    private static double dihedral(double[] a, double[] b, double[] c, double[] d) {
        double[] u = minus(b, a), v = minus(c, b), w = minus(d, c), n = cross(u, v), m = cross(v, w);
        double norm = Math.sqrt(dot(v, v));
        return Math.atan2(norm * dot(u, m), dot(n, m));
    }

    private static double[] minus(double[] a, double[] b) { return new double[]{a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

    private static double dot(double[] a, double[] b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

    private static double[] cross(double[] a, double[] b) {
        return new double[]{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    @Test
    void everyAminoAcidAndNucleotideHasPlans() {
        for (String id : "ARG ASN ASP CYS GLN GLU GLY HIS ILE LEU LYS MET PHE PRO SER THR TRP TYR VAL ALA MSE A C G U DA DC DG DT"
                .split(" "))
            assertTrue(GEOMETRY.has(id), id);
        assertEquals(HydrogenGeometry.Mover.METHYL, GEOMETRY.plans("MSE").getFirst().mover());
        assertEquals(HydrogenGeometry.Mover.AMMONIUM, GEOMETRY.plans("LYS").getFirst().mover());
        assertEquals(2, GEOMETRY.sugar().stream().filter(p -> p.name().equals("H2'")).count(), "H2' of RNA and of DNA");
    }

    /// Reference: the atom types of Probe 2.25.
    @Test
    void radiiAreThoseOfProbe() {
        var radii = ContactRadii.standard();
        var cloud = HydrogenGeometry.Length.ELECTRON_CLOUD;
        assertEquals(1.65, radii.heavy("ASN", ResidueClass.AMINO_ACID, "CG", 6, false, cloud).radius());
        assertEquals(1.75, radii.heavy("PHE", ResidueClass.AMINO_ACID, "CG", 6, false, cloud).radius());
        assertEquals(1.70, radii.heavy("LEU", ResidueClass.AMINO_ACID, "CG", 6, true, cloud).radius());
        assertEquals(1.05, radii.hydrogen("LEU", ResidueClass.AMINO_ACID, "H", "N", 7, cloud).radius());
        assertEquals(1.22, radii.hydrogen("LEU", ResidueClass.AMINO_ACID, "HA", "CA", 6, cloud).radius());
        assertEquals(-1, radii.heavy("ASP", ResidueClass.AMINO_ACID, "OD1", 8, false, cloud).charge());
        assertTrue(radii.heavy("HIS", ResidueClass.AMINO_ACID, "ND1", 7, false, cloud).acceptor());
        assertEquals(1.45, radii.covalent(30));
    }
}
