package ceres.web;

import ceres.archive.Archive;
import ceres.archive.Run;
import ceres.archive.catalogue.Catalogue;
import ceres.fault.Fault;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.table.CifTable;
import ceres.pipeline.table.CsvTable;
import ceres.pipeline.table.LatexTable;
import ceres.pipeline.table.TextTable;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web site of an archive. Reads the archive and nothing else; every page works without JavaScript but the 3D view.
public final class Site implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final Pattern OLD_MONTH = Pattern.compile("(\\d{2})_(\\d{4})");

    private final Archive archive;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final FileAnswers files;
    private final ArchiveFigures field;
    private final Javalin server;
    private final String host;

    private Site(Archive archive, String host) {
        this.archive = archive;
        this.host = host;
        this.files = new FileAnswers(archive);
        this.field = new ArchiveFigures(new Catalogue(archive.database()));
        this.server = Javalin.create(this::configure);
    }

    /// Starts serving.
    ///
    /// @param host `127.0.0.1` for this machine only, `0.0.0.0` for every reader that reaches it
    /// @param port 0 for any free one
    /// @throws Fault.Usage if the port is taken
    public static Site start(Archive archive, String host, int port) {
        var site = new Site(archive, host);
        try {
            site.server.start(host, port);
            return site;
        } catch (RuntimeException e) {
            throw new Fault.Usage("port " + port, "the site cannot be served there: " + reason(e), "choose another with --port");
        }
    }

    private static String reason(Throwable e) {
        while (e.getCause() != null) e = e.getCause();
        return String.valueOf(e.getMessage());
    }

    public int port() { return server.port(); }

    /// Where a browser on this machine finds the home page.
    public String address() { return "http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + port() + "/"; }

    @Override
    public void close() { server.stop(); }

    private void configure(JavalinConfig c) {
        c.concurrency.useVirtualThreads = true;
        c.startup.showJavalinBanner = false;
        c.jsonMapper(new HouseJson());
        var protection = new Protection(host);
        c.routes.before(protection::apply);
        get(c, "/", ctx -> page(ctx, "home.jte", Pages.home(archive.results())));
        get(c, "/search", this::search);
        get(c, "/table", ctx -> page(ctx, "table.jte", ResultsPage.of(archive.results(), ctx.queryParamMap())));
        get(c, "/table.csv", this::tableCsv);
        get(c, "/table.json", this::tableJson);
        get(c, "/entry/{name}", this::entry);
        get(c, "/entry/{name}/{month}", this::entryMonth);
        get(c, "/entry/{name}/{month}/{table}", this::table1);
        get(c, "/goto_entry/{name}/{month}", this::oldAddress);
        get(c, "/pdb/{id}",
                ctx -> list(ctx, "PDB entry " + ctx.pathParam("id"), archive.results().ofPdb(ctx.pathParam("id"))));
        get(c, "/emdb/{id}", ctx -> list(ctx, "EMDB entry " + ctx.pathParam("id"),
                archive.results().ofEmdb(ctx.pathParam("id").replaceFirst("(?i)^emd[-_]?", ""))));
        get(c, "/compare", this::compare);
        get(c, "/figures", ctx -> page(ctx, "figures.jte", FiguresPage.of(archive.results(), field)));
        get(c, "/figures/{name}", this::figureData);
        get(c, "/glossary", ctx -> page(ctx, "glossary.jte",
                new Pages.Text(
                        Layout.of("Glossary", "Definition, unit and source of every metric on these pages.", "glossary"))));
        get(c, "/about", ctx -> page(ctx, "about.jte",
                new Pages.Text(Layout.of("About", "What is done with each pair of map and model, and how.", "about"))));
        get(c, "/contact",
                ctx -> page(ctx, "contact.jte",
                        new Pages.Text(Layout.of("Contact", "How to report a problem with a result.", "contact"))));
        get(c, "/files/{name}/{month}/<file>", this::file);
        get(c, "/assets/{name}", Assets::serve);
        get(c, "/favicon.ico", ctx -> ctx.redirect(Assets.address("favicon.svg")));
        get(c, "/robots.txt",
                ctx -> ctx.contentType("text/plain").result("User-agent: *\nDisallow: /files/\nDisallow: /compare\n"));
        get(c, "/feed.json",
                ctx -> ctx.contentType("application/feed+json").result(Feed.of(archive.results(), origin(ctx))));
        new Api(archive).routes(c.routes);
        problems(c);
    }

    /// HEAD is GET without the body: the server leaves it out by itself.
    private static void get(JavalinConfig c, String path, Handler handler) { c.routes.get(path, handler).head(path, handler); }

    private void problems(JavalinConfig c) {
        c.routes.exception(NotFoundResponse.class, (e, ctx) -> notFound(ctx, ""));
        c.routes.exception(Fault.class,
                (e, ctx) -> problem(ctx, 500, "This page cannot be shown", e.found() + ". " + e.remedy() + ".", ""));
        c.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {}", ctx.method(), ctx.path(), e);
            problem(ctx, 500, "Something went wrong here", "It is written in the log of the server.", "");
        });
        c.routes.error(HttpStatus.NOT_FOUND, ctx -> {
            if (ctx.attribute("answered") == null) notFound(ctx, "");
        });
    }

    private void page(Context ctx, String template, Object model) {
        var out = new StringOutput(32 * 1024);
        templates.render(template, model, out);
        ctx.header("Cache-Control", "no-cache");
        ctx.html(out.toString());
    }

    /// In words to a reader, as JSON to a program.
    private void problem(Context ctx, int status, String heading, String detail, String searched) {
        ctx.attribute("answered", true);
        ctx.status(status);
        if (ctx.path().startsWith("/api/")) Api.problem(ctx, status, heading, detail);
        else
            page(ctx, "problem.jte", Pages.problem(status, heading, detail, searched));
    }

    private void notFound(Context ctx, String searched) {
        problem(ctx, 404, searched.isEmpty() ? "There is no such page" : "Nothing is known of \u201c" + searched + "\u201d",
                searched.isEmpty() ? "The address may be mistyped." : "The archive has no entry of that id.", searched);
    }

    private void search(Context ctx) {
        String text = ResultsPage.text(ctx.queryParamMap(), "q");
        if (text.isEmpty()) {
            ctx.redirect("/table");
            return;
        }
        var found = archive.results().find(text);
        if (found.size() == 1) ctx.redirect(Urls.entry(found.getFirst().name()));
        else if (found.size() > 1) page(ctx, "choose.jte", Pages.choose("Entries of \u201c" + text + "\u201d", found));
        else if (archive.results().table(ResultsPage.query(Map.of("q", List.of(text))), List.of()).total() > 0)
            ctx.redirect("/table?q=" + Urls.query(text));
        else
            notFound(ctx, text);
    }

    private void list(Context ctx, String heading, List<Run> runs) {
        if (runs.isEmpty()) notFound(ctx, ctx.pathParam("id"));
        else
            page(ctx, "choose.jte", Pages.choose(heading, runs));
    }

    private void entry(Context ctx) {
        String name = ctx.pathParam("name");
        var found = archive.results().find(name);
        if (found.isEmpty()) notFound(ctx, name);
        else if (found.size() > 1) page(ctx, "choose.jte", Pages.choose("Entries of \u201c" + name + "\u201d", found));
        else if (!found.getFirst().name().equals(name)) ctx.redirect(Urls.entry(found.getFirst().name()) + query(ctx));
        else
            show(ctx, found.getFirst(), false);
    }

    private void entryMonth(Context ctx) {
        var found = archive.results().find(ctx.pathParam("name"));
        var run = found.size() == 1 ? run(found.getFirst().name(), ctx.pathParam("month")) : Optional.<Run>empty();
        if (run.isEmpty()) notFound(ctx, ctx.pathParam("name") + " of " + ctx.pathParam("month"));
        else if (!run.get().name().equals(ctx.pathParam("name"))) ctx.redirect(Urls.run(run.get()) + query(ctx));
        else
            show(ctx, run.get(), true);
    }

    private static String query(Context ctx) { return ctx.queryString() == null ? "" : "?" + ctx.queryString(); }

    private Optional<Run> run(String name, String month) {
        YearMonth parsed = ResultsPage.month(month);
        return parsed == null ? Optional.empty() : archive.results().run(name, parsed);
    }

    private void show(Context ctx, Run run, boolean permanent) {
        var tab = run.isRefined() ? EntryPage.Tab.byId(ctx.queryParam("tab")) : EntryPage.Tab.SUMMARY;
        page(ctx, run.isRefined() ? "entry.jte" : "notrefined.jte", EntryPage.of(archive, run, tab, permanent));
    }

    /// `/goto_entry/6i52_4410/09_2020`: the links that the first CERES gave out lead to the month, or to the entry if that month is not here.
    private void oldAddress(Context ctx) {
        var found = archive.results().find(ctx.pathParam("name"));
        var month = OLD_MONTH.matcher(ctx.pathParam("month"));
        if (found.size() != 1 || !month.matches()) {
            notFound(ctx, ctx.pathParam("name"));
            return;
        }
        var run = run(found.getFirst().name(), month.group(2) + "-" + month.group(1));
        ctx.redirect(run.map(Urls::run).orElse(Urls.entry(found.getFirst().name())), HttpStatus.MOVED_PERMANENTLY);
    }

    /// `?a=6i52_4410/2026-08&b=6i52_4410/2026-09`; without a month the latest.
    private void compare(Context ctx) {
        var a = named(ctx.queryParam("a"));
        var b = named(ctx.queryParam("b"));
        if (a.isEmpty() || b.isEmpty())
            problem(ctx, 404, "Two results are needed",
                    "Name them as ?a=6i52_4410/2026-08&b=6i52_4410/2026-09, or follow a link from an entry's page.", "");
        else
            page(ctx, "compare.jte", ComparePage.of(archive.results(), a.get(), b.get()));
    }

    private Optional<Run> named(String text) {
        if (text == null) return Optional.empty();
        int slash = text.lastIndexOf('/');
        if (slash > 0 && ResultsPage.month(text.substring(slash + 1)) != null)
            return run(text.substring(0, slash), text.substring(slash + 1));
        var found = archive.results().find(text);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private void file(Context ctx) throws IOException {
        var run = run(ctx.pathParam("name"), ctx.pathParam("month")).orElseThrow(NotFoundResponse::new);
        files.serve(ctx, run, ctx.pathParam("file"));
    }

    /// `/entry/6i52_4410/2026-09/table1.tex`: the cryo-EM Table 1 as a paper or a program wants it.
    private void table1(Context ctx) {
        var run = run(ctx.pathParam("name"), ctx.pathParam("month")).orElseThrow(NotFoundResponse::new);
        var table = Bundle.openUnverified(archive.folder().resolve(run.folder())).table1().orElseThrow(NotFoundResponse::new);
        String file = ctx.pathParam("table");
        switch (file) {
            case "table1.csv" -> ctx.contentType("text/csv; charset=utf-8").result(CsvTable.of(table));
            case "table1.tex" -> ctx.contentType("application/x-tex; charset=utf-8").result(LatexTable.of(table));
            case "table1.cif" -> ctx.contentType("chemical/x-mmcif").result(CifTable.of(table));
            case "table1.txt" ->
                ctx.contentType("text/plain; charset=utf-8").result(TextTable.of(ceres.pipeline.table.Layout.of(table)));
            default -> throw new NotFoundResponse();
        }
        ctx.header("Content-Disposition", "attachment; filename=\"" + run.name() + "_" + run.month() + "_" + file + "\"");
    }

    private void tableCsv(Context ctx) {
        ctx.contentType("text/csv; charset=utf-8").header("Content-Disposition", "attachment; filename=\"ceres-results.csv\"");
        ctx.result(ResultsPage.csv(whole(ctx)).getBytes(StandardCharsets.UTF_8));
    }

    private void tableJson(Context ctx) {
        var page = whole(ctx);
        ctx.contentType("application/json")
                .result(Json.compact(Map.of("total", page.page().total(), "entries", Api.entries(page.page()))));
    }

    /// The same filter and order, all rows.
    private ResultsPage whole(Context ctx) {
        var p = ResultsPage.of(archive.results(), ctx.queryParamMap());
        var q = p.query();
        var all = new ceres.archive.TableQuery(q.text(), q.minResolution(), q.maxResolution(), q.status(), q.verdict(), q.month(),
                q.code(), q.order(), 0,
                Integer.MAX_VALUE);
        return new ResultsPage(p.layout(), all, archive.results().table(all, p.columns()), p.columns(), p.months(),
                p.parameters());
    }

    private void figureData(Context ctx) {
        String name = ctx.pathParam("name");
        if (!name.endsWith(".csv")) throw new NotFoundResponse();
        String id = name.substring(0, name.length() - 4);
        ctx.contentType("text/csv; charset=utf-8");
        if (id.equals("resolution")) {
            var columns = new LinkedHashMap<String, List<Double>>();
            columns.put("resolution", archive.results().resolutions());
            ctx.result(FiguresPage.csv(columns));
            return;
        }
        ctx.result(field.csv(id).orElseGet(
                () -> FiguresPage.csv(archive.results().population(Metric.byId(id).orElseThrow(NotFoundResponse::new)))));
    }

    static String origin(Context ctx) { return ctx.url().substring(0, ctx.url().length() - ctx.path().length()); }
}
