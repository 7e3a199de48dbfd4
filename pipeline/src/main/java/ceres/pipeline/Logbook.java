package ceres.pipeline;

import ceres.pipeline.bundle.RunRecord;
import ceres.progress.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// Keeps what a run will be asked about later: how long each stage took, what memory it needed, what was said on the way.
final class Logbook implements Progress {
    /// A stage of the journey.
    interface Step<T> {
        T go() throws IOException;
    }

    private final Progress listener;
    private final Clock clock;
    private final Instant started;
    private final List<RunRecord.Stage> stages = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final SequencedSet<String> warnings = new LinkedHashSet<>();
    private boolean resumed;

    Logbook(Progress listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
        this.started = clock.instant();
    }

    /// Runs a stage, and stops before it if the user has asked for that.
    <T> T through(String stage, Step<T> step) throws IOException {
        stopIfCancelled();
        resumed = false;
        long begin = System.nanoTime();
        listener.report(stage, 0, "");
        T done = step.go();
        stages.add(new RunRecord.Stage(stage, (System.nanoTime() - begin) / 1e9, peakMemoryBytes(), resumed));
        return done;
    }

    void stopIfCancelled() { if (listener.cancelled()) throw new Stopped(); }

    /// The stage that is running took up the work of an earlier run.
    void takenUp() { resumed = true; }

    void warn(List<String> sentences) { warnings.addAll(sentences); }

    @Override
    public void report(String stage, double fraction, String detail) { listener.report(stage, fraction, detail); }

    @Override
    public void log(String line) {
        lines.add(line);
        listener.log(line);
    }

    /// A line for the log file alone.
    void note(String line) { lines.add(line); }

    @Override
    public boolean cancelled() { return listener.cancelled(); }

    Instant started() { return started; }

    Instant now() { return clock.instant(); }

    List<RunRecord.Stage> stages() { return List.copyOf(stages); }

    List<String> warnings() { return List.copyOf(warnings); }

    String text() { return String.join("\n", lines) + "\n"; }

    /// Highest resident memory of this process so far where Linux tells it, else the sum of the highest use of the Java heap's parts.
    static long peakMemoryBytes() {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/status")))
                if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        } catch (IOException | NumberFormatException notLinux) {
            return heapPeakBytes();
        }
        return heapPeakBytes();
    }

    private static long heapPeakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP)
                .mapToLong(p -> p.getPeakUsage().getUsed()).sum();
    }

    static String seconds(double s) { return String.format(Locale.ROOT, "%.1f s", s); }
}
