package ceres.validate.fit;

import ceres.density.Trilinear;
import ceres.map.DensityMap;
import ceres.map.MapStatistics;
import ceres.model.Structure;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Which part of the atoms lies inside a contour of the map. Heavy atoms without water; an atom outside the map counts as one in its
/// lowest density.
///
/// Source: the EMDB validation analysis.
final class AtomInclusion {
    private final Structure s;
    private final AtomSets sets;
    private final double[] value;
    private final int outside;

    AtomInclusion(Structure structure, AtomSets sets, DensityMap map, MapStatistics statistics) {
        this.s = structure;
        this.sets = sets;
        this.value = new double[s.atomCount()];
        var at = new Trilinear(map);
        int beyond = 0;
        for (int a = 0; a < value.length; a++) {
            boolean covered = at.covers(s.x(a), s.y(a), s.z(a));
            value[a] = covered ? at.at(s.x(a), s.y(a), s.z(a)) : statistics.min();
            if (!covered) beyond++;
        }
        outside = beyond;
    }

    /// Atoms outside the box.
    int outside() { return outside; }

    /// The map at an atom.
    double value(int atom) { return value[atom]; }

    private boolean counts(int atom) { return sets.isHeavy(atom) && !sets.isWater(atom); }

    /// 1 above the level, 0 below, -1 for atoms that do not count.
    byte[] included(OptionalDouble level) {
        var included = new byte[value.length];
        for (int a = 0; a < included.length; a++)
            included[a] = level.isEmpty() || !counts(a) ? (byte) -1 : value[a] > level.getAsDouble() ? (byte) 1 : 0;
        return included;
    }

    /// Part of the atoms above the level, 0 to 1; empty without atoms that count.
    OptionalDouble fraction(double level, boolean backboneOnly) {
        double[] sorted = sorted(backboneOnly);
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(above(sorted, level));
    }

    /// Inclusion at 129 levels from the lowest to the highest value of the map; the level below the contour is moved onto it.
    Curve curve(MapStatistics statistics, OptionalDouble contour, boolean backboneOnly) {
        double[] sorted = sorted(backboneOnly);
        int n = sorted.length == 0 ? 0 : MapStatistics.BINS;
        double[] x = new double[n], y = new double[n];
        for (int i = 0; i < n; i++) x[i] = statistics.min() + i * (statistics.max() - statistics.min()) / (n - 1);
        if (n > 0 && contour.isPresent()) {
            int below = Arrays.binarySearch(x, contour.getAsDouble());
            below = below >= 0 ? below : -below - 2;
            if (below >= 0 && below < n - 1) x[below] = contour.getAsDouble();
        }
        for (int i = 0; i < n; i++) y[i] = above(sorted, x[i]);
        String id = backboneOnly ? "atom_inclusion_backbone" : "atom_inclusion";
        return new Curve(id, backboneOnly ? "backbone" : "all atoms", "contour level", "fraction inside", false, x, y);
    }

    private double[] sorted(boolean backboneOnly) {
        double[] kept = Arrays.stream(sets.atoms(a -> counts(a) && (!backboneOnly || sets.isBackbone(a))))
                .mapToDouble(a -> value[a])
                .toArray();
        Arrays.sort(kept);
        return kept;
    }

    private static double above(double[] sorted, double level) {
        int low = 0, high = sorted.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted[middle] > level) high = middle;
            else
                low = middle + 1;
        }
        return (sorted.length - low) / (double) sorted.length;
    }
}
