package ceres.pipeline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.chem.Dictionary;
import ceres.chem.ReferenceData;
import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import ceres.validate.ModelQuality;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pair that the demo makes: a truth that is good by our own judge's standards, and a start that is as wrong as real ones are.
class DemoPairTest {
    @TempDir
    static Path folder;
    static DemoPair pair;

    @BeforeAll
    static void make() {
        try (var team = Parallel.of(2)) {
            pair = DemoPair.make(folder, 1, team, Progress.NONE);
        }
    }

    @Test
    void theTruthIsGoodByTheJudgesStandards() {
        var m = judged(pair.truth());
        assertThat(m.value(Metric.RAMA_FAVORED).orElseThrow()).isGreaterThan(98);
        assertThat(m.value(Metric.RAMA_OUTLIERS).orElseThrow()).isZero();
        assertThat(m.value(Metric.ROTAMER_OUTLIERS).orElseThrow()).isLessThan(2);
        assertThat(m.value(Metric.RAMA_Z).orElseThrow()).isBetween(-2.0, 3.0);
        assertThat(m.value(Metric.RMS_BONDS).orElseThrow()).isLessThan(0.01);
        assertThat(m.value(Metric.RMS_ANGLES).orElseThrow()).isLessThan(1);
        assertThat(m.value(Metric.MIN_NONBONDED_DISTANCE).orElseThrow()).isGreaterThan(2.3);
        assertThat(m.value(Metric.CBETA_DEVIATIONS).orElseThrow()).isZero();
    }

    private static Measurements judged(Structure s) {
        try (var team = Parallel.single()) {
            var read = Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.DEFAULT);
            return ModelQuality.measure(read, ModelHeader.EMPTY, ReferenceData.standard(), team, Progress.NONE).measurements();
        }
    }

    @Test
    void theTruthHasHelicesStrandsALigandAndRna() {
        assertThat(pair.truth().residueEnd(0)).isBetween(80, 150);
        assertThat(Backbone.PLAN).contains("HHHHHHHH").contains("EEEEEE");
        assertThat(pair.truth().chains().labelId()).containsExactly("A", "B", "C");
        assertThat(pair.truth().residueName(pair.truth().residueCount() - 1)).isEqualTo(Truth.LIGAND);
    }

    @Test
    void theStartIsWrongAsRealModelsAre() {
        var c = pair.compare(pair.start());
        assertThat(c.backboneRmsd()).isBetween(0.3, 0.7);
        assertThat(c.flippedPeptides()).isEqualTo(4);
        assertThat(c.wrongRotamers()).isBetween(c.sideChains() / 6, c.sideChains() / 2);
        assertThat(judged(pair.start()).value(Metric.RMS_BONDS).orElseThrow()).isLessThan(0.015);
    }

    @Test
    void theTruthIsNoDistanceFromItself() {
        assertThat(pair.compare(pair.truth())).isEqualTo(new Comparison(0, 0, 0, pair.compare(pair.start()).sideChains(), 0, 0));
    }

    @Test
    void theFilesHoldWhatWasMade() {
        var model = ModelReader.read(pair.model());
        assertThat(model.structure().atomCount()).isEqualTo(pair.start().atomCount());
        assertThat(model.structure().x(100)).isCloseTo(pair.start().x(100), within(0.001));
        assertThat(model.header().resolutions()).containsValue(DemoPair.RESOLUTION);
        var map = MapReader.read(pair.map()).map();
        assertThat(MapReader.read(pair.halfMaps().getFirst()).map().grid().sameAs(map.grid())).isTrue();
        assertThat(map.grid().originX()).isLessThan(pair.truth().x(0));
    }
}
