package ceres.refine;

import ceres.progress.Progress;
import ceres.refine.quality.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a run says of itself while it goes on, and the statistics of its cycles: lines of refine.log, and a fraction done.
final class Journal {
    private final Progress progress;
    private final int cycles;
    private final List<CycleStatistics> statistics = new ArrayList<>();
    private long clock = System.nanoTime();

    /// @param cycles how many macro-cycles there may be
    Journal(Progress progress, int cycles) {
        this.progress = progress;
        this.cycles = Math.max(1, cycles);
    }

    boolean cancelled() { return progress.cancelled(); }

    void log(String line) { progress.log(line); }

    /// @param done macro-cycles behind us, and parts of one
    void report(String detail, double done) { progress.report("refinement", done / cycles, detail); }

    /// Of the cycles so far, the refinement of the input's B factors first.
    List<CycleStatistics> statistics() { return List.copyOf(statistics); }

    /// Goes on from what an earlier run had written.
    void resume(List<CycleStatistics> earlier) {
        statistics.clear();
        statistics.addAll(earlier);
    }

    /// @param weight of the map
    /// @param moved how far from the input, A
    /// @param failures of the gates
    void record(String stage, Snapshot s, double weight, double moved, List<String> failures) {
        long now = System.nanoTime();
        Quality q = s.quality();
        double seconds = (now - clock) / 1e9, meanB = Arrays.stream(s.b()).average().orElse(0);
        clock = now;
        statistics.add(new CycleStatistics(s.cycle(), stage, s.cc(), q.clashscore(), q.ramaFavored(), q.ramaOutliers(),
                q.rotamerOutliers(), q.cBetaDeviations(), q.rmsBonds(), q.rmsAnglesDeg(), meanB, weight, moved, s.passed(),
                seconds));
        String line = "CC %.4f  %s  B %.0f  moved %.2f A  weight %.0f%s".formatted(s.cc(), q.line(), meanB, moved, weight,
                s.passed() ? "" : "  (not passed: " + String.join("; ", failures) + ")");
        log((s.cycle() == 0 ? "B refined  " : "cycle %2d   ".formatted(s.cycle())) + line);
        report(line, s.cycle());
    }
}
