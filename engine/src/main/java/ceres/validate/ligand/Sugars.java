package ceres.validate.ligand;

import ceres.chem.Component;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.restraint.Interpretation;
import ceres.restraint.Link;
import java.util.ArrayList;
import java.util.List;

/// Ring puckers of sugars. Source: Cremer and Pople (1975), J. Am. Chem. Soc. 97, 1354; the idea of judging glycans by them: Agirre et al. (2015),
/// Nat. Struct. Mol. Biol. 22, 833.
public final class Sugars {
    private static final double CHAIR = 45, FLEXED = 67.5;

    private Sugars() {}

    /// One row for every sugar whose ring is whole, in order.
    public static List<SugarQuality> measure(Interpretation model, ResidueClass[] classes) {
        var rows = new ArrayList<SugarQuality>();
        for (int r = 0; r < classes.length; r++) {
            if (classes[r] != ResidueClass.SACCHARIDE || model.component(r).isEmpty()) continue;
            int[] ring = ring(model.structure(), r, model.component(r).get());
            if (ring.length >= 5) rows.add(row(model, r, ring));
        }
        return rows;
    }

    /// The ring atoms in the model, beginning after the ring oxygen with the anomeric carbon; empty if the ring is not whole.
    private static int[] ring(Structure s, int r, Component c) {
        for (int o = 0; o < c.size(); o++) {
            if (c.atom(o).element().number() != 8) continue;
            int[] carbons = heavy(c, o);
            if (carbons.length != 2) continue;
            int first = isAnomeric(c, carbons[0], o) ? carbons[0] : carbons[1],
                    last = first == carbons[0] ? carbons[1] : carbons[0];
            var path = new ArrayList<>(List.of(first));
            if (!walk(c, o, last, path)) continue;
            path.add(o);
            return path.stream().mapToInt(a -> s.find(r, c.atom(a).name())).anyMatch(a -> a < 0)
                    ? new int[0]
                    : path.stream().mapToInt(a -> s.find(r, c.atom(a).name())).toArray();
        }
        return new int[0];
    }

    private static int[] heavy(Component c, int atom) {
        return java.util.Arrays.stream(c.neighbours(atom)).filter(n -> !c.atom(n).element().isHydrogen()).toArray();
    }

    /// Bonded to a second hetero atom.
    private static boolean isAnomeric(Component c, int carbon, int ringOxygen) {
        for (int n : heavy(c, carbon)) if (n != ringOxygen && c.atom(n).element().number() != 6) return true;
        return false;
    }

    /// Extends the path over carbons to `last` in three or four steps.
    private static boolean walk(Component c, int oxygen, int last, List<Integer> path) {
        int at = path.getLast();
        if (at == last) return path.size() == 4 || path.size() == 5;
        if (path.size() == 5) return false;
        for (int n : heavy(c, at)) {
            if (n == oxygen || c.atom(n).element().number() != 6 || path.contains(n)) continue;
            path.add(n);
            if (walk(c, oxygen, last, path)) return true;
            path.removeLast();
        }
        return false;
    }

    private static SugarQuality row(Interpretation model, int r, int[] ring) {
        int n = ring.length;
        double[] z = heights(model.structure().atoms().xyz(), ring);
        double cos = 0, sin = 0, alternating = 0;
        for (int j = 0; j < n; j++) {
            cos += z[j] * Math.cos(4 * Math.PI * j / n) * Math.sqrt(2.0 / n);
            sin -= z[j] * Math.sin(4 * Math.PI * j / n) * Math.sqrt(2.0 / n);
            alternating += z[j] * (j % 2 == 0 ? 1 : -1) / Math.sqrt(n);
        }
        double q2 = Math.hypot(cos, sin), q3 = n == 6 ? alternating : 0, phi = Math.toDegrees(Math.atan2(sin, cos));
        double theta = n == 6 ? Math.toDegrees(Math.atan2(q2, q3)) : 0;
        int linked = linkedTo(model, r);
        return new SugarQuality(r, Math.hypot(q2, q3), theta, phi < 0 ? phi + 360 : phi, n == 5 ? "furanose" : name(theta),
                linked,
                linked >= 0 && sequon(model.structure(), linked));
    }

    private static String name(double theta) {
        double off = Math.min(theta, 180 - theta);
        if (off <= CHAIR) return theta < 90 ? "4C1" : "1C4";
        return off <= FLEXED ? "half chair or envelope" : "boat or skew";
    }

    /// Heights over Cremer and Pople's mean plane. The ring is numbered so that C1 comes first and the oxygen last; they begin with the
    /// oxygen, so it is put first here.
    private static double[] heights(double[] xyz, int[] ring) {
        int n = ring.length;
        double[][] at = new double[n][3];
        double[] centre = new double[3], a = new double[3], b = new double[3];
        for (int j = 0; j < n; j++) {
            int atom = ring[(j + n - 1) % n];
            for (int k = 0; k < 3; k++) {
                at[j][k] = xyz[3 * atom + k];
                centre[k] += at[j][k] / n;
            }
        }
        for (int j = 0; j < n; j++)
            for (int k = 0; k < 3; k++) {
                a[k] += (at[j][k] - centre[k]) * Math.sin(2 * Math.PI * j / n);
                b[k] += (at[j][k] - centre[k]) * Math.cos(2 * Math.PI * j / n);
            }
        double[] normal = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
        double norm = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
        var z = new double[n];
        for (int j = 0; j < n; j++) for (int k = 0; k < 3; k++) z[j] += (at[j][k] - centre[k]) * normal[k] / norm;
        return z;
    }

    private static int linkedTo(Interpretation model, int r) {
        var s = model.structure();
        for (var link : model.links()) {
            if (link.kind() == Link.Kind.METAL) continue;
            int a = s.residueOf(link.first()), b = s.residueOf(link.second());
            if (a == r && s.atomName(link.first()).matches("C[12]")) return b;
            if (b == r && s.atomName(link.second()).matches("C[12]")) return a;
        }
        return -1;
    }

    private static boolean sequon(Structure s, int r) {
        if (!s.residueName(r).equals("ASN") || r + 2 >= s.residueEnd(s.chainOf(r))) return false;
        String third = s.residueName(r + 2);
        return !s.residueName(r + 1).equals("PRO") && (third.equals("SER") || third.equals("THR"));
    }
}
