package ceres.archive;

import ceres.io.MapWriter;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.ChangeRecord;
import ceres.pipeline.bundle.CurationRecord;
import ceres.pipeline.bundle.CurveRecord;
import ceres.pipeline.bundle.MetricsRecord;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Software;
import ceres.pipeline.bundle.Table1;
import ceres.pipeline.bundle.Verdict;
import ceres.testing.AtomSiteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Small bundles in the layout of the contract, with numbers drawn from a seed. They say nothing about real models.
public final class TestBundles {
    private static final Instant STARTED = Instant.parse("2026-10-03T08:00:00Z");
    private static final String[] NAMES = {"ALA", "TYR", "GLU", "LEU", "ARG", "SER", "GLY", "VAL"};

    private TestBundles() {}

    /// A pair that was refined.
    ///
    /// @param month `YYYY-MM`; null for a private run
    public static Bundle refined(Path folder, PairId pair, @Nullable String month, double resolution, long seed) {
        var random = new Random(seed);
        try (var writer = BundleWriter.at(folder)) {
            var initial = measurements(random, false, resolution);
            var refined = measurements(random, true, resolution);
            writer.json(Bundle.RUN, run(pair, month, RunRecord.Status.REFINED, null));
            writer.json(Bundle.CURATION, new CurationRecord("ACCEPTED_WITH_WARNINGS", resolution,
                    List.of(new CurationRecord.Finding("MAP_RESOLUTION_DOUBTFUL", "WARNING",
                            "The map does not show the detail of its stated resolution.",
                            "d_model 5.1 A, stated 3.2 A", "check the stated resolution against the half-maps"))));
            writer.json(Bundle.TABLE1, new Table1(Software.current(), pair, "Structure of a <test> complex", resolution,
                    MetricsRecord.of(initial, Map.of("model", "initial.cif")),
                    MetricsRecord.of(refined, Map.of("model", "refined.cif")), verdict(),
                    new Table1.Composition(2, 80, 0, 1, 3, 1, 1200, 0, List.of(new Table1.Component("ATP", 1))), null, null,
                    new Table1.MapRecord(new int[]{64, 64, 64}, new double[]{70.4, 70.4, 70.4}, new double[]{90, 90, 90},
                            new double[3],
                            new double[]{1.1, 1.1, 1.1}, -0.05, 0.31, 0.001, 0.02, 0.07),
                    List.of("Numbers of a <test>, drawn from a seed.")));
            var rows = residues(random);
            writer.columns(Bundle.RESIDUES, new ResidueTable(rows).columns());
            writer.json(Bundle.CHANGES, changes(rows));
            writer.json(Bundle.CURVES,
                    new CurveRecord(List.of(), List.of(), List.of(new CurveRecord.ChainCc("A", "protein", 40, 600, 0.61, 0.74))));
            writer.text(Bundle.INITIAL, cif(0)).text(Bundle.REFINED, cif(0.4))
                    .text(Bundle.LOG, "macro-cycle 1  CC 0.61\n").text(Bundle.REPORT, "<!doctype html><title>report</title>")
                    .text("plots/ramachandran.svg", svg("Ramachandran")).text("plots/cc_chain.svg", svg("CC per chain"));
            MapWriter.writeBcif(map(), writer.path(Bundle.MAP));
            return writer.commit(pair, RunRecord.Status.REFINED, STARTED.plusSeconds(75));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A pair that curation turned away.
    public static Bundle rejected(Path folder, PairId pair, String month) {
        try (var writer = BundleWriter.at(folder)) {
            writer.json(Bundle.RUN, run(pair, month, RunRecord.Status.NOT_REFINED, "The model lies outside the map."));
            writer.json(Bundle.CURATION, new CurationRecord("REJECTED", 3.9,
                    List.of(new CurationRecord.Finding("MODEL_OUTSIDE_MAP", "ERROR", "The model lies outside the map.",
                            "0 of 3412 atoms lie inside the box",
                            "check that both are one deposition and that the map header has its origin"))));
            return writer.commit(pair, RunRecord.Status.NOT_REFINED, STARTED.plusSeconds(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunRecord run(PairId pair, @Nullable String month, RunRecord.Status status, @Nullable String reason) {
        return new RunRecord(Software.current(), status, pair, month, "Structure of a <test> complex", STARTED,
                STARTED.plusSeconds(75),
                RunRecord.Host.here(), 2, 42, Map.of("macro_cycles", 10), List.of(),
                List.of(new RunRecord.Input("model", "model.cif", 1234, "00".repeat(32)),
                        new RunRecord.Input("map", "map.map.gz", 4321, "11".repeat(32))),
                List.of(new RunRecord.Stage("curate", 0.4, 200_000_000L, false),
                        new RunRecord.Stage("refine", 60.1, 700_000_000L, false)),
                List.of(),
                reason);
    }

    private static Measurements measurements(Random random, boolean refined, double resolution) {
        var all = new EnumMap<Metric, Measurement>(Metric.class);
        for (var m : Metric.values()) all.put(m, Measurement.of(0.01 * random.nextInt(1, 100)));
        all.put(Metric.CC_MASK, Measurement.of((refined ? 0.75 : 0.55) + 0.2 * random.nextDouble()));
        all.put(Metric.CLASHSCORE, Measurement.of((refined ? 3 : 12) + 5 * random.nextDouble()));
        all.put(Metric.RAMA_FAVORED, Measurement.of((refined ? 96 : 90) + 3 * random.nextDouble()));
        all.put(Metric.RESOLUTION_CONSENSUS, Measurement.of(resolution));
        all.put(Metric.RNA_MEAN_SUITENESS, Measurement.notApplicable("no RNA in the model"));
        all.put(Metric.D_FSC, Measurement.inputMissing("no half-maps"));
        return Measurements.of(all);
    }

    private static Verdict verdict() {
        var metrics = new LinkedHashMap<String, Verdict.Judged>();
        metrics.put("cc_mask", new Verdict.Judged(Verdict.Call.BETTER, 0.2, 0.005));
        metrics.put("clashscore", new Verdict.Judged(Verdict.Call.BETTER, -9.1, 0.5));
        metrics.put("rotamer_outliers", new Verdict.Judged(Verdict.Call.WORSE, 0.2, 0.1));
        return new Verdict(Verdict.Overall.IMPROVED_WITH_TRADE_OFF,
                "The refined model fits the map better; rotamers slightly worse.", 2, 1, 0, metrics);
    }

    private static List<ResidueTable.Row> residues(Random random) {
        var rows = new ArrayList<ResidueTable.Row>();
        for (String chain : List.of("A", "B"))
            for (int seq = 1; seq <= 40; seq++)
                rows.add(new ResidueTable.Row(chain, seq, "", "", NAMES[seq % NAMES.length], "protein", random.nextDouble(),
                        state(random, 0.5), state(random, 0.7)));
        return rows;
    }

    private static ResidueTable.State state(Random random, double cc) {
        double c = cc + 0.25 * random.nextDouble();
        return new ResidueTable.State(
                new ResidueTable.Rama(-60, -45, "general", 0.4, random.nextInt(20) == 0 ? ResidueTable.OUTLIER : "FAVORED"),
                null, new ResidueTable.Cbeta(0.05), null, 179.0, random.nextInt(15) == 0 ? 1 : 0, c, c, c, c - 0.1,
                60 + 40 * random.nextDouble());
    }

    private static ChangeRecord changes(List<ResidueTable.Row> rows) {
        var r = rows.get(4);
        var place = new ChangeRecord.Place(r.chain(), r.seq(), r.icode(), r.name());
        return new ChangeRecord(0.5, List.of(new ChangeRecord.Moved(place, 1.7, 0.4, 0.8)),
                List.of(new ChangeRecord.RotamerChange(place, "mt-30", "tp10", 0.4, 0.8)), List.of(place), List.of(), List.of(),
                12, 2,
                List.of(new ChangeRecord.Reported(place, "OUTLIER_KEPT", 0.3, "Ramachandran outlier", "Ramachandran outlier",
                        "the map supports it")));
    }

    private static String svg(String label) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 240\" role=\"img\"><title>" + label
                + "</title></svg>\n";
    }

    /// A blob round each atom of the refined model.
    private static DensityMap map() {
        var grid = new Grid(64, 48, 48, UnitCell.orthogonal(70.4, 52.8, 52.8), 0, 10, 10);
        var values = new float[grid.voxels()];
        for (int chain = 0; chain < 2; chain++)
            for (int seq = 1; seq <= 40; seq++) blob(grid, values, ca(chain, seq, 0.4));
        return new DensityMap(grid, values);
    }

    private static void blob(Grid g, float[] values, double[] at) {
        int i0 = (int) ((at[0] - g.originX()) / 1.1), j0 = (int) ((at[1] - g.originY()) / 1.1),
                k0 = (int) ((at[2] - g.originZ()) / 1.1);
        for (int k = Math.max(0, k0 - 4); k <= Math.min(g.nz() - 1, k0 + 4); k++)
            for (int j = Math.max(0, j0 - 4); j <= Math.min(g.ny() - 1, j0 + 4); j++)
                for (int i = Math.max(0, i0 - 4); i <= Math.min(g.nx() - 1, i0 + 4); i++) {
                    double x = g.originX() + 1.1 * i - at[0], y = g.originY() + 1.1 * j - at[1],
                            z = g.originZ() + 1.1 * k - at[2];
                    values[g.index(i, j, k)] += (float) (0.2 * Math.exp(-(x * x + y * y + z * z) / 4));
                }
    }

    private static double[] ca(int chain, int seq, double shift) {
        double angle = Math.toRadians(100.0 * seq), x = 25 + 20 * chain + shift;
        return new double[]{x + 2.3 * Math.cos(angle), 35 + 2.3 * Math.sin(angle), 5 + 1.5 * seq};
    }

    /// Two chains of alanine on helices, moved by a shift along x.
    public static String cif(double shift) {
        var s = new StringBuilder("data_test\n").append(AtomSiteText.ITEMS);
        int id = 0;
        for (int chain = 0; chain < 2; chain++)
            for (int seq = 1; seq <= 40; seq++) {
                var at = ca(chain, seq, shift);
                id++;
                s.append(String.format(java.util.Locale.ROOT, "ATOM %d C CA . ALA %s 1 %d ? %.3f %.3f %.3f 1.00 60.0 %d %s 1%n",
                        id, (char) ('A' + chain),
                        seq, at[0], at[1], at[2], seq, (char) ('A' + chain)));
            }
        return s.toString();
    }
}
