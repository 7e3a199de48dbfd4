package ceres.io;

import ceres.map.MapStatistics;
import ceres.numerics.Parallel;
import java.util.List;

/// What a map file holds.
///
/// @param mode MRC mode
/// @param axisOrder order of the file's axes: `XYZ`, `ZYX`
/// @param voxels nx, ny, nz
/// @param box edges of the box, A
/// @param anglesDeg of the box
/// @param spacing voxel edges, A
/// @param origin position of voxel (0,0,0), A
/// @param placement what placed it: `ZERO`, `NSTART`, `ORIGIN`
/// @param cellIntervals MX, MY, MZ
/// @param spaceGroup as stated
/// @param statistics over all voxels, with the value that most of them share
/// @param labels of the file
/// @param warnings of the reader
public record MapSummary(int mode, String axisOrder, int[] voxels, double[] box, double[] anglesDeg, double[] spacing,
        double[] origin,
        String placement, int[] cellIntervals, int spaceGroup, MapStatistics statistics, List<String> labels,
        List<String> warnings) {

    /// The summary of a file.
    public static MapSummary of(MapFile file) {
        var g = file.map().grid();
        var h = file.header();
        try (var team = Parallel.single()) {
            return new MapSummary(h.mode(), h.axisOrder(), new int[]{g.nx(), g.ny(), g.nz()},
                    new double[]{g.cell().a(), g.cell().b(), g.cell().c()},
                    new double[]{g.cell().alphaDeg(), g.cell().betaDeg(), g.cell().gammaDeg()},
                    new double[]{g.dx(), g.dy(), g.dz()},
                    new double[]{g.originX(), g.originY(), g.originZ()}, h.placement().name(), h.intervals().clone(),
                    h.spaceGroup(),
                    MapStatistics.of(file.map(), team), h.labels(), file.warnings());
        }
    }
}
