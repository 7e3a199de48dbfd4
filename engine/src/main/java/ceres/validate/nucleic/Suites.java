package ceres.validate.nucleic;

import ceres.chem.NucleicTables.Cluster;
import ceres.chem.NucleicTables;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Names the RNA backbone suite by suite. Source: Richardson2008 and the program suitename.
public final class Suites {
    /* A suite is first sorted into a bin by its two puckers and gamma; anything that no RNA does is an outlier at once (triage). Within the
     * bin the distance to each cluster is a superellipsoid (third power) in four angles; a suite may lie inside several. Bins with a
     * dominant cluster and satellites have their own rule, since the dominant one would else swallow its satellites. The distance in all
     * seven angles to the chosen cluster decides in the end, and gives the suiteness. */
    private static final double LINK = 3.5;
    private static final double[] WIDTH = {28, 60, 55, 50, 70, 35, 28};
    private static final int EPSILON = 1, ZETA = 2, ALPHA = 3, BETA = 4;

    private final NucleicTables tables = NucleicTables.standard();

    private Suites() {}

    /// One suite for every ribonucleotide, modified ones included; the first of a stretch is incomplete.
    public static List<Suite> measure(Structure s, ResidueClass[] classes) {
        var suites = new Suites();
        var rows = new ArrayList<Suite>();
        for (int r = 0; r < s.residueCount(); r++) {
            if (!isRibo(s, classes, r)) continue;
            boolean linked = r > s.residueStart(s.chainOf(r)) && isRibo(s, classes, r - 1) && linked(s, r);
            rows.add(linked ? suites.name(r, angles(s, r)) : new Suite(r, new double[0], "", "__", 0, 0));
        }
        return rows;
    }

    /// The suite of seven angles, 0 to 360 degrees, without a residue.
    static Suite named(double[] anglesDeg) { return new Suites().name(-1, anglesDeg); }

    private static boolean isRibo(Structure s, ResidueClass[] classes, int r) {
        return (classes[r] == ResidueClass.RNA || classes[r] == ResidueClass.MODIFIED_NUCLEOTIDE) && s.find(r, "O2'") >= 0;
    }

    private static boolean linked(Structure s, int r) {
        int o3 = s.find(r - 1, "O3'", 'A'), p = s.find(r, "P", 'A');
        return o3 >= 0 && p >= 0 && s.distance(o3, p) < LINK;
    }

    /// The seven angles, 0 to 360; NaN where an atom is missing.
    private static double[] angles(Structure s, int r) {
        return new double[]{angle(s, r, "-C5'", "-C4'", "-C3'", "-O3'"), angle(s, r, "-C4'", "-C3'", "-O3'", "P"),
            angle(s, r, "-C3'", "-O3'", "P", "O5'"), angle(s, r, "-O3'", "P", "O5'", "C5'"),
            angle(s, r, "P", "O5'", "C5'", "C4'"),
            angle(s, r, "O5'", "C5'", "C4'", "C3'"), angle(s, r, "C5'", "C4'", "C3'", "O3'")};
    }

    private static double angle(Structure s, int r, String... names) {
        int[] a = new int[4];
        for (int k = 0; k < 4; k++) {
            boolean before = names[k].startsWith("-");
            a[k] = s.find(before ? r - 1 : r, before ? names[k].substring(1) : names[k], 'A');
            if (a[k] < 0) return Double.NaN;
        }
        return Puckers.positive(Geometry.torsionDeg(s.atoms().xyz(), a[0], a[1], a[2], a[3]));
    }

