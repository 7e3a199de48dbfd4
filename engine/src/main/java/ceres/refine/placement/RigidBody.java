package ceres.refine.placement;

import ceres.refine.density.ParticleMesh;
import ceres.refine.density.Resampling;
import ceres.refine.density.Scatterers;
import ceres.refine.density.ScatteringShape;
import ceres.chem.ElectronScattering;
import ceres.density.MapBox;
import ceres.density.MolecularMask;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Lbfgs;
import ceres.numerics.Parallel;
import java.util.Arrays;

/// Moves atoms as one body into a map, coarse to fine.
///
/// The correlation of the model map with the map over the whole box is raised by a rotation about the centroid and a translation, at
/// resolutions from 15 A down to d_min, each from the place that the one before found: coarse maps reach far, fine ones are exact. All atoms
/// have one B factor.
public final class RigidBody {
    /* How it works: with R = exp([w]x) and p = x - c, x' = R p + c + t. The slope of the correlation at every atom, g, gives
     * d/dt = sum g  and  d/dw = J(w)^T sum (R p) x g,  where J is the left Jacobian of the rotation group,
     * J = 1 + (1 - cos a)/a^2 [w]x + (a - sin a)/a^3 [w]x^2,  a = |w|. Rotation is measured by the radius of gyration, so that all six
     * variables are lengths. */
    private static final double[] RESOLUTIONS = {15, 10, 7, 5};
    private static final int STEPS = 25;
    private static final double EXTRA_B = 80;

    private final DensityMap map;
    private final Structure others;
    private final double commonB;
    private final double resolution;
    private final Parallel team;

    /// @param map the whole map, or as much of it as the body may move to
    public RigidBody(DensityMap map, double resolution, Parallel team) {
        this(map, new StructureBuilder().build(), EXTRA_B, resolution, team);
    }

    /// @param others heavy atoms within the map that stay where they are and are seen there too
    /// @param commonB of all atoms, A^2
    RigidBody(DensityMap map, Structure others, double commonB, double resolution, Parallel team) {
        this.map = map;
        this.others = others;
        this.commonB = commonB;
        this.resolution = resolution;
        this.team = team;
    }

    /// @param xyz new coordinates of all atoms of the structure, A
    /// @param correlation over the box at d_min
    /// @param before the same for the start
    public record Placement(double[] xyz, double correlation, double before) {}

    /// @param structure heavy atoms, where they start
    /// @param coarsest resolution to begin at, A
    public Placement fit(Structure structure, double coarsest) {
        double[] xyz = structure.atoms().xyz().clone();
        double before = correlation(structure, xyz, resolution);
        for (double d : RESOLUTIONS) if (d <= coarsest && d > 1.3 * resolution) xyz = fit(structure, xyz, d);
        xyz = fit(structure, xyz, resolution);
        return new Placement(xyz, correlation(structure, xyz, resolution), before);
    }

    /// Correlation over the box at a resolution.
    double correlation(Structure s, double[] xyz, double d) { return new Scene(s, d).correlation(xyz, 0, new double[0]); }

    /// The same in the mask of the structure itself, where it stands.
    double inMask(Structure s) {
        var scene = new Scene(s, resolution);
        Grid g = scene.mesh.grid();
        byte[] inside = MolecularMask.of(MapBox.inside(s, g), g, team).inside();
        var mask = new boolean[inside.length];
        for (int v = 0; v < mask.length; v++) mask[v] = inside[v] != 0;
        scene.mesh.mask(mask);
        return scene.correlation(s.atoms().xyz(), 0, new double[0]);
    }

    /// The mesh of one resolution, on which all voxels of the box count, and all atoms on it, those of the body first.
    private final class Scene {
        final ParticleMesh mesh;
        final double[] lnB, weight, xyz;

        Scene(Structure s, double d) {
            var shape = new ScatteringShape(ElectronScattering::at, d);
            DensityMap coarse = Resampling.coarser(map, d / 2.7, team);
            mesh = new ParticleMesh(coarse.grid(), coarse.values(), d, shape);
            var all = new boolean[coarse.values().length];
            Arrays.fill(all, true);
            mesh.mask(all);
            weight = joined(new Scatterers(s, shape).weight, new Scatterers(others, shape).weight);
            lnB = joined(lnB(s, shape), lnB(others, shape));
            xyz = joined(s.atoms().xyz(), others.atoms().xyz());
            mesh.levels(0.8 * commonB, 1.25 * commonB, 2);
        }

        private double[] lnB(Structure s, ScatteringShape shape) {
            var b = new double[s.atomCount()];
            Arrays.fill(b, commonB);
            return new Scatterers(s, shape).lnB(b);
        }

