package ceres.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Verdict.Call;
import ceres.pipeline.bundle.Verdict.Overall;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JudgementTest {
    @Test
    void betterFitAndGeometryIsAnImprovement() {
        var v = Judgement.of(of(Metric.CC_MASK, 0.74, Metric.CLASHSCORE, 20, Metric.RAMA_Z, -3.5),
                of(Metric.CC_MASK, 0.88, Metric.CLASHSCORE, 8, Metric.RAMA_Z, 0.5), size(300));
        assertThat(v.overall()).isEqualTo(Overall.IMPROVED);
        assertThat(v.better()).isEqualTo(3);
        assertThat(v.sentence()).contains("fits the map better").contains("0.740 → 0.880");
    }

    @Test
    void aLossBesideGainsIsNamedAsTradeOff() {
        var v = Judgement.of(of(Metric.CC_MASK, 0.74, Metric.CLASHSCORE, 20, Metric.ROTAMER_OUTLIERS, 0.5),
                of(Metric.CC_MASK, 0.88, Metric.CLASHSCORE, 8, Metric.ROTAMER_OUTLIERS, 2.5), size(300));
        assertThat(v.overall()).isEqualTo(Overall.IMPROVED_WITH_TRADE_OFF);
        assertThat(v.sentence()).contains("worse: Rotamer outliers 0.50 → 2.50 %");
    }

    @Test
    void aWorseFitIsNoImprovementWhateverTheGeometry() {
        var v = Judgement.of(of(Metric.CC_MASK, 0.88, Metric.CLASHSCORE, 20, Metric.RAMA_Z, -3), of(Metric.CC_MASK, 0.70,
                Metric.CLASHSCORE, 8, Metric.RAMA_Z, 0), size(300));
        assertThat(v.overall()).isEqualTo(Overall.WORSE);
    }

    @Test
    void oneResidueIsNoChange() {
        var v = Judgement.of(of(Metric.ROTAMER_OUTLIERS, 1.0), of(Metric.ROTAMER_OUTLIERS, 2.0), size(100));
        assertThat(v.metrics().get("rotamer_outliers").call()).isEqualTo(Call.UNCHANGED);
        assertThat(v.overall()).isEqualTo(Overall.UNCHANGED);
        assertThat(Judgement.of(of(Metric.ROTAMER_OUTLIERS, 1.0), of(Metric.ROTAMER_OUTLIERS, 4.0), size(100)).metrics()
                .get("rotamer_outliers")
                .call()).isEqualTo(Call.WORSE);
    }

    @Test
    void ramaZIsJudgedByItsDistanceFromZero() {
        var v = Judgement.of(of(Metric.RAMA_Z, -3.0), of(Metric.RAMA_Z, 1.8), size(100));
        assertThat(v.metrics().get("rama_z").call()).isEqualTo(Call.BETTER);
    }

    @Test
    void whatOneModelLacksIsNotJudged() {
        var v = Judgement.of(of(Metric.CC_MASK, 0.7), of(Metric.CLASHSCORE, 7), size(100));
        assertThat(v.metrics().get("cc_mask").call()).isEqualTo(Call.NOT_JUDGED);
    }

    /// Of so many residues.
    private static Significance.Size size(int residues) { return new Significance.Size(residues, 0, 8 * residues); }

    static Measurements of(Object... pairs) {
        Map<Metric, Measurement> m = new EnumMap<>(Metric.class);
        for (int i = 0; i < pairs.length; i += 2) m.put((Metric) pairs[i], Measurement.of(((Number) pairs[i + 1]).doubleValue()));
        return Measurements.of(m);
    }
}
