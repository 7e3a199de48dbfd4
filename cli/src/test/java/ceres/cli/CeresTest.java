package ceres.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.pipeline.bundle.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CeresTest {
    @TempDir
    Path folder;

    record Answer(int code, String out, String err) {}

    static Answer ceres(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Ceres.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Stream<String> verbs() { return Ceres.VERBS.keySet().stream(); }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbHasHelpWithAnExample(String verb) {
        var a = ceres(verb, "--help");
        assertThat(a.code).isZero();
        assertThat(a.out).contains("Example:").contains("ceres " + verb).contains("--json").contains("--quiet")
                .contains("--threads");
    }

    @Test
    void wrongUsageEndsWithOneAndSaysWhatToDo() {
        for (var args : new String[][]{{}, {"vlaidate"}, {"validate"}, {"validate", "--bogus", "x"},
            {"validate", "x.cif", "--resolution", "a"}, {"run"}, {"run", "one", "two", "three"}, {"table1", "/nowhere"},
            {"table1", "/nowhere", "--format", "xls"}}) {
            var a = ceres(args);
            assertThat(a.code).as(String.join(" ", args)).isEqualTo(1);
            assertThat(a.err).as(String.join(" ", args)).startsWith("ceres").contains("\ntry: ").doesNotContain("\tat ");
        }
    }

    @Test
    void anUnreadableFileEndsWithTwoAndItsCode() throws IOException {
        var empty = Files.createFile(folder.resolve("empty.pdb"));
        for (var file : new Path[]{folder.resolve("absent.cif"), empty, folder}) {
            var a = ceres("validate", file.toString(), "--quiet");
            assertThat(a.code).isEqualTo(2);
            assertThat(a.err).startsWith("ceres: " + file + ": ").contains("[UNREADABLE_MODEL]").contains("\ntry: ")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void withJsonTheErrorIsJsonAndNothingElseIsOnStdout() {
        var a = ceres("validate", folder.resolve("absent.cif").toString(), "--json");
        var error = Json.mapper().readTree(a.out).path("error");
        assertThat(a.code).isEqualTo(2);
        assertThat(error.path("code").asString()).isEqualTo("UNREADABLE_MODEL");
        assertThat(error.path("where").asString()).endsWith("absent.cif");
        assertThat(error.path("found").asString()).isNotBlank();
        assertThat(error.path("remedy").asString()).isNotBlank();
    }

    @Test
    void everyKindOfFaultHasItsExitCode() {
        assertThat(Console.exitCode(new Fault.Usage("x", "y", "z"))).isEqualTo(1);
        assertThat(Console.exitCode(new Fault.BadInput(ReasonCode.MULTI_MODEL, "x", "y"))).isEqualTo(2);
        assertThat(Console.exitCode(new Fault.RefinementFailed("x", "y", "z"))).isEqualTo(3);
        assertThat(Console.exitCode(new Fault.Network("x", "y", "z", new IOException()))).isEqualTo(4);
    }

    @Test
    void aBugSaysWhereToReportIt() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = new Console(stream, stream, new String[0]).fault(new IllegalStateException("odd"), List.of("run"));
        assertThat(code).isEqualTo(5);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("internal error").contains(Ceres.REPORT_TO);
    }

    @Test
    void aProgressThatIsNoTerminalPrintsPlainLinesAndAQuietOneNothing() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (var p = new TerminalProgress(stream, false, false)) {
            p.report("refining", 0.5, "cycle 3");
            p.report("refining", 0.51, "cycle 3");
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("refining 50 %: cycle 3");
        out.reset();
        try (var p = new TerminalProgress(stream, true, true)) {
            p.report("refining", 0.5, "cycle 3");
            p.log("line");
        }
        assertThat(out.size()).isZero();
    }
}
