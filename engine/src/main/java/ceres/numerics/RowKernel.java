package ceres.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// One row of a sum of five separable functions: out(at + k) += c0 g0(k) + ... + c4 g4(k), the inner loop of atoms spread on a grid.
public sealed interface RowKernel {
    /// Functions in the sum.
    int TERMS = 5;

    /// Floats that must follow the last value of each table, so that lanes may read beyond it.
    int PADDING = 16;

    /// @param n values to add, k in [0,n)
    /// @param g five tables, table i from `from + i*stride`
    /// @param c five factors
    void add(float[] out, int at, int n, float[] g, int from, int stride, float[] c);

    /// The best kernel that this machine and this command line offer.
    static RowKernel best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? new Lanes() : new Scalar();
    }

    /// The definition.
    record Scalar() implements RowKernel {
        @Override
        public void add(float[] out, int at, int n, float[] g, int from, int stride, float[] c) {
            for (int k = 0; k < n; k++) {
                float sum = 0;
                for (int i = 0; i < TERMS; i++) sum += c[i] * g[from + i * stride + k];
                out[at + k] += sum;
            }
        }
    }

    /// The same in vector lanes.
    record Lanes() implements RowKernel {
        private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > PADDING
                ? FloatVector.SPECIES_512
                : FloatVector.SPECIES_PREFERRED;

        @Override
        public void add(float[] out, int at, int n, float[] g, int from, int stride, float[] c) {
            for (int k = 0; k < n; k += SPECIES.length()) {
                int i = from + k;
                var sum = FloatVector.fromArray(SPECIES, g, i).mul(c[0]);
                sum = FloatVector.fromArray(SPECIES, g, i + stride).fma(all(c[1]), sum);
                sum = FloatVector.fromArray(SPECIES, g, i + 2 * stride).fma(all(c[2]), sum);
                sum = FloatVector.fromArray(SPECIES, g, i + 3 * stride).fma(all(c[3]), sum);
                sum = FloatVector.fromArray(SPECIES, g, i + 4 * stride).fma(all(c[4]), sum);
                var inside = SPECIES.indexInRange(k, n);
                FloatVector.fromArray(SPECIES, out, at + k, inside).add(sum).intoArray(out, at + k, inside);
            }
        }

        private static FloatVector all(float value) { return FloatVector.broadcast(SPECIES, value); }
    }
}
