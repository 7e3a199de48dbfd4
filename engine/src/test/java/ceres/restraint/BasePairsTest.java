package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.chem.Dictionary;
import ceres.io.ModelReader;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.testing.SharedData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BasePairsTest {
    /// Bases in the frame of their Watson-Crick pair (Olson2001): name, x, y; the partner is turned by 180 degrees about x.
    private static final Map<String, String> BASES = Map.of("DG",
            "C1' -2.477 5.399 N9 -1.289 4.551 C8 0.023 4.962 N7 0.870 3.969 C5 0.071 2.833 C6 0.424 1.460 O6 1.554 0.955 "
                    + "N1 -0.700 0.641 C2 -1.999 1.087 N2 -2.949 0.139 N3 -2.342 2.364 C4 -1.265 3.177",
            "DC",
            "C1' -2.477 5.402 N1 -1.285 4.542 C2 -1.472 3.158 O2 -2.628 2.709 N3 -0.391 2.344 C4 0.837 2.868 N4 1.875 2.027 "
                    + "C5 1.056 4.275 C6 -0.023 5.068",
            "DA",
            "C1' -2.479 5.346 N9 -1.291 4.498 C8 0.024 4.897 N7 0.877 3.902 C5 0.071 2.771 C6 0.369 1.398 N6 1.611 0.909 "
                    + "N1 -0.668 0.532 C2 -1.912 1.023 N3 -2.320 2.290 C4 -1.267 3.124",
            "DT",
            "C1' -2.481 5.354 N1 -1.284 4.500 C2 -1.462 3.135 O2 -2.562 2.608 N3 -0.298 2.407 C4 0.994 2.897 O4 1.944 2.119 "
                    + "C7 2.466 4.961 C5 1.106 4.338 C6 -0.024 5.057");

    private static void base(StructureBuilder builder, String name, int seq, int side, double z) {
        builder.residue(name, seq, '\0', seq, false);
        String[] w = BASES.get(name).split(" ");
        for (int k = 0; k < w.length; k += 3)
            builder.atom(w[k], w[k].charAt(0) == 'C' ? 6 : w[k].charAt(0) == 'N' ? 7 : 8, 0, '\0', Double.parseDouble(w[k + 1]),
                    side * Double.parseDouble(w[k + 2]), z, 1, 20);
    }

    /// G-C, and A-T 3.4 A above it.
    private static Structure twoPairs() {
        var builder = new StructureBuilder().chain("A", "A", "1");
        base(builder, "DG", 1, 1, 0);
        base(builder, "DA", 2, 1, 3.4);
        builder.chain("B", "B", "2");
        base(builder, "DT", 1, -1, 3.4);
        base(builder, "DC", 2, -1, 0);
        return builder.build();
    }

    @Test
    void watsonCrickPairsHaveTheirBondsAnglesAndPlanes() {
        var s = twoPairs();
        assertThat(BasePairs.find(s)).extracting(BasePairs.Pair::saenger).containsExactly(19, 20);
        var r = Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.DEFAULT).restraints();
        assertThat(r.hydrogenBonds().ideal()).containsExactlyInAnyOrder(2.93, 2.88, 2.78, 3.00, 2.82);
        // two pairs and two stacks
        assertThat(r.parallelities().sigma()).containsExactlyInAnyOrder(0.0335, 0.0335, 0.027, 0.027);
        int angles = 0;
        for (int k = 0; k < r.angles().size(); k++) {
            if (r.angles().origin()[k] != Restraints.Origin.HYDROGEN_BOND) continue;
            angles++;
            double now = Math.toDegrees(ceres.numerics.Geometry.angle(s.atoms().xyz(), r.angles().i()[k], r.angles().j()[k],
                    r.angles().k()[k]));
            assertThat(now).isEqualTo(Math.toDegrees(r.angles().ideal()[k]), within(7.0));
        }
        assertThat(angles).isEqualTo(10);
    }

    /// Pulled apart by 3 A nothing is left; turned over they are no pair.
    @Test
    void farBasesDoNotPair() {
        var s = twoPairs();
        double[] xyz = s.atoms().xyz().clone();
        for (int a = s.atomStart(2); a < s.atomCount(); a++) xyz[3 * a + 1] -= 3;
        assertThat(BasePairs.find(s.withXyz(xyz))).isEmpty();
    }

    private static Map<Integer, Integer> classes(String file) {
        var found = new TreeMap<Integer, Integer>();
        for (var pair : BasePairs.find(ModelReader.read(SharedData.require(file)).structure()))
            found.merge(pair.saenger(), 1, Integer::sum);
        return found;
    }

    /// PDB 1RNA is U(UA)6A twice: 14 Watson-Crick pairs; the ribozyme 7YC8 is mostly G-C, with wobble and reversed pairs.
    @Test
    void realModelsHaveTheirClasses() {
        assertThat(classes("models/odd/pm_1rna.cif")).containsExactlyEntriesOf(Map.of(20, 14));
        var ribozyme = classes("models/cryoem_cif/7yc8.cif");
        assertThat(ribozyme.get(19)).isGreaterThan(50);
        assertThat(ribozyme).containsKeys(20, 28);
        assertThat(List.copyOf(ribozyme.keySet())).hasSizeGreaterThan(4);
    }
}
