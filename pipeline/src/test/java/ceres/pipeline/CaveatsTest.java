package ceres.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.validate.fit.ChainFit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Each caveat under its condition, and not just beside it.
class CaveatsTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static Measurements measured(double cc, double clashscore, double outliers) {
        return Measurements.of(Map.of(Metric.CC_MASK, Measurement.of(cc), Metric.D_MODEL, Measurement.of(4), Metric.CLASHSCORE,
                Measurement.of(clashscore), Metric.RAMA_OUTLIERS, Measurement.of(outliers)));
    }

    private static ChainFit chain(String id, double cc) {
        return new ChainFit(id, ChainFit.ALL, 100, 800, OptionalDouble.of(cc), NONE, NONE, 50, 1);
    }

    @Test
    void aGoodModelNeedsNone() {
        assertThat(Caveats.of(measured(0.8, 3, 0), List.of(chain("A", 0.8), chain("B", 0.7)))).isEmpty();
    }

    @Test
    void dModelIsDoubtfulBelowAHalfAndMeaninglessBelowAFifth() {
        assertThat(Caveats.of(measured(0.51, 3, 0), List.of())).isEmpty();
        assertThat(Caveats.of(measured(0.49, 3, 0), List.of())).singleElement().asString().contains("d model is doubtful");
        assertThat(Caveats.of(measured(0.19, 3, 0), List.of())).anySatisfy(s -> assertThat(s).contains("d model means nothing"))
                .anySatisfy(s -> assertThat(s).contains("shifted or turned"));
    }

    @Test
    void oneBadChainIsNamed() {
        assertThat(Caveats.of(measured(0.7, 3, 0), List.of(chain("A", 0.8), chain("B", 0.45)))).singleElement().asString()
                .contains("Chain B");
        assertThat(Caveats.of(measured(0.7, 3, 0), List.of(chain("A", 0.45)))).as("the only chain is the whole").isEmpty();
    }

    @Test
    void aGoodCorrelationDoesNotExcuseGeometry() {
        assertThat(Caveats.of(measured(0.8, 40, 0), List.of())).singleElement().asString().contains("clashscore 40.0");
        assertThat(Caveats.of(measured(0.8, 3, 2.5), List.of())).singleElement().asString().contains("2.5 %");
    }

    @Test
    void withoutAMapThereIsNothingToSay() {
        assertThat(Caveats.of(Measurements.of(Map.of(Metric.CLASHSCORE, Measurement.of(90))), List.of())).isEmpty();
    }
}
