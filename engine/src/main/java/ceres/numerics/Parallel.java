package ceres.numerics;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// A team of threads that works through numbered pieces.
///
/// The pieces of a task are cut by their size alone, never by the number of threads, and partial sums are added in the order of the
/// pieces: so an answer does not depend on how many threads there were. The calling thread works too. Not re-entrant: a body must not
/// call its own team.
public final class Parallel implements AutoCloseable {
    private final int threads;
    private final ExecutorService helpers;

    private Parallel(int threads) {
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1),
                Thread.ofPlatform().daemon().name("ceres-", 1).factory());
    }

    /// @param threads at least 1
    public static Parallel of(int threads) {
        if (threads < 1) throw new IllegalArgumentException("a team needs a thread, got " + threads);
        return new Parallel(threads);
    }

    /// One thread: the caller's.
    public static Parallel single() { return new Parallel(1); }

    public int threads() { return threads; }

    /// Work on the items [from, to); `piece` is the number of the piece.
    @FunctionalInterface
    public interface Body {
        void run(int piece, int from, int to);
    }

    /// Work on the items [from, to) that gives a partial sum.
    @FunctionalInterface
    public interface Sum {
        double of(int piece, int from, int to);
    }

    /// Number of pieces that n items make.
    public static int pieces(int n, int size) { return (n + size - 1) / size; }

    /// Cuts n items into pieces of `size` (the last may be smaller) and runs the body on each, in any order.
    public void each(int n, int size, Body body) {
        int pieces = pieces(n, size);
        var next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (int p = next.getAndIncrement(); p < pieces; p = next.getAndIncrement())
                body.run(p, p * size, Math.min(n, (p + 1) * size));
            return null;
        };
        int team = Math.min(threads, pieces);
        var others = new Future<?>[Math.max(0, team - 1)];
        for (int t = 0; t < others.length; t++) others[t] = helpers.submit(worker);
        try {
            worker.call();
            for (var other : others) other.get();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    /// The sum over all pieces, added in the order of the pieces.
    public double sum(int n, int size, Sum body) {
        var partial = new double[pieces(n, size)];
        each(n, size, (piece, from, to) -> partial[piece] = body.of(piece, from, to));
        double sum = 0;
        for (double p : partial) sum += p;
        return sum;
    }

    private static RuntimeException unchecked(Throwable t) {
        if (t instanceof InterruptedException) Thread.currentThread().interrupt();
        if (t instanceof Error error) throw error;
        return t instanceof RuntimeException r ? r : new IllegalStateException(t);
    }

    @Override
    public void close() { helpers.shutdown(); }
}
