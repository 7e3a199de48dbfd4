package ceres.refine.place;

import ceres.map.DensityMap;
import ceres.map.SplineMap;
import ceres.numerics.Lbfgs;
import ceres.numerics.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Rigid-body fit of a body that lies near its density: within about 8 A and 20 degrees.
///
/// Source: coarse-to-fine rigid-body refinement in zones of resolution, Afonine2018a; the start grid is our own.
public final class RigidBody {
    /* How it works: the body tries a grid of shifts and turns in the coarsest map, where each start reaches its neighbours; the best of
     * them, the untouched pose always among these, slide downhill through the levels of resolution, and the best in the finest wins.
     * A move must pay: a right model gains next to nothing by moving, a displaced one most of its density. */

    /// Reach of the start grid, A, and its step.
    private static final double REACH = 7.5, STEP = 2.5;
    private static final double[] TURNS_DEG = {0, 8, 16};
    private static final int FOLLOWED = 10, SEARCH_ATOMS = 400, FIT_ATOMS = 4000;
    /// A move is taken if the density at the atoms rises by this part of what it was, and by this many standard deviations of the map.
    private static final double RELATIVE_GAIN = 0.05, ABSOLUTE_GAIN = 0.1;

    private final MapPyramid maps;
    private final Parallel team;

    /// @param resolution d_min, A
    public RigidBody(DensityMap map, double resolution, Parallel team) {
        this.maps = MapPyramid.of(map, resolution, team);
        this.team = team;
    }

    RigidBody(MapPyramid maps, Parallel team) {
        this.maps = maps;
        this.team = team;
    }

    /// Searches about the body's own place; leaves it there unless another is significantly better.
    public Placement fit(Body body) {
        var centre = body.centroid();
        var starts = new ArrayList<Pose>();
        starts.add(Pose.identity(centre));
        starts.addAll(best(body.thinned(SEARCH_ATOMS), grid(centre)));
        var judge = new PoseTarget(body.thinned(FIT_ATOMS), maps.finest());
        double before = judge.density(starts.getFirst());
        Pose found = slide(body, starts);
        double after = judge.density(found);
        boolean pays = after - before > Math.max(ABSOLUTE_GAIN, RELATIVE_GAIN * Math.abs(before));
        return pays ? Placement.at(body, found, before, after) : Placement.stay(body, before);
    }

    /// The best end of the downhill paths through all levels from these starts; the first wins a tie.
    Pose slide(Body body, List<Pose> starts) {
        var thin = body.thinned(FIT_ATOMS);
        var judge = new PoseTarget(thin, maps.finest());
        var ends = new Pose[starts.size()];
        team.each(ends.length, 1, (piece, from, to) -> ends[from] = downhill(thin, starts.get(from)));
        Pose best = ends[0];
        double most = judge.density(best);
        for (Pose end : ends) {
            double density = judge.density(end);
            if (density > most + 1e-9) {
                most = density;
                best = end;
            }
        }
        return best;
    }

    private Pose downhill(Body thin, Pose pose) {
        for (SplineMap level : maps.levels()) {
            var target = new PoseTarget(thin, level);
            double[] p = target.parameters(pose);
            Lbfgs.minimise(target, p, new Lbfgs.Options(6, 40, 1.0, 3, 1e-6));
            pose = target.pose(p);
        }
        return pose;
    }

    private List<Pose> best(Body thin, List<Pose> poses) {
        var density = new double[poses.size()];
        team.each(density.length, 64, (piece, from, to) -> {
            var target = new PoseTarget(thin, maps.coarsest());
            for (int k = from; k < to; k++) density[k] = target.density(poses.get(k));
        });
        var order = new Integer[density.length];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingDouble((Integer k) -> -density[k]));
        return Arrays.stream(order).limit(FOLLOWED).map(poses::get).toList();
    }

    private static List<Pose> grid(double[] centre) {
        var poses = new ArrayList<Pose>();
        for (double turn : TURNS_DEG)
            for (double[] axis : turn == 0 ? AXES.subList(0, 1) : AXES)
                for (double x = -REACH; x <= REACH; x += STEP)
                    for (double y = -REACH; y <= REACH; y += STEP)
                        for (double z = -REACH; z <= REACH; z += STEP)
                            if (x * x + y * y + z * z <= REACH * REACH)
                                poses.add(Pose.of(centre, axis, Math.toRadians(turn), new double[]{x, y, z}));
        return poses;
    }

    /// Both senses about the axes and the diagonals of a cube.
    private static final List<double[]> AXES = axes();

    private static List<double[]> axes() {
        var axes = new ArrayList<double[]>();
        for (int x = -1; x <= 1; x++)
            for (int y = -1; y <= 1; y++)
                for (int z = -1; z <= 1; z++) {
                    int ones = Math.abs(x) + Math.abs(y) + Math.abs(z);
                    if (ones == 1 || ones == 3) axes.add(new double[]{x, y, z});
                }
        return axes;
    }
}
