package ceres.pipeline.curate;

import ceres.density.MapPairFsc;
import ceres.fault.ReasonCode;
import ceres.io.EmdbHeader;
import ceres.io.MapFile;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What the map and its half-maps alone give away.
final class MapChecks {
    /// A header and a map that differ more in voxel size do not belong together (validation 23).
    private static final double SPACING_TOLERANCE = 1e-3;
    /// Half-maps of one reconstruction share its envelope at least; what correlates no better than this is something else.
    private static final double UNRELATED = 0.01;
    /// Below this it is asked more closely whether half-maps belong to their map.
    private static final double RESEMBLING = 0.6;
    /// Shells of a map and of the mean of its half-maps correlate better than this, those of different molecules do not.
    private static final double SAME_MOLECULE = 0.3;
    private static final int FEWEST_VOXELS = 8;

    private MapChecks() {}

    static void check(MapFile map, Optional<EmdbHeader> header, Findings findings) {
        Grid g = map.map().grid();
        if (isConstant(map.map().values()))
            findings.error(ReasonCode.UNREADABLE_MAP,
                    "%s: every voxel has the value %s.".formatted(map.path(), map.map().values()[0]),
                    "give the reconstruction, not an empty map");
        if (!g.isOrthogonal())
            findings.error(ReasonCode.UNREADABLE_MAP,
                    "%s: the cell has the angles %.2f, %.2f, %.2f; the method needs an orthogonal box.".formatted(map.path(),
                            g.cell().alphaDeg(),
                            g.cell().betaDeg(), g.cell().gammaDeg()),
                    "resample the map on an orthogonal grid; a crystal is a case for crystallographic refinement");
        if (Math.min(g.nx(), Math.min(g.ny(), g.nz())) < FEWEST_VOXELS)
            findings.error(ReasonCode.UNREADABLE_MAP,
                    "%s: %d x %d x %d voxels are no volume to refine in.".formatted(map.path(), g.nx(), g.ny(), g.nz()),
                    "give the whole map, or a larger box of it");
        header.ifPresent(h -> spacing(g, h, findings));
    }

    private static boolean isConstant(float[] values) {
        for (float v : values) if (v != values[0]) return false;
        return true;
    }

    private static void spacing(Grid g, EmdbHeader h, Findings findings) {
        if (h.pixelSpacing().size() != 3) return;
        double[] found = {g.dx(), g.dy(), g.dz()};
        for (int i = 0; i < 3; i++) {
            double stated = h.pixelSpacing().get(i);
            if (Math.abs(found[i] / stated - 1) > SPACING_TOLERANCE) {
                findings.warning(ReasonCode.BOX_MISMATCH,
                        "The header of %s states voxels of %.4f x %.4f x %.4f A, the map has %.4f x %.4f x %.4f A."
                                .formatted(h.id(), h.pixelSpacing().get(0), h.pixelSpacing().get(1), h.pixelSpacing().get(2),
                                        found[0], found[1], found[2]));
                return;
            }
        }
    }

    /// A grid holds nothing finer than two voxels.
    static void gridHolds(MapFile map, OptionalDouble resolution, Findings findings) {
        double finest = 2 * map.map().grid().coarsestSpacing();
        if (resolution.isPresent() && resolution.getAsDouble() < finest * (1 - 1e-3))
            findings.warning(ReasonCode.MAP_RESOLUTION_DOUBTFUL,
                    "The voxels of %.3f A hold nothing finer than %.2f A, the stated resolution is %s A.".formatted(finest / 2,
                            finest,
                            ResolutionConsensus.plain(resolution.getAsDouble())),
                    "give the map on its original grid, or state the resolution that it holds");
    }

    /// The half-maps that can be used: both or none.
    static List<MapFile> usable(MapFile map, List<MapFile> halves, Findings findings) {
        if (halves.isEmpty()) return halves;
        for (var half : halves)
            if (!half.map().grid().sameAs(map.map().grid())) {
                findings.warning(ReasonCode.HALFMAP_GRID_MISMATCH, "%s has %s, the map %s; the half-maps are not used.".formatted(
                        half.path().getFileName(), describe(half.map().grid()), describe(map.map().grid())));
                return List.of();
            }
        float[] first = halves.get(0).map().values(), second = halves.get(1).map().values();
        if (Arrays.equals(first, second)) return drop("The half-maps are identical, so they say nothing about noise", findings);
        if (Arrays.equals(first, map.map().values()) || Arrays.equals(second, map.map().values()))
            return drop("A half-map is identical with the map", findings);
        double together = correlation(first, second), withMap = correlation(mean(first, second), map.map().values());
        if (!(together > UNRELATED))
            return drop("The half-maps do not resemble each other (correlation %.3f)".formatted(together), findings);
        if (!(withMap > UNRELATED))
            return drop("The half-maps do not resemble the map (correlation of their mean %.3f)".formatted(withMap), findings);
        if (withMap < RESEMBLING) {
            double byShell = byShell(new DensityMap(map.map().grid(), mean(first, second)), map.map());
            if (byShell < SAME_MOLECULE)
                return drop(
                        "The half-maps are those of another map (correlation of their mean with the map %.3f, median of its shells %.2f)"
                                .formatted(withMap, byShell),
                        findings);
        }
        return halves;
    }

    /// The median shell correlation of two maps between 30 and 10 A: sharpening and filters do not change it, and it is near 1 for a map and
    /// its half-maps whatever was done to them but a mask; 1 where the box is too small to tell.
    private static double byShell(DensityMap one, DensityMap other) {
        if (!one.grid().isOrthogonal()) return 1;
        try (var team = Parallel.of(Runtime.getRuntime().availableProcessors())) {
            var curve = MapPairFsc.of(one, other, Optional.empty(), team);
            double[] shells = IntStream.range(0, curve.s().length).filter(i -> curve.s()[i] > 1.0 / 30 && curve.s()[i] < 1.0 / 10)
                    .mapToDouble(i -> curve.fsc()[i]).sorted().toArray();
            return shells.length == 0 ? 1 : shells[shells.length / 2];
        }
    }

    private static float[] mean(float[] p, float[] q) {
        var mean = new float[p.length];
        for (int i = 0; i < mean.length; i++) mean[i] = 0.5f * (p[i] + q[i]);
        return mean;
    }

    /// Pearson's r over all voxels; 0 where one of the maps is constant.
    private static double correlation(float[] p, float[] q) {
        double n = p.length, sp = 0, sq = 0, spp = 0, sqq = 0, spq = 0;
        for (int i = 0; i < p.length; i++) {
            sp += p[i];
            sq += q[i];
        }
        for (int i = 0; i < p.length; i++) {
            double dp = p[i] - sp / n, dq = q[i] - sq / n;
            spp += dp * dp;
            sqq += dq * dq;
            spq += dp * dq;
        }
        return spp > 0 && sqq > 0 ? spq / Math.sqrt(spp * sqq) : 0;
    }

    private static List<MapFile> drop(String why, Findings findings) {
        findings.warning(ReasonCode.MAP_RESOLUTION_DOUBTFUL, why + "; they are not used.", "give the two independent half-maps");
        return List.of();
    }

    private static String describe(Grid g) {
        return "%d x %d x %d voxels of %.3f A at (%.2f, %.2f, %.2f)".formatted(g.nx(), g.ny(), g.nz(), g.dx(), g.originX(),
                g.originY(), g.originZ());
    }
}
