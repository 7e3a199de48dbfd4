package ceres.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.archive.TestBundles;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.PairId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs that keep, bring and show results, as a shell sees them.
class ArchiveVerbsTest {
    @TempDir
    Path folder;

    private record Answer(int code, String out, String err) {}

    private static Answer ceres(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Ceres.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void ingestTakesWhatIsSoundAndSaysWhatIsNot() throws IOException {
        var data = folder.resolve("data").toString();
        var good = TestBundles.refined(folder.resolve("good"), PairId.of("6i52", "4410"), "2026-09", 3.3, 1).folder().toString();
        var bad = TestBundles.refined(folder.resolve("bad"), PairId.of("7abc", "0275"), "2026-09", 3.3, 2);
        Files.writeString(bad.folder().resolve(Bundle.REFINED), "changed");

        var both = ceres("ingest", "--data", data, good, bad.folder().toString());
        assertThat(both.code).isEqualTo(1);
        assertThat(both.out).isEqualTo("6i52_4410  2026-09  added\n");
        assertThat(both.err).contains("refined.cif", "\ntry: ").doesNotContain("\tat ");

        var again = ceres("ingest", "--data", data, good, "--json");
        assertThat(again.code).isZero();
        var row = Json.mapper().readTree(again.out).path("ingested").get(0);
        assertThat(row.path("outcome").asString()).isEqualTo("unchanged");
        assertThat(row.path("address").asString()).isEqualTo("/entry/6i52_4410/2026-09");

        var none = ceres("campaign", "status", "--data", data);
        assertThat(none.code).isEqualTo(1);
        assertThat(none.err).contains("there is none yet", "try: ceres campaign start");
        var empty = ceres("campaign", "start", "--data", data, "--mirror", folder.resolve("mirror").toString());
        assertThat(empty.err).contains("the mirror holds no pair", "ceres fetch");
    }

    @Test
    void aServerThatCannotBeReachedEndsWithFour() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort(); // free again when this ends: nobody answers there
        }
        String nobody = "http://127.0.0.1:" + port;
        var answer = ceres("fetch", "6i52_4410", "--mirror", folder.toString(), "--pdb-url", nobody, "--emdb-url", nobody,
                "--quiet");
        assertThat(answer.code).isEqualTo(4);
        assertThat(answer.err).contains("/EMD-4410/header/emd-4410.xml: cannot be reached", "\ntry: check the network")
                .doesNotContain("\tat ");
        assertThat(ceres("fetch", "nonsense!", "--mirror", folder.toString()).code).isEqualTo(1);
        assertThat(ceres("fetch", "6i52_4410", "--mirror", folder.toString(), "--pdb-url", "ftp://x").err)
                .contains("is no web address");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidInWords() {
        var answer = ceres("ingest", "--data", folder.toString(), "--db-url",
                "postgresql://127.0.0.1:1/ceres?user=x&password=secret", "x");
        assertThat(answer.code).isEqualTo(1);
        assertThat(answer.err).contains("nobody answers there", "try: check address, user and password").doesNotContain("secret")
                .doesNotContain("\tat ");
        assertThat(ceres("ingest", "--db-url", "mysql://x", "--data", folder.toString(), "x").err)
                .contains("is no PostgreSQL address");
    }
}
