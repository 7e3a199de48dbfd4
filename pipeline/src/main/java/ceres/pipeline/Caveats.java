package ceres.pipeline;

import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.validate.fit.ChainFit;
import ceres.validate.fit.MapFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a reader must know before believing a number, shown under the condition that makes it matter.
///
/// Source: Liebschner2021, sections 3 and 4: a correlation alone is no judgement, a low one at the start may be a shift, d_model means
/// nothing where the model does not fit.
final class Caveats {
    private static final double MEANINGLESS_D_MODEL = 0.2, DOUBTFUL_D_MODEL = 0.5, MAYBE_SHIFTED = 0.35;
    /// A chain so far below the whole model draws the correlation of the whole down.
    private static final double BAD_CHAIN = 0.2;
    private static final double GOOD_CC = 0.7, BAD_CLASHSCORE = 20, BAD_RAMA_OUTLIERS = 1;

    private Caveats() {}

    static List<String> of(Measured measured) {
        return of(measured.measurements(), measured.fit().map(MapFit::wholeChains).orElse(List.of()));
    }

    /// @param chains how each whole chain fits the map
    static List<String> of(Measurements m, List<ChainFit> chains) {
        var all = new ArrayList<String>();
        m.value(Metric.CC_MASK).ifPresent(cc -> {
            place(all, cc);
            if (m.value(Metric.D_MODEL).isPresent()) dModel(all, cc);
            if (chains.size() > 1)
                chains.stream().filter(c -> c.cc().orElse(1) < cc - BAD_CHAIN)
                        .forEach(c -> all.add(
                                say("Chain %s fits far less well than the rest (CC %.2f) and draws CC (mask) of the whole down.",
                                        c.chain(),
                                        c.cc().getAsDouble())));
            geometry(all, m, cc);
        });
        return all;
    }

    private static void place(List<String> all, double cc) {
        if (cc < MAYBE_SHIFTED)
            all.add(say("CC (mask) of %.2f is so low that the model may be shifted or turned against the map.", cc));
    }

    private static void dModel(List<String> all, double cc) {
        if (cc < MEANINGLESS_D_MODEL) all.add(say("d model means nothing at a CC (mask) of %.2f.", cc));
        else if (cc < DOUBTFUL_D_MODEL) all.add(say("d model is doubtful at a CC (mask) of %.2f.", cc));
    }

    private static void geometry(List<String> all, Measurements m, double cc) {
        double clashscore = m.value(Metric.CLASHSCORE).orElse(0), outliers = m.value(Metric.RAMA_OUTLIERS).orElse(0);
        if (cc >= GOOD_CC && (clashscore > BAD_CLASHSCORE || outliers > BAD_RAMA_OUTLIERS))
            all.add(say("The good correlation says nothing of the geometry: clashscore %.1f, Ramachandran outliers %.1f %%.",
                    clashscore, outliers));
    }

    private static String say(String format, Object... args) { return String.format(Locale.ROOT, format, args); }
}
