package ceres.chem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// How often each phi and psi was seen, by secondary structure and residue type: the tables of Rama-Z.
///
/// Source: Sobolev2020; counts of Top8000 in 90 x 90 bins of 4 degrees, the first centred on -178.
public final class RamaZTables {
    private static final int BINS = 90;

    /// The residues that one Rama-Z is of, with mean and standard deviation that their average has over good models.
    public enum Part {
        HELIX(-0.045355950779513175, 0.1951165524439217),
        SHEET(-0.0425581278436754, 0.20068584887814633),
        LOOP(-0.018457764754231075, 0.15788374669456848),
        WHOLE(-0.016806654295023003, 0.12044960331869274);

        private final double mean, sd;

        Part(double mean, double sd) {
            this.mean = mean;
            this.sd = sd;
        }

        /// Rama-Z of residues whose values ([RamaZTables#residue]) have this average.
        public double z(double average) { return (average - mean) / sd; }
    }

    private record Table(int[] counts, double mean, double sd) {
        static Table of(int[] counts) {
            double total = 0, square = 0;
            for (int c : counts) {
                total += c;
                square += (double) c * c;
            }
            double mean = square / total, variance = 0;
            for (int c : counts) variance += c * (c - mean) * (c - mean);
            return new Table(counts, mean, Math.sqrt(variance / (total - 1)));
        }

        int at(int i, int j) { return counts[Math.floorMod(i, BINS) * BINS + Math.floorMod(j, BINS)]; }
    }

    private static final class Standard {
        static final RamaZTables TABLES = new RamaZTables();
    }

    private final Map<String, Table> tables = new HashMap<>();

    private RamaZTables() {
        String key = "";
        for (String line : text().split("\n")) {
            if (line.startsWith("#")) continue;
            if (Character.isLetter(line.charAt(0))) key = line;
            else
                tables.put(key, Table.of(counts(line)));
        }
    }

    private static String text() {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(NdTable.resource("rama_z.txt.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int[] counts(String line) {
        var counts = new int[BINS * BINS];
        int at = 0;
        for (String word : line.split(" ")) {
            if (word.startsWith("0*")) at += Integer.parseInt(word.substring(2));
            else
                counts[at++] = Integer.parseInt(word);
        }
        return counts;
    }

    public static RamaZTables standard() { return Standard.TABLES; }

    /// The value of one residue.
    ///
    /// @param region `H`, `S` or `L`
    /// @param next name of the residue after
    /// @param cis true if either peptide of the residue is cis
    public double residue(char region, String name, String next, boolean cis, double phiDeg, double psiDeg) {
        String kind = switch (name) {
            case "MSE" -> "MET";
            case "PRO" -> cis ? "cisPRO" : "transPRO";
            case "GLY" -> name;
            default -> next.equals("PRO") ? "prePRO" : name;
        };
        return z(kind.equals("cisPRO") ? 'L' : region, kind, phiDeg, psiDeg);
    }

    /// (count at phi, psi - mean) / sd, where mean and sd are those of the table over its own residues.
    ///
    /// @param secondary `H`, `S` or `L`
    /// @param kind residue name, `cisPRO`, `transPRO` or `prePRO`
    public double z(char secondary, String kind, double phiDeg, double psiDeg) {
        var table = tables.get(secondary + " " + kind);
        if (table == null) throw new IllegalArgumentException("no Rama-Z table for " + secondary + " " + kind);
        double u = (phiDeg + 178) / 4, v = (psiDeg + 178) / 4;
        int i = (int) Math.floor(u), j = (int) Math.floor(v);
        double f = u - i, g = v - j;
        double count = (1 - f) * ((1 - g) * table.at(i, j) + g * table.at(i, j + 1))
                + f * ((1 - g) * table.at(i + 1, j) + g * table.at(i + 1, j + 1));
        return (count - table.mean) / table.sd;
    }
}
