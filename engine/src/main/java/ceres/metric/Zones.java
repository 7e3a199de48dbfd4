package ceres.metric;

import java.util.Optional;

/// Where the field draws its lines: values that are as they should be, and values that ask for a look.
///
/// Source: Williams2018 (Ramachandran and rotamers), Sobolev2020 (Rama-Z).
///
/// @param good up to here (from here on, where higher is better) a value is as it should be
/// @param bad beyond here it asks for a look
public record Zones(Better better, double good, double bad) {
    /// How a value stands.
    public enum Call {
        GOOD,
        CAUTION,
        BAD
    }

    /// Empty for metrics that no line is agreed on.
    public static Optional<Zones> of(Metric metric) {
        return switch (metric) {
            case RAMA_FAVORED -> Optional.of(new Zones(metric.better(), 98, 95));
            case RAMA_OUTLIERS -> Optional.of(new Zones(metric.better(), 0.05, 0.5));
            case ROTAMER_OUTLIERS -> Optional.of(new Zones(metric.better(), 0.3, 1.5));
            case RAMA_Z, RAMA_Z_HELIX, RAMA_Z_SHEET, RAMA_Z_LOOP -> Optional.of(new Zones(metric.better(), 2, 3));
            default -> Optional.empty();
        };
    }

    /// @param value of the metric, in its unit
    public Call call(double value) {
        double v = better == Better.HIGHER ? -value : better == Better.NEAR_ZERO ? Math.abs(value) : value;
        double sign = better == Better.HIGHER ? -1 : 1;
        return v <= sign * good ? Call.GOOD : v <= sign * bad ? Call.CAUTION : Call.BAD;
    }
}
