package ceres.pipeline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.fault.ReasonCode;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.refine.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaTest {
    @TempDir
    Path folder;

    @Test
    void aBundleKeepsItsSchemas() throws IOException {
        assertThat(Schemas.errors(BundleTest.write(folder.resolve("b")))).isEmpty();
    }

    @Test
    void whatValidatePrintsKeepsItsSchema() throws IOException {
        assertThat(Schemas.errors("validation", Json.pretty(MetricsRecord.of(Measurements.of(Map.of()), Map.of())))).isEmpty();
    }

    @Test
    void aValueWithoutUnitOrAMetricWithoutEitherIsNoticed() throws IOException {
        String good = Json.pretty(MetricsRecord.of(Measurements.of(Map.of()), Map.of()));
        assertThat(Schemas.errors("validation", good.replaceFirst("\"absent\" : \"INPUT_MISSING\"", "\"absent\" : \"NAN\"")))
                .isNotEmpty();
        assertThat(Schemas.errors("curation", "{\"verdict\":\"MAYBE\",\"resolution\":3,\"findings\":[]}")).isNotEmpty();
    }

    @Test
    void everyMetricAndReasonCodeIsInTheSchemas() throws IOException {
        String table1 = new String(
                SchemaTest.class.getResourceAsStream("/ceres/pipeline/schema/table1.schema.json").readAllBytes());
        for (var m : Metric.values()) assertThat(table1).contains("\"" + m.id() + "\"");
        String curation = new String(
                SchemaTest.class.getResourceAsStream("/ceres/pipeline/schema/curation.schema.json").readAllBytes());
        for (var c : ReasonCode.values()) assertThat(curation).contains("\"" + c.name() + "\"");
    }

    @Test
    void everyKindOfChangeKeepsTheSchemaAndAFileWithoutTheirListIsReadStill() throws IOException {
        var place = new ChangeRecord.Place("A", 56, "", "SER");
        var all = Arrays.stream(Change.Kind.values())
                .map(k -> new ChangeRecord.Reported(place, k.name(), 0.3, "", "", "density 2.06 rms at its atoms")).toList();
        String text = Json.pretty(new ChangeRecord(0.5, List.of(), List.of(), List.of(), List.of(), List.of(), 1, 0, all));
        assertThat(Schemas.errors("changes", text)).isEmpty();
        assertThat(Schemas.errors("changes", text.replace("HELD", "LOST"))).isNotEmpty();
        assertThat(Json.mapper().readValue(text, ChangeRecord.class).reported()).isEqualTo(all);
        String older = text.replaceAll("(?s),\\s*\"reported\".*", "}");
        assertThat(Json.mapper().readValue(older, ChangeRecord.class).reported()).isEmpty();
    }
}
