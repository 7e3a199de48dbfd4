package ceres.restraint;

import ceres.numerics.Geometry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.zip.GZIPInputStream;

/// Backbone ideals that depend on conformation: the conformation-dependent library v1.2.
///
/// Of a residue with a trans peptide on either side, seven angles and five bonds take mean and sigma of the phi/psi bin (10 degrees)
/// that it stands in; classes Gly, Pro, Ile/Val and others, before proline or not. The table is a step function, so ideals are looked
/// up between minimisations ([#refresh]), never within.
///
/// Source: Berkholz2009, Tronrud2011.
public final class Cdl {
    private static final String RESOURCE = "/ceres/restraint/cdl.txt.gz";
    private static final int BINS = 36;
    private static final int VALUES = 12;
    private static final int ANGLES = 7;

    /// Values of a bin: mean and sigma of 7 angles (radians) and 5 bonds (A); NaN where the library has none.
    private record Group(double[][] bins) {}

    private static final class Table {
        static final Map<String, Group> GROUPS = load();
    }

    /// One residue: the atoms of phi and psi, the rows of its 7 angles and 5 bonds (-1 where there is none), its class.
    private record Site(int[] phiPsi, int[] rows, String group) {}

    private final List<Site> sites = new ArrayList<>();

    Cdl() {}

    static String group(String residue, boolean beforeProline) {
        String name = switch (residue) {
            case "GLY" -> "Gly";
            case "PRO" -> "Pro";
            case "ILE", "VAL" -> "IleVal";
            default -> "NonPGIV";
        };
        return name + (beforeProline ? "_xpro" : "_nonxpro");
    }

    /// @param phiPsi C(-1), N, CA, C, N(+1)
    /// @param rows rows of C-N-CA, N-CA-CB, N-CA-C, CB-CA-C, CA-C-O, CA-C-N, O-C-N among the angles; C-N, N-CA, CA-CB, CA-C, C-O among the bonds
    void add(int[] phiPsi, int[] rows, String group) { sites.add(new Site(phiPsi, rows, group)); }

    /// Number of residues whose ideals depend on conformation.
    public int size() { return sites.size(); }

    /// The same restraints with the ideals and sigmas of the conformation in `xyz`.
    public Restraints refresh(Restraints r, double[] xyz) {
        if (sites.isEmpty()) return r;
        double[] bondIdeal = r.bonds().ideal().clone(), bondSigma = r.bonds().sigma().clone();
        double[] angleIdeal = r.angles().ideal().clone(), angleSigma = r.angles().sigma().clone();
        for (var site : sites) {
            double[] values = lookUp(site, xyz);
            for (int v = 0; v < VALUES; v++) {
                int row = site.rows[v];
                if (row < 0 || Double.isNaN(values[2 * v])) continue;
                (v < ANGLES ? angleIdeal : bondIdeal)[row] = values[2 * v];
                (v < ANGLES ? angleSigma : bondSigma)[row] = values[2 * v + 1];
            }
        }
        return r.withIdeals(bondIdeal, bondSigma, angleIdeal, angleSigma);
    }

    /// The same for some of the atoms: sites whose atoms are all kept, for restraints of which those between kept atoms are left, in their order.
    ///
    /// @param all the restraints before
    /// @param index new index of every atom, -1 where it is left out
    public Cdl of(Restraints all, int[] index) {
        var b = all.bonds();
        var a = all.angles();
        int[] bonds = rows(b.size(), k -> index[b.i()[k]] >= 0 && index[b.j()[k]] >= 0);
        int[] angles = rows(a.size(), k -> index[a.i()[k]] >= 0 && index[a.j()[k]] >= 0 && index[a.k()[k]] >= 0);
        var some = new Cdl();
        for (var site : sites) {
            int[] phiPsi = Arrays.stream(site.phiPsi).map(x -> index[x]).toArray(), rows = new int[VALUES];
            if (Arrays.stream(phiPsi).anyMatch(x -> x < 0)) continue;
            for (int v = 0; v < VALUES; v++) rows[v] = site.rows[v] < 0 ? -1 : (v < ANGLES ? angles : bonds)[site.rows[v]];
            some.add(phiPsi, rows, site.group);
        }
        return some;
    }

    /// The new row of each, -1 where it is not kept.
    private static int[] rows(int n, IntPredicate kept) {
        var rows = new int[n];
        for (int k = 0, next = 0; k < n; k++) rows[k] = kept.test(k) ? next++ : -1;
        return rows;
    }

    private static double[] lookUp(Site site, double[] xyz) {
        int[] a = site.phiPsi;
        int phi = bin(Geometry.torsion(xyz, a[0], a[1], a[2], a[3])), psi = bin(Geometry.torsion(xyz, a[1], a[2], a[3], a[4]));
        return Table.GROUPS.get(site.group).bins[phi * BINS + psi];
    }

    private static int bin(double radians) { return Math.floorMod((int) Math.round(Math.toDegrees(radians) / 10) + 18, BINS); }

    private static Map<String, Group> load() {
        var groups = new HashMap<String, Group>();
        try (var in = Cdl.class.getResourceAsStream(RESOURCE);
                var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            var bins = new double[0][];
            double[] fallback = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("#")) continue;
                String[] f = line.split(" ");
                if (f[0].equals("G")) {
                    if (fallback != null) fill(bins, fallback);
                    groups.put(f[1], new Group(bins = new double[BINS * BINS][]));
                } else if (f[0].equals("D")) fallback = values(f, 1);
                else
                    bins[bin(Math.toRadians(Integer.parseInt(f[0]))) * BINS
                            + bin(Math.toRadians(Integer.parseInt(f[1])))] = values(f, 2);
            }
            fill(bins, fallback);
            return groups;
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + RESOURCE, e);
        }
    }

    private static void fill(double[][] bins, double[] fallback) {
        for (int b = 0; b < bins.length; b++) if (bins[b] == null) bins[b] = fallback;
    }

    private static double[] values(String[] f, int from) {
        var values = new double[2 * VALUES];
        for (int v = 0; v < values.length; v++) {
            String word = f[from + v];
            double unit = v < 2 * ANGLES ? Math.toRadians(0.01) : 1e-4;
            values[v] = word.equals("-") ? Double.NaN : Integer.parseInt(word) * unit;
        }
        return values;
    }
}
