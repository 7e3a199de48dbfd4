package ceres.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowKernelTest {
    /// The lanes do what the definition does, and touch nothing beside the row.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 15, 16, 17, 31, 64, 65})
    void lanesAgreeWithTheDefinition(int n) {
        var random = new Random(n);
        int stride = n + RowKernel.PADDING;
        var g = new float[RowKernel.TERMS * stride + RowKernel.PADDING];
        var c = new float[RowKernel.TERMS];
        for (int i = 0; i < g.length; i++) g[i] = random.nextFloat();
        for (int i = 0; i < c.length; i++) c[i] = random.nextFloat();
        float[] slow = new float[n + 20], fast = new float[n + 20];
        new RowKernel.Scalar().add(slow, 10, n, g, 0, stride, c);
        new RowKernel.Lanes().add(fast, 10, n, g, 0, stride, c);
        for (int i = 0; i < slow.length; i++) assertThat(Math.abs(fast[i] - slow[i])).isLessThan(2e-6f);
        for (int i = 0; i < 10; i++) assertThat(fast[i] + fast[n + 10 + i]).isZero();
    }
}
