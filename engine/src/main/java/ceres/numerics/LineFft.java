package ceres.numerics;

import java.util.Arrays;

/// exp(-2 pi i jk/n) applied to sixteen lines of length n at once: the plan of one axis of [Fft3].
///
/// Lengths whose prime factors are small run as Stockham passes (radix 5, 4, 3, 2, then the primes themselves); a length with a
/// large prime factor is turned into a convolution of a smooth length [Bluestein1970]. Immutable; many threads may share it.
abstract sealed class LineFft {
    /// Up to this prime a pass by the definition is faster than a convolution.
    private static final int LARGEST_RADIX = 61;

    /// Length of a line.
    final int n;

    private LineFft(int n) { this.n = n; }

    static LineFft of(int n, FftKernel kernel) {
        int[] radices = radices(n);
        boolean smooth = radices.length == 0 || Arrays.stream(radices).max().getAsInt() <= LARGEST_RADIX;
        return smooth ? new Stockham(n, radices, kernel) : new Bluestein(n, kernel);
    }

    /// The sixteen lines and room to work: element j of line b at `16 j + b`. The roles of the arrays change during a transform.
    static final class Batch {
        float[] re;
        float[] im;
        float[] otherRe;
        float[] otherIm;

        Batch(int elements) {
            re = new float[elements * FftKernel.BATCH];
            im = new float[elements * FftKernel.BATCH];
            otherRe = new float[elements * FftKernel.BATCH];
            otherIm = new float[elements * FftKernel.BATCH];
        }

        /// Exchanges re and im: what turns a forward transform into a backward one.
        void conjugateOrder() {
            var keep = re;
            re = im;
            im = keep;
        }

        private void flip() {
            var keepRe = re;
            var keepIm = im;
            re = otherRe;
            im = otherIm;
            otherRe = keepRe;
            otherIm = keepIm;
        }
    }

    /// Elements that a [Batch] needs for this plan.
    abstract int room();

    /// Transforms the batch; the result stands in `re` and `im` in order.
    abstract void forward(Batch batch);

    /// The unnormalised inverse: exp(+2 pi i jk/n).
    final void backward(Batch batch) {
        batch.conjugateOrder();
        forward(batch);
        batch.conjugateOrder();
    }

    private static int[] radices(int n) {
        var found = new int[32];
        int count = 0, rest = n;
        for (int r : new int[]{5, 4, 3, 2}) for (; rest % r == 0; rest /= r) found[count++] = r;
        for (int r = 7; rest > 1; r += 2) for (; rest % r == 0; rest /= r) found[count++] = r;
        return Arrays.copyOf(found, count);
    }

    /// @return re, im pairs of exp(-2 pi i e/n)
    private static float[] roots(int n) {
        var w = new float[2 * n];
        for (int e = 0; e < n; e++) {
            w[2 * e] = (float) Math.cos(2 * Math.PI * e / n);
            w[2 * e + 1] = (float) -Math.sin(2 * Math.PI * e / n);
        }
        return w;
    }

    private static final class Stockham extends LineFft {
        private final int[] radices;
        private final float[][] twiddles;
        private final float[][] roots;
        private final FftKernel kernel;

        Stockham(int n, int[] radices, FftKernel kernel) {
            super(n);
            this.radices = radices;
            this.kernel = kernel;
            this.twiddles = new float[radices.length][];
            this.roots = new float[radices.length][];
            int length = n;
            for (int i = 0; i < radices.length; length /= radices[i++]) {
                twiddles[i] = twiddles(length, radices[i]);
                roots[i] = roots(radices[i]);
            }
        }

        private static float[] twiddles(int length, int r) {
            var w = new float[2 * (r - 1) * (length / r)];
            for (int p = 0, at = 0; p < length / r; p++)
                for (int k = 1; k < r; k++) {
                    double angle = -2 * Math.PI * p * k / length;
                    w[at++] = (float) Math.cos(angle);
                    w[at++] = (float) Math.sin(angle);
                }
            return w;
        }

        @Override
        int room() { return n; }

        @Override
        void forward(Batch b) {
            int length = n, stride = FftKernel.BATCH;
            for (int i = 0; i < radices.length; i++) {
                int r = radices[i], m = length / r;
                pass(b, r, m, stride, twiddles[i], roots[i]);
                b.flip();
                length = m;
                stride *= r;
            }
        }

        private void pass(Batch b, int r, int m, int s, float[] w, float[] root) {
            switch (r) {
                case 2 -> kernel.radix2(b.re, b.im, b.otherRe, b.otherIm, m, s, w);
                case 3 -> kernel.radix3(b.re, b.im, b.otherRe, b.otherIm, m, s, w);
                case 4 -> kernel.radix4(b.re, b.im, b.otherRe, b.otherIm, m, s, w);
                case 5 -> kernel.radix5(b.re, b.im, b.otherRe, b.otherIm, m, s, w);
                default -> kernel.radixAny(r, b.re, b.im, b.otherRe, b.otherIm, m, s, w, root);
            }
        }
    }

    /* jk = (j^2 + k^2 - (k - j)^2)/2, so with the chirp c(j) = exp(-pi i j^2/n) the transform is
     * X(k) = c(k) sum_j [x(j) c(j)] conj c(k - j): a convolution, done by transforms of the smooth length L >= 2n - 1. */
    private static final class Bluestein extends LineFft {
        private final Stockham convolution;
        private final float[] chirp;
        private final float[] filter;

        Bluestein(int n, FftKernel kernel) {
            super(n);
            int length = Fft3.smoothAtLeast(2 * n - 1);
            this.convolution = new Stockham(length, radices(length), kernel);
            this.chirp = new float[2 * n];
            for (int j = 0; j < n; j++) {
                double angle = -Math.PI * ((long) j * j % (2L * n)) / n;
                chirp[2 * j] = (float) Math.cos(angle);
                chirp[2 * j + 1] = (float) Math.sin(angle);
            }
            this.filter = filter(length);
        }

        /// The transform of the conjugate chirp, wrapped round, divided by the length.
        private float[] filter(int length) {
            var batch = new Batch(length);
            for (int j = 0; j < n; j++)
                for (int at : new int[]{j, (length - j) % length}) {
                    batch.re[at * FftKernel.BATCH] = chirp[2 * j];
                    batch.im[at * FftKernel.BATCH] = -chirp[2 * j + 1];
                }
            convolution.forward(batch);
            var f = new float[2 * length];
            for (int k = 0; k < length; k++) {
                f[2 * k] = batch.re[k * FftKernel.BATCH] / length;
                f[2 * k + 1] = batch.im[k * FftKernel.BATCH] / length;
            }
            return f;
        }

        @Override
        int room() { return convolution.n; }

        @Override
        void forward(Batch b) {
            times(b, chirp, n);
            Arrays.fill(b.re, n * FftKernel.BATCH, convolution.n * FftKernel.BATCH, 0);
            Arrays.fill(b.im, n * FftKernel.BATCH, convolution.n * FftKernel.BATCH, 0);
            convolution.forward(b);
            times(b, filter, convolution.n);
            convolution.backward(b);
            times(b, chirp, n);
        }

        private static void times(Batch batch, float[] factor, int count) {
            float[] re = batch.re, im = batch.im;
            for (int j = 0; j < count; j++) {
                float fr = factor[2 * j], fi = factor[2 * j + 1];
                for (int t = j * FftKernel.BATCH; t < (j + 1) * FftKernel.BATCH; t++) {
                    float r = re[t], i = im[t];
                    re[t] = r * fr - i * fi;
                    im[t] = r * fi + i * fr;
                }
            }
        }
    }
}
