package ceres.web;

import ceres.archive.Archive;
import ceres.archive.Results;
import ceres.archive.Run;
import ceres.archive.TablePage;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/api/v1`: the archive as JSON. What is answered is written down in `openapi.yaml`, and tests hold every answer against it.
final class Api {
    private final Archive archive;

    Api(Archive archive) { this.archive = archive; }

    void routes(RoutesConfig r) {
        get(r, "/api/v1",
                ctx -> answer(ctx,
                        Map.of("openapi", "/api/v1/openapi.yaml", "entries", "/api/v1/entries", "metrics", "/api/v1/metrics",
                                "statistics",
                                "/api/v1/statistics")));
        get(r, "/api/v1/openapi.yaml", Api::description);
        get(r, "/api/v1/metrics",
                ctx -> answer(ctx, Map.of("metrics", List.of(Metric.values()).stream().map(Api::metric).toList())));
        get(r, "/api/v1/statistics", this::statistics);
        get(r, "/api/v1/entries", this::list);
        get(r, "/api/v1/entries/{id}", this::entry);
        get(r, "/api/v1/entries/{id}/{month}", this::run);
        get(r, "/api/v1/entries/{id}/{month}/residues", this::residues);
    }

    private static void get(RoutesConfig r, String path, Handler handler) { r.get(path, handler).head(path, handler); }

    private static void description(Context ctx) throws IOException {
        try (InputStream in = Api.class.getResourceAsStream("/ceres/web/openapi.yaml")) {
            if (in == null) throw new NotFoundResponse();
            ctx.contentType("application/yaml").result(in.readAllBytes());
        }
    }

    private static void answer(Context ctx, Object document) {
        ctx.header("Cache-Control", "no-cache").contentType("application/json").result(Json.compact(document));
    }

    static void problem(Context ctx, int status, String found, String remedy) {
        ctx.status(status);
        answer(ctx, Map.of("error",
                Map.of("code", status == 404 ? "NOT_FOUND" : "INTERNAL", "where", ctx.path(), "found", found, "remedy", remedy)));
    }

    private static Map<String, Object> metric(Metric m) {
        var d = new LinkedHashMap<String, Object>();
        d.put("id", m.id());
        d.put("group", m.group().name());
        d.put("label", m.label());
        d.put("unit", m.unit());
        d.put("better", m.better().name());
        d.put("digits", m.digits());
        d.put("definition", m.definition());
        d.put("source", m.source());
        return d;
    }

    private void statistics(Context ctx) {
        var d = new LinkedHashMap<String, Object>();
        d.put("counts", archive.results().counts());
        d.put("months", archive.results().months().stream().map(Object::toString).toList());
        d.put("verdicts", archive.results().verdicts());
        d.put("rejections", archive.results().rejections());
        answer(ctx, d);
    }

    private void list(Context ctx) {
        var query = ResultsPage.query(ctx.queryParamMap());
        var page = archive.results().table(query, List.of(Metric.values()));
        var d = new LinkedHashMap<String, Object>();
        d.put("total", page.total());
        d.put("page", query.offset() / query.limit() + 1);
        d.put("size", query.limit());
        d.put("entries", entries(page));
        answer(ctx, d);
    }

    static List<Map<String, Object>> entries(TablePage page) {
        return page.rows().stream().map(row -> {
            var d = summary(row.run());
            d.put("metrics", metrics(row.measurements()));
            return d;
        }).toList();
    }

    private Run find(Context ctx) {
        var found = archive.results().find(ctx.pathParam("id"));
        if (found.size() != 1) throw new NotFoundResponse();
        return found.getFirst();
    }

    private Run findMonth(Context ctx) {
        var month = ResultsPage.month(ctx.pathParam("month"));
        if (month == null) throw new NotFoundResponse();
        return archive.results().run(find(ctx).name(), month).orElseThrow(NotFoundResponse::new);
    }

    private void entry(Context ctx) {
        var run = find(ctx);
        var d = whole(run);
        d.put("months", archive.results().history(run.name()).stream().map(r -> r.month().toString()).toList());
        answer(ctx, d);
    }

    private void run(Context ctx) { answer(ctx, whole(findMonth(ctx))); }

    private Map<String, Object> whole(Run run) {
        var d = summary(run);
        d.put("metrics", metrics(archive.results().measurements(run.id())));
        d.put("findings", archive.results().findings(run.id()));
        d.put("files", archive.results().artifacts(run.id()).stream().map(a -> file(run, a)).toList());
        return d;
    }

    private static Map<String, Object> file(Run run, Results.Artifact a) {
        var d = new LinkedHashMap<String, Object>();
        d.put("name", a.name());
        d.put("bytes", a.bytes());
        d.put("sha256", a.sha256());
        d.put("media_type", a.mediaType());
        d.put("url", Urls.file(run, a.name()));
        return d;
    }

    private static Map<String, Object> summary(Run r) {
        var d = new LinkedHashMap<String, Object>();
        d.put("name", r.name());
        d.put("pdb", r.pdb());
        d.put("emdb", r.emdbAccession().orElse(null));
        d.put("title", r.title());
        d.put("month", r.month().toString());
        d.put("private", r.isPrivate());
        d.put("status", r.status().name());
        d.put("verdict", r.verdict().name());
        d.put("sentence", r.sentence());
        d.put("reason", r.reason());
        d.put("curation", r.curation());
        d.put("resolution", r.resolution());
        d.put("residues", r.residues());
        d.put("atoms", r.atoms());
        d.put("software", r.software());
        d.put("finished", r.finished().toString());
        d.put("url", Urls.run(r));
        return d;
    }

    private static Map<String, Object> metrics(Results.BeforeAfter m) {
        var d = new LinkedHashMap<String, Object>();
        if (!m.initial().asMap().isEmpty()) d.put("initial", metrics(m.initial()));
        if (!m.refined().asMap().isEmpty()) d.put("refined", metrics(m.refined()));
        return d;
    }

    /// As `table1.json` has them.
    private static Map<String, Object> metrics(Measurements measured) {
        var d = new LinkedHashMap<String, Object>();
        measured.asMap().forEach((metric, m) -> d.put(metric.id(), switch (m) {
            case Measurement.Value(double v) -> Map.of("value", v, "unit", metric.unit());
            case Measurement.Absent(var why, var detail) -> Map.of("absent", why.name(), "detail", detail);
        }));
        return d;
    }

    private void residues(Context ctx) {
        var rows = archive.results().residues(findMonth(ctx).id());
        var d = new LinkedHashMap<String, Object>();
        d.put("rows", rows.size());
        d.put("chain", column(rows, Results.Residue::chain));
        d.put("seq", column(rows, Results.Residue::seq));
        d.put("icode", column(rows, Results.Residue::icode));
        d.put("name", column(rows, Results.Residue::name));
        d.put("kind", column(rows, Results.Residue::kind));
        d.put("cc_initial", column(rows, Results.Residue::ccInitial));
        d.put("cc_refined", column(rows, Results.Residue::ccRefined));
        d.put("moved", column(rows, Results.Residue::moved));
        d.put("outliers_initial", column(rows, Results.Residue::outliersInitial));
        d.put("outliers_refined", column(rows, Results.Residue::outliersRefined));
        answer(ctx, d);
    }

    private static <T extends @Nullable Object> List<T> column(List<Results.Residue> rows, Function<Results.Residue, T> of) {
        var list = new java.util.ArrayList<T>(rows.size());
        for (var row : rows) list.add(of.apply(row));
        return list;
    }
}
