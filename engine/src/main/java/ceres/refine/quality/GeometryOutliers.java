package ceres.refine.quality;

import ceres.numerics.Geometry;
import ceres.restraint.Restraints;
import java.util.ArrayList;
import java.util.List;

/// Bonds, angles and chiral volumes of covalent geometry that are far from their ideals, in standard deviations of their restraints. For the log and for what
/// a refinement does about it, never published.
public final class GeometryOutliers {
    /// Beyond this many standard deviations.
    public static final double SIGMAS = 4;

    public enum Kind {
        BOND,
        ANGLE,
        CHIRALITY
    }

    /// @param atoms whose geometry it is
    /// @param z deviation in standard deviations of the restraint, with its sign
    public record Outlier(Kind kind, int[] atoms, double z) {}

    private GeometryOutliers() {}

    /// Those of these coordinates beyond [#SIGMAS].
    public static List<Outlier> of(double[] xyz, Restraints r) { return of(xyz, r, SIGMAS); }

    /// Those beyond so many standard deviations, in the order of the restraints.
    ///
    /// @param xyz A
    /// @param r with their own sigmas
    public static List<Outlier> of(double[] xyz, Restraints r, double sigmas) {
        var found = new ArrayList<Outlier>();
        var b = r.bonds();
        for (int k = 0; k < b.size(); k++)
            if (b.origin()[k].isCovalent())
                add(found, sigmas, Kind.BOND, (Geometry.distance(xyz, b.i()[k], b.j()[k]) - b.ideal()[k]) / b.sigma()[k],
                        b.i()[k],
                        b.j()[k]);
        var a = r.angles();
        for (int k = 0; k < a.size(); k++)
            if (a.origin()[k].isCovalent())
                add(found, sigmas, Kind.ANGLE, (Geometry.angle(xyz, a.i()[k], a.j()[k], a.k()[k]) - a.ideal()[k]) / a.sigma()[k],
                        a.i()[k], a.j()[k], a.k()[k]);
        var c = r.chiralities();
        for (int k = 0; k < c.size(); k++) {
            double v = Geometry.volume(xyz, c.centre()[k], c.a()[k], c.b()[k], c.d()[k]);
            if (c.both()[k]) v = Math.abs(v);
            add(found, sigmas, Kind.CHIRALITY, (v - c.ideal()[k]) / c.sigma()[k], c.centre()[k], c.a()[k], c.b()[k], c.d()[k]);
        }
        return found;
    }

    private static void add(List<Outlier> found, double sigmas, Kind kind, double z, int... atoms) {
        if (Math.abs(z) > sigmas) found.add(new Outlier(kind, atoms, z));
    }
}
