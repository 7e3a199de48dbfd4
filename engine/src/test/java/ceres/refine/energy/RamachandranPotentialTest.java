package ceres.refine.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.chem.RamaClass;
import ceres.chem.RamachandranTables;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RamachandranPotentialTest {
    @ParameterizedTest
    @EnumSource(RamaClass.class)
    void slopesAreThoseOfTheEnergy(RamaClass kind) {
        var p = RamachandranPotential.of(kind, 0.1);
        var random = new SplittableRandom(1);
        var none = new double[2];
        double h = 1e-6, worst = 0;
        for (int n = 0; n < 300; n++) {
            double phi = random.nextDouble(-4, 4), psi = random.nextDouble(-4, 4);
            var slope = new double[2];
            p.at(phi, psi, slope);
            worst = Math.max(worst, Math.abs((p.at(phi + h, psi, none) - p.at(phi - h, psi, none)) / (2 * h) - slope[0]));
            worst = Math.max(worst, Math.abs((p.at(phi, psi + h, none) - p.at(phi, psi - h, none)) / (2 * h) - slope[1]));
        }
        assertTrue(worst < 1e-6, "worst gap " + worst);
    }

    @ParameterizedTest
    @EnumSource(RamaClass.class)
    void repeatsAfterATurn(RamaClass kind) {
        var p = RamachandranPotential.of(kind, 0.02);
        assertEquals(p.at(1, 2, new double[2]), p.at(1 + 2 * Math.PI, 2 - 4 * Math.PI, new double[2]), 1e-9);
    }

    /// From every outlier downhill: nothing holds a residue there (step 0.5 degrees, against the gradient).
    @ParameterizedTest
    @EnumSource(RamaClass.class)
    void everyWayDownLeavesTheOutliers(RamaClass kind) {
        var p = RamachandranPotential.of(kind, 0.02);
        var table = RamachandranTables.standard().table(kind);
        var slope = new double[2];
        for (int i = -175; i < 180; i += 15)
            for (int j = -175; j < 180; j += 15) {
                double phi = Math.toRadians(i), psi = Math.toRadians(j);
                for (int step = 0; step < 800; step++) {
                    p.at(phi, psi, slope);
                    double g = Math.hypot(slope[0], slope[1]);
                    if (g < 0.02) break;
                    phi -= Math.toRadians(0.5) * slope[0] / g;
                    psi -= Math.toRadians(0.5) * slope[1] / g;
                }
                assertTrue(table.at(Math.toDegrees(phi), Math.toDegrees(psi)) >= kind.allowed(), "held from " + i + ", " + j);
            }
    }
}
