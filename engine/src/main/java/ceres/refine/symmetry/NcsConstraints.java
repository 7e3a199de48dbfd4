package ceres.refine.symmetry;

import ceres.map.SplineMap;
import ceres.model.NcsGroups;
import ceres.model.Structure;
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
    /// @param master atoms of the master
    /// @param copy the same atoms of the copy
    private record Image(int[] master, int[] copy, double[] rotation, double[] translation) {}

    private final List<Image> images = new ArrayList<>();

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
        var whole = new double[xyz.length];
        for (int k = 0; k < image.copy.length; k++) image(image, xyz, image.master[k], whole, image.copy[k]);
        double[] start = gathered(whole, image.copy), moved = OperatorFit.fit(map, start, OperatorFit.Cost.DENSITY);
        if (moved == start) return image;
        var operator = Superposition.of(gathered(xyz, image.master), moved);
        return new Image(image.master, image.copy, operator.rotation(), operator.translation());
    }
}
