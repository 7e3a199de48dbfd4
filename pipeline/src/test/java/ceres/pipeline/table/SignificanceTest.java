package ceres.pipeline.table;

import static ceres.pipeline.table.JudgementTest.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.metric.Better;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Verdict.Call;
import ceres.pipeline.table.Significance.Size;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignificanceTest {
    private static final Size SIZE = new Size(150, 0, 1200);

    @Test
    void everyJudgedMetricHasAThresholdAndSaysWhereItComesFrom() {
        for (var metric : Metric.values()) {
            boolean judged = metric.better() != Better.NEITHER;
            assertThat(Significance.knows(metric)).as(metric.id()).isEqualTo(judged);
            if (!judged) continue;
            assertThat(new Significance(of(), of(), SIZE).threshold(metric)).as(metric.id()).isPositive().isFinite();
            assertThat(Significance.origin(metric)).as(metric.id()).isNotBlank();
        }
    }

    /// What two refinements of one start differ by, at the widest; and half as much again as two standard deviations of that.
    @ParameterizedTest
    @CsvSource({"emringer, 4.0, 4.3, 4.0, 4.8", "cc_mask, 0.829, 0.833, 0.829, 0.836", "q_score, 0.555, 0.558, 0.555, 0.561",
        "fsc_free, 0.740, 0.744, 0.740, 0.746", "rama_z, -3.2, -2.6, -3.2, -2.2"})
    void theScatterOfEquivalentRefinementsIsNoChange(String id, double a, double b, double c, double d) {
        var metric = Metric.byId(id).orElseThrow();
        assertThat(call(metric, a, b)).isEqualTo(Call.UNCHANGED);
        assertThat(call(metric, b, a)).isEqualTo(Call.UNCHANGED);
        assertThat(call(metric, c, d)).isEqualTo(Call.BETTER);
        assertThat(call(metric, d, c)).isEqualTo(Call.WORSE);
    }

    @Test
    void oneResidueOrAtomNeverCountsAndThreeOfNoneDo() {
        assertThat(call(Metric.ROTAMER_OUTLIERS, 100.0 / 134, 0)).isEqualTo(Call.UNCHANGED);
        assertThat(call(Metric.RAMA_OUTLIERS, 0, 3 / 1.5)).isEqualTo(Call.WORSE);
        assertThat(call(Metric.RAMA_FAVORED, 98, 100)).isEqualTo(Call.BETTER);
        assertThat(call(Metric.CBETA_DEVIATIONS, 1, 0)).isEqualTo(Call.UNCHANGED);
        assertThat(call(Metric.CBETA_DEVIATIONS, 2, 0)).isEqualTo(Call.BETTER);
        assertThat(call(Metric.CBETA_DEVIATIONS, 100, 90)).isEqualTo(Call.UNCHANGED);
    }

    /// Clashes are taken as independent events: drawn so, two sets with the same mean pass for different about one time in twenty.
    @Test
    void clashesThatDifferByChanceSeldomCount() {
        var random = new SplittableRandom(1);
        int counted = 0, cases = 4000;
        for (int i = 0; i < cases; i++) {
            int a = draw(random), b = draw(random);
            if (call(Metric.CLASHSCORE, a / 2.4, b / 2.4) != Call.UNCHANGED) counted++;
        }
        assertThat(counted / (double) cases).isBetween(0.02, 0.065);
    }

    /// Of 2400 atoms, each with a chance of one in a hundred.
    private static int draw(SplittableRandom random) {
        int n = 0;
        for (int a = 0; a < 2400; a++) if (random.nextInt(100) == 0) n++;
        return n;
    }

    @Test
    void largeModelsAreJudgedMoreFinely() {
        Measurements a = of(Metric.CABLAM_OUTLIERS, 4.0), b = of(Metric.CABLAM_OUTLIERS, 3.0);
        var small = new Significance(a, b, new Size(100, 0, 800)).threshold(Metric.CABLAM_OUTLIERS);
        var large = new Significance(a, b, new Size(10_000, 0, 80_000)).threshold(Metric.CABLAM_OUTLIERS);
        assertThat(small / large).isCloseTo(10, within(0.5));
    }

    @Test
    void theMolProbityScoreChangesByWhatItsPartsDo() {
        Measurements a = of(Metric.CLASHSCORE, 10, Metric.ROTAMER_OUTLIERS, 5, Metric.RAMA_FAVORED, 92, Metric.MOLPROBITY_SCORE,
                2.5);
        double threshold = new Significance(a, a, SIZE).threshold(Metric.MOLPROBITY_SCORE);
        // clashes: 2 sqrt(48) of 24; rotamers: 1.1 sqrt(14.25) of 7.5; favoured: 1.1 sqrt(22.1) of 12
        double clash = 0.426 * Math.log((11 + 13.86 / 2.4) / 11), rota = 0.33 * Math.log((5 + 4.15 / 1.5) / 5),
                rama = 0.25 * Math.log((7 + 5.17 / 1.5) / 7);
        assertThat(threshold).isCloseTo(Math.sqrt(clash * clash + rota * rota + rama * rama), within(0.002));
    }

    private static Call call(Metric metric, double before, double after) {
        return Judgement.of(of(metric, before), of(metric, after), SIZE).metrics().get(metric.id()).call();
    }
}
