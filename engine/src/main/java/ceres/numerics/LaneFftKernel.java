package ceres.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The sums of [FftKernel.Scalar] in vector lanes.
///
/* Why by hand: the compiler does not vectorise the scalar loops, because it cannot prove that x and y are different arrays.
 * Why radix 5 runs in two loops over the same input: one loop with its forty vector values exceeds what the compiler inlines, and
 * then every vector becomes an object; that costs a factor of two in time and gigabytes of garbage, silently. The allocation test of
 * Fft3Test guards this.
 * A run of s floats is always a multiple of 16, so no loop has a tail. */
final class LaneFftKernel implements FftKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > BATCH
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /// Brings the even places of a register to the front, the odd ones to the back, and back again.
    private static final VectorShuffle<Float> APART = VectorShuffle.fromOp(SPECIES,
            i -> i < LANES / 2 ? 2 * i : 2 * (i - LANES / 2) + 1);
    private static final VectorShuffle<Float> TOGETHER = VectorShuffle.fromOp(SPECIES,
            i -> i % 2 == 0 ? i / 2 : LANES / 2 + i / 2);
    private static final VectorShuffle<Float> HALVES_SWAPPED = VectorShuffle.fromOp(SPECIES, i -> (i + LANES / 2) % LANES);
    private static final VectorMask<Float> BACK_HALF = VectorMask.fromLong(SPECIES, ((1L << LANES / 2) - 1) << LANES / 2);

    private static final float SIN_60 = (float) Math.sin(Math.PI / 3);
    private static final float C1 = (float) Math.cos(2 * Math.PI / 5), C2 = (float) Math.cos(4 * Math.PI / 5);
    private static final float S1 = (float) Math.sin(2 * Math.PI / 5), S2 = (float) Math.sin(4 * Math.PI / 5);

    @Override
    public void radix2(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w) {
        for (int p = 0; p < m; p++) {
            float wr = w[2 * p], wi = w[2 * p + 1];
            for (int t = 0; t < s; t += LANES) {
                int a = s * p + t, b = a + s * m, o = 2 * s * p + t;
                var ar = at(xr, a);
                var ai = at(xi, a);
                var br = at(xr, b);
                var bi = at(xi, b);
                ar.add(br).intoArray(yr, o);
                ai.add(bi).intoArray(yi, o);
                var dr = ar.sub(br);
                var di = ai.sub(bi);
                real(dr, di, wr, wi).intoArray(yr, o + s);
                imaginary(dr, di, wr, wi).intoArray(yi, o + s);
            }
        }
    }

    @Override
    public void radix3(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w) {
        for (int p = 0; p < m; p++) {
            float ur = w[4 * p], ui = w[4 * p + 1], vr = w[4 * p + 2], vi = w[4 * p + 3];
            for (int t = 0; t < s; t += LANES) {
                int a = s * p + t, b = a + s * m, c = b + s * m, o = 3 * s * p + t;
                var ar = at(xr, a);
                var ai = at(xi, a);
                var sr = at(xr, b).add(at(xr, c));
                var si = at(xi, b).add(at(xi, c));
                var dr = at(xi, b).sub(at(xi, c)).mul(SIN_60);
                var di = at(xr, c).sub(at(xr, b)).mul(SIN_60);
                ar.add(sr).intoArray(yr, o);
                ai.add(si).intoArray(yi, o);
                var hr = ar.sub(sr.mul(0.5f));
                var hi = ai.sub(si.mul(0.5f));
                var er = hr.add(dr);
                var ei = hi.add(di);
                real(er, ei, ur, ui).intoArray(yr, o + s);
                imaginary(er, ei, ur, ui).intoArray(yi, o + s);
                var fr = hr.sub(dr);
                var fi = hi.sub(di);
                real(fr, fi, vr, vi).intoArray(yr, o + 2 * s);
                imaginary(fr, fi, vr, vi).intoArray(yi, o + 2 * s);
            }
        }
    }

    @Override
    public void radix4(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w) {
        for (int p = 0; p < m; p++) {
            FloatVector ur = all(w[6 * p]), ui = all(w[6 * p + 1]), vr = all(w[6 * p + 2]), vi = all(w[6 * p + 3]),
                    zr = all(w[6 * p + 4]), zi = all(w[6 * p + 5]);
            for (int t = 0; t < s; t += LANES) {
                int a = s * p + t, b = a + s * m, c = b + s * m, d = c + s * m, o = 4 * s * p + t;
                FloatVector ar = at(xr, a), br = at(xr, b), cr = at(xr, c), dr = at(xr, d);
                FloatVector ai = at(xi, a), bi = at(xi, b), ci = at(xi, c), di = at(xi, d);
                FloatVector pr = ar.add(cr), pi = ai.add(ci), qr = br.add(dr), qi = bi.add(di);
                pr.add(qr).intoArray(yr, o);
                pi.add(qi).intoArray(yi, o);
                put(pr.sub(qr), pi.sub(qi), vr, vi, yr, yi, o + 2 * s);
                FloatVector er = ar.sub(cr), ei = ai.sub(ci), fr = bi.sub(di), fi = dr.sub(br);
                put(er.add(fr), ei.add(fi), ur, ui, yr, yi, o + s);
                put(er.sub(fr), ei.sub(fi), zr, zi, yr, yi, o + 3 * s);
            }
        }
    }

    @Override
    public void radix5(float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w) {
        for (int p = 0; p < m; p++) {
            int o = 5 * s * p;
            pair5(xr, xi, yr, yi, s * p, s * m, o + s, o + 4 * s, s, C1, C2, S1, S2, w, 8 * p, 8 * p + 6);
            pair5(xr, xi, yr, yi, s * p, s * m, o + 2 * s, o + 3 * s, s, C2, C1, S2, -S1, w, 8 * p + 2, 8 * p + 4);
            sum5(xr, yr, s * p, s * m, o, s);
            sum5(xi, yi, s * p, s * m, o, s);
        }
    }

    private static void sum5(float[] x, float[] y, int a, int step, int o, int s) {
        for (int t = 0; t < s; t += LANES) {
            int i = a + t;
            at(x, i).add(at(x, i + step).add(at(x, i + 4 * step))).add(at(x, i + 2 * step).add(at(x, i + 3 * step)))
                    .intoArray(y, o + t);
        }
    }

    /// Outputs k and 5 - k of a radix-5 butterfly, which share their sums; c and s are cos and sin of k and 2k fifths of a turn.
    private static void pair5(float[] xr, float[] xi, float[] yr, float[] yi, int a, int step, int o1, int o4, int s, float c1,
            float c2, float s1, float s2, float[] w, int u, int v) {
        FloatVector ur = all(w[u]), ui = all(w[u + 1]), vr = all(w[v]), vi = all(w[v + 1]);
        FloatVector k1 = all(c1), k2 = all(c2), l1 = all(s1), l2 = all(s2);
        for (int t = 0; t < s; t += LANES) {
            int i = a + t, j = i + step, k = j + step, l = k + step, n = l + step;
            FloatVector jr = at(xr, j), kr = at(xr, k), lr = at(xr, l), nr = at(xr, n);
            FloatVector ji = at(xi, j), ki = at(xi, k), li = at(xi, l), ni = at(xi, n);
            var br = kr.add(lr).fma(k2, jr.add(nr).fma(k1, at(xr, i)));
            var bi = ki.add(li).fma(k2, ji.add(ni).fma(k1, at(xi, i)));
            var dr = ki.sub(li).fma(l2, ji.sub(ni).mul(l1));
            var di = lr.sub(kr).fma(l2, nr.sub(jr).mul(l1));
            put(br.add(dr), bi.add(di), ur, ui, yr, yi, o1 + t);
            put(br.sub(dr), bi.sub(di), vr, vi, yr, yi, o4 + t);
        }
    }

    @Override
    public void radixAny(int r, float[] xr, float[] xi, float[] yr, float[] yi, int m, int s, float[] w, float[] root) {
        for (int p = 0; p < m; p++)
            for (int k = 0; k < r; k++) {
                int twiddle = 2 * ((r - 1) * p + k - 1);
                float wr = k == 0 ? 1 : w[twiddle], wi = k == 0 ? 0 : w[twiddle + 1];
                for (int t = 0; t < s; t += LANES)
                    output(r, k, xr, xi, yr, yi, s * p + t, s * m, s * (r * p + k) + t, wr, wi, root);
            }
    }

    private static void output(int r, int k, float[] xr, float[] xi, float[] yr, float[] yi, int a, int step, int o, float wr,
            float wi, float[] root) {
        var re = at(xr, a);
        var im = at(xi, a);
        for (int j = 1, e = k; j < r; j++) {
            float cr = root[2 * e], ci = root[2 * e + 1];
            var ar = at(xr, a + j * step);
            var ai = at(xi, a + j * step);
            re = re.add(ar.mul(cr)).sub(ai.mul(ci));
            im = im.add(ai.mul(cr)).add(ar.mul(ci));
            e += k;
            if (e >= r) e -= r;
        }
        real(re, im, wr, wi).intoArray(yr, o);
        imaginary(re, im, wr, wi).intoArray(yi, o);
    }

    @Override
    public void load(float[] memory, int from, int stride, float[] re, float[] im, int n) {
        for (int j = 0; j < n; j++)
            for (int b = 0; b < BATCH; b += LANES) {
                int i = from + j * stride + 2 * b;
                var one = at(memory, i).rearrange(APART);
                var two = at(memory, i + LANES).rearrange(APART);
                one.blend(two.rearrange(HALVES_SWAPPED), BACK_HALF).intoArray(re, BATCH * j + b);
                one.rearrange(HALVES_SWAPPED).blend(two, BACK_HALF).intoArray(im, BATCH * j + b);
            }
    }

    @Override
    public void store(float[] re, float[] im, float[] memory, int from, int stride, int n) {
        for (int j = 0; j < n; j++)
            for (int b = 0; b < BATCH; b += LANES) {
                int i = from + j * stride + 2 * b;
                var r = at(re, BATCH * j + b);
                var m = at(im, BATCH * j + b);
                r.blend(m.rearrange(HALVES_SWAPPED), BACK_HALF).rearrange(TOGETHER).intoArray(memory, i);
                r.rearrange(HALVES_SWAPPED).blend(m, BACK_HALF).rearrange(TOGETHER).intoArray(memory, i + LANES);
            }
    }

    private static FloatVector at(float[] x, int i) { return FloatVector.fromArray(SPECIES, x, i); }

    private static FloatVector all(float value) { return FloatVector.broadcast(SPECIES, value); }

    /// y(o) = (re + i im)(wr + i wi).
    private static void put(FloatVector re, FloatVector im, FloatVector wr, FloatVector wi, float[] yr, float[] yi, int o) {
        re.mul(wr).sub(im.mul(wi)).intoArray(yr, o);
        re.fma(wi, im.mul(wr)).intoArray(yi, o);
    }

    private static FloatVector real(FloatVector re, FloatVector im, float wr, float wi) { return re.mul(wr).sub(im.mul(wi)); }

    private static FloatVector imaginary(FloatVector re, FloatVector im, float wr, float wi) {
        return im.mul(wr).add(re.mul(wi));
    }
}
