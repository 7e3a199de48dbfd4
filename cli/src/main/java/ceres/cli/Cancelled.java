package ceres.cli;

/// Thrown where work was stopped on the user's request.
final class Cancelled extends RuntimeException {
    Cancelled() { super("stopped on request", null, false, false); }
}
