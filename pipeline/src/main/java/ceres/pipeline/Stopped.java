package ceres.pipeline;

/// The user asked the work to stop, and it did at a safe place. What is needed to go on is kept.
public final class Stopped extends RuntimeException {
    Stopped() { super("stopped on request", null, false, false); }
}
