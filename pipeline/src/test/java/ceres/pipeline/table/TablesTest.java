package ceres.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.MetricsRecord;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.Software;
import ceres.pipeline.bundle.Table1;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class TablesTest {
    private static final Table1 TABLE = table();

    static Table1 table() {
        var initial = JudgementTest.of(Metric.CC_MASK, 0.74, Metric.CLASHSCORE, 20.0, Metric.CBETA_DEVIATIONS, 3)
                .and(Measurements
                        .of(Map.of(Metric.EMRINGER, Measurement.notApplicable("resolution 4.3 A is worse than 4 A & more"))));
        var refined = JudgementTest.of(Metric.CC_MASK, 0.88, Metric.CLASHSCORE, 8.0, Metric.CBETA_DEVIATIONS, 0)
                .and(Measurements
                        .of(Map.of(Metric.EMRINGER, Measurement.notApplicable("resolution 4.3 A is worse than 4 A & more"))));
        return new Table1(Software.current(), PairId.of("6i5a", "4413"), "A <title>", 4.3, MetricsRecord.of(initial, Map.of()),
                MetricsRecord.of(refined, Map.of()), Judgement.of(initial, refined, new Significance.Size(100, 0, 800)),
                new Table1.Composition(1, 100, 0, 2, 3, 0, 800, 0, List.of(new Table1.Component("ATP", 2))), null, null, null,
                List.of());
    }

    @Test
    void theHtmlIsWellFormedAndSaysItInWords() throws Exception {
        String html = HtmlTable.of(Layout.of(TABLE), "/glossary#");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        assertThat(html).contains("▲ better").contains("not applicable: resolution 4.3 A is worse than 4 A &amp; more")
                .contains("href=\"/glossary#cc_mask\"");
    }

    @Test
    void theTextAlignsBeforeAndAfter() {
        assertThat(TextTable.of(Layout.of(TABLE)))
                .contains("  CC (mask)                              0.740     0.880    +0.140  ▲ better")
                .contains("C-beta deviations                          3         0        −3  ▲ better")
                .contains("— not applicable: resolution 4.3 A");
    }

    @Test
    void theCsvHasARowForEachMetricAndFullPrecision() {
        var lines = CsvTable.of(TABLE).split("\r\n");
        assertThat(lines).hasSize(Metric.values().length + 1);
        assertThat(CsvTable.of(TABLE)).contains("\r\ncc_mask,CC (mask),,0.74,0.88,")
                .contains("emringer,EMRinger score,,,,,,NOT_APPLICABLE: ");
        assertThat(CsvTable.quote("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
    }

    @Test
    void theLatexHasThreeColumnsAndNoBareSpecials() {
        String tex = LatexTable.of(TABLE);
        assertThat(tex).contains("\\begin{tabular}{lrr}").contains("Ramachandran favored (\\%) & --- & --- \\\\")
                .contains("CC (mask) & 0.740 & 0.880 \\\\");
        for (var line : tex.lines().filter(l -> l.endsWith("\\\\") && !l.contains("textbf")).toList())
            assertThat(line.split("(?<!\\\\)&")).as(line).hasSize(3);
    }

    @Test
    void theCifQuotesWhatMustBeQuoted() {
        String cif = CifTable.of(TABLE);
        assertThat(cif).startsWith("data_6i5a_4413_table1\n").contains("cc_mask . 0.740000 0.880000 . .")
                .contains("emringer . ? ? NOT_APPLICABLE 'resolution 4.3 A is worse than 4 A & more'");
        assertThat(CifTable.quote("it's")).isEqualTo("\"it's\"");
        assertThat(CifTable.quote("loop_x")).isEqualTo("'loop_x'");
        assertThat(CifTable.quote("")).isEqualTo(".");
    }
}