    /// Names one suite.
    ///
    /// @param angles delta(i-1) epsilon zeta alpha beta gamma delta, 0 to 360 degrees
    Suite name(int r, double[] angles) {
        for (double a : angles) if (Double.isNaN(a)) return new Suite(r, new double[0], "", "__", 0, 0);
        String bin = bin(angles);
        if (bin.isEmpty()) return new Suite(r, angles, "trig", "!!", 0, 0);
        var cluster = choose(bin, angles);
        if (cluster == null) return new Suite(r, angles, bin, "!!", 0, 0);
        double d = distance(angles, cluster.anglesDeg(), WIDTH, 0, 7);
        if (d > 1) return new Suite(r, angles, bin, "!!", 0, d);
        return new Suite(r, angles, bin, cluster.name(), Math.max(0.01, (Math.cos(Math.PI * d) + 1) / 2), d);
    }

    private static boolean within(double a, double low, double high) { return a >= low && a <= high; }

    private static String bin(double[] a) {
        if (!within(a[EPSILON], 155, 310)) return "";
        String first = pucker(a[0]), second = pucker(a[6]), gamma = gamma(a[5]);
        if (first.isEmpty() || second.isEmpty() || gamma.isEmpty()) return "";
        if (!within(a[ALPHA], 25, 335) || !within(a[BETA], 50, 290) || !within(a[ZETA], 25, 335)) return "";
        return first + second + gamma;
    }

    private static String pucker(double delta) {
        if (within(delta, 60, 105)) return "3";
        return within(delta, 125, 165) ? "2" : "";
    }

    private static String gamma(double gamma) {
        if (within(gamma, 20, 95)) return "p";
        if (within(gamma, 140, 215)) return "t";
        return within(gamma, 260, 335) ? "m" : "";
    }

    /// Superellipsoidal distance over the angles [from, to), in widths.
    private static double distance(double[] a, double[] b, double[] width, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) sum += Math.pow(Math.abs(a[k] - b[k]) / width[k], 3);
        return Math.cbrt(sum);
    }

    private static double four(double[] a, Cluster c) { return distance(a, c.anglesDeg(), WIDTH, EPSILON, BETA + 1); }

    private @org.jspecify.annotations.Nullable Cluster choose(String bin, double[] a) {
        Cluster dominant = null, nearest = null, other = null;
        int candidates = 0;
        for (var c : tables.clusters(bin)) {
            double d = four(a, c);
            if (d >= 1) continue;
            candidates++;
            if (nearest == null || d < four(a, nearest)) nearest = c;
            if (c.dominance().equals("dom")) dominant = c;
            else if (other == null || d < four(a, other)) other = c;
        }
        if (candidates < 2 || dominant == null || other == null) return nearest;
        return other.dominance().equals("sat") ? satelliteOrDominant(a, other, dominant) : nearer(a, other, dominant);
    }

    private static Cluster nearer(double[] a, Cluster c, Cluster dominant) {
        return four(a, c) < four(a, dominant) ? c : dominant;
    }

    /// Between a satellite and its dominant cluster special widths decide; outside that region the usual ones.
    private Cluster satelliteOrDominant(double[] a, Cluster satellite, Cluster dominant) {
        double fromDominant = 0, fromSatellite = 0;
        for (int k = EPSILON; k <= BETA; k++) {
            double s = satellite.anglesDeg()[k], d = dominant.anglesDeg()[k];
            fromDominant += (d - a[k]) * (d - s);
            fromSatellite += (s - a[k]) * (s - d);
        }
        var special = tables.satellite(satellite.name());
        if (special == null || fromDominant <= 0 || fromSatellite <= 0) return nearer(a, satellite, dominant);
        double toSatellite = distance(a, satellite.anglesDeg(), widths(special.own()), EPSILON, BETA + 1);
        double toDominant = distance(a, dominant.anglesDeg(), widths(special.dominant()), EPSILON, BETA + 1);
        return toSatellite <= toDominant ? satellite : dominant;
    }

    private static double[] widths(double[] special) {
        double[] width = Arrays.copyOf(WIDTH, WIDTH.length);
        for (int k = 0; k < 4; k++) if (special[k] > 0) width[EPSILON + k] = special[k];
        return width;
    }
}
