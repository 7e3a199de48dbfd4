package ceres.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Radial functions on a grid: f(v) = v^2 (c0 + c1 v + ... + c4 v^4) inside a ball, v = 1 - r^2/R^2, and 0 outside.
///
/// f and its slope vanish on the surface, so sums of such functions are smooth functions of where the balls stand. A function is spread
/// with [#add], and a map on the grid brought back to its centre with [#force] and [#value], which use the same numbers.
///
/// Rows of a grid must be followed by [#PADDING] floats that nobody reads: lanes may reach beyond the last voxel.
public sealed interface BallKernel {
    /// Coefficients of a function.
    int TERMS = 5;

    int PADDING = 16;

    /// Adds f to the grid, in the planes [from, to).
    void add(Ball ball, float[] grid, float[] c, int at, int from, int to);

    /// Sum over voxels of g(voxel) f'(v) (x, y, z), with x, y, z the vector from the centre in units of R, to `out[0..2]`.
    void force(Ball ball, float[] g, float[] c, int at, double[] out);

    /// Sum over voxels of g(voxel) v (d0 + d1 v + ... + d5 v^5): what a slope of f by anything but place is made of.
    double value(Ball ball, float[] g, float[] d, int at);

    /// The best kernel that this machine and this command line offer.
    static BallKernel best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? new Lanes() : new Scalar();
    }

    /// Where a ball meets the rows of a grid; a desk that is set again for every ball.
    final class Ball {
        private final int nx, ny, nz, row;
        private final double x0, y0, z0, perX, perY, perZ;
        private final float[] lanes = new float[PADDING];
        int lowX, countX, lowY, highY, lowZ, highZ;
        float startX, stepX;
        /// by row and plane from the lowest, in units of R; and their squares
        float[] y = new float[0], y2 = new float[0], z = new float[0], z2 = new float[0];

        /// @param shape nx, ny, nz
        /// @param row floats from a row to the next: at least nx + [#PADDING]
        /// @param origin A
        /// @param spacing A
        public Ball(int[] shape, int row, double[] origin, double[] spacing) {
            this.nx = shape[0];
            this.ny = shape[1];
            this.nz = shape[2];
            this.row = row;
            this.x0 = origin[0];
            this.y0 = origin[1];
            this.z0 = origin[2];
            this.perX = 1 / spacing[0];
            this.perY = 1 / spacing[1];
            this.perZ = 1 / spacing[2];
        }

        /// Sets the ball; parts of it beyond the grid are cut off. Places beyond reach give an empty one.
        public void set(double x, double y, double z, double radius) {
            double cx = (x - x0) * perX, cy = (y - y0) * perY, cz = (z - z0) * perZ;
            double rx = radius * perX, ry = radius * perY, rz = radius * perZ;
            lowX = (int) Math.max(0, Math.ceil(cx - rx));
            countX = (int) Math.min(nx - 1, Math.floor(cx + rx)) - lowX + 1;
            lowZ = (int) Math.max(0, Math.ceil(cz - rz));
            highZ = (int) Math.min(nz - 1, Math.floor(cz + rz));
            lowY = (int) Math.max(0, Math.ceil(cy - ry));
            highY = (int) Math.min(ny - 1, Math.floor(cy + ry));
            if (countX <= 0 || highY < lowY || highZ < lowZ) {
                highZ = lowZ - 1;
                return;
            }
            double unit = 1 / rx;
            startX = (float) ((lowX - cx) * unit);
            stepX = (float) unit;
            room(highY - lowY + 1, highZ - lowZ + 1);
            offsets(lowY, highY, cy, 1 / ry, this.y, y2);
            offsets(lowZ, highZ, cz, 1 / rz, this.z, z2);
        }

        private static void offsets(int low, int high, double centre, double unit, float[] t, float[] t2) {
            for (int j = 0; j <= high - low; j++) {
                float at = (float) ((low + j - centre) * unit);
                t[j] = at;
                t2[j] = at * at;
            }
        }

        private void room(int rows, int planes) {
            if (y.length < rows) {
                y = new float[2 * rows];
                y2 = new float[2 * rows];
            }
            if (z.length < planes) {
                z = new float[2 * planes];
                z2 = new float[2 * planes];
            }
        }

        int start(int j, int k) { return (k * ny + j) * row + lowX; }
    }

    /// The definition.
    record Scalar() implements BallKernel {
        @Override
        public void add(Ball b, float[] grid, float[] c, int at, int from, int to) {
            for (int k = Math.max(from, b.lowZ); k <= Math.min(to - 1, b.highZ); k++)
                for (int j = b.lowY; j <= b.highY; j++) {
                    float rest = 1 - b.z2[k - b.lowZ] - b.y2[j - b.lowY];
                    int start = b.start(j, k);
                    for (int i = 0; i < b.countX; i++) {
                        float x = b.startX + i * b.stepX, v = Math.max(0, rest - x * x);
                        grid[start + i] += v * v * polynomial(v, c, at);
                    }
                }
        }

        private static float polynomial(float v, float[] c, int at) {
            return c[at] + v * (c[at + 1] + v * (c[at + 2] + v * (c[at + 3] + v * c[at + 4])));
        }

        @Override
        public void force(Ball b, float[] g, float[] c, int at, double[] out) {
            double fx = 0, fy = 0, fz = 0;
            for (int k = b.lowZ; k <= b.highZ; k++)
                for (int j = b.lowY; j <= b.highY; j++) {
                    float rest = 1 - b.z2[k - b.lowZ] - b.y2[j - b.lowY];
                    int start = b.start(j, k);
                    for (int i = 0; i < b.countX; i++) {
                        float x = b.startX + i * b.stepX, v = Math.max(0, rest - x * x);
                        float slope = v * (2 * c[at]
                                + v * (3 * c[at + 1] + v * (4 * c[at + 2] + v * (5 * c[at + 3] + v * 6 * c[at + 4]))));
                        float t = slope * g[start + i];
                        fx += t * x;
                        fy += t * b.y[j - b.lowY];
                        fz += t * b.z[k - b.lowZ];
                    }
                }
            out[0] = fx;
            out[1] = fy;
            out[2] = fz;
        }

        @Override
        public double value(Ball b, float[] g, float[] d, int at) {
            double sum = 0;
            for (int k = b.lowZ; k <= b.highZ; k++)
                for (int j = b.lowY; j <= b.highY; j++) {
                    float rest = 1 - b.z2[k - b.lowZ] - b.y2[j - b.lowY];
                    int start = b.start(j, k);
                    for (int i = 0; i < b.countX; i++) {
                        float x = b.startX + i * b.stepX, v = Math.max(0, rest - x * x);
                        sum += v * (d[at] + v * polynomial(v, d, at + 1)) * g[start + i];
                    }
                }
            return sum;
        }
    }

    /// The same in vector lanes, a row (mostly one vector) at a time.
    record Lanes() implements BallKernel {
        private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > 8
                ? FloatVector.SPECIES_256
                : FloatVector.SPECIES_PREFERRED;
        private static final int LENGTH = SPECIES.length();
        private static final FloatVector LANE = FloatVector.zero(SPECIES).addIndex(1);

        private static FloatVector all(float value) { return FloatVector.broadcast(SPECIES, value); }

        /// The vector where it is positive, else 0. As integers, floats sort by their sign first, and the largest of two integers is one
        /// instruction, where that of floats, which minds -0 and NaN, is half a dozen: a quarter of the time of the whole correlation.
        private static FloatVector positive(FloatVector v) { return v.reinterpretAsInts().max(0).reinterpretAsFloats(); }

        /// The lanes of a vector in their order: a reduction leaves the order open, and compiled code adds differently from interpreted code.
        private static double added(FloatVector v, float[] lanes) {
            v.intoArray(lanes, 0);
            double sum = 0;
            for (int l = 0; l < LENGTH; l++) sum += lanes[l];
            return sum;
        }

        /// Made anew each time: a sum that starts from a constant would be kept as an object.
        private static FloatVector zero() { return FloatVector.zero(SPECIES); }

        private static FloatVector x(Ball b, int from) { return LANE.add(from).fma(all(b.stepX), all(b.startX)); }

        @Override
        public void add(Ball b, float[] grid, float[] c, int at, int from, int to) {
            FloatVector c0 = all(c[at]), c1 = all(c[at + 1]), c2 = all(c[at + 2]), c3 = all(c[at + 3]), c4 = all(c[at + 4]);
            int low = Math.max(from, b.lowZ), high = Math.min(to - 1, b.highZ), rows = b.highY - b.lowY + 1;
            for (int i = 0; i < b.countX; i += LENGTH) {
                FloatVector x = x(b, i), xx = x.mul(x);
                for (int k = low; k <= high; k++) {
                    float left = 1 - b.z2[k - b.lowZ];
                    int start = b.start(b.lowY, k) + i;
                    for (int j = 0; j < rows; j++, start += b.row) {
                        FloatVector v = positive(all(left - b.y2[j]).sub(xx));
                        FloatVector p = v.fma(c4, c3).fma(v, c2).fma(v, c1).fma(v, c0);
                        p.fma(v.mul(v), FloatVector.fromArray(SPECIES, grid, start)).intoArray(grid, start);
                    }
                }
            }
        }

        @Override
        public void force(Ball b, float[] g, float[] c, int at, double[] out) {
            FloatVector c0 = all(2 * c[at]), c1 = all(3 * c[at + 1]), c2 = all(4 * c[at + 2]), c3 = all(5 * c[at + 3]),
                    c4 = all(6 * c[at + 4]);
            double fx = 0, fy = 0, fz = 0;
            int rows = b.highY - b.lowY + 1;
            for (int i = 0; i < b.countX; i += LENGTH) {
                FloatVector x = x(b, i), xx = x.mul(x), sx = zero(), sy = zero(), sz = zero();
                for (int k = b.lowZ; k <= b.highZ; k++) {
                    float left = 1 - b.z2[k - b.lowZ];
                    int start = b.start(b.lowY, k) + i;
                    FloatVector plane = zero();
                    for (int j = 0; j < rows; j++, start += b.row) {
                        FloatVector v = positive(all(left - b.y2[j]).sub(xx));
                        FloatVector p = v.fma(c4, c3).fma(v, c2).fma(v, c1).fma(v, c0);
                        FloatVector t = p.mul(v.mul(FloatVector.fromArray(SPECIES, g, start)));
                        plane = plane.add(t);
                        sy = t.fma(all(b.y[j]), sy);
                    }
                    sz = plane.fma(all(b.z[k - b.lowZ]), sz);
                    sx = plane.fma(x, sx);
                }
                fx += added(sx, b.lanes);
                fy += added(sy, b.lanes);
                fz += added(sz, b.lanes);
            }
            out[0] = fx;
            out[1] = fy;
            out[2] = fz;
        }

        @Override
        public double value(Ball b, float[] g, float[] d, int at) {
            FloatVector d0 = all(d[at]), d1 = all(d[at + 1]), d2 = all(d[at + 2]), d3 = all(d[at + 3]), d4 = all(d[at + 4]),
                    d5 = all(d[at + 5]);
            double sum = 0;
            int rows = b.highY - b.lowY + 1;
            for (int i = 0; i < b.countX; i += LENGTH) {
                FloatVector x = x(b, i), xx = x.mul(x), s = zero();
                for (int k = b.lowZ; k <= b.highZ; k++) {
                    float left = 1 - b.z2[k - b.lowZ];
                    int start = b.start(b.lowY, k) + i;
                    for (int j = 0; j < rows; j++, start += b.row) {
                        FloatVector v = positive(all(left - b.y2[j]).sub(xx));
                        FloatVector p = v.fma(d5, d4).fma(v, d3).fma(v, d2).fma(v, d1).fma(v, d0);
                        s = p.fma(v.mul(FloatVector.fromArray(SPECIES, g, start)), s);
                    }
                }
                sum += added(s, b.lanes);
            }
            return sum;
        }
    }
}
