package ceres.pipeline.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `manifest.json`: what a bundle holds. Written last, so that a bundle without it is not one.
///
/// @param format `ceres-bundle`
/// @param formatVersion grows when a reader must change
/// @param files every other file of the bundle, by name
public record Manifest(String format, int formatVersion, PairId pair, RunRecord.Status status, Instant created, Software software,
        List<Entry> files) {
    public static final String FORMAT = "ceres-bundle";
    public static final int FORMAT_VERSION = 1;
    public static final String FILE = "manifest.json";

    /// @param name path inside the bundle, with `/`
    /// @param bytes size
    /// @param sha256 hexadecimal, lower case
    /// @param mediaType as HTTP would say it
    public record Entry(String name, long bytes, String sha256, String mediaType) {}

    public Optional<Entry> file(String name) { return files.stream().filter(f -> f.name().equals(name)).findFirst(); }

    /// The media type that files of this name have in a bundle.
    public static String mediaType(String name) {
        String lower = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
            case "json" -> "application/json";
            case "cif" -> "chemical/x-mmcif";
            case "bcif" -> "application/octet-stream";
            case "html" -> "text/html; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "log", "txt" -> "text/plain; charset=utf-8";
            default -> "application/octet-stream";
        };
    }
}
