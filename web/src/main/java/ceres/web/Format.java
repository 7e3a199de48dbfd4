package ceres.web;

import ceres.metric.Measurement;
import ceres.metric.Metric;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers and dates as pages print them.
public final class Format {
    private Format() {}

    /// With the digits of the catalogue, and a real minus sign.
    public static String value(Metric metric, double value) { return fixed(value, metric.digits()); }

    public static String fixed(double value, int digits) {
        var text = String.format(Locale.ROOT, "%." + digits + "f", value);
        if (text.matches("-0\\.?0*")) text = text.substring(1);
        return text.replace('-', '\u2212');
    }

    /// As [#fixed], with a plus sign where it grows.
    public static String signed(double value, int digits) {
        var text = fixed(value, digits);
        return value > 0 && text.matches(".*[1-9].*") ? "+" + text : text;
    }

    /// A value, or the reason of its absence in words.
    public static String measurement(Metric metric, Measurement m) {
        return switch (m) {
            case Measurement.Value(double v) -> value(metric, v);
            case Measurement.Absent(var why, var _) -> absence(why);
        };
    }

    public static String absence(Measurement.Reason why) {
        return switch (why) {
            case NOT_APPLICABLE -> "not applicable";
            case INPUT_MISSING -> "no input";
            case COMPUTATION_FAILED -> "failed";
        };
    }

    public static String better(ceres.metric.Better better) {
        return switch (better) {
            case LOWER -> "Lower is better.";
            case HIGHER -> "Higher is better.";
            case NEAR_ZERO -> "Nearer to zero is better.";
            case NEITHER -> "Describes, does not judge.";
        };
    }

    /// Units as people write them.
    public static String unit(String unit) {
        return switch (unit) {
            case "A" -> "\u00c5";
            case "A^2" -> "\u00c5\u00b2";
            case "degrees" -> "\u00b0";
            default -> unit;
        };
    }

    public static String angstrom(@Nullable Double value) { return value == null ? "not stated" : fixed(value, 2) + " \u00c5"; }

    public static String bytes(long bytes) {
        if (bytes < 1000) return bytes + " B";
        if (bytes < 1_000_000) return fixed(bytes / 1e3, 1) + " kB";
        return fixed(bytes / 1e6, 1) + " MB";
    }

    public static String seconds(double seconds) {
        if (seconds < 60) return fixed(seconds, 1) + " s";
        long s = Math.round(seconds);
        return s < 3600 ? "%d min %02d s".formatted(s / 60, s % 60) : "%d h %02d min".formatted(s / 3600, s / 60 % 60);
    }

    public static String day(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    public static String count(int n, String one, String many) { return n + " " + (n == 1 ? one : many); }

    /// `Improved with trade-off` as the class of a badge: `improved-with-trade-off`.
    public static String cssClass(Enum<?> value) { return value.name().toLowerCase(Locale.ROOT).replace('_', '-'); }
}
