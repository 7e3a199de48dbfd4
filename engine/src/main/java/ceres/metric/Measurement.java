package ceres.metric;

/// What is known of one metric: a finite value, or why there is none.
public sealed interface Measurement {
    /// @param value in the unit of its [Metric]; finite
    record Value(double value) implements Measurement {
        public Value {
            if (!Double.isFinite(value)) throw new IllegalArgumentException("a measurement must be finite, got " + value);
        }
    }

    /// @param why the kind of absence
    /// @param detail one line for the reader of the page
    record Absent(Reason why, String detail) implements Measurement {}

    /// Kinds of absence, named as in the result bundle.
    enum Reason {
        NOT_APPLICABLE,
        INPUT_MISSING,
        COMPUTATION_FAILED
    }

    static Measurement of(double value) { return new Value(value); }

    /// The value, or COMPUTATION_FAILED with the detail where the computation gave no finite number.
    static Measurement ofFinite(double value, String detailIfNot) {
        return Double.isFinite(value) ? new Value(value) : new Absent(Reason.COMPUTATION_FAILED, detailIfNot);
    }

    static Measurement notApplicable(String detail) { return new Absent(Reason.NOT_APPLICABLE, detail); }

    static Measurement inputMissing(String detail) { return new Absent(Reason.INPUT_MISSING, detail); }
}
