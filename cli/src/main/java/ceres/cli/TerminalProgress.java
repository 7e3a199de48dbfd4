package ceres.cli;

import ceres.progress.Progress;
import java.io.PrintStream;
import java.util.Locale;

/// Shows on stderr what is being done: one line that repaints itself on a terminal, plain lines elsewhere, nothing when quiet.
///
/// Ctrl-C asks the work to stop at the next safe place and waits for it a moment, and for its last words.
final class TerminalProgress implements Progress, AutoCloseable {
    private static final int BAR = 24;
    private static final long REPAINT_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final PrintStream err;
    private final boolean quiet;
    private final boolean terminal;
    private final Thread hook;
    private final long started = System.nanoTime();
    private volatile boolean cancelled;
    private volatile boolean closed;
    private String stage = "";
    private long lastPaint;
    private boolean painted;

    TerminalProgress(PrintStream err, boolean quiet) { this(err, quiet, !quiet && isTerminal()); }

    TerminalProgress(PrintStream err, boolean quiet, boolean terminal) {
        this.err = err;
        this.quiet = quiet;
        this.terminal = terminal;
        this.hook = new Thread(this::stopAndWait, "ceres-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// The launcher says whether stderr is a terminal; asking the machine costs a start-up of its own.
    private static boolean isTerminal() {
        String said = System.getProperty("ceres.terminal");
        return said == null ? System.console() != null && System.console().isTerminal() : Boolean.parseBoolean(said);
    }

    @Override
    public synchronized void report(String stage, double fraction, String detail) {
        if (quiet) return;
        boolean changed = !stage.equals(this.stage);
        long now = System.nanoTime();
        if (!changed && now - lastPaint < (terminal ? REPAINT_NANOS : PLAIN_NANOS)) return;
        this.stage = stage;
        lastPaint = now;
        if (terminal) paint(fraction, detail);
        else
            err.println(plain(stage, fraction, detail));
    }

    private void paint(double fraction, String detail) {
        int done = (int) Math.round(BAR * Math.clamp(fraction, 0.0, 1.0));
        String bar = "█".repeat(done) + "░".repeat(BAR - done);
        String line = String.format(Locale.ROOT, "%s %s %3.0f %%  %-12s %s", elapsed(), bar, 100 * fraction, stage, detail);
        err.print("\r\u001b[2K" + (line.length() > width() ? line.substring(0, width()) : line));
        err.flush();
        painted = true;
    }

    private static String plain(String stage, double fraction, String detail) {
        return String.format(Locale.ROOT, "%s %.0f %%%s", stage, 100 * fraction, detail.isEmpty() ? "" : ": " + detail);
    }

    private String elapsed() {
        long s = (System.nanoTime() - started) / 1_000_000_000L;
        return "%02d:%02d".formatted(s / 60, s % 60);
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) - 1 : 110;
    }

    @Override
    public synchronized void log(String line) {
        if (quiet) return;
        erase();
        err.println(line);
    }

    private void erase() {
        if (painted) err.print("\r\u001b[2K");
        painted = false;
    }

    @Override
    public boolean cancelled() { return cancelled; }

    private void stopAndWait() {
        cancelled = true;
        for (int i = 0; i < 200 && !closed; i++) pause();
        for (int i = 0; i < 4; i++) pause();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The work is done: what is printed from now on is the answer.
    synchronized void done() { erase(); }

    @Override
    public synchronized void close() {
        closed = true;
        erase();
        err.flush();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
    }
}
