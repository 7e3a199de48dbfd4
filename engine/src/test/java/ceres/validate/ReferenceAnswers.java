package ceres.validate;

import ceres.testing.SharedData;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Whole models as cctbx 2022.9 with Reduce 4.16 and Probe 2.25 judged them: the answers in `expected/pairs` and `expected/models`.
///
/// @param name of the answer file
/// @param model the model file
/// @param metrics what the reference says
/// @param seconds how long each part took it
record ReferenceAnswers(String name, Path model, JsonObject metrics, JsonObject seconds) {

    static List<ReferenceAnswers> all() {
        var all = new ArrayList<ReferenceAnswers>();
        for (String folder : List.of("models", "pairs"))
            try (Stream<Path> files = Files.list(SharedData.require("expected/" + folder))) {
                files.sorted().forEach(file -> read(file, folder, all));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        return all;
    }

    private static void read(Path file, String folder, List<ReferenceAnswers> all) {
        try (var in = new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            JsonObject json = JsonParser.parseReader(in).getAsJsonObject();
            String name = file.getFileName().toString().replace(".json.gz", "");
            Path root = folder.equals("pairs")
                    ? SharedData.require("pairs/" + name.split("__")[0])
                    : SharedData.require("models");
            try (Stream<Path> models = Files.walk(root)) {
                String wanted = json.get("model").getAsString();
                models.filter(p -> p.getFileName().toString().replace(".gz", "").equals(wanted)).findFirst().ifPresent(
                        p -> all.add(
                                new ReferenceAnswers(name, p, json.getAsJsonObject("metrics"), json.getAsJsonObject("seconds"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The rows of a part: `rama`, `rota`, `cbeta`, `omega`, `cablam`.
    List<JsonObject> rows(String part) {
        var rows = new ArrayList<JsonObject>();
        if (metrics.get(part) instanceof JsonObject o && o.has("residues"))
            for (JsonElement e : o.getAsJsonArray("residues")) rows.add(e.getAsJsonObject());
        return rows;
    }

    /// A number of a part, NaN if the reference has none.
    double number(String part, String... path) {
        JsonElement at = metrics.get(part);
        for (String key : path) {
            if (!(at instanceof JsonObject o) || !o.has(key)) return Double.NaN;
            at = o.get(key);
        }
        return at == null || at.isJsonNull() || !at.isJsonPrimitive() ? Double.NaN : at.getAsDouble();
    }

    /// What the reference needed for the model metrics, reading and restraints included.
    double modelSeconds() {
        double sum = 0;
        for (String part : List.of("load", "restraints", "geometry", "geometry_outliers", "rama", "rota", "cbeta", "omega",
                "rama_z", "clash",
                "flips", "cablam", "mp_score", "rna"))
            if (seconds.has(part)) sum += seconds.get(part).getAsDouble();
        return sum;
    }

    /// `PHE 12A` in chain B, altloc C: the key of a row.
    static String key(JsonObject row) {
        return text(row, "chain") + " " + text(row, "resname") + " " + text(row, "resseq") + text(row, "icode") + " "
                + text(row, "altloc");
    }

    static String text(JsonObject row, String field) {
        return row.has(field) && !row.get(field).isJsonNull() ? row.get(field).getAsString().strip() : "";
    }

    static double value(JsonObject row, String field) {
        return row.get(field).isJsonNull() ? Double.NaN : row.get(field).getAsDouble();
    }
}
