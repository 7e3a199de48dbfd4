package ceres.pipeline.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `curation.json`: may this pair be refined, and why not.
///
/// @param verdict ACCEPTED, ACCEPTED_WITH_WARNINGS or REJECTED
/// @param resolution that the refinement works with, A; null if nobody states one
public record CurationRecord(String verdict, @Nullable Double resolution, List<Finding> findings) {

    /// @param code one of the reason codes
    /// @param severity ERROR or WARNING
    /// @param sentence for a reader who does not know the code
    /// @param evidence what was found in these files
    /// @param remedy what would fix it
    public record Finding(String code, String severity, String sentence, String evidence, String remedy) {}

    public boolean rejected() { return verdict.equals("REJECTED"); }
}
