package ceres.validate.fit;

/// A line to draw: y over x.
///
/// @param id stable: `fsc_half_maps`, `fsc_half_maps_masked`, `fsc_model`, `atom_inclusion`, `emringer_scan`, ...
/// @param label for the legend
/// @param xLabel what x is, with its unit: `spatial frequency (1/A)`
/// @param yLabel what y is
/// @param masked true if the maps were masked first
/// @param x ascending
/// @param y as long as x
public record Curve(String id, String label, String xLabel, String yLabel, boolean masked, double[] x, double[] y) {
    public Curve {
        if (x.length != y.length) throw new IllegalArgumentException("curve " + id + ": " + x.length + " x, " + y.length + " y");
    }
}
