package ceres.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.jtransforms.fft.DoubleFFT_3D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Fft3Test {
    static Stream<FftKernel> kernels() { return Stream.of(new FftKernel.Scalar(), new LaneFftKernel()); }

    /// Sizes of every kind: one voxel, powers of 2, 3, 5, mixtures, odd, primes below and above the largest radix.
    private static final int[][] SIZES = {{1, 1, 1}, {2, 1, 1}, {1, 3, 1}, {1, 1, 5}, {4, 4, 4}, {5, 3, 2}, {7, 6, 9}, {8, 33, 5},
        {12, 10, 15}, {13, 11, 17}, {16, 20, 25}, {67, 3, 4}, {3, 71, 2}, {4, 5, 134}, {36, 35, 34}, {61, 2, 2}};

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithTheDefinition(FftKernel kernel) {
        for (int[] n : SIZES) {
            float[] map = noise(n, 7);
            var fft = new Fft3(n[0], n[1], n[2], kernel);
            var spectrum = new float[fft.spectrumLength()];
            fft.forward(map, spectrum, Parallel.single());
            assertThat(worstGap(spectrum, naive(map, n))).as(Arrays.toString(n)).isLessThan(2e-6 * norm(map));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theInverseUndoesTheForwardTransform(FftKernel kernel) {
        for (int[] n : SIZES) {
            float[] map = noise(n, 11);
            var fft = new Fft3(n[0], n[1], n[2], kernel);
            var spectrum = new float[fft.spectrumLength()];
            var back = new float[map.length];
            fft.forward(map, spectrum, Parallel.single());
            fft.inverse(spectrum, back, Parallel.single());
            assertThat(worstGap(back, map)).as(Arrays.toString(n)).isLessThan(5e-6);
        }
    }

    /// Reference: JTransforms 3.2, DoubleFFT_3D.realForwardFull.
    @ParameterizedTest
    @CsvSource({"40,36,50", "64,64,64", "45,49,77", "89,81,63", "94,104,112", "100,202,3"})
    void agreesWithJTransforms(int nx, int ny, int nz) {
        int[] n = {nx, ny, nz};
        float[] map = noise(n, 13);
        var fft = new Fft3(nx, ny, nz);
        var spectrum = new float[fft.spectrumLength()];
        fft.forward(map, spectrum, Parallel.single());
        var full = new double[2 * map.length];
        for (int i = 0; i < map.length; i++) full[i] = map[i];
        new DoubleFFT_3D(nz, ny, nx).realForwardFull(full);
        double worst = 0;
        for (int row = 0; row < ny * nz; row++)
            for (int c = 0; c < 2 * (nx / 2 + 1); c++)
                worst = Math.max(worst, Math.abs(spectrum[2 * row * (nx / 2 + 1) + c] - full[2 * row * nx + c]));
        assertThat(worst).isLessThan(2e-6 * norm(map));
    }

    /// Within a band and for the rows that are wanted, to the last bit what the whole transforms give; rows of zeros among others.
    @ParameterizedTest
    @MethodSource("kernels")
    void aBandIsThatOfTheWhole(FftKernel kernel) {
        for (int[] n : new int[][]{{12, 10, 15}, {64, 60, 9}, {61, 35, 4}, {75, 33, 5}, {5, 3, 2}}) {
            int nx = n[0], ny = n[1], nz = n[2], half = nx / 2 + 1;
            float[] map = noise(n, 23), back = new float[map.length], whole = new float[map.length];
            for (int row = 0; row < ny * nz; row++) if (row % 7 < 4) Arrays.fill(map, row * nx, (row + 1) * nx, 0);
            var fft = new Fft3(nx, ny, nz, kernel);
            var width = new int[ny];
            for (int k = 0; k < ny; k++) width[k] = Math.max(0, half * 2 / 3 - Math.min(k, ny - k));
            var band = fft.band(width);
            float[] all = new float[fft.spectrumLength()], some = new float[all.length];
            Arrays.fill(some, Float.NaN);
            fft.forward(map, all, Parallel.single());
            fft.forward(map, some, band, Parallel.single());
            for (int row = 0; row < ny * nz; row++)
                for (int c = 0; c < 2 * half; c++) {
                    int at = 2 * row * half + c;
                    boolean within = c / 2 < width[row % ny];
                    if (within) assertThat(some[at]).isEqualTo(all[at] + 0f);
                    if (!within) some[at] = all[at] = 0;
                }
            var rows = new boolean[ny * nz];
            for (int row = 0; row < rows.length; row++) rows[row] = row % 5 < 2;
            fft.inverse(all, whole, Parallel.single());
            fft.inverse(some, back, band, rows, Parallel.single());
            for (int v = 0; v < back.length; v++) if (rows[v / nx]) assertThat(back[v]).isEqualTo(whole[v] + 0f);
        }
    }

    @Test
    void theAnswerDoesNotDependOnTheNumberOfThreads() {
        int[] n = {30, 28, 45};
        float[] map = noise(n, 17);
        var fft = new Fft3(30, 28, 45);
        float[] one = new float[fft.spectrumLength()], three = new float[fft.spectrumLength()];
        fft.forward(map, one, Parallel.single());
        try (var team = Parallel.of(3)) {
            fft.forward(map, three, team);
        }
        assertThat(three).containsExactly(one);
    }

    /// Guards the trap of the Vector API: a loop with too many vector values allocates an object for each, silently.
    @Test
    void aWarmTransformAllocatesNothing() {
        var fft = new Fft3(60, 60, 60);
        var map = new float[60 * 60 * 60];
        var spectrum = new float[fft.spectrumLength()];
        try (var team = Parallel.single()) {
            for (int warm = 0; warm < 150; warm++) {
                fft.forward(map, spectrum, team);
                fft.inverse(spectrum, map, team);
            }
            var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = bean.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10; i++) {
                fft.forward(map, spectrum, team);
                fft.inverse(spectrum, map, team);
            }
            assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
        }
    }

    @Test
    void inOneArrayItIsTheSame() {
        int nx = 9, ny = 70, nz = 4;
        float[] map = noise(new int[]{nx, ny, nz}, 19);
        var fft = new Fft3(nx, ny, nz);
        var apart = new float[fft.spectrumLength()];
        fft.forward(map, apart, Parallel.single());
        var array = new float[fft.spectrumLength()];
        for (int row = 0; row < ny * nz; row++) System.arraycopy(map, row * nx, array, row * fft.paddedRow(), nx);
        fft.forwardInPlace(array, Parallel.single());
        assertThat(array).containsExactly(apart);
        fft.inverseInPlace(array, Parallel.single());
        for (int i = 0; i < map.length; i++)
            assertThat(array[i / nx * fft.paddedRow() + i % nx]).isCloseTo(map[i], within(5e-6f));
    }

    @Test
    void smoothSizes() {
        assertThat(Fft3.smoothAtLeast(1)).isEqualTo(1);
        assertThat(Fft3.smoothAtLeast(7)).isEqualTo(8);
        assertThat(Fft3.smoothAtLeast(241)).isEqualTo(243);
        assertThat(Fft3.smoothAtLeast(500)).isEqualTo(500);
    }

    @Test
    void arraysOfTheWrongSizeAreRefused() {
        var fft = new Fft3(4, 4, 4);
        assertThatThrownBy(() -> fft.forward(new float[63], new float[96], Parallel.single()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fft3(2000, 2000, 2000)).isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] noise(int[] n, long seed) {
        var random = new Random(seed);
        var map = new float[n[0] * n[1] * n[2]];
        for (int i = 0; i < map.length; i++) map[i] = (float) random.nextGaussian();
        return map;
    }

    /// The size that a spectrum value has: sqrt(sum rho^2).
    private static double norm(float[] map) {
        double sum = 0;
        for (float v : map) sum += v * v;
        return Math.sqrt(sum);
    }

    private static double worstGap(float[] p, float[] q) {
        double worst = 0;
        for (int i = 0; i < q.length; i++) worst = Math.max(worst, Math.abs(p[i] - q[i]));
        return worst;
    }

    /// The definition, in double precision, an axis at a time.
    private static float[] naive(float[] map, int[] n) {
        int nx = n[0], ny = n[1], nz = n[2], half = nx / 2 + 1;
        double[] re = new double[map.length], im = new double[map.length];
        for (int i = 0; i < map.length; i++) re[i] = map[i];
        int[] strides = {1, nx, nx * ny};
        for (int axis = 0; axis < 3; axis++) naiveAxis(re, im, n[axis], strides[axis]);
        var f = new float[2 * half * ny * nz];
        for (int row = 0; row < ny * nz; row++)
            for (int h = 0; h < half; h++) {
                f[2 * (row * half + h)] = (float) re[row * nx + h];
                f[2 * (row * half + h) + 1] = (float) im[row * nx + h];
            }
        return f;
    }

    private static void naiveAxis(double[] re, double[] im, int n, int stride) {
        double[] lineRe = new double[n], lineIm = new double[n];
        for (int start = 0; start < re.length; start++) {
            if (start / stride % n != 0) continue;
            for (int k = 0; k < n; k++) {
                double sumRe = 0, sumIm = 0;
                for (int j = 0; j < n; j++) {
                    double angle = -2 * Math.PI * ((long) j * k % n) / n, c = Math.cos(angle), s = Math.sin(angle);
                    sumRe += c * re[start + j * stride] - s * im[start + j * stride];
                    sumIm += c * im[start + j * stride] + s * re[start + j * stride];
                }
                lineRe[k] = sumRe;
                lineIm[k] = sumIm;
            }
            for (int k = 0; k < n; k++) {
                re[start + k * stride] = lineRe[k];
                im[start + k * stride] = lineIm[k];
            }
        }
    }
}
