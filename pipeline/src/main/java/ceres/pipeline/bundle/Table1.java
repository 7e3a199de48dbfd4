package ceres.pipeline.bundle;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `table1.json`: the cryo-EM Table 1 before and after.
///
/// @param resolution that both models were measured at, A; null if there is none
/// @param initial the model as it was given; null if it could not be measured
/// @param refined null where nothing was refined
/// @param composition what the model consists of
/// @param map what the map is; null without a map
/// @param notes what a reader of the numbers must know, one sentence each
public record Table1(Software software, PairId pair, @Nullable String title, @Nullable Double resolution,
        @Nullable MetricsRecord initial, @Nullable MetricsRecord refined, Verdict verdict, Composition composition,
        @Nullable Adp adpInitial, @Nullable Adp adpRefined, @Nullable MapRecord map, List<String> notes) {

    /// Counts; an alternate conformation is an atom of its own but not a residue of its own.
    public record Composition(int chains, int residuesProtein, int residuesNucleotide, int ligands, int waters, int ions,
            int atoms,
            int hydrogens, List<Component> ligandList) {}

    /// @param count residues of this component
    public record Component(String id, int count) {}

    /// B factors of one model by kind, A^2, and occupancies.
    public record Adp(int isotropic, int anisotropic, @Nullable Range protein, @Nullable Range nucleotide, @Nullable Range ligand,
            @Nullable Range water, double occupancyMean, double occupancyOnePercent, double occupancyPartialPercent,
            double occupancyAbovePercent) {}

    public record Range(double min, double max, double mean) {}

    /// @param grid voxels along x, y, z
    /// @param box edges, A
    /// @param anglesDeg alpha, beta, gamma
    /// @param origin position of voxel (0,0,0), A
    public record MapRecord(int[] grid, double[] box, double[] anglesDeg, double[] origin, double[] spacing, double min,
            double max,
            double mean, double sd, @Nullable Double contour) {}

    @JsonIgnore
    public Optional<Measurements> initialMeasurements() { return Optional.ofNullable(initial).map(MetricsRecord::measurements); }

    @JsonIgnore
    public Optional<Measurements> refinedMeasurements() { return Optional.ofNullable(refined).map(MetricsRecord::measurements); }

    /// The metric of the refined model, or of the initial one where nothing was refined.
    public Measurement latest(Metric metric) {
        return refinedMeasurements().or(this::initialMeasurements).map(m -> m.get(metric))
                .orElse(Measurement.inputMissing("the model was not measured"));
    }
}
