package ceres.pipeline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.fault.ReasonCode;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
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
}
