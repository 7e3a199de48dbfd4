package ceres.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.chem.Dictionary;
import ceres.chem.ReferenceData;
import ceres.metric.Measurement;
import ceres.metric.Metric;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import ceres.validate.geometry.Call;
import ceres.validate.geometry.Omega;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelQualityTest {
    private static ModelQuality measure(Structure s, int threads) {
        var model = Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.DEFAULT);
        try (var team = Parallel.of(threads)) {
            return ModelQuality.measure(model, ModelHeader.EMPTY, ReferenceData.standard(), team, Progress.NONE);
        }
    }

    private static ModelQuality measure(Structure s) { return measure(s, 1); }

    /// phi -57.8, psi -47.0 and omega 180 were put in; so they must come out, and the helix must look like one to every measure.
    @Test
    void anIdealHelixIsIdeal() {
        var q = measure(HelixOfAlanine.of(20));
        assertEquals(18, q.rama().size());
        for (var r : q.rama()) {
            assertEquals(-57.8, r.phiDeg(), 1e-6);
            assertEquals(-47.0, r.psiDeg(), 1e-6);
            assertEquals(Call.FAVORED, r.call());
        }
        for (var o : q.omega()) assertEquals(Omega.Kind.TRANS, o.kind());
        for (var c : q.cbeta()) assertTrue(c.deviation() < 0.06, "C-beta deviates by " + c.deviation());
        assertEquals(16, q.cablam().size());
        assertEquals(0, q.measurements().value(Metric.CABLAM_OUTLIERS).orElseThrow());
        assertTrue(q.ramaZ().helix().orElseThrow().residues() >= 12);
        assertTrue(q.clashes().isEmpty(), () -> q.clashes().toString());
        assertInstanceOf(Measurement.Absent.class, q.measurements().get(Metric.ROTAMER_OUTLIERS));
        assertEquals(0.5, q.measurements().value(Metric.MOLPROBITY_SCORE).orElseThrow(), 1e-9);
        assertEquals(q.residues().size(), 20);
    }

    /// Two waters 2.8 A apart, the hydrogen of one 1.85 A from the other's oxygen.
    @Test
    void theNearestPairIsOneOfHeavyAtoms() {
        var s = new StructureBuilder().chain("A", "A", "1").residue("HOH", 1, '\0', 0, true)
                .atom("O", 8, 0, '\0', 0, 0, 0, 1, 20).atom("H1", 1, 0, '\0', 0.95, 0, 0, 1, 20)
                .residue("HOH", 2, '\0', 0, true).atom("O", 8, 0, '\0', 2.8, 0, 0, 1, 20).build();
        assertEquals(2.8, measure(s).measurements().value(Metric.MIN_NONBONDED_DISTANCE).orElseThrow(), 1e-12);
    }

    @Test
    void aForbiddenBackboneIsAnOutlier() {
        var q = measure(HelixOfAlanine.of(8, 80, -100));
        assertEquals(100, q.measurements().value(Metric.RAMA_OUTLIERS).orElseThrow());
    }

    /// Where the model stands and how it is turned changes nothing, nor how many threads there are.
    @Test
    void placeAndThreadsDoNotMatter() {
        var s = HelixOfAlanine.of(25);
        var there = measure(moved(s, new Random(20260822)), 3);
        var here = measure(s);
        for (var metric : Metric.values())
            if (here.measurements().get(metric) instanceof Measurement.Value(double v))
                assertEquals(v, there.measurements().value(metric).orElseThrow(), 1e-6, metric.id());
        assertEquals(measure(s, 1).measurements().asMap(), measure(s, 4).measurements().asMap());
    }

    private static Structure moved(Structure s, Random random) {
        double a = random.nextDouble() * 6, b = random.nextDouble() * 6;
        double[] x = s.atoms().xyz(), y = new double[x.length];
        for (int i = 0; i < x.length; i += 3) {
            double u = Math.cos(a) * x[i] - Math.sin(a) * x[i + 1], v = Math.sin(a) * x[i] + Math.cos(a) * x[i + 1];
            y[i] = u + 31.7;
            y[i + 1] = Math.cos(b) * v - Math.sin(b) * x[i + 2] - 12.9;
            y[i + 2] = Math.sin(b) * v + Math.cos(b) * x[i + 2] + 101.3;
        }
        return s.withXyz(y);
    }

    /// Two helices driven into each other clash, and the worst clash comes first.
    @Test
    void overlappingHelicesClash() {
        var s = HelixOfAlanine.of(10);
        var b = new StructureBuilder();
        for (int copy = 0; copy < 2; copy++) {
            b.chain(copy == 0 ? "A" : "B", copy == 0 ? "A" : "B", "1");
            for (int r = 0; r < s.residueCount(); r++) {
                b.newResidue("ALA", r + 1, (char) 0, r + 1, false);
                for (int i = s.atomStart(r); i < s.atomEnd(r); i++)
                    b.atom(s.atomName(i), s.element(i).number(), 0, (char) 0, s.x(i) + 4.5 * copy, s.y(i), s.z(i), 1, 30);
            }
        }
        var q = measure(b.build());
        assertTrue(q.clashes().size() > 10);
        for (int i = 1; i < q.clashes().size(); i++) assertTrue(q.clashes().get(i - 1).overlap() >= q.clashes().get(i).overlap());
        assertTrue(q.clashes().getLast().overlap() >= 0.4);
        assertTrue(q.residues().stream().anyMatch(r -> r.clashes() > 0 && r.worstOverlap() > 0.4));
    }

    // ---- bad input: whatever cannot be had is absent with a reason, the rest is measured

    private static void everyMetricIsFiniteOrAbsent(ModelQuality q) {
        for (var metric : Metric.values()) {
            if (metric.group() != Metric.Group.MODEL) continue;
            assertTrue(q.measurements().asMap().containsKey(metric), metric.id() + " has neither value nor reason");
            if (q.measurements().get(metric) instanceof Measurement.Absent(var why, var detail))
                assertTrue(!detail.isBlank(), metric.id() + " is absent for no reason: " + why);
        }
    }

    @Test
    void oneAtom() {
        var b = new StructureBuilder().chain("A", "A", "1").residue("ZN", 1, (char) 0, 0, true);
        var q = measure(b.atom("ZN", 30, 2, (char) 0, 1, 2, 3, 1, 20).build());
        everyMetricIsFiniteOrAbsent(q);
        assertInstanceOf(Measurement.Absent.class, q.measurements().get(Metric.RAMA_FAVORED));
        assertEquals(0, q.measurements().value(Metric.CLASHSCORE).orElseThrow());
        assertEquals(1, q.ligands().size());
    }

    @Test
    void oneResidue() {
        var q = measure(HelixOfAlanine.of(1));
        everyMetricIsFiniteOrAbsent(q);
        assertEquals(1, q.cbeta().size());
        assertTrue(q.rama().isEmpty());
    }

    @Test
    void coordinatesThatAreNotNumbers() {
        var s = HelixOfAlanine.of(10);
        double[] x = s.atoms().xyz().clone();
        for (int i = 60; i < 75; i++) x[i] = Double.NaN;
        var q = measure(s.withXyz(x));
        everyMetricIsFiniteOrAbsent(q);
        assertTrue(q.notes().stream().anyMatch(n -> n.contains("without finite coordinates")), () -> q.notes().toString());
        Arrays.fill(x, Double.NaN);
        everyMetricIsFiniteOrAbsent(measure(s.withXyz(x)));
    }

    @Test
    void allAtomsInOnePlace() {
        var s = HelixOfAlanine.of(10);
        var q = measure(s.withXyz(new double[3 * s.atomCount()]));
        everyMetricIsFiniteOrAbsent(q);
        assertInstanceOf(Measurement.Absent.class, q.measurements().get(Metric.CLASHSCORE));
    }

    @Test
    void hydrogensOnlyAndUnknownElements() {
        var b = new StructureBuilder().chain("A", "A", "1").residue("ALA", 1, (char) 0, 1, false);
        b.atom("H", 1, 0, (char) 0, 0, 0, 0, 1, 20).atom("HA", 1, 0, (char) 0, 1, 1, 1, 1, 20);
        var q = measure(b.build());
        everyMetricIsFiniteOrAbsent(q);
        assertInstanceOf(Measurement.Absent.class, q.measurements().get(Metric.CLASHSCORE));
        var u = new StructureBuilder().chain("A", "A", "1").residue("XQ9", 1, (char) 0, 1, true);
        u.atom("Q1", 0, 0, (char) 0, 0, 0, 0, 1, 20).atom("Q2", 0, 0, (char) 0, 4, 1, 1, 1, 20);
        everyMetricIsFiniteOrAbsent(measure(u.build()));
    }
}
