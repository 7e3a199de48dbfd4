package ceres.pipeline.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What this program is called in everything that it writes.
///
/// @param name `ceres`
/// @param version version of the build
/// @param reference what to cite
public record Software(String name, String version, String reference) {
    public static final String NAME = "ceres";
    private static final String REFERENCE = "CERES, re-refinement and validation of cryo-EM models; method after Liebschner et al. (2021) "
            + "Acta Cryst. D77, 48-61, doi:10.1107/S2059798320015879";
    /// `0.1.0-SNAPSHOT`; from the build.
    public static final String VERSION = read();

    public static Software current() { return new Software(NAME, VERSION, REFERENCE); }

    private static String read() {
        try (var in = Objects.requireNonNull(Software.class.getResourceAsStream("/ceres/pipeline/version.txt"), "version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
