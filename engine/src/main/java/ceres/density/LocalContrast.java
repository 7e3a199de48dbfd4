package ceres.density;

import ceres.map.DensityMap;

/// How much a map differs from its surroundings at a point: its value less the mean of six points a voxel and a half away. That is the
/// detail over a few voxels, in which noise outweighs the molecule; smooth density gives nothing.
final class LocalContrast {
    private static final double STEP = 1.5;

    private final SincMap map;
    private final double step;

    LocalContrast(DensityMap map) {
        step = STEP * map.grid().requireOrthogonal("the symmetry of a map").coarsestSpacing();
        this.map = new SincMap(map);
    }

    /// At a point, with the six neighbours along the columns of a rotation; NaN where one of them lies too near the edge of the box.
    ///
    /// @param rotation row-major 3 x 3
    double at(double x, double y, double z, double[] rotation) {
        double around = 0;
        for (int axis = 0; axis < 3; axis++) {
            double dx = step * rotation[axis], dy = step * rotation[3 + axis], dz = step * rotation[6 + axis];
            around += map.at(x + dx, y + dy, z + dz) + map.at(x - dx, y - dy, z - dz);
        }
        return map.at(x, y, z) - around / 6;
    }
}
