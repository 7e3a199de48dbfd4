package ceres.pipeline.bundle;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `curves.json`: everything that is drawn and is neither a metric nor a residue.
///
/// @param fsc Fourier shell correlations
/// @param histograms of B factors and of map values
/// @param chains CC per chain
/// @param lines every other curve: EMRinger scans, atom inclusion
public record CurveRecord(List<Curve> fsc, List<Histogram> histograms, List<ChainCc> chains, List<Line> lines) {
    /// Id of the histogram of the map.
    public static final String MAP_VALUES = "map_values";

    /// Bundles of earlier versions have no lines.
    public CurveRecord { lines = Objects.requireNonNullElse(lines, List.of()); }

    public CurveRecord(List<Curve> fsc, List<Histogram> histograms, List<ChainCc> chains) {
        this(fsc, histograms, chains, List.of());
    }

    /// The lines whose id begins so: `emringer_scan` gives that of the initial model and that of the refined one.
    public List<Line> lines(String id) {
        return lines.stream().filter(l -> l.id().matches(id + "(_initial|_refined)?")).toList();
    }

    /// @param id emringer_scan_initial, emringer_peaks_refined, atom_inclusion_initial, ...
    /// @param label for the legend
    /// @param xLabel what x is, with its unit
    /// @param yLabel what y is
    /// @param x ascending
    public record Line(String id, String label, String xLabel, String yLabel, double[] x, double[] y) {}

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
