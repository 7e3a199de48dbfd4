package ceres.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZonesTest {
    private static Zones.Call call(Metric metric, double value) { return Zones.of(metric).orElseThrow().call(value); }

    @Test
    void valuesAreCalledAsTheFieldDoes() {
        assertThat(call(Metric.RAMA_FAVORED, 99)).isEqualTo(Zones.Call.GOOD);
        assertThat(call(Metric.RAMA_FAVORED, 96)).isEqualTo(Zones.Call.CAUTION);
        assertThat(call(Metric.RAMA_FAVORED, 90)).isEqualTo(Zones.Call.BAD);
        assertThat(call(Metric.RAMA_OUTLIERS, 0)).isEqualTo(Zones.Call.GOOD);
        assertThat(call(Metric.RAMA_OUTLIERS, 0.7)).isEqualTo(Zones.Call.BAD);
        assertThat(call(Metric.RAMA_Z, -2.5)).isEqualTo(Zones.Call.CAUTION);
        assertThat(call(Metric.RAMA_Z, 3.5)).isEqualTo(Zones.Call.BAD);
        assertThat(Zones.of(Metric.CC_MASK)).isEmpty();
    }
}
