package ceres.pipeline.table;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Table1;
import ceres.pipeline.bundle.Verdict;
import ceres.pipeline.bundle.Verdict.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lines of the cryo-EM Table 1 in their order, with every number rounded for a reader. All renderings draw these.
///
/// @param refined whether there is a second column
public record Layout(List<Section> sections, boolean refined) {

    /// @param title Model, Data, Model against data, Change
    public record Section(String title, List<Line> lines) {}

    /// @param metric of the line; null for a line of the composition
    /// @param label what it is, with its unit
    /// @param initial as printed; a dash and the reason where it is absent
    /// @param refined as printed; empty where there is no second column
    /// @param delta as printed with its sign; empty where there is none
    /// @param expected what a good model has; empty where there is no rule
    public record Line(@Nullable Metric metric, String label, Cell initial, Cell refined, String delta, Call call,
            String expected) {}

    /// @param text rounded number, or a dash
    /// @param reason of the absence; empty for a number
    public record Cell(String text, String reason) {
        static final Cell EMPTY = new Cell("", "");

        public boolean absent() { return !reason.isEmpty(); }
    }

    private static final Map<Metric, String> EXPECTED = Map.ofEntries(
            Map.entry(Metric.RAMA_FAVORED, "> 98"), Map.entry(Metric.RAMA_OUTLIERS, "< 0.2"), Map.entry(Metric.RAMA_Z, "−2 to 2"),
            Map.entry(Metric.RAMA_Z_HELIX, "−2 to 2"), Map.entry(Metric.RAMA_Z_SHEET, "−2 to 2"),
            Map.entry(Metric.RAMA_Z_LOOP, "−2 to 2"), Map.entry(Metric.ROTAMER_OUTLIERS, "< 1"),
            Map.entry(Metric.CBETA_DEVIATIONS, "0"), Map.entry(Metric.CABLAM_OUTLIERS, "< 1"),
            Map.entry(Metric.CABLAM_DISFAVORED, "< 5"),
            Map.entry(Metric.CA_GEOMETRY_OUTLIERS, "< 0.5"), Map.entry(Metric.EMRINGER, "> 1"),
            Map.entry(Metric.RMSZ_BONDS, "0 to 1"), Map.entry(Metric.RMSZ_ANGLES, "0 to 1"),
            Map.entry(Metric.TWISTED_PEPTIDES, "0"),
            Map.entry(Metric.MIN_NONBONDED_DISTANCE, "> 2"));

    /// What a good model has; empty where there is no rule.
    public static String expected(Metric metric) { return EXPECTED.getOrDefault(metric, ""); }

    public static Layout of(Table1 t) {
        var initial = t.initialMeasurements();
        var refined = t.refinedMeasurements();
        var sections = new ArrayList<Section>();
        sections.add(new Section("Composition", composition(t)));
        sections.add(metrics("Model", Metric.Group.MODEL, initial, refined, t.verdict()));
        if (t.adpInitial() != null) sections.add(new Section("B factors and occupancy", adp(t)));
        sections.add(metrics("Data", Metric.Group.DATA, initial, refined, t.verdict()));
        if (t.map() != null) sections.add(new Section("Map", map(t.map())));
        sections.add(metrics("Model against data", Metric.Group.FIT, initial, refined, t.verdict()));
        if (refined.isPresent()) sections.add(metrics("Change", Metric.Group.CHANGE, Optional.empty(), refined, t.verdict()));
        return new Layout(sections, refined.isPresent());
    }

    /// The table of one model alone.
    public static Layout of(Measurements one) {
        var verdict = Judgement.notRefined("");
        return new Layout(List.of(metrics("Model", Metric.Group.MODEL, Optional.of(one), Optional.empty(), verdict),
                metrics("Data", Metric.Group.DATA, Optional.of(one), Optional.empty(), verdict),
                metrics("Model against data", Metric.Group.FIT, Optional.of(one), Optional.empty(), verdict)), false);
    }

    private static Section metrics(String title, Metric.Group group, Optional<Measurements> initial,
            Optional<Measurements> refined,
            Verdict verdict) {
        return new Section(title, Arrays.stream(Metric.values()).filter(m -> m.group() == group)
                .map(m -> line(m, initial, refined, verdict)).toList());
    }

    private static Line line(Metric m, Optional<Measurements> initial, Optional<Measurements> refined, Verdict verdict) {
        var judged = verdict.metrics().get(m.id());
        var call = judged == null ? Call.NOT_JUDGED : judged.call();
        String unit = m.unit().isEmpty() || m.unit().equals("count") ? "" : " (" + m.unit() + ")";
        return new Line(m, m.label() + unit, initial.map(i -> cell(m, i.get(m))).orElse(Cell.EMPTY),
                refined.map(r -> cell(m, r.get(m))).orElse(Cell.EMPTY), delta(m, initial, refined), call,
                EXPECTED.getOrDefault(m, ""));
    }

