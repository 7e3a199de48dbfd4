package ceres.density;

import ceres.numerics.Parallel;

/// Order statistics of large arrays without sorting or copying them.
final class Rank {
    private static final int PIECES = 8;

    private Rank() {}

    /// The value of rank n counted from the highest, which has rank 0; the lowest value if there are not so many.
    static float value(float[] values, int n, Parallel team) {
        int rank = Math.min(n, values.length - 1);
        int[] coarse = histogram(values, team, key -> key >>> 16);
        int high = coarse.length - 1;
        for (; rank >= coarse[high]; high--) rank -= coarse[high];
        int upper = high;
        int[] fine = histogram(values, team, key -> key >>> 16 == upper ? key & 0xffff : -1);
        int low = fine.length - 1;
        for (; rank >= fine[low]; low--) rank -= fine[low];
        return fromKey(upper << 16 | low);
    }

    private interface Bin {
        int of(int key);
    }

    private static int[] histogram(float[] values, Parallel team, Bin bin) {
        int size = Math.max(1, (values.length + PIECES - 1) / PIECES);
        var partial = new int[Parallel.pieces(values.length, size)][1 << 16];
        team.each(values.length, size, (piece, from, to) -> {
            int[] counts = partial[piece];
            for (int i = from; i < to; i++) {
                int b = bin.of(key(values[i]));
                if (b >= 0) counts[b]++;
            }
        });
        var sum = new int[1 << 16];
        for (var p : partial) for (int b = 0; b < sum.length; b++) sum[b] += p[b];
        return sum;
    }

    /// Maps floats to unsigned integers in the same order.
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits < 0 ? ~bits : bits | 0x80000000;
    }

    private static float fromKey(int key) { return Float.intBitsToFloat(key < 0 ? key & 0x7fffffff : ~key); }
}
