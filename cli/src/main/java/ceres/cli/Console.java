package ceres.cli;

import ceres.fault.Fault;
import ceres.pipeline.Stopped;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.Software;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The two streams of a command, and the one place where a failure becomes words and an exit code.
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    Console(PrintStream out, PrintStream err, String[] args) {
        this.out = out;
        this.err = err;
        this.json = Arrays.asList(args).contains("--json");
    }

    PrintStream out() { return out; }

    PrintStream err() { return err; }

    PrintWriter outWriter() { return new PrintWriter(out, true); }

    PrintWriter errWriter() { return new PrintWriter(err, true); }

    /// The answer as JSON, one document.
    void printJson(Object document) { out.println(Json.pretty(document)); }

    /// The command line could not be understood: exit code 1.
    int usage(ParameterException e) {
        var line = e.getCommandLine();
        String where = line.getCommandSpec().qualifiedName();
        String found = e.getMessage();
        String remedy = suggestion(e, where);
        report("USAGE", where, found, remedy);
        return 1;
    }

    private static String suggestion(ParameterException e, String where) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty())
            return "did you mean " + String.join(" or ", unmatched.getSuggestions()) + "? See " + where + " --help";
        return where + " --help";
    }

    /// The verb threw: the exit code says of what kind.
    int fault(Throwable thrown, List<String> args) {
        if (thrown instanceof Stopped) {
            report("CANCELLED", "ceres", "stopped on request", "run the same command again: it continues where it stopped");
            return 130;
        }
        if (thrown instanceof Fault fault) {
            report(code(fault), fault.where(), fault.found(), fault.remedy());
            return exitCode(fault);
        }
        return bug(thrown, args);
    }

    static int exitCode(Fault fault) {
        return switch (fault) {
            case Fault.Usage f -> 1;
            case Fault.BadInput f -> 2;
            case Fault.RefinementFailed f -> 3;
            case Fault.Network f -> 4;
        };
    }

    private static String code(Fault fault) {
        return switch (fault) {
            case Fault.Usage f -> "USAGE";
            case Fault.BadInput f -> f.code().map(Enum::name).orElse("BAD_INPUT");
            case Fault.RefinementFailed f -> "REFINEMENT_FAILED";
            case Fault.Network f -> "NETWORK";
        };
    }

    private int bug(Throwable thrown, List<String> args) {
        boolean memory = thrown instanceof OutOfMemoryError;
        String found = memory
                ? "not enough memory (the limit is %d MB)".formatted(Runtime.getRuntime().maxMemory() >> 20)
                : "internal error: " + thrown;
        String remedy = memory
                ? "give more memory with CERES_HEAP=8g, or a smaller map box"
                : "report it with the lines above at " + Ceres.REPORT_TO;
        if (!memory) {
            err.println(
                    "ceres " + Software.VERSION + ", Java " + Runtime.version() + ", command: ceres " + String.join(" ", args));
            thrown.printStackTrace(err);
        }
        report("INTERNAL", "ceres", found, remedy);
        return 5;
    }

    private void report(String code, String where, String found, String remedy) {
        String prefix = where.startsWith("ceres") ? "" : "ceres: ";
        String label = code.chars().anyMatch(c -> c == '_') && !code.equals("REFINEMENT_FAILED") ? " [" + code + "]" : "";
        err.println(prefix + where + ": " + found + label);
        err.println("try: " + remedy);
        if (json) printJson(Map.of("error", error(code, where, found, remedy)));
    }

    private static Map<String, Object> error(String code, String where, String found, String remedy) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", code);
        error.put("where", where);
        error.put("found", Objects.requireNonNullElse(found, ""));
        error.put("remedy", remedy);
        return error;
    }
}