    private static Cell cell(Metric m, Measurement measured) {
        return switch (measured) {
            case Measurement.Value(double v) -> new Cell(fixed(v, m.digits()).replace('-', '−'), "");
            case Measurement.Absent(var why, var detail) -> new Cell("—", reason(why) + (detail.isEmpty() ? "" : ": " + detail));
        };
    }

    private static String reason(Measurement.Reason why) {
        return switch (why) {
            case NOT_APPLICABLE -> "not applicable";
            case INPUT_MISSING -> "input missing";
            case COMPUTATION_FAILED -> "could not be computed";
        };
    }

    private static String delta(Metric m, Optional<Measurements> initial, Optional<Measurements> refined) {
        if (initial.isEmpty() || refined.isEmpty()) return "";
        var a = initial.get().value(m);
        var b = refined.get().value(m);
        if (a.isEmpty() || b.isEmpty()) return "";
        double d = b.getAsDouble() - a.getAsDouble();
        String number = fixed(Math.abs(d), m.digits());
        return Double.parseDouble(number) == 0 ? "0" : (d > 0 ? "+" : "−") + number;
    }

    private static List<Line> composition(Table1 t) {
        var c = t.composition();
        String ligands = c.ligandList().stream().map(l -> l.count() == 1 ? l.id() : l.id() + " " + l.count())
                .collect(Collectors.joining(", "));
        return List.of(plain("Chains", c.chains()), plain("Atoms (hydrogens)", c.atoms() + " (" + c.hydrogens() + ")"),
                plain("Residues, protein", c.residuesProtein()), plain("Residues, nucleotide", c.residuesNucleotide()),
                plain("Ligands", ligands.isEmpty() ? c.ligands() : c.ligands() + ": " + ligands), plain("Ions", c.ions()),
                plain("Waters", c.waters()));
    }

    private static Line plain(String label, Object value) {
        return new Line(null, label, new Cell(value.toString(), ""), Cell.EMPTY, "", Call.NOT_JUDGED, "");
    }

    private static List<Line> adp(Table1 t) {
        var lines = new ArrayList<Line>();
        lines.add(adp(t, "Isotropic/anisotropic atoms", a -> a.isotropic() + "/" + a.anisotropic()));
        lines.add(adp(t, "B protein, min/max/mean (A^2)", a -> range(a.protein())));
        lines.add(adp(t, "B nucleotide, min/max/mean (A^2)", a -> range(a.nucleotide())));
        lines.add(adp(t, "B ligand, min/max/mean (A^2)", a -> range(a.ligand())));
        lines.add(adp(t, "B water, min/max/mean (A^2)", a -> range(a.water())));
        lines.add(adp(t, "Occupancy, mean", a -> fixed(a.occupancyMean(), 2)));
        lines.add(adp(t, "Occupancy 1/partial/above 1 (%)", a -> fixed(a.occupancyOnePercent(), 1) + "/"
                + fixed(a.occupancyPartialPercent(), 1) + "/" + fixed(a.occupancyAbovePercent(), 1)));
        lines.removeIf(l -> l.initial().text().isEmpty() && l.refined().text().isEmpty());
        return lines;
    }

    private static Line adp(Table1 t, String label, Function<Table1.Adp, String> of) {
        String initial = t.adpInitial() == null ? "" : of.apply(t.adpInitial());
        String refined = t.adpRefined() == null ? "" : of.apply(t.adpRefined());
        return new Line(null, label, new Cell(initial, ""), new Cell(refined, ""), "", Call.NOT_JUDGED, "");
    }

    private static String range(Table1.@Nullable Range r) {
        return r == null ? "" : fixed(r.min(), 1) + "/" + fixed(r.max(), 1) + "/" + fixed(r.mean(), 1);
    }

    private static List<Line> map(Table1.MapRecord m) {
        var lines = new ArrayList<Line>();
        lines.add(plain("Grid (voxels)", m.grid()[0] + " × " + m.grid()[1] + " × " + m.grid()[2]));
        lines.add(plain("Box (A)", join(m.box(), 2, " × ")));
        lines.add(plain("Angles (degrees)", join(m.anglesDeg(), 1, ", ")));
        lines.add(plain("Voxel (A)", join(m.spacing(), 3, " × ")));
        lines.add(plain("Origin (A)", join(m.origin(), 2, ", ")));
        lines.add(plain("Values, min/max/mean/sd", fixed(m.min(), 3) + "/" + fixed(m.max(), 3) + "/" + fixed(m.mean(), 4) + "/"
                + fixed(m.sd(), 4)));
        if (m.contour() != null) lines.add(plain("Contour level", fixed(m.contour(), 4)));
        return lines;
    }

    private static String join(double[] values, int digits, String between) {
        return Arrays.stream(values).mapToObj(v -> fixed(v, digits)).collect(Collectors.joining(between));
    }

    static String fixed(double v, int digits) {
        String s = String.format(Locale.ROOT, "%." + digits + "f", v);
        return s.startsWith("-") && Double.parseDouble(s) == 0 ? s.substring(1) : s;
    }
}
