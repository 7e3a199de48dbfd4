package ceres.pipeline.plot;

import ceres.pipeline.bundle.CurveRecord.Curve;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.ResidueTable.Row;
import ceres.pipeline.bundle.ResidueTable.State;
import ceres.testing.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What other programs say of a start model and of one refined by Phenix (emd5830_3j63), as rows to draw.
public final class ExpectedPair {
    private ExpectedPair() {}

    public static List<Row> rows() throws IOException {
        var before = states("start_with_H");
        var after = states("phenix_rsr");
        var rows = new ArrayList<Row>();
        for (var r : metrics("phenix_rsr").path("map_cc").path("residues")) {
            String chain = r.path("chain").asString(), name = r.path("resname").asString();
            int seq = Integer.parseInt(r.path("resseq").asString());
            rows.add(new Row(chain, seq, "", "", name, "protein", 0.3, before.getOrDefault(chain + seq, State.EMPTY),
                    after.getOrDefault(chain + seq, State.EMPTY)));
        }
        return rows;
    }

    public static List<Curve> fsc() throws IOException {
        return List.of(curve("start_with_H", "fsc_model_initial", "map against initial model"),
                curve("phenix_rsr", "fsc_model_refined", "map against refined model"));
    }

    private static Curve curve(String model, String id, String label) throws IOException {
        var fsc = metrics(model).path("mtriage").path("masked").path("fsc_model");
        return new Curve(id, label, true, numbers(fsc.path("d_inv")), numbers(fsc.path("fsc")));
    }

    private static double[] numbers(JsonNode list) {
        var v = new double[list.size()];
        for (int i = 0; i < v.length; i++) v[i] = list.get(i).asDouble();
        return v;
    }

    private static JsonNode metrics(String model) throws IOException {
        var file = SharedData.require("expected/pairs/emd5830_3j63__" + model + ".json.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return Json.mapper().readTree(in).path("metrics");
        }
    }

    private static Map<String, State> states(String model) throws IOException {
        var m = metrics(model);
        var rama = new HashMap<String, ResidueTable.Rama>();
        for (var r : m.path("rama").path("residues"))
            rama.put(key(r), new ResidueTable.Rama(r.path("phi").asDouble(), r.path("psi").asDouble(), r.path("kind").asString(),
                    r.path("score").asDouble(), r.path("call").asString().toUpperCase(Locale.ROOT)));
        var rota = new HashMap<String, ResidueTable.Rotamer>();
        for (var r : m.path("rota").path("residues"))
            rota.put(key(r), new ResidueTable.Rotamer(new double[0], r.path("rotamer").asString(), r.path("score").asDouble(),
                    r.path("call").asString().toUpperCase(Locale.ROOT)));
        var states = new HashMap<String, State>();
        for (var r : m.path("map_cc").path("residues"))
            states.put(key(r),
                    new State(rama.get(key(r)), rota.get(key(r)), null, null, null, 0, number(r.path("cc")), null, null, null,
                            number(r.path("b"))));
        return states;
    }

    private static @Nullable Double number(JsonNode n) { return n.isNumber() ? n.asDouble() : null; }

    private static String key(JsonNode r) { return r.path("chain").asString() + r.path("resseq").asString().strip(); }
}
