package ceres.numerics;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        var work = new Work(n, size, body);
        for (int t = Math.min(threads, pieces(n, size)) - 1; t > 0; t--) helpers.execute(work);
        work.finish();
    }

    /// Begins a task beside what the caller does next, if there are threads for it; else does it now. Its answer, or what it threw, is had
    /// with [Task#get].
    public <T> Task<T> meanwhile(Supplier<T> supplier) {
        var future = new FutureTask<>(supplier::get);
        if (threads > 1) helpers.execute(future);
        else
            future.run();
        return new Task<>(future);
    }

    /// A task that was begun.
    public record Task<T>(FutureTask<T> future) {
        public T get() {
            try {
                return future.get();
            } catch (ExecutionException e) {
                throw unchecked(e.getCause());
            } catch (InterruptedException e) {
                throw unchecked(e);
            }
        }
    }

    /// Pieces that several threads take from one counter. The caller waits for those who began, not for those who came too late.
    private static final class Work implements Runnable {
        private final int n, size;
        private final Body body;
        private final AtomicInteger next = new AtomicInteger();
        private int working;
        private boolean over;
        private @Nullable Throwable failure;

        Work(int n, int size, Body body) {
            this.n = n;
            this.size = size;
            this.body = body;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (over) return;
                working++;
            }
            takePieces();
            synchronized (this) {
                working--;
                notifyAll();
            }
        }

        private void takePieces() {
            try {
                int pieces = pieces(n, size);
                for (int p = next.getAndIncrement(); p < pieces; p = next.getAndIncrement())
                    body.run(p, p * size, Math.min(n, (p + 1) * size));
            } catch (Throwable t) {
                synchronized (this) {
                    if (failure == null) failure = t;
                }
                next.set(Integer.MAX_VALUE / 2);
            }
        }

        void finish() {
            takePieces();
            synchronized (this) {
                over = true;
                try {
                    while (working > 0) wait();
                } catch (InterruptedException e) {
                    throw unchecked(e);
                }
                if (failure != null) throw unchecked(failure);
            }
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
