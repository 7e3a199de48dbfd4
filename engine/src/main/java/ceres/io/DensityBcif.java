package ceres.io;

import ceres.io.cif.BinaryCif;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.MapStatistics;
import java.util.List;

/// A map as the DensityServer (VolumeServer of Mol*) would answer with it: block SERVER says that there is a result, block EM holds the
/// grid in fractional coordinates of its cell and the values.
///
/// The box is its own cell here, so it spans 1 x 1 x 1; its origin is the offset of voxel (0,0,0) in cell edges. Values are stored in 255
/// steps, a byte each; where a few voxels stretch the range so far that less than a quarter of the steps were left for nearly all others,
/// in 65535 steps, two bytes each.
///
/// Source: the schema density_server of Mol* (Sehnal2021); read as `dscif`.
final class DensityBcif {
    private static final double FEW = 0.001;

    private DensityBcif() {}

    static byte[] encode(DensityMap map) {
        Grid g = map.grid();
        MapStatistics s = MapWriter.statistics(map);
        boolean twoBytes = isStretched(s);
        double[] origin = fractionalOrigin(g);
        var info = List.of(BinaryCif.column("name", "EM"), BinaryCif.column("axis_order[0]", 0),
                BinaryCif.column("axis_order[1]", 1),
                BinaryCif.column("axis_order[2]", 2), BinaryCif.column("origin[0]", origin[0]),
                BinaryCif.column("origin[1]", origin[1]),
                BinaryCif.column("origin[2]", origin[2]), BinaryCif.column("dimensions[0]", 1.0),
                BinaryCif.column("dimensions[1]", 1.0),
                BinaryCif.column("dimensions[2]", 1.0), BinaryCif.column("sample_rate", 1),
                BinaryCif.column("sample_count[0]", g.nx()),
                BinaryCif.column("sample_count[1]", g.ny()), BinaryCif.column("sample_count[2]", g.nz()),
                BinaryCif.column("spacegroup_number", 1), BinaryCif.column("spacegroup_cell_size[0]", g.cell().a()),
                BinaryCif.column("spacegroup_cell_size[1]", g.cell().b()),
                BinaryCif.column("spacegroup_cell_size[2]", g.cell().c()),
                BinaryCif.column("spacegroup_cell_angles[0]", g.cell().alphaDeg()),
                BinaryCif.column("spacegroup_cell_angles[1]", g.cell().betaDeg()),
                BinaryCif.column("spacegroup_cell_angles[2]", g.cell().gammaDeg()), BinaryCif.column("mean_source", s.mean()),
                BinaryCif.column("mean_sampled", s.mean()), BinaryCif.column("sigma_source", s.sd()),
                BinaryCif.column("sigma_sampled", s.sd()), BinaryCif.column("min_source", s.min()),
                BinaryCif.column("min_sampled", s.min()),
                BinaryCif.column("max_source", s.max()), BinaryCif.column("max_sampled", s.max()));
        var server = List.of(BinaryCif.column("server_version", "ceres"), BinaryCif.column("is_empty", "no"),
                BinaryCif.column("has_error", "no"), BinaryCif.column("query_source_id", "em/ceres"),
                BinaryCif.column("query_type", "box"), BinaryCif.column("query_box_type", "cell"));
        var values = BinaryCif.quantised("values", map.values(), s.min(), s.max(), twoBytes);
        return BinaryCif.encode("CERES",
                List.of(BinaryCif.block("SERVER", List.of(BinaryCif.category("density_server_result", 1, server))),
                        BinaryCif.block("EM", List.of(BinaryCif.category("volume_data_3d_info", 1, info),
                                BinaryCif.category("volume_data_3d", map.values().length, List.of(values))))));
    }

    /// True if all but a thousandth of the voxels at either end lie within a quarter of the range.
    private static boolean isStretched(MapStatistics s) {
        long all = 0, below = 0;
        int first = -1, last = 0;
        for (int count : s.histogram()) all += count;
        for (int bin = 0; bin < s.histogram().length; bin++) {
            below += s.histogram()[bin];
            if (first < 0 && below > FEW * all) first = bin;
            last = bin;
            if (below >= (1 - FEW) * all) break;
        }
        return 4 * (last - first + 1) < s.histogram().length;
    }

    private static double[] fractionalOrigin(Grid g) {
        double[] o = g.cell().orthogonalisation();
        double fz = g.originZ() / o[8], fy = (g.originY() - o[5] * fz) / o[4];
        return new double[]{(g.originX() - o[1] * fy - o[2] * fz) / o[0], fy, fz};
    }
}
