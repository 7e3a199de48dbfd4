package ceres.numerics;

/// The inner loops of [Fft3]: butterflies over a batch of [#BATCH] lines at once, and the moves between interleaved memory and the
/// split columns that butterflies like.
///
/// [Scalar] defines; [Lanes] does the same sums in vector lanes and differs by rounding only.
///
/// A pass takes the columns `x` to `y`. With `m` butterflies, `s` floats in a run (stride times batch) and radix r it computes, for
/// p in [0,m), t in [0,s) and k in [0,r),
///
///     y[s(rp + k) + t] = w(p)^k sum_j x[s(p + jm) + t] exp(-2 pi i jk/r)
///
/// where `w` holds w(p)^1 ... w(p)^(r-1) as re, im pairs, p slowest. This is the autosorting algorithm of Stockham: after the last
/// pass the result stands in order.
sealed interface FftKernel permits FftKernel.Scalar, LaneFftKernel {
    /// Lines that are transformed together; the batch index is the fastest. 16 floats fill a cache line and an AVX-512 register.
    int BATCH = 16;

    void radix2(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w);

    void radix3(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w);

    void radix4(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w);

    void radix5(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w);

    /// Any radix, by the definition. `root` holds exp(-2 pi i j/r) as re, im pairs.
    void radixAny(int r, float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w, float[] root);

    /// Column j of a full batch: re[16 j + b], im[16 j + b] = the complex number b at `memory[from + j*stride]`, for j in [0,n).
    void load(float[] memory, int from, int stride, float[] re, float[] im, int n);

    /// The way back of [#load].
    void store(float[] re, float[] im, float[] memory, int from, int stride, int n);

    /// The best kernel that this machine and this command line offer.
    static FftKernel best() { return Best.KERNEL; }

    /// Chosen once, when first asked for.
    final class Best {
        private static final FftKernel KERNEL = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new LaneFftKernel()
                : new Scalar();

        private Best() {}
    }

    /// The definition.
    record Scalar() implements FftKernel {
        private static final float SIN_60 = (float) Math.sin(Math.PI / 3);

        @Override
        public void radix2(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w) {
            for (int p = 0; p < m; p++) {
                float wr = w[2 * p], wi = w[2 * p + 1];
                for (int t = 0; t < s; t++) {
                    int a = s * p + t, b = a + s * m, o = 2 * s * p + t;
                    float dr = xr[a] - xr[b], di = xi[a] - xi[b];
                    yr[o] = xr[a] + xr[b];
                    yi[o] = xi[a] + xi[b];
                    yr[o + s] = wr * dr - wi * di;
                    yi[o + s] = wr * di + wi * dr;
                }
            }
        }

        @Override
        public void radix3(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w) {
            for (int p = 0; p < m; p++) {
                float ur = w[4 * p], ui = w[4 * p + 1], vr = w[4 * p + 2], vi = w[4 * p + 3];
                for (int t = 0; t < s; t++) {
                    int a = s * p + t, b = a + s * m, c = b + s * m, o = 3 * s * p + t;
                    float sr = xr[b] + xr[c], si = xi[b] + xi[c];
                    float dr = SIN_60 * (xi[b] - xi[c]), di = -SIN_60 * (xr[b] - xr[c]);
                    float hr = xr[a] - 0.5f * sr, hi = xi[a] - 0.5f * si;
                    yr[o] = xr[a] + sr;
                    yi[o] = xi[a] + si;
                    put(yr, yi, o + s, hr + dr, hi + di, ur, ui);
                    put(yr, yi, o + 2 * s, hr - dr, hi - di, vr, vi);
                }
            }
        }

        @Override
        public void radix4(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w) {
            for (int p = 0; p < m; p++)
                for (int t = 0; t < s; t++) {
                    int a = s * p + t, b = a + s * m, c = b + s * m, d = c + s * m, o = 4 * s * p + t;
                    float pr = xr[a] + xr[c], pi = xi[a] + xi[c], qr = xr[b] + xr[d], qi = xi[b] + xi[d];
                    float er = xr[a] - xr[c], ei = xi[a] - xi[c], fr = xi[b] - xi[d], fi = xr[d] - xr[b];
                    yr[o] = pr + qr;
                    yi[o] = pi + qi;
                    put(yr, yi, o + s, er + fr, ei + fi, w[6 * p], w[6 * p + 1]);
                    put(yr, yi, o + 2 * s, pr - qr, pi - qi, w[6 * p + 2], w[6 * p + 3]);
                    put(yr, yi, o + 3 * s, er - fr, ei - fi, w[6 * p + 4], w[6 * p + 5]);
                }
        }

        @Override
        public void radix5(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w) {
            var root = new float[10];
            for (int j = 0; j < 5; j++) {
                root[2 * j] = (float) Math.cos(2 * Math.PI * j / 5);
                root[2 * j + 1] = (float) -Math.sin(2 * Math.PI * j / 5);
            }
            radixAny(5, xr, xi, yr, yi, m, s, w, root);
        }

        @Override
        public void radixAny(int r, float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w, float[] root) {
            for (int p = 0; p < m; p++)
                for (int k = 0; k < r; k++) {
                    float wr = k == 0 ? 1 : w[2 * ((r - 1) * p + k - 1)], wi = k == 0 ? 0 : w[2 * ((r - 1) * p + k - 1) + 1];
                    for (int t = 0; t < s; t++) {
                        float re = 0, im = 0;
                        for (int j = 0, e = 0; j < r; j++, e = (e + k) % r) {
                            float ar = xr[s * (p + j * m) + t], ai = xi[s * (p + j * m) + t];
                            re += root[2 * e] * ar - root[2 * e + 1] * ai;
                            im += root[2 * e] * ai + root[2 * e + 1] * ar;
                        }
                        put(yr, yi, s * (r * p + k) + t, re, im, wr, wi);
                    }
                }
        }

        private static void put(float[] yr, float[] yi, int at, float re, float im, float wr, float wi) {
            yr[at] = wr * re - wi * im;
            yi[at] = wr * im + wi * re;
        }

        @Override
        public void load(float[] memory, int from, int stride, float[] re, float[] im, int n) {
            for (int j = 0; j < n; j++)
                for (int b = 0; b < BATCH; b++) {
                    re[BATCH * j + b] = memory[from + j * stride + 2 * b];
                    im[BATCH * j + b] = memory[from + j * stride + 2 * b + 1];
                }
        }

        @Override
        public void store(float[] re, float[] im, float[] memory, int from, int stride, int n) {
            for (int j = 0; j < n; j++)
                for (int b = 0; b < BATCH; b++) {
                    memory[from + j * stride + 2 * b] = re[BATCH * j + b];
                    memory[from + j * stride + 2 * b + 1] = im[BATCH * j + b];
                }
        }
    }
}
