package ceres.web;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.archive.Archive;
import ceres.archive.catalogue.Catalogue;
import ceres.archive.mirror.Mirror;
import ceres.archive.TestBundles;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.PairId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The site as a reader's browser meets it: a real database, real HTTP, parsed pages.
class SiteTest {
    @TempDir
    static Path folder;
    private static Archive archive;
    private static Site site;
    private static Bundle bundle;
    private static final HttpClient CLIENT = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @BeforeAll
    static void serve() {
        archive = Archive.open(folder.resolve("data"), null);
        ingest(TestBundles.refined(folder.resolve("a"), PairId.of("6i52", "4410"), "2026-08", 4.7, 1));
        bundle = TestBundles.refined(folder.resolve("b"), PairId.of("6i52", "4410"), "2026-09", 4.7, 2);
        ingest(bundle);
        ingest(TestBundles.refined(folder.resolve("c"), PairId.of("6i52", "4411"), "2026-09", 3.2, 3));
        ingest(TestBundles.rejected(folder.resolve("d"), PairId.of("7abc", "0275"), "2026-09"));
        ingest(TestBundles.refined(folder.resolve("e"), PairId.named("my-ribosome"), null, 3.1, 4));
        site = Site.start(archive, "127.0.0.1", 0);
    }

    private static void ingest(Bundle b) { archive.ingest().ingest(b.folder(), false); }

    @AfterAll
    static void stop() {
        site.close();
        archive.close();
    }

