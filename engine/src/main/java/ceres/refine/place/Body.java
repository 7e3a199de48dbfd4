package ceres.refine.place;

/// Points that move together.
///
/// @param xyz 3n coordinates, A; not changed
/// @param weight n weights in the mean density, not negative: atomic numbers, 0 for hydrogens
public record Body(double[] xyz, double[] weight) {
    public Body {
        if (xyz.length != 3 * weight.length)
            throw new IllegalArgumentException("%d coordinates for %d weights".formatted(xyz.length, weight.length));
        if (!(sum(weight) > 0)) throw new IllegalArgumentException("a body needs an atom of positive weight");
    }

    public int size() { return weight.length; }

    public double totalWeight() { return sum(weight); }

    /// Weighted mean of the coordinates, A.
    public double[] centroid() {
        var c = new double[3];
        for (int i = 0; i < weight.length; i++) for (int d = 0; d < 3; d++) c[d] += weight[i] * xyz[3 * i + d];
        double total = totalWeight();
        for (int d = 0; d < 3; d++) c[d] /= total;
        return c;
    }

    /// Weighted root mean square distance from the centroid, A; at least 1.
    public double radiusOfGyration() {
        double[] c = centroid();
        double sum = 0;
        for (int i = 0; i < weight.length; i++)
            for (int d = 0; d < 3; d++) sum += weight[i] * (xyz[3 * i + d] - c[d]) * (xyz[3 * i + d] - c[d]);
        return Math.max(1, Math.sqrt(sum / totalWeight()));
    }

    /// At most about `most` atoms, every k-th one, those without weight left out: enough to find a place by.
    public Body thinned(int most) {
        int heavy = 0;
        for (double w : weight) if (w > 0) heavy++;
        int step = Math.max(1, (heavy + most - 1) / most), kept = (heavy + step - 1) / step;
        var r = new double[3 * kept];
        var w = new double[kept];
        for (int i = 0, seen = 0, at = 0; i < weight.length; i++) {
            if (weight[i] <= 0 || seen++ % step != 0) continue;
            System.arraycopy(xyz, 3 * i, r, 3 * at, 3);
            w[at++] = weight[i];
        }
        return new Body(r, w);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) sum += v;
        return sum;
    }
}
