package ceres.pipeline.bundle;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON as all files of the bundle and all answers with `--json` write it: snake_case, UTF-8, indented, records as objects.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(tools.jackson.databind.cfg.DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Json() {}

    /// The house's mapper.
    public static JsonMapper mapper() { return MAPPER; }

    public static String pretty(Object document) {
        return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document);
    }

    /// Readies the mapper on a thread beside, for a short program whose answer comes at its end.
    public static void loadMeanwhile() {
        Thread.ofPlatform().daemon().start(() -> pretty(Map.of("numbers", List.of(1, 1.5), "software", Software.current())));
    }

    /// Without white space: for columns.
    public static String compact(Object document) { return MAPPER.writeValueAsString(document); }

    public static JsonNode parse(Path file) {
        try (var in = Files.newInputStream(file)) {
            return MAPPER.readTree(in);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
