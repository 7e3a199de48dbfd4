package ceres.pipeline.report;

import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.ResidueTable;
import ceres.viewer.ViewerAssets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;

/// The 3D view of a report with all that it needs inside the page, each part gzipped and in base64 in a script element of its own.
///
/// @param contour level of the map to begin with, in its units
/// @param residues for colouring by CC
public record Scene(Path initial, Optional<Path> refined, Optional<Path> map, OptionalDouble contour,
        Optional<ResidueTable> residues,
        String name) {

    String style() { return ViewerAssets.style(); }

    void section(StringBuilder out) { out
            .append("""
                    <section id="view"><h2>Models and map in 3D</h2>
                    <div id="viewer" data-state="waiting"><div class="wait"><p class="only-js">The viewer is being unpacked.</p>
                    <noscript><p>The 3D view needs JavaScript. Everything else on this page does not.</p></noscript></div></div>
                    <p><small>Initial model in orange, refined model in blue; the map is boxed round the model. Names in the lists above lead here.</small></p>
                    </section>
                    """); }

    void data(StringBuilder out) {
        var options = new LinkedHashMap<String, Object>();
        options.put("name", name);
        options.put("initial", embed(out, "data-initial", initial));
        refined.ifPresent(p -> options.put("refined", embed(out, "data-refined", p)));
        map.ifPresent(p -> options.put("map", embed(out, "data-map", p)));
        contour.ifPresent(c -> options.put("contour", c));
        residues.ifPresent(r -> options.put("residues", rows(r)));
        element(out, "viewer-script", ViewerAssets.script().getBytes(StandardCharsets.UTF_8));
        out.append("<script type=\"application/json\" id=\"viewer-options\">").append(Json.compact(options).replace("</", "<\\/"))
                .append("</script>\n<!-- ").append(ViewerAssets.licence().replace("--", "- -")).append(" -->\n");
    }

    private static List<Map<String, Object>> rows(ResidueTable table) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var r : table.rows()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("chain", r.chain());
            row.put("seq", r.seq());
            if (!r.icode().isEmpty()) row.put("icode", r.icode());
            if (r.initial().cc() != null) row.put("ccInitial", hundredths(r.initial().cc()));
            if (r.refined() != null && r.refined().cc() != null) row.put("ccRefined", hundredths(r.refined().cc()));
            if (r.moved() != null) row.put("shift", hundredths(r.moved()));
            rows.add(row);
        }
        return rows;
    }

    private static double hundredths(double v) { return Math.round(v * 100) / 100.0; }

    private static Map<String, String> embed(StringBuilder out, String id, Path file) {
        try {
            element(out, id, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("element", "#" + id);
    }

    private static void element(StringBuilder out, String id, byte[] content) {
        out.append("<script type=\"text/plain\" id=\"").append(id).append("\">")
                .append(Base64.getEncoder().encodeToString(gzip(content))).append("</script>\n");
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream(content.length / 3 + 64);
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
