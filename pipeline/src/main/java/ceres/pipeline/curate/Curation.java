package ceres.pipeline.curate;

import ceres.io.EmdbHeader;
import ceres.io.MapFile;
import ceres.io.ModelFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The judgement of one pair, and the files as they were read for it.
///
/// @param verdict REJECTED if any finding is an error
/// @param resolution the consensus, A; empty if there is none
/// @param resolutionSource where it comes from: `--resolution`, or the items that state it
/// @param findings errors first
/// @param allowed the limits that were lifted and mattered
/// @param model as read; empty if it could not be
/// @param map as read; empty if it could not be
/// @param halfMaps the two half-maps; empty if none were given or they were dropped (a finding says why)
/// @param emdbHeader as read, if one was given
public record Curation(Verdict verdict, OptionalDouble resolution, String resolutionSource, List<Finding> findings,
        Set<Allowance> allowed, Optional<ModelFile> model, Optional<MapFile> map, List<MapFile> halfMaps,
        Optional<EmdbHeader> emdbHeader) {
    /// What becomes of the pair.
    public enum Verdict {
        ACCEPTED,
        REJECTED
    }

    public boolean accepted() { return verdict == Verdict.ACCEPTED; }
}
