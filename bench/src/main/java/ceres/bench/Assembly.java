package ceres.bench;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.CellList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Copies of a chain about a centre.
///
/// @param rotations about the origin, row-major; the first leaves all as it is
/// @param shift brings the chain to its place among the copies, A; null if a place is to be looked for
public record Assembly(List<double[]> rotations, double @Nullable [] shift) {
    private static final double[] SHELL = {-68.249605, -68.249605, -68.249605};
    private static final double TOUCHING = 3.2, NEAR = 6;
    private static final int ORIENTATIONS = 24;

    public static Assembly named(String name) {
        return switch (name) {
            case "i" -> icosahedral();
            case "apoferritin" -> octahedral();
            default -> cyclic(Integer.parseInt(name.substring(1)));
        };
    }

    static Assembly cyclic(int n) {
        var all = new ArrayList<double[]>();
        for (int k = 0; k < n; k++) all.add(about(new double[]{0, 0, 1}, 2 * Math.PI * k / n));
        return new Assembly(all, null);
    }

    /// The 60 rotations that a five-fold and a two-fold axis make.
    static Assembly icosahedral() {
        double golden = (1 + Math.sqrt(5)) / 2;
        return made(about(new double[]{0, 1, golden}, 2 * Math.PI / 5), about(new double[]{0, 0, 1}, Math.PI), null);
    }

    /// The 24 rotations of apoferritin as it stands in 7a4m, which is not packed anew.
    private static Assembly octahedral() {
        return made(about(new double[]{0, 0, 1}, Math.PI / 2), about(new double[]{1, 1, 1}, 2 * Math.PI / 3), SHELL);
    }

    private static Assembly made(double[] one, double[] other, double @Nullable [] shift) {
        var all = new ArrayList<double[]>(List.of(about(new double[]{0, 0, 1}, 0)));
        for (int k = 0; k < all.size(); k++)
            for (double[] by : List.of(one, other)) {
                double[] product = times(by, all.get(k));
                if (all.stream().noneMatch(r -> same(r, product))) all.add(product);
            }
        return new Assembly(all, shift);
    }

    private static boolean same(double[] r, double[] q) {
        for (int i = 0; i < 9; i++) if (Math.abs(r[i] - q[i]) > 1e-6) return false;
        return true;
    }

    /// The chain where it touches its copies most: of 24 orientations at random, each drawn in until heavy atoms of two copies are within
    /// 3.2 A, the one with the most atoms within 6 A of another copy.
    public Structure packed(Structure chain) {
        if (shift != null) return chain.withXyz(moved(chain.atoms().xyz(), rotations.getFirst(), shift));
        var random = new SplittableRandom(7);
        double[] best = chain.atoms().xyz();
        int most = -1;
        for (int o = 0; o < ORIENTATIONS && rotations.size() > 1; o++) {
            double[] axis = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            double[] turned = moved(centred(chain.atoms().xyz()), about(axis, random.nextDouble(Math.PI)), new double[3]);
            double[] away = {random.nextGaussian(), random.nextGaussian(), rotations.size() > 12 ? random.nextGaussian() : 0};
            double length = Math.sqrt(away[0] * away[0] + away[1] * away[1] + away[2] * away[2]),
                    r = 60.0 + 3 * rotations.size();
            while (r > 0 && touching(at(turned, away, (r - 1) / length), TOUCHING) == 0) r--;
            double[] place = at(turned, away, r / length);
            int touches = touching(place, NEAR);
            if (touches <= most || touching(place, TOUCHING) > 0) continue;
            most = touches;
            best = place;
        }
        return chain.withXyz(best);
    }

    /// Atoms of images within reach of the chain.
    private int touching(double[] xyz, double reach) {
        var cells = new CellList(xyz, reach);
        int touching = 0;
        for (double[] r : rotations.subList(1, rotations.size())) {
            double[] image = moved(xyz, r, new double[3]);
            for (int i = 0; i < image.length; i += 3) {
                boolean[] touch = {false};
                cells.near(image[i], image[i + 1], image[i + 2], reach, b -> touch[0] = true);
                if (touch[0]) touching++;
            }
        }
        return touching;
    }

    private static double[] at(double[] xyz, double[] away, double r) {
        return moved(xyz, about(new double[]{0, 0, 1}, 0), new double[]{r * away[0], r * away[1], r * away[2]});
    }

    private static double[] centred(double[] xyz) {
        var c = new double[3];
        for (int i = 0; i < xyz.length; i++) c[i % 3] -= 3 * xyz[i] / xyz.length;
        return moved(xyz, about(new double[]{0, 0, 1}, 0), c);
    }

    private static double[] moved(double[] xyz, double[] r, double[] t) {
        var out = new double[xyz.length];
        for (int i = 0; i < xyz.length; i += 3)
            for (int d = 0; d < 3; d++)
                out[i + d] = r[3 * d] * xyz[i] + r[3 * d + 1] * xyz[i + 1] + r[3 * d + 2] * xyz[i + 2] + t[d];
        return out;
    }

    /// All copies, each a chain.
    public Structure copies(Structure chain) {
        var b = new StructureBuilder();
        for (int k = 0; k < rotations.size(); k++) {
            Structure s = chain.withXyz(moved(chain.atoms().xyz(), rotations.get(k), new double[3]));
            b.chain("C" + k, "C" + k, "1");
            for (int r = 0; r < s.residueCount(); r++) {
                b.newResidue(s.residueName(r), s.seq(r), s.icode(r), s.residues().labelSeq()[r], false);
                for (int a = s.atomStart(r); a < s.atomEnd(r); a++) b.copyAtom(s, a);
            }
        }
        return b.build();
    }

    private static double[] about(double[] axis, double angle) {
        double n = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]), x = axis[0] / n, y = axis[1] / n,
                z = axis[2] / n, c = Math.cos(angle), s = Math.sin(angle), d = 1 - c;
        return new double[]{c + x * x * d, x * y * d - z * s, x * z * d + y * s, y * x * d + z * s, c + y * y * d,
            y * z * d - x * s,
            z * x * d - y * s, z * y * d + x * s, c + z * z * d};
    }

    private static double[] times(double[] a, double[] b) {
        var c = new double[9];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) for (int k = 0; k < 3; k++) c[3 * i + j] += a[3 * i + k] * b[3 * k + j];
        return c;
    }
}
