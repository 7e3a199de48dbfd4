package ceres.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `./ceres` as a user starts it: another process, the real launcher.
public final class Launcher {
    private Launcher() {}

    /// What one command line gave.
    ///
    /// @param exit -1 if it had to be stopped
    public record Answer(int exit, String out, String err, double seconds) {
        public boolean hasStackTrace() { return err.lines().anyMatch(l -> l.startsWith("\tat ")); }
    }

    public static Path script() { return root().resolve("ceres"); }

    /// The folder of the checkout.
    public static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
            if (Files.exists(at.resolve("engine/pom.xml"))) return at;
        throw new IllegalStateException("not inside the checkout: " + Path.of("").toAbsolutePath());
    }

    /// Starts a verb, its streams going into these files.
    public static Process start(Path out, Path err, String... words) {
        var command = new ArrayList<>(List.of(script().toString()));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a verb to its end.
    public static Answer run(int timeoutSeconds, String... words) {
        long begin = System.nanoTime();
        try {
            Path out = Files.createTempFile("ceres", ".out"), err = Files.createTempFile("ceres", ".err");
            var process = start(out, err, words);
            boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            var answer = new Answer(ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err),
                    (System.nanoTime() - begin) / 1e9);
            Files.delete(out);
            Files.delete(err);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
