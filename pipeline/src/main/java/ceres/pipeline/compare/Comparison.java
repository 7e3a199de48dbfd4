package ceres.pipeline.compare;

import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.ResidueTable.Row;
import ceres.pipeline.bundle.ResidueTable.State;
import ceres.pipeline.bundle.Software;
import ceres.pipeline.bundle.Table1;
import ceres.pipeline.bundle.Verdict;
import ceres.pipeline.table.Judgement;
import ceres.pipeline.table.Significance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Two bundles metric by metric and residue by residue: two months of one pair, two sets of parameters, two programs' versions. The
/// refined models are compared; where a bundle has none, its initial model.
///
/// @param verdict what the second has over the first
/// @param metrics every metric that at least one of them knows
/// @param residues residues whose CC, Ramachandran or rotamer call differs; the largest difference of CC first
/// @param onlyFirst residues that the second bundle lacks
/// @param onlySecond residues that the first bundle lacks
public record Comparison(Side first, Side second, Verdict verdict, List<MetricPair> metrics, List<ResiduePair> residues,
        int onlyFirst,
        int onlySecond) {
    /// Smaller differences of CC than this are not listed.
    private static final double CC = 0.05;

    public record Side(PairId pair, @Nullable String month, Software software) {}

    public record MetricPair(String id, String label, String unit, @Nullable Double first, @Nullable Double second,
            @Nullable Double delta) {}

    /// @param differs what differs, in words
    public record ResiduePair(String chain, int seq, String icode, String name, @Nullable Double ccFirst,
            @Nullable Double ccSecond,
            String differs) {}

    public static Comparison of(Bundle a, Bundle b) {
        var first = latest(a.table1());
        var second = latest(b.table1());
        var size = a.table1().map(t -> Significance.Size.of(t.composition())).orElse(Significance.Size.NONE);
        var rowsA = a.residues().map(ResidueTable::rows).orElse(List.of());
        var rowsB = b.residues().map(ResidueTable::rows).orElse(List.of());
        var there = new HashMap<String, Row>();
        for (var r : rowsB) there.put(key(r), r);
        var pairs = new ArrayList<ResiduePair>();
        int onlyFirst = 0;
        for (var r : rowsA) {
            var twin = there.remove(key(r));
            if (twin == null) onlyFirst++;
            else
                pair(r, twin).ifPresent(pairs::add);
        }
        pairs.sort(Comparator.comparingDouble(Comparison::difference).reversed());
        return new Comparison(side(a), side(b), Judgement.of(first, second, size), metrics(first, second), pairs, onlyFirst,
                there.size());
    }

    private static Measurements latest(Optional<Table1> t) {
        return t.flatMap(Table1::refinedMeasurements).or(() -> t.flatMap(Table1::initialMeasurements))
                .orElse(Measurements.of(java.util.Map.of()));
    }

    private static Side side(Bundle b) { return new Side(b.pair(), b.run().month(), b.manifest().software()); }

    private static List<MetricPair> metrics(Measurements a, Measurements b) {
        var list = new ArrayList<MetricPair>();
        for (var m : Metric.values()) {
            Double x = boxed(a, m), y = boxed(b, m);
            if (x != null || y != null)
                list.add(new MetricPair(m.id(), m.label(), m.unit(), x, y, x == null || y == null ? null : y - x));
        }
        return list;
    }

    private static @Nullable Double boxed(Measurements m, Metric metric) {
        var v = m.value(metric);
        return v.isPresent() ? v.getAsDouble() : null;
    }

    private static String key(Row r) { return r.chain() + "|" + r.seq() + "|" + r.icode() + "|" + r.name() + "|" + r.altloc(); }

    private static Optional<ResiduePair> pair(Row a, Row b) {
        var s = latest(a);
        var t = latest(b);
        var words = new ArrayList<String>();
        if (s.cc() != null && t.cc() != null && Math.abs(s.cc() - t.cc()) > CC)
            words.add(t.cc() > s.cc() ? "fits better" : "fits worse");
        change(words, "Ramachandran", s.rama() == null ? null : s.rama().call(), t.rama() == null ? null : t.rama().call());
        change(words, "rotamer", s.rotamer() == null ? null : s.rotamer().name(),
                t.rotamer() == null ? null : t.rotamer().name());
        if (s.clashes() != t.clashes()) words.add("clashes %d → %d".formatted(s.clashes(), t.clashes()));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new ResiduePair(a.chain(), a.seq(), a.icode(), a.name(), s.cc(), t.cc(), String.join("; ", words)));
    }

    private static void change(List<String> words, String what, @Nullable String from, @Nullable String to) {
        if (from != null && to != null && !Objects.equals(from, to)) words.add(what + " " + from + " → " + to);
    }

    private static State latest(Row r) { return r.refined() != null ? r.refined() : r.initial(); }

    private static double difference(ResiduePair p) {
        return p.ccFirst == null || p.ccSecond == null ? 0 : Math.abs(p.ccSecond - p.ccFirst);
    }

    /// For a terminal.
    public String text() {
        var out = new StringBuilder(name(first) + "  against  " + name(second) + "\n\n");
        out.append(String.format(Locale.ROOT, "%-32s %12s %12s %10s%n", "", "first", "second", "change"));
        for (var m : metrics) {
            var metric = Metric.byId(m.id).orElseThrow();
            var judged = verdict.metrics().get(m.id);
            out.append(String
                    .format(Locale.ROOT, "%-32s %12s %12s %10s  %s%n", m.label, number(m.first, metric), number(m.second, metric),
                            m.delta == null ? "" : signed(m.delta, metric.digits()),
                            judged == null ? "" : judged.call().glyph() + " " + judged.call().word())
                    .replaceAll(" +\n", "\n"));
        }
        out.append("\n%d residues differ".formatted(residues.size()));
        if (onlyFirst + onlySecond > 0)
            out.append("; %d are only in the first, %d only in the second".formatted(onlyFirst, onlySecond));
        out.append(".\n");
        for (var r : residues.subList(0, Math.min(50, residues.size())))
            out.append(String.format(Locale.ROOT, "  %-4s %-4s %5d%-1s  CC %s → %s  %s%n", r.chain, r.name, r.seq, r.icode,
                    cc(r.ccFirst),
                    cc(r.ccSecond), r.differs));
        if (residues.size() > 50) out.append("  and ").append(residues.size() - 50).append(" more: use --json\n");
        return out.toString();
    }

    private static String signed(double delta, int digits) {
        String s = String.format(Locale.ROOT, "%+." + digits + "f", delta);
        return Double.parseDouble(s) == 0 ? "0" : s;
    }

    private static String name(Side s) {
        return s.pair.name() + (s.month == null ? "" : " " + s.month) + " (" + s.software.version() + ")";
    }

    private static String number(@Nullable Double v, Metric m) {
        return v == null ? "—" : String.format(Locale.ROOT, "%." + m.digits() + "f", v);
    }

    private static String cc(@Nullable Double v) { return v == null ? "   —" : String.format(Locale.ROOT, "%.2f", v); }
}
