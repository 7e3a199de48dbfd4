package ceres.validate.fit;

import ceres.density.Trilinear;
import ceres.map.DensityMap;
import ceres.metric.Measurement;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// EMRinger: does side-chain density stand where rotamers are? The first atom beyond CB is turned round the bond CA-CB, and the angle
/// at which the map is highest is asked whether it is a rotamer's.
///
/// Source: Barad2015. One habit of the published program is kept so that scores compare: the sample at chi1 = 5(k + 1) degrees is
/// counted as 5k degrees.
final class EmRinger {
    /// Beyond this side-chain density says nothing about rotamers, A.
    static final double WORST_RESOLUTION = 4.0;
    private static final Set<String> RESIDUES = Set.of("ARG", "ASN", "ASP", "CYS", "GLN", "GLU", "HIS", "LEU", "LYS", "MET",
            "PHE", "SER",
            "TRP", "TYR");
    private static final int SAMPLES = 72, LEVELS = 20, STEP_DEG = 5;
    /// Part of all angles that count as rotameric: three ranges of 13 samples.
    private static final double CHANCE = 39.0 / 72;

    private record Scan(int residue, double[] density, double highest, double mean) {}

    private final Structure structure;
    private final Trilinear map;

    private EmRinger(Structure structure, DensityMap map) {
        this.structure = structure;
        this.map = new Trilinear(map);
    }

    /// The scan; empty if no residue has a side chain to turn or no peak is rotameric.
    static Optional<EmRingerScan> scan(Structure structure, DensityMap map) { return new EmRinger(structure, map).score(); }

    /// Why there is no score.
    static Measurement absent(double resolution) {
        return resolution > WORST_RESOLUTION
                ? Measurement.notApplicable("resolution %s A is worse than 4 A".formatted(Math.round(resolution * 100) / 100.0))
                : Measurement.notApplicable("no side chain that reaches beyond CB lies in density");
    }

    private Optional<EmRingerScan> score() {
        var scans = new ArrayList<Scan>();
        for (int r = 0; r < structure.residueCount(); r++) residue(r).ifPresent(scans::add);
        if (scans.isEmpty()) return Optional.empty();
        double average = scans.stream().mapToDouble(Scan::mean).sum() / scans.size();
        double highest = scans.stream().mapToDouble(Scan::highest).max().orElseThrow();
        return levels(scans, average, highest);
    }

    private Optional<Scan> residue(int r) {
        String name = structure.residueName(r);
        if (!RESIDUES.contains(name)) return Optional.empty();
        char altloc = firstAltloc(r);
        int n = structure.find(r, "N", altloc), ca = structure.find(r, "CA", altloc), cb = structure.find(r, "CB", altloc);
        int g = structure.find(r, name.equals("SER") ? "OG" : name.equals("CYS") ? "SG" : "CG", altloc);
        if (n < 0 || ca < 0 || cb < 0 || g < 0) return Optional.empty();
        double[] density = turn(n, ca, cb, g);
        double max = Double.NEGATIVE_INFINITY, sum = 0;
        for (double d : density) {
            max = Math.max(max, d);
            sum += d;
        }
        return Optional.of(new Scan(r, density, max, sum / SAMPLES));
    }

    private char firstAltloc(int r) {
        for (int a = structure.atomStart(r); a < structure.atomEnd(r); a++)
            if (structure.altloc(a) != 0) return structure.altloc(a);
        return 0;
    }

    /// The map at the atom beyond CB for chi1 = 5, 10, ... 360 degrees.
    private double[] turn(int n, int ca, int cb, int g) {
        double[] axis = unit(minus(cb, ca)), arm = minus(g, cb), back = minus(n, ca);
        double along = dot(arm, axis), radius = Math.sqrt(Math.max(0, dot(arm, arm) - along * along));
        double behind = dot(back, axis);
        double[] zero = unit(new double[]{back[0] - behind * axis[0], back[1] - behind * axis[1], back[2] - behind * axis[2]});
        double[] ninety = {axis[1] * zero[2] - axis[2] * zero[1], axis[2] * zero[0] - axis[0] * zero[2],
            axis[0] * zero[1] - axis[1] * zero[0]};
        var density = new double[SAMPLES];
        for (int k = 0; k < SAMPLES; k++) {
            double chi = Math.toRadians(STEP_DEG * (k + 1)), c = radius * Math.cos(chi), s = radius * Math.sin(chi);
            density[k] = map.at(structure.x(cb) + along * axis[0] + c * zero[0] + s * ninety[0],
                    structure.y(cb) + along * axis[1] + c * zero[1] + s * ninety[1],
                    structure.z(cb) + along * axis[2] + c * zero[2] + s * ninety[2]);
        }
        return density;
    }

    private Optional<EmRingerScan> levels(List<Scan> scans, double average, double highest) {
        double[] thresholds = new double[LEVELS], scores = new double[LEVELS], ratios = new double[LEVELS];
        var peaks = new int[LEVELS];
        int found = 0, best = -1;
        for (int i = 0; i < LEVELS; i++) {
            double level = average + i * (highest - average) / LEVELS;
            int[] histogram = histogram(scans, level);
            int n = 0, rotameric = 0;
            for (int k = 0; k < SAMPLES; k++) {
                n += histogram[k];
                if (rotameric(k)) rotameric += histogram[k];
            }
            if (n == 0 || rotameric == 0) break;
            thresholds[i] = level;
            peaks[i] = n;
            ratios[i] = (double) rotameric / n;
            double z = (rotameric - n * CHANCE) / Math.sqrt(n * CHANCE * (1 - CHANCE));
            scores[i] = 10 * z / Math.sqrt(scans.size());
            found = i + 1;
            if (best < 0 || scores[i] > scores[best]) best = i;
        }
        if (found == 0) return Optional.empty();
        return Optional.of(new EmRingerScan(scores[best], thresholds[best], ratios[best],
                Arrays.copyOf(thresholds, found), Arrays.copyOf(scores, found),
                Arrays.copyOf(ratios, found), Arrays.copyOf(peaks, found),
                histogram(scans, thresholds[best]), residues(scans)));
    }

    /// Peaks above a level by sample; a residue counts with every sample that reaches its highest value.
    private static int[] histogram(List<Scan> scans, double level) {
        var histogram = new int[SAMPLES];
        for (var s : scans)
            if (s.highest > level) for (int k = 0; k < SAMPLES; k++) if (s.density[k] == s.highest) histogram[k]++;
        return histogram;
    }

    /// Within 30 degrees of 60, 180 or 300.
    private static boolean rotameric(int sample) { return Math.floorMod(STEP_DEG * sample - 30, 360) / 60 % 2 == 0; }

    private static List<EmRingerScan.Residue> residues(List<Scan> scans) {
        var rows = new ArrayList<EmRingerScan.Residue>();
        for (var s : scans) {
            int k = 0;
            while (s.density[k] != s.highest) k++;
            rows.add(new EmRingerScan.Residue(s.residue, STEP_DEG * k, s.highest, rotameric(k)));
        }
        return List.copyOf(rows);
    }

    private double[] minus(int p, int q) {
        return new double[]{structure.x(p) - structure.x(q), structure.y(p) - structure.y(q), structure.z(p) - structure.z(q)};
    }

    private static double dot(double[] p, double[] q) { return p[0] * q[0] + p[1] * q[1] + p[2] * q[2]; }

    private static double[] unit(double[] p) {
        double length = Math.max(1e-12, Math.sqrt(dot(p, p)));
        return new double[]{p[0] / length, p[1] / length, p[2] / length};
    }
}
