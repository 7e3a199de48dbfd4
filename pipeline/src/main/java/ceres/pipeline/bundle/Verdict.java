package ceres.pipeline.bundle;

import java.util.Map;

/// What became better and what became worse, metric by metric and as a whole.
///
/// @param sentence the verdict in one sentence for the page
/// @param metrics judged metrics, by id
public record Verdict(Overall overall, String sentence, int better, int worse, int unchanged, Map<String, Judged> metrics) {

    public enum Overall {
        IMPROVED("Improved"),
        IMPROVED_WITH_TRADE_OFF("Improved with trade-off"),
        UNCHANGED("Unchanged"),
        WORSE("Worse: keep the deposited model"),
        NOT_REFINED("Not refined");

        private final String label;

        Overall(String label) { this.label = label; }

        public String label() { return label; }
    }

    public enum Call {
        BETTER("better", "▲"),
        WORSE("worse", "▼"),
        UNCHANGED("unchanged", "="),
        /// The metric has no better or worse, or one of the two models lacks it.
        NOT_JUDGED("", "");

        private final String word;
        private final String glyph;

        Call(String word, String glyph) {
            this.word = word;
            this.glyph = glyph;
        }

        public String word() { return word; }

        public String glyph() { return glyph; }
    }

    /// @param delta refined minus initial, in the unit of the metric
    /// @param threshold a smaller change than this counts as none
    public record Judged(Call call, double delta, double threshold) {}
}