        /// With the body's atoms at those places. Its gradient times `factor` is added to `gradient`, as long as all coordinates, unless `factor`
        /// is 0.
        double correlation(double[] body, double factor, double[] gradient) {
            System.arraycopy(body, 0, xyz, 0, body.length);
            var slopes = factor == 0 ? ParticleMesh.Slopes.NONE : new ParticleMesh.Slopes(factor, gradient, null, null);
            return mesh.correlate(weight.length, xyz, lnB, weight, slopes, team);
        }
    }

    private static double[] joined(double[] a, double[] b) {
        double[] c = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, c, a.length, b.length);
        return c;
    }

    private double[] fit(Structure s, double[] start, double d) {
        var scene = new Scene(s, d);
        int n = s.atomCount();
        double[] centre = new double[3], moved = new double[3 * n], g = new double[scene.xyz.length];
        for (int i = 0; i < 3 * n; i++) centre[i % 3] += start[i] / n;
        double square = 0;
        for (int i = 0; i < 3 * n; i++) square += (start[i] - centre[i % 3]) * (start[i] - centre[i % 3]);
        double gyration = Math.max(1, Math.sqrt(square / n));
        var v = new double[6];
        Lbfgs.minimise((x, slope) -> {
            double[] w = {x[3] / gyration, x[4] / gyration, x[5] / gyration}, r = rotation(w);
            move(start, centre, r, x, moved);
            Arrays.fill(g, 0);
            double cc = scene.correlation(moved, -1000, g);
            double[] torque = new double[3];
            for (int i = 0; i < 3 * n; i += 3) {
                double px = moved[i] - centre[0] - x[0], py = moved[i + 1] - centre[1] - x[1],
                        pz = moved[i + 2] - centre[2] - x[2];
                torque[0] += py * g[i + 2] - pz * g[i + 1];
                torque[1] += pz * g[i] - px * g[i + 2];
                torque[2] += px * g[i + 1] - py * g[i];
                for (int q = 0; q < 3; q++) slope[q] += g[i + q];
            }
            double[] j = jacobian(w);
            for (int q = 0; q < 3; q++)
                slope[3 + q] = (j[q] * torque[0] + j[3 + q] * torque[1] + j[6 + q] * torque[2]) / gyration;
            return -1000 * cc;
        }, v, new Lbfgs.Options(6, STEPS, Math.max(0.5, d / 4), 3, 1e-6));
        move(start, centre, rotation(new double[]{v[3] / gyration, v[4] / gyration, v[5] / gyration}), v, moved);
        return moved;
    }

    /// x' = R (x - centre) + centre + shift.
    public static void move(double[] from, double[] centre, double[] r, double[] shift, double[] to) {
        for (int i = 0; i < from.length; i += 3) {
            double x = from[i] - centre[0], y = from[i + 1] - centre[1], z = from[i + 2] - centre[2];
            to[i] = r[0] * x + r[1] * y + r[2] * z + centre[0] + shift[0];
            to[i + 1] = r[3] * x + r[4] * y + r[5] * z + centre[1] + shift[1];
            to[i + 2] = r[6] * x + r[7] * y + r[8] * z + centre[2] + shift[2];
        }
    }

    /// exp([w]x), row-major.
    public static double[] rotation(double[] w) {
        return series(w, (a) -> a < 1e-6 ? 1 : Math.sin(a) / a, (a) -> a < 1e-6 ? 0.5 : (1 - Math.cos(a)) / (a * a));
    }

    /// The left Jacobian, row-major.
    public static double[] jacobian(double[] w) {
        return series(w, (a) -> a < 1e-6 ? 0.5 : (1 - Math.cos(a)) / (a * a),
                (a) -> a < 1e-4 ? 1.0 / 6 : (a - Math.sin(a)) / (a * a * a));
    }

    /// 1 + p [w]x + q [w]x^2.
    private static double[] series(double[] w, java.util.function.DoubleUnaryOperator p,
            java.util.function.DoubleUnaryOperator q) {
        double x = w[0], y = w[1], z = w[2], a = Math.sqrt(x * x + y * y + z * z), b = p.applyAsDouble(a), c = q.applyAsDouble(a);
        return new double[]{1 - c * (y * y + z * z), c * x * y - b * z, c * x * z + b * y, c * x * y + b * z,
            1 - c * (x * x + z * z),
            c * y * z - b * x, c * x * z - b * y, c * y * z + b * x, 1 - c * (x * x + y * y)};
    }

}
