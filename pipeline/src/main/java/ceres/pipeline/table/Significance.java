package ceres.pipeline.table;

import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Table1;
import ceres.validate.MolProbityScore;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How much a metric must change before the change counts: the one table of it.
///
/// A change counts that two refinements of the same model seldom show: two standard deviations of the difference of two refinements whose
/// starts differ by 0.01 A at random, everything else alike. The scatter was measured by `ceres.bench.Scatter` on four real pairs; the widest of the
/// four is taken. How it was measured, and all numbers: docs/science/significance.md.
///
/// Shares and counts scatter as counts do: of k residues sqrt(k) come and go by chance alone (binomial: sqrt(n p (1 - p))). Refinements of
/// one start are more alike than that, the widest scatter measured is 0.54 of it; so the difference of k1 and k2 counts above
/// 2 x 0.55 sqrt(k1 + k2), and one residue alone never counts.
public final class Significance {
    private static final double TWO_SD = 2, OF_A_DIFFERENCE = Math.sqrt(2);
    /// Scatter of counts over that of independent events; measured: 0.54 (CaBLAM outliers of 3j06), else at most 0.47.
    private static final double ALIKE = 0.55;
    /// More than one residue or clash, less than two.
    private static final double MORE_THAN_ONE = 1.5;
    /// Atoms that contacts are counted of, hydrogens included, over heavy atoms; 6i5a 2.0, 7cec 2.0.
    private static final double WITH_HYDROGENS = 2;

    private enum Kind {
        /// Standard deviation as measured.
        SCATTER,
        /// % of residues.
        SHARE,
        COUNT,
        /// Clashes per 1000 atoms; of models that have many none was measured, so they are taken as independent.
        CLASHES,
        /// What the thresholds of its three parts come to.
        MOLPROBITY,
        /// A mean over nucleotides: two of them from nothing to everything.
        SUITENESS
    }

    /// @param sd standard deviation over equivalent refinements, in the unit of the metric; 0 where the kind says it all
    /// @param from where it was measured
    private record Law(Kind kind, double sd, String from) {
        Law(Kind kind) { this(kind, 0, "counting"); }
    }

    // @formatter:off
    private static final Map<Metric, Law> LAWS = new EnumMap<>(Map.ofEntries(
            Map.entry(Metric.CLASHSCORE,             new Law(Kind.CLASHES)),
            Map.entry(Metric.MOLPROBITY_SCORE,       new Law(Kind.MOLPROBITY)),
            Map.entry(Metric.MIN_NONBONDED_DISTANCE, new Law(Kind.SCATTER, 0.0028, "7cec; others 0.0010 to 0.0022")),
            Map.entry(Metric.RAMA_OUTLIERS,          new Law(Kind.SHARE)),
            Map.entry(Metric.RAMA_FAVORED,           new Law(Kind.SHARE)),
            Map.entry(Metric.RAMA_Z,                 new Law(Kind.SCATTER, 0.281, "3j06; others 0.02 to 0.11")),
            Map.entry(Metric.RAMA_Z_HELIX,           new Law(Kind.SCATTER, 0.305, "3j06; others 0.01 and 0.11")),
            Map.entry(Metric.RAMA_Z_SHEET,           new Law(Kind.SCATTER, 0.305, "as helices; 7cec alone has sheets, 0.08")),
            Map.entry(Metric.RAMA_Z_LOOP,            new Law(Kind.SCATTER, 0.159, "3j63; others 0.02 to 0.04")),
            Map.entry(Metric.ROTAMER_OUTLIERS,       new Law(Kind.SHARE)),
            Map.entry(Metric.ROTAMER_FAVORED,        new Law(Kind.SHARE)),
            Map.entry(Metric.CBETA_DEVIATIONS,       new Law(Kind.COUNT)),
            Map.entry(Metric.CABLAM_OUTLIERS,        new Law(Kind.SHARE)),
            Map.entry(Metric.CABLAM_DISFAVORED,      new Law(Kind.SHARE)),
            Map.entry(Metric.CA_GEOMETRY_OUTLIERS,   new Law(Kind.SHARE)),
            Map.entry(Metric.TWISTED_PEPTIDES,       new Law(Kind.COUNT)),
            Map.entry(Metric.RNA_PUCKER_OUTLIERS,    new Law(Kind.COUNT)),
            Map.entry(Metric.RNA_SUITE_OUTLIERS,     new Law(Kind.COUNT)),
            Map.entry(Metric.RNA_MEAN_SUITENESS,     new Law(Kind.SUITENESS)),
            Map.entry(Metric.CC_MASK,                new Law(Kind.SCATTER, 0.0018, "3j06; others 0.0001 to 0.0003")),
            Map.entry(Metric.CC_BOX,                 new Law(Kind.SCATTER, 0.0014, "3j06; others at most 0.0003")),
            Map.entry(Metric.CC_VOLUME,              new Law(Kind.SCATTER, 0.0013, "3j06; others 0.0002 to 0.0005")),
            Map.entry(Metric.CC_PEAKS,               new Law(Kind.SCATTER, 0.0016, "3j06; others 0.0001 to 0.0009")),
            Map.entry(Metric.EMRINGER,               new Law(Kind.SCATTER, 0.258, "3j06; 3j63 0.253, others 0.07 and 0.12")),
            Map.entry(Metric.Q_SCORE,                new Law(Kind.SCATTER, 0.0015, "3j06; others 0.0001 to 0.0011")),
            Map.entry(Metric.D_FSC_MODEL_0,          new Law(Kind.SCATTER, 0.0707, "3j63; others 0.0003 to 0.017")),
            Map.entry(Metric.D_FSC_MODEL_0143,       new Law(Kind.SCATTER, 0.0044, "3j63; others 0.0001 to 0.0027")),
            Map.entry(Metric.D_FSC_MODEL_05,         new Law(Kind.SCATTER, 0.0051, "3j06; others 0.0001 to 0.0025")),
            Map.entry(Metric.FSC_WORK,               new Law(Kind.SCATTER, 0.0014, "3j06; others 0.0006 and 0.0007")),
            Map.entry(Metric.FSC_FREE,               new Law(Kind.SCATTER, 0.0016, "3j06; others 0.0005"))));
    // @formatter:on

