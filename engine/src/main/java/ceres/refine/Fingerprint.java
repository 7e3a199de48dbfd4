package ceres.refine;

import ceres.map.DensityMap;
import java.util.Arrays;

/// A number that differs for different problems.
final class Fingerprint {
    private Fingerprint() {}

    static long of(RefinementProblem p) {
        var s = p.interpretation().structure();
        long h = mix(1, Arrays.hashCode(s.atoms().xyz()));
        h = mix(h, Arrays.hashCode(s.atoms().b()));
        h = mix(h, Arrays.hashCode(s.atoms().name()));
        h = mix(h, of(p.map()));
        if (p.halfMaps().isPresent()) h = mix(h, of(p.halfMaps().get().first()));
        h = mix(h, Double.hashCode(p.resolution()));
        return mix(h, p.parameters().asMap().toString().hashCode());
    }

    private static long of(DensityMap map) { return mix(map.grid().hashCode(), Arrays.hashCode(map.values())); }

    private static long mix(long h, long v) { return (h ^ v) * 0x9E3779B97F4A7C15L + Long.rotateLeft(h, 23); }
}
