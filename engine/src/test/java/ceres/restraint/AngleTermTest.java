package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AngleTermTest {
    @Test
    void theSeriesIsTheArcTangent() {
        for (double ideal = 0.5; ideal < 3.1; ideal += 0.17)
            for (double angle = 0.01; angle < 3.14; angle += 0.003)
                assertThat(AngleTerm.difference(Math.cos(ideal), Math.sin(ideal), Math.cos(angle), Math.sin(angle))).isEqualTo(
                        ideal - angle,
                        within(1e-14));
    }
}
