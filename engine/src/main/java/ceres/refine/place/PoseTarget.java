package ceres.refine.place;

import ceres.map.SplineMap;
import ceres.numerics.Lbfgs;
import java.util.Arrays;

/// E(a, t) = - sum w rho(r'(a, t)) / sum w: the mean density at the atoms of a body, with its exact gradient in the six parameters.
///
/// The parameters of the minimiser are lengths: 2 Rg a and t, so that one A of either moves the atoms about as far.
final class PoseTarget implements Lbfgs.Objective {
    private final Body body;
    private final SplineMap map;
    private final double[] centre;
    private final double lever;
    private final double total;
    private final double[] scratch = new double[24];

    PoseTarget(Body body, SplineMap map) {
        this.body = body;
        this.map = map;
        this.centre = body.centroid();
        this.lever = 2 * body.radiusOfGyration();
        this.total = body.totalWeight();
    }

    Pose pose(double[] p) {
        return new Pose(centre, new double[]{p[0] / lever, p[1] / lever, p[2] / lever}, Arrays.copyOfRange(p, 3, 6));
    }

    double[] parameters(Pose pose) {
        double[] a = pose.a(), t = pose.t();
        return new double[]{a[0] * lever, a[1] * lever, a[2] * lever, t[0], t[1], t[2]};
    }

    /// Mean density at the atoms of the body in this pose.
    double density(Pose pose) {
        double[] r = pose.rotation(), p = new double[3], xyz = body.xyz(), w = body.weight();
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            pose.move(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], r, p);
            sum += w[i] * map.evaluate(p[0], p[1], p[2], p, 0, 0, scratch);
        }
        return sum / total;
    }

    @Override
    public double at(double[] parameters, double[] gradient) {
        Arrays.fill(gradient, 0);
        var pose = pose(parameters);
        double[] r = pose.rotation(), p = new double[3], g = new double[3], xyz = body.xyz(), w = body.weight();
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            if (w[i] == 0) continue;
            pose.move(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], r, p);
            Arrays.fill(g, 0);
            sum += w[i] * map.evaluate(p[0], p[1], p[2], g, 0, -w[i] / total, scratch);
            pose.addTorque(xyz[3 * i] - centre[0], xyz[3 * i + 1] - centre[1], xyz[3 * i + 2] - centre[2], g[0], g[1], g[2],
                    gradient, 0);
            for (int d = 0; d < 3; d++) gradient[3 + d] += g[d];
        }
        for (int d = 0; d < 3; d++) gradient[d] /= lever;
        return -sum / total;
    }
}
