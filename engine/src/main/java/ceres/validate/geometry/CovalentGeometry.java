package ceres.validate.geometry;

import ceres.chem.ContactRadii;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.restraint.Restraints;
import ceres.restraint.Restraints.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How far bonds, angles, chiral centres and planes are from the ideal values of their restraints.
///
/// Only covalent restraints count: those of components and of links. What is merely held in its input shape does not, nor does the
/// coordination of metals, whose distances vary by tenths of an A. Angles in degrees, since readers know them so.
///
/// @param bonds lengths, A
/// @param angles degrees
/// @param chiralities signed volumes, A^3
/// @param planes distances from the best plane, A: rms over planes of the rms of each
/// @param outliers the worst first
public record CovalentGeometry(Deviations bonds, Deviations angles, Chirality chiralities, Deviations planes,
        List<Outlier> outliers) {
    /// Deviations beyond this many sigmas are outliers.
    public static final double SIGMAS = 4;
    private static final double WWPDB_SIGMAS = 5;

    /// @param n restraints
    /// @param rms root mean square deviation; 0 without restraints
    /// @param rmsz root mean square of deviation over sigma
    /// @param outliers beyond 4 sigma
    /// @param outliers5 beyond 5 sigma, as wwPDB counts them
    public record Deviations(int n, double rms, double rmsz, int outliers, int outliers5) {}

    /// @param wrongHand sign differs and deviation is beyond 4 sigma
    /// @param tetrahedral sign agrees, deviation is beyond 4 sigma
    /// @param naming of the wrong hands, those that a swap of two atom names would mend
    public record Chirality(int n, double rms, int wrongHand, int tetrahedral, int naming) {}

    public enum Kind {
        BOND,
        ANGLE,
        CHIRALITY,
        PLANE
    }

    /// @param atoms indices in the structure
    /// @param model A, degrees, A^3, or A off the plane
    /// @param z deviation over sigma, positive
    public record Outlier(Kind kind, int[] atoms, double model, double ideal, double z) {}

    /// @param hydrogens count restraints on hydrogens of the model too
    public static CovalentGeometry of(Structure s, Restraints restraints, boolean hydrogens) {
        var outliers = new ArrayList<Outlier>();
        var bonds = bonds(s, restraints.bonds(), hydrogens, outliers);
        var angles = angles(s, restraints.angles(), hydrogens, outliers);
        var chiral = chiralities(s, restraints.chiralities(), outliers);
        var planes = planes(s, restraints.planes(), outliers);
        outliers.sort(Comparator.comparingDouble((Outlier o) -> -o.z));
        return new CovalentGeometry(bonds, angles, chiral, planes, List.copyOf(outliers));
    }

    private static final class Sum {
        private double square, squareZ;
        private int n, beyond4, beyond5;

        double add(double delta, double sigma) {
            double z = Math.abs(delta) / sigma;
            n++;
            square += delta * delta;
            squareZ += z * z;
            if (z > SIGMAS) beyond4++;
            if (z > WWPDB_SIGMAS) beyond5++;
            return z;
        }

        Deviations deviations() {
            return n == 0
                    ? new Deviations(0, 0, 0, 0, 0)
                    : new Deviations(n, Math.sqrt(square / n), Math.sqrt(squareZ / n), beyond4, beyond5);
        }
    }

    private static boolean counts(Structure s, Origin origin, boolean hydrogens, int... atoms) {
        if (!origin.isCovalent()) return false;
        for (int a : atoms) {
            if (ContactRadii.standard().isMetal(s.atoms().element()[a])) return false;
            if (!hydrogens && s.isHydrogen(a)) return false;
            if (!Double.isFinite(s.x(a) + s.y(a) + s.z(a))) return false;
        }
        return true;
    }

    private static Deviations bonds(Structure s, Restraints.Bonds b, boolean hydrogens, List<Outlier> outliers) {
        var sum = new Sum();
        for (int k = 0; k < b.size(); k++) {
            if (!counts(s, b.origin()[k], hydrogens, b.i()[k], b.j()[k])) continue;
            double d = s.distance(b.i()[k], b.j()[k]), z = sum.add(d - b.ideal()[k], b.sigma()[k]);
            if (z > SIGMAS) outliers.add(new Outlier(Kind.BOND, new int[]{b.i()[k], b.j()[k]}, d, b.ideal()[k], z));
        }
        return sum.deviations();
    }

    private static Deviations angles(Structure s, Restraints.Angles a, boolean hydrogens, List<Outlier> outliers) {
        var sum = new Sum();
        for (int k = 0; k < a.size(); k++) {
            int i = a.i()[k], j = a.j()[k], l = a.k()[k];
            if (!counts(s, a.origin()[k], hydrogens, i, j, l)) continue;
            double model = Math.toDegrees(Geometry.angle(s.atoms().xyz(), i, j, l)), ideal = Math.toDegrees(a.ideal()[k]);
            if (model == 0) continue; // two of the atoms coincide
            double z = sum.add(model - ideal, Math.toDegrees(a.sigma()[k]));
            if (z > SIGMAS) outliers.add(new Outlier(Kind.ANGLE, new int[]{i, j, l}, model, ideal, z));
        }
        return sum.deviations();
    }

    private static Chirality chiralities(Structure s, Restraints.Chiralities c, List<Outlier> outliers) {
        var sum = new Sum();
        int wrong = 0, tetrahedral = 0, naming = 0;
        for (int k = 0; k < c.size(); k++) {
            int[] atoms = {c.centre()[k], c.a()[k], c.b()[k], c.d()[k]};
            if (!counts(s, Origin.COMPONENT, true, atoms)) continue;
            double volume = volume(s, atoms), ideal = c.ideal()[k];
            double z = sum.add(c.both()[k] ? Math.abs(volume) - Math.abs(ideal) : volume - ideal, c.sigma()[k]);
            if (z <= SIGMAS) continue;
            outliers.add(new Outlier(Kind.CHIRALITY, atoms, volume, ideal, z));
            if (c.both()[k] || volume * ideal > 0) tetrahedral++;
            else {
                wrong++;
                if (mendedByNames(s, atoms)) naming++;
            }
        }
        return new Chirality(sum.n, sum.deviations().rms, wrong, tetrahedral, naming);
    }

    /// Two of the substituents are equivalent but for their names: CG1 and CG2 of VAL, OP1 and OP2 of a phosphate.
    private static boolean mendedByNames(Structure s, int[] atoms) {
        String residue = s.residueName(s.residueOf(atoms[0])), centre = s.atomName(atoms[0]);
        return centre.equals("P") || residue.equals("VAL") && centre.equals("CB") || residue.equals("LEU") && centre.equals("CG");
    }

    private static double volume(Structure s, int[] n) {
        var d = new double[9];
        for (int k = 0; k < 3; k++) {
            d[3 * k] = s.x(n[k + 1]) - s.x(n[0]);
            d[3 * k + 1] = s.y(n[k + 1]) - s.y(n[0]);
            d[3 * k + 2] = s.z(n[k + 1]) - s.z(n[0]);
        }
        return d[0] * (d[4] * d[8] - d[5] * d[7]) + d[1] * (d[5] * d[6] - d[3] * d[8]) + d[2] * (d[3] * d[7] - d[4] * d[6]);
    }

    private static Deviations planes(Structure s, Restraints.Planes p, List<Outlier> outliers) {
        double square = 0, squareZ = 0;
        int n = 0, beyond4 = 0, beyond5 = 0;
        for (int g = 0; g < p.size(); g++) {
            int from = p.start()[g], to = p.start()[g + 1];
            int[] atoms = java.util.Arrays.copyOfRange(p.atom(), from, to);
            if (atoms.length < 4 || !counts(s, Origin.COMPONENT, true, atoms)) continue;
            double[] off = PlaneFit.deviations(s.atoms().xyz(), atoms);
            double mean = 0, worst = 0;
            int at = 0;
            for (int k = 0; k < off.length; k++) {
                double z = Math.abs(off[k]) / p.sigma()[from + k];
                mean += off[k] * off[k] / off.length;
                squareZ += z * z / off.length;
                if (z > worst) {
                    worst = z;
                    at = k;
                }
            }
            n++;
            square += mean;
            if (worst > WWPDB_SIGMAS) beyond5++;
            if (worst <= SIGMAS) continue;
            beyond4++;
            outliers.add(new Outlier(Kind.PLANE, atoms, Math.abs(off[at]), 0, worst));
        }
        return n == 0
                ? new Deviations(0, 0, 0, 0, 0)
                : new Deviations(n, Math.sqrt(square / n), Math.sqrt(squareZ / n), beyond4, beyond5);
    }
}