    /// What shares are shares of, and scores scores of.
    public record Size(int residues, int nucleotides, int heavyAtoms) {
        public static final Size NONE = new Size(0, 0, 0);

        public static Size of(Table1.Composition c) {
            return new Size(c.residuesProtein(), c.residuesNucleotide(), c.atoms() - c.hydrogens());
        }
    }

    private final Measurements before, after;
    private final Size size;

    public Significance(Measurements before, Measurements after, Size size) {
        this.before = before;
        this.after = after;
        this.size = size;
    }

    /// The metrics that have a threshold: all that have a better and a worse.
    static boolean knows(Metric metric) { return LAWS.containsKey(metric); }

    /// Where a threshold comes from, a few words.
    static String origin(Metric metric) { return Optional.ofNullable(LAWS.get(metric)).map(Law::from).orElseThrow(); }

    /// The largest change that counts as none, in the unit of the metric.
    ///
    /// @throws IllegalArgumentException for a metric that describes and does not judge
    public double threshold(Metric metric) {
        var law = LAWS.get(metric);
        if (law == null) throw new IllegalArgumentException(metric.id() + " is not judged");
        return switch (law.kind) {
            case SCATTER -> TWO_SD * OF_A_DIFFERENCE * law.sd;
            case SHARE -> share(metric);
            case COUNT -> counts(value(before, metric) + value(after, metric), ALIKE);
            case CLASHES -> clashscore();
            case MOLPROBITY -> molprobity();
            case SUITENESS -> 2.0 / Math.max(2, size.nucleotides);
        };
    }

    /// That many more or less of so many in both models mean nothing.
    private static double counts(double both, double alike) { return Math.max(MORE_THAN_ONE, TWO_SD * alike * Math.sqrt(both)); }

    /// In %; of a share near 100 % it is the rest that scatters.
    private double share(Metric metric) {
        double n = Math.max(1, size.residues), variance = 0;
        for (var model : new Measurements[]{before, after}) {
            double p = Math.clamp(value(model, metric) / 100, 0, 1);
            variance += n * p * (1 - p);
        }
        return 100 / n * counts(variance, ALIKE);
    }

    private double clashscore() {
        double thousands = Math.max(1, WITH_HYDROGENS * size.heavyAtoms) / 1000;
        return counts(thousands * (value(before, Metric.CLASHSCORE) + value(after, Metric.CLASHSCORE)), 1) / thousands;
    }

    /// The three parts scatter independently; what each would do to the better of the two models.
    private double molprobity() {
        double clash = Math.min(value(before, Metric.CLASHSCORE), value(after, Metric.CLASHSCORE)),
                outliers = Math.min(value(before, Metric.ROTAMER_OUTLIERS), value(after, Metric.ROTAMER_OUTLIERS)),
                favored = Math.max(value(before, Metric.RAMA_FAVORED), value(after, Metric.RAMA_FAVORED)),
                score = MolProbityScore.of(clash, outliers, favored);
        double a = MolProbityScore.of(clash + clashscore(), outliers, favored) - score,
                b = MolProbityScore.of(clash, outliers + share(Metric.ROTAMER_OUTLIERS), favored) - score,
                c = MolProbityScore.of(clash, outliers, favored - share(Metric.RAMA_FAVORED)) - score;
        return Math.sqrt(a * a + b * b + c * c);
    }

    private static double value(Measurements m, Metric metric) { return m.value(metric).orElse(0); }
}
