package ceres.pipeline.curate;

/// Judges one pair: can it be refined, at which resolution, and what should be known about it.
public final class Curator {
    private Curator() {}

    /// Never throws for what is in the files: a file that cannot be read is a finding too.
    public static Curation curate(CurationInput input) {
        throw new UnsupportedOperationException("no curation yet: " + input.model());
    }
}
