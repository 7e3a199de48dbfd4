package ceres.pipeline.curate;

import ceres.fault.ReasonCode;
import ceres.io.EmdbHeader;
import ceres.model.ModelHeader;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The one resolution of a pair: what its user states, else what all of its files agree on.
///
/// Values agree if they are equal within their rounding: 3.275 and 3.28 do, 3.3 and 3.28 do, 3.4 and 3.28 do not. What a refinement
/// program wrote (`_refine`, `_reflns`) is heard only where nothing speaks of the map itself.
///
/// Where files disagree, half-maps decide, if there are any: their own resolution (FSC 0.143) picks the value that is meant, as long as it
/// is near one of them and clearly nearer than to the others.
///
/// Source: Liebschner2021, 2.1.2 rules ii, iii and viii; half-maps as arbiter are announced in its discussion.
public final class ResolutionConsensus {
    /// the worst resolution (A) at which a model is refined (Liebschner2021)
    public static final double WORST = 5.0;
    /// Half-maps speak for a value that is no further from theirs, A, and less than half as far as any other.
    private static final double NEAR = 0.4;

    /// @param value A, empty if there is none
    /// @param source who states it
    record Consensus(OptionalDouble value, String source) {}

    private ResolutionConsensus() {}

    /// What half-maps say, if anything, to those who expect about that resolution, A.
    @FunctionalInterface
    interface Arbiter {
        OptionalDouble resolution(double near);
    }

    static Consensus find(OptionalDouble stated, ModelHeader model, Optional<EmdbHeader> emdb, Arbiter halfMaps,
            Findings findings) {
        var values = statedByFiles(model, emdb);
        var consensus = stated.isPresent() ? byUser(stated.getAsDouble(), values, findings) : byFiles(values, halfMaps, findings);
        if (consensus.value.isPresent() && consensus.value.getAsDouble() > WORST)
            findings.error(ReasonCode.RESOLUTION_TOO_LOW,
                    "%s A (%s).".formatted(plain(consensus.value.getAsDouble()), consensus.source));
        return consensus;
    }

    private static Map<String, Double> statedByFiles(ModelHeader model, Optional<EmdbHeader> emdb) {
        var values = new LinkedHashMap<String, Double>();
        emdb.ifPresent(h -> {
            for (var r : h.resolutions()) values.putIfAbsent(h.id() + " header", r.value());
        });
        model.resolutions().forEach((item, value) -> {
            if (!isOfRefinement(item)) values.put(item, value);
        });
        if (values.isEmpty()) values.putAll(model.resolutions());
        return ofThisMap(values, emdb);
    }

    private static boolean isOfRefinement(String item) { return item.startsWith("_refine.") || item.startsWith("_reflns."); }

    /// An entry with several reconstructions states several values: the one that the header of the map states is meant.
    private static Map<String, Double> ofThisMap(Map<String, Double> values, Optional<EmdbHeader> emdb) {
        boolean several = values.keySet().stream().anyMatch(k -> k.contains("#"));
        if (!several || emdb.isEmpty() || emdb.get().resolutions().isEmpty()) return values;
        double map = emdb.get().resolutions().getFirst().value();
        var meant = new LinkedHashMap<String, Double>();
        values.forEach((item, value) -> {
            if (agree(value, map)) meant.put(item, value);
        });
        return meant.size() > 1 ? meant : values;
    }

    private static Consensus byUser(double stated, Map<String, Double> files, Findings findings) {
        var others = new LinkedHashMap<>(files);
        others.values().removeIf(v -> agree(v, stated));
        if (!others.isEmpty())
            findings.warning(ReasonCode.RESOLUTION_MISMATCH,
                    "--resolution %s is used; the files state %s.".formatted(plain(stated), list(others)));
        return new Consensus(OptionalDouble.of(stated), "--resolution");
    }

    private static Consensus byFiles(Map<String, Double> values, Arbiter halfMaps, Findings findings) {
        if (values.isEmpty()) {
            findings.error(ReasonCode.RESOLUTION_MISSING, "Neither the model file nor a map header states one.");
            return new Consensus(OptionalDouble.empty(), "");
        }
        for (double a : values.values())
            for (double b : values.values())
                if (!agree(a, b)) return byHalfMaps(values, halfMaps, findings);
        double finest = values.values().iterator().next();
        for (double v : values.values()) if (decimals(v) > decimals(finest)) finest = v;
        return new Consensus(OptionalDouble.of(finest), String.join(", ", values.keySet()));
    }

    private static Consensus byHalfMaps(Map<String, Double> values, Arbiter halfMaps, Findings findings) {
        var found = halfMaps.resolution(values.values().stream().mapToDouble(v -> v).average().orElse(0));
        if (found.isEmpty()) {
            findings.error(ReasonCode.RESOLUTION_MISMATCH, list(values) + ".");
            return new Consensus(OptionalDouble.empty(), list(values));
        }
        double d = found.getAsDouble();
        var nearest = values.entrySet().stream().min(Comparator.comparingDouble(e -> Math.abs(e.getValue() - d))).orElseThrow();
        double gap = Math.abs(nearest.getValue() - d);
        boolean clear = gap <= NEAR && values.values().stream()
                .allMatch(v -> agree(v, nearest.getValue()) || Math.abs(v - d) > 2 * gap);
        String evidence = String.format(Locale.ROOT, "%s; the half-maps correlate to %.2f A (FSC 0.143).", list(values), d);
        if (!clear) {
            findings.error(ReasonCode.RESOLUTION_MISMATCH, evidence + " That is not clearly one of them.");
            return new Consensus(OptionalDouble.empty(), list(values));
        }
        findings.warning(ReasonCode.RESOLUTION_MISMATCH, evidence + " So " + plain(nearest.getValue()) + " A is used.");
        return new Consensus(OptionalDouble.of(nearest.getValue()), nearest.getKey() + ", by the half-maps");
    }

    static boolean agree(double a, double b) {
        return Math.abs(a - b) <= 0.5 * Math.pow(10, -Math.min(decimals(a), decimals(b))) + 1e-9;
    }

    /// At least one: 3 is read as 3.0.
    private static int decimals(double v) { return Math.max(1, BigDecimal.valueOf(v).stripTrailingZeros().scale()); }

    private static String list(Map<String, Double> values) {
        return values.entrySet().stream().map(e -> e.getKey() + " " + plain(e.getValue()) + " A")
                .collect(Collectors.joining(", "));
    }

    static String plain(double v) { return BigDecimal.valueOf(v).stripTrailingZeros().toPlainString(); }
}
