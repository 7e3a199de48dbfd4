package ceres.chem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformationTablesTest {
    /// Multilinear interpolation reproduces a multilinear function inside the outermost bin centres.
    @Test
    void interpolationIsExactForABilinearFunction() {
        var x = new NdTable.Axis(0, 10, 20, false);
        var y = new NdTable.Axis(-4, 4, 16, false);
        var values = new float[20 * 16];
        for (int i = 0; i < 20; i++) for (int j = 0; j < 16; j++) values[i * 16 + j] = (float) f(0.25 + 0.5 * i, -3.75 + 0.5 * j);
        var table = new NdTable("test", List.of(x, y), values);
        var random = new Random(20260822);
        for (int n = 0; n < 200; n++) {
            double a = 0.25 + 9.5 * random.nextDouble(), b = -3.75 + 7.5 * random.nextDouble();
            assertEquals(f(a, b), table.at(a, b), 2e-6);
            double[] slope = table.slope2(a, b);
            assertEquals(f(a, b), slope[0], 2e-6);
            assertEquals(0.02 + 0.005 * b, slope[1], 1e-5);
            assertEquals(0.01 + 0.005 * a, slope[2], 1e-5);
        }
    }

    private static double f(double a, double b) { return 0.3 + 0.02 * a + 0.01 * b + 0.005 * a * b; }

    @Test
    void aWrappingAxisNeedsNoRange() {
        var table = RamachandranTables.standard().table(RamaClass.GENERAL);
        assertEquals(table.at(-63, -43), table.at(297, 317), 1e-7);
        assertEquals(table.at(180, 10), table.at(-180, 10), 1e-7);
    }

    /// Reference: SER chi1 = 60 degrees gives 75.943693 % in cctbx 2022.9 with the tables of rotarama_data; 2026-08-22. The tolerance is
    /// a step of the stored table.
    @Test
    void serineAtSixtyDegrees() {
        assertEquals(0.75943693, RotamerTables.standard().value("SER", new double[]{Math.toRadians(60)}), 2e-7);
    }

    /// Reference: 1UBQ PHE 4 (phi -115.99, psi 140.23) scores 49.4707 % in cctbx 2022.9 (2026-08-22); angles rounded to 0.01 degrees.
    @Test
    void phenylalanineOfUbiquitin() {
        assertEquals(0.494707, RamachandranTables.standard().table(RamaClass.GENERAL).at(-115.99, 140.23), 5e-5);
    }

    @Test
    void rotamersAreNamed() {
        var tables = RotamerTables.standard();
        double[] chi = {Math.toRadians(-65), Math.toRadians(175)};
        assertEquals("mt", tables.name("LEU", chi, tables.value("LEU", chi)));
        assertEquals("OUTLIER", tables.name("LEU", new double[]{0, 0}, tables.value("LEU", new double[]{0, 0})));
        assertEquals(tables.value("PHE", new double[]{1, 1.2}), tables.value("PHE", new double[]{1, 1.2 + Math.PI}), 1e-9);
        for (String residue : tables.residues()) {
            assertTrue(tables.rotamers(residue).size() >= 2, residue);
            for (var rotamer : tables.rotamers(residue)) assertTrue(rotamer.chi().length >= tables.dimensions(residue), residue);
        }
    }

    /// Every published centre of a rotamer that is not rare is favoured and bears its own name.
    @Test
    void centresOfCommonRotamersAreFavoured() {
        var tables = RotamerTables.standard();
        for (String residue : tables.residues())
            for (var rotamer : tables.rotamers(residue)) {
                if (rotamer.frequency() < 3) continue;
                double value = tables.value(residue, rotamer.chi());
                assertTrue(value >= RotamerTables.FAVORED, residue + " " + rotamer.name() + " " + value);
                assertEquals(rotamer.name(), tables.name(residue, rotamer.chi(), value), residue);
            }
    }

    @Test
    void contoursEncloseTheFavouredRegion() {
        var tables = RamachandranTables.standard();
        for (var kind : RamaClass.values())
            for (double level : new double[]{RamaClass.FAVORED, kind.allowed()}) {
                var curves = tables.contour(kind, level);
                assertTrue(!curves.isEmpty());
                for (double[] curve : curves)
                    for (int i = 0; i < curve.length; i += 2) {
                        if (Math.abs(curve[i]) > 178 || Math.abs(curve[i + 1]) > 178) continue;
                        assertEquals(level, tables.table(kind).at(curve[i], curve[i + 1]), 1e-6);
                    }
            }
    }

    @Test
    void thePublishedTextFormIsRead() {
        String text = """
                # Table name/description: "tiny"
                # Number of dimensions: 1
                # For each dimension, 1 to 1: lower_bound  upper_bound  number_of_bins  wrapping
                #   x1: 0.0 4.0 4 true
                # List of table coordinates and values. (Value is last number on each line.)
                0.5 1.0
                2.5 0.5
                """;
        var table = NdTable.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "tiny");
        assertEquals(1, table.at(0.5), 0);
        assertEquals(0.25, table.at(2.0), 1e-7);
        assertEquals(0.5, table.at(4.0), 1e-7);
    }
}
