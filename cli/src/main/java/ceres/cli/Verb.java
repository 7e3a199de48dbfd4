package ceres.cli;

import ceres.numerics.Parallel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What every verb has: `--help`, `--json`, `--quiet`, `--threads`, and a console to print on.
@Command(mixinStandardHelpOptions = true, sortOptions = false, versionProvider = Ceres.Version.class, exitCodeOnInvalidInput = 1, descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExample:%n", showDefaultValues = false)
abstract class Verb implements Callable<Integer> {
    @Option(names = "--json", description = "print JSON on stdout and nothing else there")
    boolean json;

    @Option(names = "--quiet", description = "no progress, no log lines")
    boolean quiet;

    @Option(names = "--threads", paramLabel = "N", description = "threads to work with (default: all processors)")
    int threads = Runtime.getRuntime().availableProcessors();

    /// Set before the verb is called.
    Console console;

    /// Starts in the background what the verb is sure to need, while the command line is still being read.
    void prepare() {}

    /// A team of as many threads as were asked for; the caller closes it.
    final Parallel team() { return Parallel.of(Math.max(1, threads)); }

    /// A progress display on stderr that fits the terminal and the options; the caller closes it.
    final TerminalProgress progress() { return new TerminalProgress(console.err(), quiet); }
}
