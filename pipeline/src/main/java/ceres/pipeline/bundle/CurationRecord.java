package ceres.pipeline.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `curation.json`: may this pair be refined, and why not.
///
/// @param verdict ACCEPTED, ACCEPTED_WITH_WARNINGS or REJECTED
/// @param assembly how the model file was made whole before refinement; null if it was refined as it stands
/// @param resolution that the refinement works with, A; null if nobody states one
public record CurationRecord(String verdict, @Nullable Double resolution, List<Finding> findings,
        @Nullable Assembly assembly) {

    /// @param code one of the reason codes
    /// @param severity ERROR or WARNING
    /// @param sentence for a reader who does not know the code
    /// @param evidence what was found in these files
    /// @param remedy what would fix it
    public record Finding(String code, String severity, String sentence, String evidence, String remedy) {}

    /// @param id of the assembly in the model file, or `NCS`
    /// @param copies of the unit, itself counted
    /// @param sentence for a reader
    public record Assembly(String id, int copies, String sentence) {}

    /// Of a pair that is refined as it stands.
    public CurationRecord(String verdict, @Nullable Double resolution, List<Finding> findings) {
        this(verdict, resolution, findings, null);
    }

    public boolean rejected() { return verdict.equals("REJECTED"); }
}
