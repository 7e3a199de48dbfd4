package ceres.cli;

import ceres.archive.campaign.MonthReport;
import ceres.archive.campaign.MonthReport.Medians;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The report of a month for a person and for a program.
final class CampaignText {
    private CampaignText() {}

    static String of(MonthReport r) {
        var text = new StringBuilder();
        counts(text, "refined", r.refined());
        counts(text, "not refined", r.notRefined());
        counts(text, "no result", r.failed());
        if (r.open() > 0) text.append("  %-12s %5d%n".formatted("not done", r.open()));
        if (r.medianSeconds() != null)
            text.append(String.format(Locale.ROOT, "  half of the runs took less than %.0f s%n", r.medianSeconds()));
        if (!r.metrics().isEmpty()) text.append("  medians, start -> refined\n");
        for (var m : r.metrics()) text.append("    ").append(line(m)).append('\n');
        return text.toString();
    }

    private static void counts(StringBuilder text, String what, Map<String, Integer> counts) {
        if (counts.isEmpty()) return;
        text.append("  %-12s %5d  %s%n".formatted(what, counts.values().stream().mapToInt(Integer::intValue).sum(),
                counts.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "))));
    }

    private static String line(Medians m) {
        var number = "%." + m.metric().digits() + "f";
        var line = ("%-34s " + number + " -> " + number + "  (%d pairs)").formatted(m.metric().label(), m.initial(), m.refined(),
                m.pairs());
        var b = m.before();
        return b == null
                ? line
                : line + ("; the same %d pairs in %s: " + number + ", now " + number).formatted(b.pairs(), b.month(), b.then(),
                        b.now());
    }

    static Map<String, Object> document(MonthReport r) {
        var d = new LinkedHashMap<String, Object>();
        d.put("refined", r.refined());
        d.put("not_refined", r.notRefined());
        d.put("no_result", r.failed());
        d.put("not_done", r.open());
        if (r.medianSeconds() != null) d.put("median_seconds", r.medianSeconds());
        var metrics = new LinkedHashMap<String, Object>();
        for (var m : r.metrics()) metrics.put(m.metric().id(), document(m));
        d.put("metrics", metrics);
        return d;
    }

    private static Map<String, Object> document(Medians m) {
        var d = new LinkedHashMap<String, Object>(Map.of("initial", m.initial(), "refined", m.refined(), "pairs", m.pairs()));
        var b = m.before();
        if (b != null)
            d.put("before", Map.of("month", b.month().toString(), "software", b.software(), "refined", b.then(), "now", b.now(),
                    "pairs", b.pairs()));
        return d;
    }
}
