package ceres.pipeline.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `curves.json`: everything that is drawn and is neither a metric nor a residue.
public record CurveRecord(List<Curve> fsc, List<Histogram> histograms, List<ChainCc> chains) {

    /// @param id fsc_half_maps, fsc_model_initial, fsc_model_refined, ...
    /// @param label for the legend
    /// @param masked true if the maps were masked first
    /// @param x spatial frequency, 1/A
    /// @param y correlation
    public record Curve(String id, String label, boolean masked, double[] x, double[] y) {}

    /// @param edges n + 1 edges of n bins
    public record Histogram(String id, String label, String unit, double[] edges, int[] counts) {}

    /// CC of one chain, or of its ligands, or of its waters.
    ///
    /// @param kind protein, nucleic, ligand, water, ion
    public record ChainCc(String chain, String kind, int residues, int atoms, @Nullable Double initial,
            @Nullable Double refined) {}
}
