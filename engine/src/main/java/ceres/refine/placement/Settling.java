package ceres.refine.placement;

import ceres.density.MapBox;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import java.util.List;

/// The last step of placing single bodies: each is moved in the map itself, with all other atoms of the model seen where they stand.
///
/// What is left of a map when neighbours are taken out of it is never theirs exactly, and what stays of them, or is missing, draws a body by
/// half an angstrom and more where it touches them. With both in the model, neither is explained by the other. Bodies are moved in
/// turn until none goes on.
public final class Settling {
    /// where it begins, A: the body is nearly there
    private static final double COARSEST = 7;
    /// round the body, A
    private static final double ROOM = 8;
    private static final int MOST_ROUNDS = 6;
    private static final double STILL = 0.05;

    private final DensityMap map;
    private final double resolution;
    private final double commonB;
    private final Parallel team;

    /// @param commonB that all atoms may have for the map to be explained best, A^2
    public Settling(DensityMap map, double resolution, double commonB, Parallel team) {
        this.map = map;
        this.resolution = resolution;
        this.commonB = commonB;
        this.team = team;
    }

    /// The model with those of its bodies moved.
    ///
    /// @param heavy the whole model, near its place
    public Structure settle(Structure heavy, List<Body> bodies) {
        Structure now = heavy;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double most = 0;
            for (Body body : bodies) {
                Structure next = settle(now, body);
                most = Math.max(most, rms(now, next) * Math.sqrt((double) heavy.atomCount() / body.size()));
                now = next;
            }
            if (most < STILL) break;
        }
        return now;
    }

    private Structure settle(Structure heavy, Body body) {
        Structure alone = body.of(heavy);
        DensityMap about = MapBox.around(alone, map, ROOM);
        Structure others = StructureBuilder.subset(heavy, a -> !body.atoms().get(a)
                && about.grid().holds(heavy.x(a), heavy.y(a), heavy.z(a)));
        var found = new RigidBody(about, others, commonB, resolution, team).fit(alone, COARSEST);
        if (found.correlation() <= found.before()) return heavy;
        double[] xyz = heavy.atoms().xyz().clone();
        for (int a = body.atoms().nextSetBit(0), k = 0; a >= 0; a = body.atoms().nextSetBit(a + 1), k++)
            System.arraycopy(found.xyz(), 3 * k, xyz, 3 * a, 3);
        return heavy.withXyz(xyz);
    }

    private static double rms(Structure s, Structure t) {
        double sum = 0;
        double[] x = s.atoms().xyz(), y = t.atoms().xyz();
        for (int i = 0; i < x.length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
        return Math.sqrt(3 * sum / x.length);
    }
}
