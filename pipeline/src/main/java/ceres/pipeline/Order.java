package ceres.pipeline;

import ceres.pipeline.bundle.PairId;
import ceres.pipeline.curate.Allowance;
import ceres.refine.RefinementParameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What a user or a campaign asks for: one pair, and how it is to be treated.
///
/// @param pair its id; empty to take it from the files
/// @param month `YYYY-MM` of the campaign; empty for a private run
/// @param halfMaps none or two
/// @param header EMDB header
/// @param resolution stated by the user, A
/// @param allow curation limits lifted by name
/// @param ligands dictionary files of the user for components that ours do not know
/// @param out the folder that the bundle will be
/// @param bundleRejected leave a bundle for a pair that was not refined, too
public record Order(Optional<PairId> pair, Optional<String> month, Path model, Path map, List<Path> halfMaps,
        Optional<Path> header, OptionalDouble resolution, Set<Allowance> allow, List<Path> ligands,
        RefinementParameters parameters, Path out, boolean bundleRejected) {}
