package ceres.pipeline.plot;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.pipeline.bundle.CurveRecord.ChainCc;
import ceres.pipeline.bundle.CurveRecord.Curve;
import ceres.pipeline.bundle.CurveRecord.Histogram;
import ceres.pipeline.bundle.CurveRecord.Line;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.ResidueTable.Row;
import ceres.pipeline.bundle.ResidueTable.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class PlotsTest {
    @Test
    void aContourOfADiscIsOneLoopThatHoldsIt() {
        var axes = new Axes(0, 0, 360, 360, -180, 180, -180, 180);
        String d = new Contour((x, y) -> 100 - Math.hypot(x, y), 72).path(40, axes);
        assertThat(d.chars().filter(c -> c == 'M').count()).isEqualTo(1);
        for (var point : d.replace("Z", "").substring(1).split("L")) {
            var xy = point.split(" ");
            double r = Math.hypot(Double.parseDouble(xy[0]) - 180, Double.parseDouble(xy[1]) - 180);
            assertThat(r).isBetween(59.5, 60.5);
        }
    }

    @Test
    void aContourThatLeavesTheSquareIsClosedAlongItsSide() {
        var axes = new Axes(0, 0, 360, 360, -180, 180, -180, 180);
        String d = new Contour((x, y) -> 100 - Math.hypot(x - 180, y), 72).path(40, axes);
        assertThat(d).startsWith("M").endsWith("Z").contains("360 ");
    }

    @Test
    void ticksAreRoundAndFew() {
        assertThat(Axes.ticks(0, 1, 5)).usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                .containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(Axes.ticks(3, 187, 8)).hasSizeBetween(5, 10);
        assertThat(Axes.label(0.30000000000000004)).isEqualTo("0.3");
    }

    @Test
    void everyPlotIsXmlWithTitleAndDescription() throws Exception {
        var state = new State(new ResidueTable.Rama(-60, -45, "general", 50, "FAVORED"), null, null, null, null, 0, 0.7, null,
                null, null,
                30.0);
        var bad = new State(new ResidueTable.Rama(60, -145, "general", 0, "OUTLIER"), null, null, null, null, 2, 0.1, null, null,
                null,
                90.0);
        var rows = List.of(new Row("A<&\"", 1, "", "", "LEU", "protein", 0.1, state, state),
                new Row("A<&\"", 2, "B", "", "TYR", "protein", 1.2, bad, bad));
        var histogram = new Histogram("b", "B", "A^2", new double[]{0, 10, 20}, new int[]{3, 4});
        for (var svg : List.of(RamachandranPlot.draw(RamachandranPanels.standard(), rows), ResidueCcPlot.draw("x", "A<&\"", rows),
                ChainCcPlot.draw(List.of(new ChainCc("A<", "protein", 2, 20, 0.5, 0.7))),
                HistogramPlot.draw(histogram, Optional.empty()), MapValuesPlot.draw(histogram),
                LinePlot.draw("l", "Atoms inside the contour",
                        List.of(new Line("atom_inclusion_initial", "all atoms, initial", "contour level", "fraction inside",
                                new double[]{0, 1}, new double[]{1, 0}))),
                FscPlot.draw(
                        List.of(new Curve("fsc_half_maps", "half-maps", true, new double[]{0, 0.1, 0.3},
                                new double[]{1, 0.9, 0})),
                        OptionalDouble.of(4)))) {
            var root = parse(svg).getDocumentElement();
            assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
            assertThat(root.getElementsByTagName("desc").item(0).getTextContent()).endsWith(".");
        }
    }

    @Test
    void outliersAreNamed() {
        var bad = new State(new ResidueTable.Rama(60, -145, "general", 0, "OUTLIER"), null, null, null, null, 0, 0.1, null, null,
                null,
                null);
        var rows = List.of(new Row("A", 471, "", "", "TYR", "protein", 1.2, bad, bad));
        assertThat(RamachandranPlot.draw(RamachandranPanels.standard(), rows)).contains(">A TYR 471<");
        assertThat(ResidueCcPlot.draw("x", "A", rows)).contains(">TYR 471<").contains("lowest 0.10 at TYR 471");
    }

    /// Draws a real case into target/plots, to be looked at.
    @Test
    void aRealCaseIsDrawn() throws IOException {
        var rows = ExpectedPair.rows();
        var folder = Files.createDirectories(Path.of("target/plots"));
        var chain = rows.stream().filter(r -> r.chain().equals("A")).toList();
        Files.writeString(folder.resolve("ramachandran.svg"), RamachandranPlot.draw(RamachandranPanels.standard(), rows));
        Files.writeString(folder.resolve("cc_per_residue_A.svg"), ResidueCcPlot.draw("r1", "A", chain));
        Files.writeString(folder.resolve("fsc.svg"), FscPlot.draw(ExpectedPair.fsc(), OptionalDouble.of(3.8)));
        Files.writeString(folder.resolve("cc_per_chain.svg"),
                ChainCcPlot.draw(List.of(new ChainCc("A", "protein", 180, 1436, 0.71, 0.78),
                        new ChainCc("B", "protein", 180, 1436, 0.69, 0.77), new ChainCc("B", "ligand", 1, 30, 0.62, 0.55),
                        new ChainCc("C", "water", 9, 9, 0.4, null))));
        Files.writeString(folder.resolve("b_histogram.svg"),
                HistogramPlot.draw(histogram(rows, false), Optional.of(histogram(rows, true))));
        assertThat(folder.resolve("ramachandran.svg")).isNotEmptyFile();
    }

    private static Histogram histogram(List<Row> rows, boolean refined) {
        var counts = new int[30];
        var edges = new double[31];
        for (int i = 0; i <= 30; i++) edges[i] = i * 5;
        var bs = new ArrayList<Double>();
        for (var r : rows) {
            var s = refined ? r.refined() : r.initial();
            if (s != null && s.b() != null) bs.add(s.b());
        }
        for (double b : bs) counts[(int) Math.clamp(b / 5, 0, 29)]++;
        return new Histogram("b", "B", "A^2", edges, counts);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
