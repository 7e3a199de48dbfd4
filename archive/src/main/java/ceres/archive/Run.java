package ceres.archive;

import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Verdict;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One result: a pair in a month.
///
/// @param id of the database; not for addresses
/// @param name of the entry: `6i52_4410`, or that of a private pair
/// @param pdb null for a private pair, as is `emdb`
/// @param isPrivate not part of a campaign
/// @param sentence the verdict in words
/// @param reason why there is no refined model; null if there is one
/// @param curation ACCEPTED, ACCEPTED_WITH_WARNINGS or REJECTED
/// @param resolution A; null if nobody states it
/// @param folder of the files, relative to the archive's folder
public record Run(long id, String name, @Nullable String pdb, @Nullable String emdb, @Nullable String title, YearMonth month,
        boolean isPrivate, RunRecord.Status status, Verdict.Overall verdict, String sentence, @Nullable String reason,
        String curation,
        @Nullable Double resolution, String software, Instant started, Instant finished, double seconds,
        @Nullable Integer residues,
        @Nullable Integer atoms, @Nullable Integer chains, boolean halfMaps, @Nullable Integer moved, @Nullable Integer rotamers,
        @Nullable Integer flipped, String folder, Instant ingested) {

    public boolean isRefined() { return status == RunRecord.Status.REFINED; }

    /// `EMD-4410`
    public Optional<String> emdbAccession() { return Optional.ofNullable(emdb).map(e -> "EMD-" + e); }
}
