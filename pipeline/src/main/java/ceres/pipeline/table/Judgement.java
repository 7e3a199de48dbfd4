package ceres.pipeline.table;

import ceres.metric.Better;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Verdict;
import ceres.pipeline.bundle.Verdict.Call;
import ceres.pipeline.bundle.Verdict.Judged;
import ceres.pipeline.bundle.Verdict.Overall;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Says which changes of a metric count, and what they come to.
///
/// A change counts if it is larger than its threshold, see [Significance].
public final class Judgement {
    /// A Z-score nearer to zero than this is as good as zero: two thirds of the models of the reference lie there.
    private static final double NORMAL = 1;

    /// What the verdict on the whole rests on; the other metrics are judged for the table alone, for they say the same again.
    private static final Set<Metric> HEADLINE = EnumSet.of(Metric.CLASHSCORE, Metric.MOLPROBITY_SCORE, Metric.RAMA_OUTLIERS,
            Metric.RAMA_FAVORED, Metric.RAMA_Z, Metric.ROTAMER_OUTLIERS, Metric.CBETA_DEVIATIONS, Metric.CABLAM_OUTLIERS,
            Metric.RNA_PUCKER_OUTLIERS, Metric.RNA_SUITE_OUTLIERS, Metric.CC_MASK, Metric.EMRINGER, Metric.Q_SCORE,
            Metric.FSC_FREE);

    private Judgement() {}

    /// The verdict on a model that was not refined.
    public static Verdict notRefined(String why) {
        return new Verdict(Overall.NOT_REFINED, "Not refined: " + why, 0, 0, 0, Map.of());
    }

    public static Verdict of(Measurements initial, Measurements refined, Significance.Size size) {
        var significance = new Significance(initial, refined, size);
        var judged = new LinkedHashMap<String, Judged>();
        var better = new ArrayList<Metric>();
        var worse = new ArrayList<Metric>();
        int unchanged = 0;
        for (var metric : Metric.values()) {
            if (metric.better() == Better.NEITHER) continue;
            var j = judge(metric, initial, refined, significance);
            judged.put(metric.id(), j);
            if (!HEADLINE.contains(metric)) continue;
            if (j.call() == Call.BETTER) better.add(metric);
            if (j.call() == Call.WORSE) worse.add(metric);
            if (j.call() == Call.UNCHANGED) unchanged++;
        }
        var overall = overall(better, worse);
        String sentence = sentence(overall, initial, refined, better, worse, better.size() + worse.size() + unchanged);
        return new Verdict(overall, sentence, better.size(), worse.size(), unchanged, judged);
    }

    private static Judged judge(Metric metric, Measurements initial, Measurements refined, Significance significance) {
        double threshold = significance.threshold(metric);
        var a = initial.value(metric);
        var b = refined.value(metric);
        if (a.isEmpty() || b.isEmpty()) return new Judged(Call.NOT_JUDGED, 0, threshold);
        double before = a.getAsDouble(), after = b.getAsDouble();
        double gain = switch (metric.better()) {
            case LOWER -> before - after;
            case HIGHER -> after - before;
            case NEAR_ZERO -> Math.max(NORMAL, Math.abs(before)) - Math.max(NORMAL, Math.abs(after));
            case NEITHER -> 0;
        };
        var call = gain > threshold ? Call.BETTER : gain < -threshold ? Call.WORSE : Call.UNCHANGED;
        return new Judged(call, after - before, threshold);
    }

    private static Overall overall(List<Metric> better, List<Metric> worse) {
        if (better.isEmpty() && worse.isEmpty()) return Overall.UNCHANGED;
        if (worse.isEmpty()) return Overall.IMPROVED;
        boolean fitsWorse = worse.contains(Metric.CC_MASK) && !better.contains(Metric.FSC_FREE);
        return better.size() > worse.size() && !fitsWorse ? Overall.IMPROVED_WITH_TRADE_OFF : Overall.WORSE;
    }

    private static String sentence(Overall overall, Measurements initial, Measurements refined, List<Metric> better,
            List<Metric> worse, int judged) {
        if (overall == Overall.UNCHANGED) return "No measure changed by more than it scatters between refinements of one start.";
        var words = new StringBuilder("The refined model fits the map ");
        var cc = Metric.CC_MASK;
        words.append(better.contains(cc) ? "better" : worse.contains(cc) ? "worse" : "as well as before");
        if (initial.value(cc).isPresent() && refined.value(cc).isPresent())
            words.append(" (").append(arrow(cc, initial, refined)).append(free(initial, refined)).append(')');
        long geometry = better.stream().filter(m -> m.group() == Metric.Group.MODEL).count();
        words.append("; %d of %d measures are better, %d of them of the geometry".formatted(better.size(), judged, geometry));
        if (!worse.isEmpty())
            words.append("; worse: ").append(String.join(", ", worse.stream().map(m -> arrow(m, initial, refined)).toList()));
        return words.append('.').toString();
    }

    private static String free(Measurements initial, Measurements refined) {
        return initial.value(Metric.FSC_FREE).isPresent() && refined.value(Metric.FSC_FREE).isPresent()
                ? "; " + arrow(Metric.FSC_FREE, initial, refined)
                : "";
    }

    private static String arrow(Metric metric, Measurements initial, Measurements refined) {
        String unit = metric.unit().equals("%") ? " %" : "";
        return String.format(Locale.ROOT, "%s %." + metric.digits() + "f → %." + metric.digits() + "f%s", metric.label(),
                initial.value(metric).orElseThrow(), refined.value(metric).orElseThrow(), unit).replace(" -", " −");
    }
}
