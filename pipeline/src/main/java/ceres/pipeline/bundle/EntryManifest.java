package ceres.pipeline.bundle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The order for one unit of work of a campaign, as `run-entry --manifest` reads it. Paths are absolute or relative to the manifest.
///
/// @param month `YYYY-MM`
/// @param header EMDB header XML; null if there is none
/// @param resolution A; null to take what the files state
/// @param allow curation limits that are lifted by name; a campaign lifts none
public record EntryManifest(@Nullable String pdb, @Nullable String emdb, @Nullable String month, String model, String map,
        @Nullable List<String> halfMaps, @Nullable String header, @Nullable Double resolution, @Nullable Long seed,
        @Nullable Map<String, String> parameters, @Nullable List<String> allow) {}
