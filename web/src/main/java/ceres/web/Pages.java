package ceres.web;

import ceres.archive.Results;
import ceres.archive.Run;
import java.util.List;

/// Pages that need little: what their templates are given.
public final class Pages {
    private Pages() {}

    public record Home(Layout layout, Results.Counts counts, List<Run> recent) {}

    /// Several entries for one id.
    public record Choose(Layout layout, String heading, List<Run> runs) {}

    /// @param heading what went wrong, in words
    /// @param detail one sentence more
    /// @param searched what the reader was looking for; empty if that is not known
    public record Problem(Layout layout, int status, String heading, String detail, String searched) {}

    /// Pages of words.
    public record Text(Layout layout) {}

    static Home home(Results results) {
        return new Home(Layout.of("Re-refined cryo-EM models",
                "Re-refinement and validation of cryo-EM models against their maps, before and after.",
                "home"), results.counts(), results.recent(8));
    }

    static Choose choose(String heading, List<Run> runs) {
        return new Choose(Layout.of(heading, heading, "table"), heading, runs);
    }

    static Problem problem(int status, String heading, String detail, String searched) {
        return new Problem(Layout.of(heading, heading, ""), status, heading, detail, searched);
    }
}
