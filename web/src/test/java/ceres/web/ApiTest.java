package ceres.web;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.archive.Archive;
import ceres.archive.TestBundles;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.PairId;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Every answer of the API fits the description that the API gives of itself.
class ApiTest {
    @TempDir
    static Path folder;
    private static Archive archive;
    private static Site site;
    private static JsonNode description;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void serve() {
        archive = Archive.open(folder.resolve("data"), null);
        for (var b : new ceres.pipeline.bundle.Bundle[]{
            TestBundles.refined(folder.resolve("a"), PairId.of("6i52", "4410"), "2026-09", 4.7, 1),
            TestBundles.rejected(folder.resolve("b"), PairId.of("7abc", "0275"), "2026-09"),
            TestBundles.refined(folder.resolve("c"), PairId.named("mine"), null, 3.1, 2)})
            archive.ingest().ingest(b.folder(), false);
        site = Site.start(archive, "127.0.0.1", 0);
        description = new YAMLMapper().readTree(get("/api/v1/openapi.yaml").body());
    }

    @AfterAll
    static void stop() {
        site.close();
        archive.close();
    }

    private static HttpResponse<byte[]> get(String address) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(URI.create(site.address()).resolve(address)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(address, e);
        }
    }

    @ParameterizedTest
    @CsvSource({"/metrics,/metrics,200", "/statistics,/statistics,200", "/entries,/entries,200",
        "/entries?sort=-cc_mask.refined&size=1,/entries,200",
        "/entries/6I52,/entries/{id},200", "/entries/EMD-0275,/entries/{id},200", "/entries/mine,/entries/{id},200",
        "/entries/9zzz,/entries/{id},404",
        "/entries/6i52_4410/2026-09,/entries/{id}/{month},200", "/entries/7abc_0275/2026-09,/entries/{id}/{month},200",
        "/entries/6i52_4410/2000-01,/entries/{id}/{month},404",
        "/entries/6i52_4410/2026-09/residues,/entries/{id}/{month}/residues,200",
        "/entries/7abc_0275/2026-09/residues,/entries/{id}/{month}/residues,200",
        "/entries/nobody/2026-09/residues,/entries/{id}/{month}/residues,404"})
    void theAnswerFitsItsDescription(String address, String path, int status) {
        var answer = get("/api/v1" + address);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        var response = description.path("paths").path(path).path("get").path("responses").path(String.valueOf(status));
        if (response.has("$ref")) response = description.at(response.path("$ref").asString().substring(1));
        var schema = (ObjectNode) response.path("content").path("application/json").path("schema").deepCopy();
        schema.set("components", description.path("components"));
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(registry.getSchema(schema).validate(Json.mapper().readTree(answer.body()))).as(address).isEmpty();
    }

    @Test
    void aWrongAnswerWouldBeNoticed() {
        var schema = Json.mapper().createObjectNode().put("$ref", "#/components/schemas/Problem");
        schema.set("components", description.path("components"));
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(registry.getSchema(schema).validate(Json.mapper().readTree("{\"error\":{\"code\":3}}"))).isNotEmpty();
    }

    @Test
    void everyDescribedPathIsTestedHere() throws NoSuchMethodException {
        var tested = new HashSet<String>();
        for (var row : getClass().getDeclaredMethod("theAnswerFitsItsDescription", String.class, String.class, int.class)
                .getAnnotation(CsvSource.class).value())
            tested.add(row.split(",")[1]);
        assertThat(description.path("paths").propertyNames()).containsExactlyInAnyOrderElementsOf(tested);
    }

    @Test
    void numbersAreThoseOfTheBundle() {
        var answer = Json.mapper().readTree(get("/api/v1/entries/6i52_4410/2026-09").body());
        var table = ceres.pipeline.bundle.Bundle.open(folder.resolve("a")).table1().orElseThrow();
        assertThat(answer.at("/metrics/refined/cc_mask/value").asDouble())
                .isEqualTo(table.refined().metrics().get("cc_mask").value());
        assertThat(answer.at("/metrics/initial/d_fsc"))
                .isEqualTo(Json.mapper().readTree("{\"absent\":\"INPUT_MISSING\",\"detail\":\"no half-maps\"}"));
        assertThat(answer.path("emdb").asString()).isEqualTo("EMD-4410");
    }
}
