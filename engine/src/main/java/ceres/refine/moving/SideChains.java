package ceres.refine.moving;

import ceres.chem.RotamerTables;
import ceres.chem.RotamerTables.Rotamer;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The side chains of a model that have rotamers, each conformer on its own.
public final class SideChains {
    /// @param residue index in the heavy-atom structure
    /// @param chi four atoms a torsion
    public record Site(int residue, String name, int[][] chi, char altloc) {
        public double[] angles(double[] xyz) {
            var a = new double[chi.length];
            for (int k = 0; k < a.length; k++) a[k] = Torsion.angle(xyz, chi[k][0], chi[k][1], chi[k][2], chi[k][3]);
            return a;
        }

        /// True if turning chi k by half a turn changes nothing.
        public boolean symmetric(int k) {
            return k == chi.length - 1 && switch (name) {
                case "ASP", "GLU", "PHE", "TYR" -> true;
                default -> false;
            };
        }
    }

    private static final double SAME = Math.toRadians(60);

    private final List<Site> sites = new ArrayList<>();

    public SideChains(MovingModel model) {
        Structure s = model.heavy();
        for (int r = 0; r < s.residueCount(); r++) {
            String name = s.residueName(r);
            if (RotamerTables.standard().dimensions(name) == 0 || !model.kind(r).isProtein()) continue;
            var conformers = new TreeSet<Character>();
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) if (s.altloc(a) != 0) conformers.add(s.altloc(a));
            if (conformers.isEmpty()) conformers.add('\0');
            for (char alt : conformers) add(s, r, name, alt);
        }
    }

    private void add(Structure s, int r, String name, char alt) {
        int m = RotamerTables.standard().dimensions(name);
        var chi = new int[m][];
        boolean own = alt == 0;
        for (int k = 0; k < m; k++) {
            String[] names = RotamerTables.standard().chiAtoms(name).get(k);
            chi[k] = new int[4];
            for (int q = 0; q < 4; q++) {
                chi[k][q] = s.find(r, names[q], alt);
                if (chi[k][q] < 0) return;
                own |= s.altloc(chi[k][q]) == alt;
            }
        }
        if (own) sites.add(new Site(r, name, chi, alt));
    }

    public List<Site> sites() { return sites; }

    /// How common the side chain is; below [RotamerTables#ALLOWED] an outlier.
    public static double score(Site site, double[] xyz) { return RotamerTables.standard().value(site.name, site.angles(xyz)); }

    public static boolean outlier(Site site, double[] xyz) { return score(site, xyz) < RotamerTables.ALLOWED; }

    /// True if, from one set of chis to the other, the end of an Asn, Gln or His has been turned over and nothing else: what no usual map tells.
    public static boolean endTurned(Site site, double[] from, double[] to) {
        boolean end = switch (site.name) {
            case "ASN", "GLN", "HIS" -> true;
            default -> false;
        };
        int last = site.chi.length - 1;
        for (int k = 0; k < last && end; k++) end = Math.abs(Torsion.wrap(to[k] - from[k])) <= SAME;
        return end && Math.abs(Torsion.wrap(to[last] - from[last])) > Math.PI / 2;
    }

    /// The rotamer whose chis are nearest in units of their spread; empty list of rotamers gives null.
    public static Rotamer nearest(Site site, double[] chi) {
        Rotamer best = null;
        double least = Double.MAX_VALUE;
        for (Rotamer rotamer : RotamerTables.standard().rotamers(site.name)) {
            double d = distance(site, chi, rotamer);
            if (d < least) {
                least = d;
                best = rotamer;
            }
        }
        return best;
    }

    /// Sum of squared differences over the spread of each chi, no less than 8 degrees.
    static double distance(Site site, double[] chi, Rotamer rotamer) {
        double sum = 0;
        for (int k = 0; k < Math.min(chi.length, rotamer.chi().length); k++) {
            double d = difference(site, k, chi[k], rotamer.chi()[k]), sd = Math.max(Math.toRadians(8), rotamer.sd()[k]);
            sum += d * d / (sd * sd);
        }
        return sum;
    }

    /// Signed difference of a chi from an ideal, symmetry of the group taken into account.
    public static double difference(Site site, int k, double chi, double ideal) {
        double period = site.symmetric(k) ? Math.PI : 2 * Math.PI, d = chi - ideal;
        return d - period * Math.rint(d / period);
    }
}
