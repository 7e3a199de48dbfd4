package ceres.refine;

import ceres.progress.Progress;
import java.util.Optional;

/// Keeps the last state; stops the run after the first cycle.
final class Interrupted implements Checkpoints, Progress {
    private byte[] state;
    boolean stop = true;

    @Override
    public Optional<byte[]> load() { return Optional.ofNullable(state); }

    @Override
    public void save(byte[] bytes) { state = bytes; }

    @Override
    public void report(String stage, double fraction, String detail) {}

    @Override
    public boolean cancelled() { return stop && state != null; }
}
