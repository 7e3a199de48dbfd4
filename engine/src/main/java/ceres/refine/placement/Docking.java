package ceres.refine.placement;

import ceres.refine.density.ParticleMesh;
import ceres.refine.density.Resampling;
import ceres.refine.density.Scatterers;
import ceres.refine.density.ScatteringShape;
import ceres.chem.ElectronScattering;
import ceres.density.MapBox;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Searches the whole map for the place of a body that fits nowhere near where it is.
///
/// For evenly spread rotations, the correlation of the coarse model map with the coarse map where the model is ([TranslationSearch]) is found for
/// all translations at once; the best places are refined as rigid bodies and the best of them, by the correlation in the body's own mask, taken if it
/// stands out. In a map of copies many places are as good: where they are so good that none is so by chance, the nearest is taken.
public final class Docking {
    private static final double COARSE = 9, STEP_DEG = 20;
    private static final int KEPT = 12;
    /// round a candidate, A
    private static final double ROOM = 12;
    private static final double[] COMMON_B = {40, 80, 160, 320};
    /// Correlation that a place must have, and one that no wrong place has: those of one protein in the map of another have up to 0.5.
    private static final double LEAST = 0.5, CERTAIN = 0.65;
    /// by which a place stands out; places that differ by less are as good
    private static final double GAP = 0.03;
    private static final Structure NONE = new StructureBuilder().build();
    /// Bodies whose atoms are as near as this (root mean square, A) stand in the same place.
    public static final double SAME = 3;

    private final DensityMap map;
    private final double resolution;
    private final Parallel team;

    public Docking(DensityMap map, double resolution, Parallel team) {
        this.map = map;
        this.resolution = resolution;
        this.team = team;
    }

    private record Place(double score, double[] rotation, double[] shift) {}

    private record End(double score, double[] xyz) {}

    /// The best place, which may be the one where the body stands; empty if none stands out.
    ///
    /// @return coordinates of the body's atoms there, A
    public Optional<double[]> search(Structure body) {
        var places = new ArrayList<Place>();
        places.add(new Place(1, RigidBody.rotation(new double[3]), new double[3]));
        places.addAll(candidates(body));
        double[] centre = centre(body.atoms().xyz());
        var ends = new ArrayList<End>();
        for (Place p : places) {
            var xyz = new double[3 * body.atomCount()];
            RigidBody.move(body.atoms().xyz(), centre, p.rotation, p.shift, xyz);
            Structure there = body.withXyz(xyz);
            double[] end = about(there).fit(there, 10).xyz();
            ends.add(new End(score(body.withXyz(end)), end));
        }
        return chosen(ends, body.atoms().xyz()).map(End::xyz);
    }

    private static Optional<End> chosen(List<End> ends, double[] from) {
        End best = ends.stream().max(Comparator.comparingDouble(End::score)).orElseThrow();
        if (best.score >= CERTAIN) {
            End nearest = ends.stream().filter(e -> e.score > best.score - GAP)
                    .min(Comparator.comparingDouble(e -> distance(e.xyz, from))).orElseThrow();
            return ends.stream().filter(e -> distance(e.xyz, nearest.xyz) < SAME).max(Comparator.comparingDouble(End::score));
        }
        double second = ends.stream().filter(e -> distance(e.xyz, best.xyz) > SAME).mapToDouble(End::score).max().orElse(-1);
        return best.score > Math.max(LEAST, second + GAP) ? Optional.of(best) : Optional.empty();
    }

    /// The correlation in the mask of the body itself, with the B factor in common that fits best.
    private double score(Structure body) {
        DensityMap about = MapBox.around(body, map, ROOM);
        return Arrays.stream(COMMON_B).map(b -> new RigidBody(about, NONE, b, resolution, team).inMask(body)).max().orElseThrow();
    }

    /// A body that is nearly there need not see the whole map.
    private RigidBody about(Structure body) { return new RigidBody(MapBox.around(body, map, ROOM), resolution, team); }

    private List<Place> candidates(Structure body) {
        double d = Math.max(COARSE, 2.5 * resolution);
        DensityMap coarse = Resampling.coarser(map, d / 3, team);
        Grid g = coarse.grid();
        var shape = new ScatteringShape(ElectronScattering::at, d);
        var mesh = new ParticleMesh(g, coarse.values(), d, shape);
        mesh.levels(100, 200, 2);
        var scatterers = new Scatterers(body, shape);
        var b = new double[body.atomCount()];
        Arrays.fill(b, 150);
        double[] lnB = scatterers.lnB(b), centre = centre(body.atoms().xyz()), xyz = new double[3 * body.atomCount()];
        // the body turns about the middle of the box, so that a shift of the grid is a shift of the body
        double[] middle = {g.originX() + g.cell().a() / 2, g.originY() + g.cell().b() / 2, g.originZ() + g.cell().c() / 2};
        double[] toMiddle = {middle[0] - centre[0], middle[1] - centre[1], middle[2] - centre[2]};
        var translations = new TranslationSearch(coarse.values(), new Fft3(g.nx(), g.ny(), g.nz()), team);
        var places = new ArrayList<Place>();
        for (double[] r : rotations()) {
            RigidBody.move(body.atoms().xyz(), centre, r, toMiddle, xyz);
            var found = translations.best(mesh.modelMap(body.atomCount(), xyz, lnB, scatterers.weight, team));
            places.add(new Place(found.score(), r, shift(found.voxel(), g, toMiddle)));
        }
        places.sort((p, q) -> Double.compare(q.score, p.score));
        return places.subList(0, Math.min(KEPT, places.size()));
    }

    private static double[] shift(int voxel, Grid g, double[] toMiddle) {
        int i = voxel % g.nx(), j = voxel / g.nx() % g.ny(), k = voxel / g.nx() / g.ny();
        if (i > g.nx() / 2) i -= g.nx();
        if (j > g.ny() / 2) j -= g.ny();
        if (k > g.nz() / 2) k -= g.nz();
        return new double[]{toMiddle[0] + i * g.dx(), toMiddle[1] + j * g.dy(), toMiddle[2] + k * g.dz()};
    }

    /// Rotations about 20 degrees apart: directions of a spiral on the sphere (Fibonacci's), each with turns about itself.
    private static List<double[]> rotations() {
        double step = Math.toRadians(STEP_DEG);
        int directions = (int) Math.ceil(4 * Math.PI / (step * step)), turns = (int) Math.ceil(2 * Math.PI / step);
        var all = new ArrayList<double[]>();
        for (int n = 0; n < directions; n++) {
            double z = 1 - (2 * n + 1.0) / directions, azimuth = n * Math.PI * (3 - Math.sqrt(5)), tilt = Math.acos(z);
            double[] toward = RigidBody.rotation(new double[]{-tilt * Math.sin(azimuth), tilt * Math.cos(azimuth), 0});
            for (int t = 0; t < turns; t++) all.add(times(toward, RigidBody.rotation(new double[]{0, 0, t * step})));
        }
        return all;
    }

    private static double[] times(double[] a, double[] b) {
        var c = new double[9];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) for (int k = 0; k < 3; k++) c[3 * i + j] += a[3 * i + k] * b[3 * k + j];
        return c;
    }

    private static double[] centre(double[] xyz) {
        var c = new double[3];
        for (int i = 0; i < xyz.length; i++) c[i % 3] += xyz[i] * 3 / xyz.length;
        return c;
    }

    /// Root mean square, A.
    public static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(3 * sum / a.length);
    }
}
