package ceres.refine.target;

import ceres.refine.placement.RigidBody;
import ceres.map.SplineMap;
import ceres.model.NcsGroups;
import ceres.model.Structure;
import ceres.numerics.Lbfgs;
import ceres.numerics.Superposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Copies of a chain kept identical: only the master's atoms are free, every copy is its image.
///
/// [NcsRule] says which groups are constrained. Forces on copies are turned back and added to the master's. Operators are refined against the
/// density between minimisations; one that turns by more than 5 degrees, moves by more than 1 A or loses density stays as it was.
/// Source: Afonine2018a.
public final class NcsConstraints {
    private static final double MOST_SHIFT = 1, MOST_TURN = Math.toRadians(5);

    /// @param master atoms of the master
    /// @param copy the same atoms of the copy
    private record Image(int[] master, int[] copy, double[] rotation, double[] translation) {}

    private final List<Image> images = new ArrayList<>();
    private final double[] scratch = new double[24];

    /// @param rule says which groups are constrained
    public NcsConstraints(Structure heavy, NcsRule rule) {
        if (rule.groups().stream().noneMatch(NcsRule.Decision::constrained)) return;
        for (var group : NcsGroups.find(heavy))
            if (rule.constrains(group.master()))
                for (var copy : group.copies())
                    images.add(new Image(group.atoms(), copy.atoms(), copy.operator().rotation(), copy.operator().translation()));
    }

    public int copies() { return images.size(); }

    /// Puts every copy where its master and operator say.
    public void impose(double[] xyz) {
        for (Image image : images)
            for (int k = 0; k < image.master.length; k++) image(image, xyz, image.master[k], xyz, image.copy[k]);
    }

    private static void image(Image image, double[] from, int a, double[] to, int b) {
        double x = from[3 * a], y = from[3 * a + 1], z = from[3 * a + 2];
        double[] r = image.rotation, t = image.translation;
        to[3 * b] = r[0] * x + r[1] * y + r[2] * z + t[0];
        to[3 * b + 1] = r[3] * x + r[4] * y + r[5] * z + t[1];
        to[3 * b + 2] = r[6] * x + r[7] * y + r[8] * z + t[2];
    }

    /// Passes the gradient of every copy to its master and leaves it 0.
    public void collect(double[] gradient) {
        for (Image image : images) {
            double[] r = image.rotation;
            for (int k = 0; k < image.master.length; k++) {
                int a = 3 * image.master[k], b = 3 * image.copy[k];
                double x = gradient[b], y = gradient[b + 1], z = gradient[b + 2];
                gradient[a] += r[0] * x + r[3] * y + r[6] * z;
                gradient[a + 1] += r[1] * x + r[4] * y + r[7] * z;
                gradient[a + 2] += r[2] * x + r[5] * y + r[8] * z;
                Arrays.fill(gradient, b, b + 3, 0);
            }
        }
    }

    /// Gives master and copies the geometric mean of their B factors.
    public void average(double[] b) {
        for (int[] master : images.stream().map(Image::master).distinct().toList()) {
            var own = images.stream().filter(i -> i.master == master).toList();
            for (int k = 0; k < master.length; k++) {
                double ln = Math.log(b[master[k]]);
                for (Image image : own) ln += Math.log(b[image.copy[k]]);
                b[master[k]] = Math.exp(ln / (own.size() + 1));
                for (Image image : own) b[image.copy[k]] = b[master[k]];
            }
        }
    }

    /// Takes every operator from where master and copy stand now: so that it depends on the coordinates alone.
    public void derive(double[] xyz) {
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            var operator = Superposition.of(gathered(xyz, image.master), gathered(xyz, image.copy));
            images.set(i, new Image(image.master, image.copy, operator.rotation(), operator.translation()));
        }
    }

    private static double[] gathered(double[] xyz, int[] atoms) {
        var some = new double[3 * atoms.length];
        for (int k = 0; k < atoms.length; k++) System.arraycopy(xyz, 3 * atoms[k], some, 3 * k, 3);
        return some;
    }

    /// Refines every operator against the density at the atoms of its copy, then puts the copies there.
    public void refineOperators(SplineMap map, double[] xyz) {
        for (int i = 0; i < images.size(); i++) images.set(i, refined(images.get(i), map, xyz));
        impose(xyz);
    }

    private Image refined(Image image, SplineMap map, double[] xyz) {
        int n = image.copy.length;
        double[] start = new double[3 * n], moved = new double[3 * n], centre = new double[3], g = new double[3 * n];
        var whole = new double[xyz.length];
        for (int k = 0; k < n; k++) image(image, xyz, image.master[k], whole, image.copy[k]);
        for (int k = 0; k < n; k++) System.arraycopy(whole, 3 * image.copy[k], start, 3 * k, 3);
        for (int q = 0; q < 3 * n; q++) centre[q % 3] += start[q] / n;
        var v = new double[6];
        double reach = 20;
        var result = Lbfgs.minimise((x, slope) -> {
            double[] w = {x[3] / reach, x[4] / reach, x[5] / reach};
            RigidBody.move(start, centre, RigidBody.rotation(w), x, moved);
            Arrays.fill(g, 0);
            double sum = 0;
            for (int k = 0; k < n; k++)
                sum += map.evaluate(moved[3 * k], moved[3 * k + 1], moved[3 * k + 2], g, 3 * k, -1, scratch);
            double[] torque = new double[3], j = RigidBody.jacobian(w);
            for (int q = 0; q < 3 * n; q += 3) {
                double px = moved[q] - centre[0] - x[0], py = moved[q + 1] - centre[1] - x[1],
                        pz = moved[q + 2] - centre[2] - x[2];
                torque[0] += py * g[q + 2] - pz * g[q + 1];
                torque[1] += pz * g[q] - px * g[q + 2];
                torque[2] += px * g[q + 1] - py * g[q];
                for (int d = 0; d < 3; d++) slope[d] += g[q + d];
            }
            for (int q = 0; q < 3; q++) slope[3 + q] = (j[q] * torque[0] + j[3 + q] * torque[1] + j[6 + q] * torque[2]) / reach;
            return -sum;
        }, v, new Lbfgs.Options(6, 20, 0.3, 3, 1e-7));
        double turn = Math.sqrt(v[3] * v[3] + v[4] * v[4] + v[5] * v[5]) / reach,
                shift = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        if (!Double.isFinite(result.value()) || turn > MOST_TURN || shift > MOST_SHIFT) return image;
        RigidBody.move(start, centre, RigidBody.rotation(new double[]{v[3] / reach, v[4] / reach, v[5] / reach}), v, moved);
        var operator = Superposition.of(gathered(xyz, image.master), moved);
        return new Image(image.master, image.copy, operator.rotation(), operator.translation());
    }
}