    static HttpResponse<byte[]> get(String address, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(site.address()).resolve(address));
            if (headers.length > 0) request.headers(headers);
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(address, e);
        }
    }

    private static String text(HttpResponse<byte[]> answer) { return new String(answer.body(), StandardCharsets.UTF_8); }

    private static Document page(String address) {
        var answer = get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        return Jsoup.parse(text(answer), site.address());
    }

    private static String redirect(String address) {
        var answer = get(address);
        assertThat(answer.statusCode()).as(address).isBetween(301, 302);
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    }

    @Test
    void everyPageIsWellMadeAndEveryLinkInsideTheSiteLeadsSomewhere() {
        var seen = new HashSet<String>();
        var todo = new java.util.ArrayDeque<>(List.of("/", "/compare?a=6i52_4410/2026-08&b=6i52_4410/2026-09"));
        while (!todo.isEmpty()) {
            String address = todo.removeFirst();
            String bare = address.replaceFirst("#.*", "");
            if (!seen.add(bare) || seen.size() > 250) continue;
            var answer = get(bare);
            assertThat(answer.statusCode()).as(bare).isIn(200, 301, 302);
            if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html") || bare.startsWith("/files/"))
                continue;
            var html = Jsoup.parse(text(answer));
            wellMade(bare, html, answer.body().length);
            for (var link : html.select("a[href], link[href], img[src], script[src]")) {
                String to = link.hasAttr("href") ? link.attr("href") : link.attr("src");
                if (to.startsWith("/")) todo.add(to);
            }
        }
        assertThat(seen).contains("/table", "/figures", "/glossary", "/about", "/contact", "/entry/6i52_4410",
                "/entry/6i52_4410/2026-08",
                "/entry/7abc_0275");
    }

    private static void wellMade(String address, Document html, int bytes) {
        assertThat(bytes).as(address + " is lighter than 200 kB").isLessThan(200_000);
        assertThat(html.select("html").attr("lang")).as(address).isEqualTo("en");
        assertThat(html.select("h1")).as(address + " has one main heading").hasSize(1);
        assertThat(html.title()).as(address).endsWith("CERES").hasSizeGreaterThan(8);
        assertThat(html.select("[style], [onclick], script:not([src]):not([type=application/ld+json])"))
                .as(address + " fits the content policy").isEmpty();
        assertThat(html.select("img:not([alt])")).as(address + " has an alternative for each picture").isEmpty();
        for (var field : html.select("input:not([type=hidden]):not([type=checkbox]), select"))
            assertThat(html.select("label[for=" + field.id() + "]")).as(address + " labels " + field.id()).isNotEmpty();
        var ids = html.select("[id]").eachAttr("id");
        var labels = html.select("label[for]").eachAttr("for");
        assertThat(ids).as(address).containsAll(labels);
        assertThat(html.select("a[href^=http]").not("[href^=https]")).as(address).isEmpty();
        assertThat(html.select("script[src^=http], link[rel=stylesheet][href^=http], img[src^=http]"))
                .as(address + " loads nothing from elsewhere").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"6i52_4410,/entry/6i52_4410", "6I52_4410,/entry/6i52_4410", "EMD-4410,/entry/6i52_4410", "4410,/entry/6i52_4410",
        "pdb_00006i52_EMD-4410,/entry/6i52_4410", "EMD-0275,/entry/7abc_0275", "275,/entry/7abc_0275", "7ABC,/entry/7abc_0275",
        "my-ribosome,/entry/my-ribosome"})
    void theSearchUnderstandsIdsInEveryForm(String id, String entry) {
        assertThat(redirect("/search?q=" + Urls.query(id))).isEqualTo(entry);
    }

    @Test
    void anIdOfSeveralEntriesOffersThem() {
        for (var address : List.of("/search?q=6i52", "/pdb/6I52", "/pdb/pdb_00006i52", "/entry/6i52")) {
            var list = page(address).select("table a").eachAttr("href");
            assertThat(list).as(address).containsExactly("/entry/6i52_4410", "/entry/6i52_4411");
        }
        assertThat(page("/emdb/EMD-0275").select("table a").eachAttr("href")).containsExactly("/entry/7abc_0275");
        assertThat(page("/emdb/0275").select("table a").eachAttr("href")).containsExactly("/entry/7abc_0275");
    }

    @Test
    void aTitleLeadsToTheTable() { assertThat(redirect("/search?q=test+complex")).startsWith("/table?q="); }

    @ParameterizedTest
    @ValueSource(strings = {"/entry/9zzz_1111", "/pdb/9zzz", "/emdb/EMD-99999", "/search?q=9zzz", "/entry/6i52_4410/2020-01",
        "/entry/6i52_4410/soon", "/nothing",
        "/goto_entry/9zzz_1111/09_2020", "/files/6i52_4410/2026-09/none.cif", "/compare?a=x&b=y"})
    void whatIsUnknownIsA404ThatHelps(String address) {
        var answer = get(address);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(text(answer)).select("main").text()).contains("6i52", "pdb_00006i52", "table of all results");
    }

    @Test
    void theEntryPageSaysTheVerdictAndEveryMetricBeforeAndAfter() {
        var html = page("/entry/6i52_4410");
        assertThat(html.select("h1").text()).isEqualTo("6i52 · EMD-4410");
        assertThat(html.select("#verdict").text()).isEqualTo("The refined model fits the map better; rotamers slightly worse.");
        assertThat(html.select(".badge").first().text()).isEqualTo("Improved with trade-off");
        assertThat(html.select(".entry-title").text()).as("escaped").isEqualTo("Structure of a <test> complex");
        assertThat(html.select("nav.tabs a").eachText()).containsExactly("Summary", "Model", "Data and files", "3D");
        var table = bundle.table1().orElseThrow();
        for (var metric : Metric.values()) {
            var row = html.select("tr[data-metric=" + metric.id() + "] td");
            assertThat(row.get(0).text()).as(metric.id())
                    .isEqualTo(Format.measurement(metric, table.initialMeasurements().orElseThrow().get(metric)));
            assertThat(row.get(1).text()).as(metric.id())
                    .isEqualTo(Format.measurement(metric, table.refinedMeasurements().orElseThrow().get(metric)));
        }
        assertThat(html.select("tr[data-metric=d_fsc] .absent span").attr("title")).isEqualTo("no half-maps");
        assertThat(html.select("tr[data-metric=cc_mask] .call").text()).isEqualTo("▲ better");
        assertThat(html.select("tr[data-metric=rotamer_outliers] .call").text()).isEqualTo("▼ worse");
        for (var change : bundle.changes().orElseThrow().reported())
            assertThat(html.select("td").eachText()).as("why").contains(change.what(), change.evidence());
        var glossary = page("/glossary");
        assertThat(html.select("p.note").eachText()).as("what must be known of the numbers").containsAll(table.notes());
        for (var link : html.select("#table1 th a").eachAttr("href"))
            assertThat(glossary.getElementById(link.substring(link.indexOf('#') + 1))).as(link).isNotNull();
    }

    @Test
    void theTabsHaveAddressesOfTheirOwn() {
        assertThat(page("/entry/6i52_4410?tab=model").select("#plot-ramachandran img").attr("src"))
                .isEqualTo("/files/6i52_4410/2026-09/plots/ramachandran.svg");
        var data = page("/entry/6i52_4410?tab=data");
        assertThat(data.select("#files tbody th").eachText()).contains("refined.cif", "map.bcif", "plots/ramachandran.svg");
        assertThat(data.select("main").text()).contains("64 × 64 × 64", "model.cif");
        var view = page("/entry/6i52_4410/2026-08?tab=3d").getElementById("viewer");
        assertThat(view).isNotNull();
        assertThat(view.attr("data-config")).contains("\"refined\":\"/files/6i52_4410/2026-08/refined.cif\"",
                "\"map\":\"/files/6i52_4410/2026-08/map.bcif\"",
                "\"contour\":0.07");
    }

    @Test
    void theLatestMonthSpeaksAndEarlierOnesStay() {
        assertThat(page("/entry/6i52_4410").select("nav.months a").eachText()).containsExactly("2026-09", "2026-08",
                "Compare the last two");
        assertThat(page("/entry/6i52_4410/2026-08").select(".facts").text()).contains("2026-08");
        assertThat(page("/entry/6i52_4410/2026-08").select("link[rel=canonical]").attr("href"))
                .isEqualTo("/entry/6i52_4410/2026-08");
        assertThat(redirect("/goto_entry/6i52_4410/08_2026")).isEqualTo("/entry/6i52_4410/2026-08");
        assertThat(redirect("/goto_entry/6i52_4410/09_2020")).as("a month that is not here").isEqualTo("/entry/6i52_4410");
        var compared = page("/compare?a=6i52_4410/2026-08&b=6i52_4410/2026-09");
        assertThat(compared.select("#compare tr[data-metric]")).hasSize(Metric.values().length);
    }

    @Test
    void aPairThatWasNotRefinedHasAPageThatSaysWhy() {
        var html = page("/entry/7abc_0275");
        assertThat(html.select(".badge").first().text()).isEqualTo("Not refined");
        assertThat(html.select("article[data-code=MODEL_OUTSIDE_MAP]").text()).contains("The model lies outside the map.",
                "0 of 3412 atoms",
                "check that both are one deposition");
    }

    @Test
    void theTableKeepsItsStateInTheAddress() {
        assertThat(page("/table").select("#results tbody tr")).hasSize(4);
        var sorted = page("/table?sort=-resolution&col=q_score,clashscore&min_resolution=3.15");
        assertThat(sorted.select("#results tbody th a").eachText()).containsExactly("6i52_4410", "7abc_0275", "6i52_4411");
        assertThat(sorted.select("#results thead th").eachText()).contains("Q-score", "Clashscore").doesNotContain("CC (mask)");
        assertThat(sorted.select("th[aria-sort=descending]").text()).startsWith("Resolution");
        var next = sorted.select("thead a:contains(Clashscore)").attr("href");
        assertThat(next).contains("sort=clashscore.refined").contains("min_resolution=3.15").contains("col=q_score");
        assertThat(page(next).select("th[aria-sort=ascending]").text()).startsWith("Clashscore");
        assertThat(page("/table?size=2&page=2").select("#rows").text()).startsWith("Rows 3 to 4 of 4");
        assertThat(page("/table?sort=nonsense&min_resolution=abc&month=never&page=-1").select("#results tbody tr")).hasSize(4);
        assertThat(page("/table?q=nothing-like-it").select("#rows").text()).isEqualTo("No result fits this filter.");
        assertThat(page("/table?code=MODEL_OUTSIDE_MAP").select("#results tbody th a").eachText()).containsExactly("7abc_0275");
    }

    @Test
    void theTableIsAlsoASpreadsheet() {
        var lines = text(get("/table.csv?sort=resolution&size=1")).split("\r\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0]).startsWith("entry,pdb,emdb,title,month").contains("cc_mask_initial,cc_mask_refined");
        assertThat(lines[1]).startsWith("my-ribosome,,,Structure of a <test> complex,2026-10,REFINED");
        assertThat(lines[3]).startsWith("7abc_0275,7abc,EMD-0275,");
    }

    @Test
    void filesComeWithTypeTagAndRange() throws IOException {
        var whole = get("/files/6i52_4410/2026-09/refined.cif");
        byte[] content = Files.readAllBytes(bundle.file(Bundle.REFINED).orElseThrow());
        assertThat(whole.body()).isEqualTo(content);
        assertThat(whole.headers().firstValue("Content-Type").orElseThrow()).startsWith("chemical/x-mmcif");
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo('"' + bundle.manifest().file("refined.cif").orElseThrow().sha256() + '"');
        assertThat(get("/files/6i52_4410/2026-09/refined.cif", "If-None-Match", tag).statusCode()).isEqualTo(304);

        var part = get("/files/6i52_4410/2026-09/refined.cif", "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(content, 10, 20));
        assertThat(part.headers().firstValue("Content-Range").orElseThrow()).isEqualTo("bytes 10-19/" + content.length);
        var tail = get("/files/6i52_4410/2026-09/refined.cif", "Range", "bytes=-5");
        assertThat(tail.body()).isEqualTo(java.util.Arrays.copyOfRange(content, content.length - 5, content.length));
        assertThat(get("/files/6i52_4410/2026-09/refined.cif", "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
        assertThat(get("/files/6i52_4410/2026-09/refined.cif", "Range", "bytes=0-1", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get("/files/6i52_4410/2026-09/refined.cif?download").headers().firstValue("Content-Disposition").orElseThrow())
                .contains("6i52_4410_2026-09_refined.cif");
        assertThat(get("/files/6i52_4410/2026-09/report.html").headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox");
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        for (var address : List.of("/", "/files/6i52_4410/2026-09/map.bcif", "/api/v1/entries")) {
            var head = CLIENT.send(HttpRequest.newBuilder(URI.create(site.address()).resolve(address)).HEAD().build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            var whole = get(address);
            assertThat(head.statusCode()).as(address).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (var name : List.of("Content-Type", "ETag", "Content-Security-Policy"))
                assertThat(head.headers().firstValue(name)).as(address + " " + name).isEqualTo(whole.headers().firstValue(name));
        }
    }

    @Test
    void tableOneComesForPapers() {
        assertThat(text(get("/entry/6i52_4410/2026-09/table1.csv"))).contains("clashscore");
        assertThat(text(get("/entry/6i52_4410/2026-09/table1.tex"))).contains("\\begin{");
        assertThat(text(get("/entry/6i52_4410/2026-09/table1.cif"))).startsWith("data_");
        assertThat(get("/entry/6i52_4410/2026-09/table1.doc").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/6i52_4410/2026-09/../../../password",
        "/files/6i52_4410/2026-09/%2e%2e/%2e%2e/%2e%2e/database/password",
        "/files/6i52_4410/2026-09/..%2f..%2f..%2fdatabase%2fpassword", "/files/6i52_4410/2026-09//etc/passwd",
        "/assets/..%2fsite.css"})
    void noAddressLeavesTheArchive(String address) {
        var answer = get(address);
        assertThat(answer.statusCode()).isBetween(400, 404);
    }

    @Test
    void headersTellTheBrowserWhatThePagesNeverDo() {
        var headers = get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        var asset = Jsoup.parse(text(get("/"))).select("link[rel=stylesheet]").attr("href");
        assertThat(get(asset).headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }

    @Test
    void aForeignHostNameDoesNotReachALocalSite() throws IOException {
        try (var socket = new java.net.Socket("127.0.0.1", site.port())) {
            socket.getOutputStream().write(
                    "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("6i52");
        }
    }

    @Test
    void theFeedHasTheLatestResults() {
        var feed = ceres.pipeline.bundle.Json.mapper().readTree(get("/feed.json").body());
        assertThat(feed.path("version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
        var urls = new HashSet<String>();
        feed.path("items").forEach(i -> urls.add(i.path("url").asString()));
        assertThat(urls).contains(site.address() + "entry/6i52_4410/2026-09", site.address() + "entry/my-ribosome/2026-10")
                .hasSize(5);
    }

    @Test
    void figuresComeWithTheirData() {
        var html = page("/figures");
        assertThat(html.select("figure").eachAttr("id"))
                .containsAll(Set.of("verdicts", "resolutions", "cc_mask", "clashscore", "rejections", "clashscore-histogram",
                        "rotamer_outliers-histogram", "min_nonbonded_distance", "d_model"));
        assertThat(html.select("#cc_mask a circle")).hasSize(3).allMatch(dot -> dot.hasClass("middle") || dot.hasClass("coarse"));
        assertThat(html.select("#rama_favored rect.zone-bad, #rama_favored rect.zone-caution")).isNotEmpty();
        assertThat(html.select("#clashscore-histogram rect.series-1 title").eachText().stream()
                .mapToInt(t -> Integer.parseInt(t.replaceFirst(".*: ", ""))).sum()).isEqualTo(3);
        assertThat(html.select("#d_model path.band")).hasSize(1);
        assertThat(text(get("/figures/cc_mask.csv")).split("\r\n")).hasSize(4);
        assertThat(text(get("/figures/resolution.csv")).split("\r\n")).hasSize(5);
    }

    @Test
    void figuresOfTheWholeArchivesComeWithTheirData(@TempDir Path folder) throws IOException {
        assertThat(page("/figures").select("#field + p").text()).contains("ceres fetch --catalogue");
        assertThat(get("/figures/archive-nonsense.csv").statusCode()).isEqualTo(404);
        var lists = Mirror.Lists.in(folder);
        Files.writeString(lists.pdb(), """
                IDCODE, HEADER, ACCESSION DATE, COMPOUND, SOURCE, AUTHOR LIST, RESOLUTION, EXPERIMENT TYPE (IF NOT X-RAY)
                ------- ------- --------------- --------- ------- ------------ ----------- --------------------------
                100D\tDNA\t12/05/94\tA DECAMER\t\tBan, C.\t1.9\t
                4V4A\tRIBOSOME\t06/28/05\t70S\tE. coli\tVila, A.\t9.5\t
                6QZP\tRIBOSOME\t03/11/19\t80S\tHuman\tNatchiar, S.\t2.9\tELECTRON MICROSCOPY
                """);
        Files.writeString(lists.emdb(), """
                emdb_id,resolution,fitted_pdbs,map_release_date
                EMD-10068,2.9,"6qzp,6qzq",2019-12-04T00:00:00Z
                EMD-1002,,,2020-06-02T00:00:00Z
                """);
        Files.writeString(lists.large(), "{\"result_set\":[\"4V4A\",\"6QZP\"]}");
        new Catalogue(archive.database()).take(lists);

        var html = page("/figures");
        assertThat(html.select("figure").eachAttr("id")).contains("archive-methods", "archive-models", "archive-large-models",
                "archive-maps", "archive-resolution");
        assertThat(html.select("#archive-methods figcaption").text()).contains("X-ray diffraction 66.7 %");
        assertThat(html.select("#archive-large-models rect.series-1 title").eachText()).contains("2019, electron microscopy: 1");
        assertThat(html.select("#archive-resolution path.line-0").attr("d")).matches("M[0-9. ]+");
        assertThat(text(get("/figures/archive-maps.csv")).split("\r\n")).containsExactly("year,maps,with_model,at_5_a_or_better",
                "2019,1,1,1", "2020,1,0,0");
        assertThat(text(get("/figures/archive-resolution.csv"))).endsWith("2020,,\r\n");
        assertThat(text(get("/figures/archive-large-models.csv"))).contains("2005,1,0", "2019,0,1");
        assertThat(text(get("/figures/archive-methods.csv"))).contains("X-ray diffraction,2", "NMR,0", "electron microscopy,1");
        assertThat(text(get("/figures/archive-models.csv"))).contains("1994,0", "2019,1");
    }
}
