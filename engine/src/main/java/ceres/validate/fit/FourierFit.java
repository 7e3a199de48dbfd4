package ceres.validate.fit;

import ceres.density.DensityMask;
import ceres.density.DirectionalFsc;
import ceres.density.FscCurve;
import ceres.density.ModelMap;
import ceres.density.ModelResolution;
import ceres.density.MolecularMask;
import ceres.density.PhaseRandomiser;
import ceres.density.RadialProfile;
import ceres.density.Shells;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.metric.Measurement;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Everything that is measured by resolution: Fourier shell correlations of half-maps and of model and map, without a mask and with a
/// soft one round the model, and the resolutions that follow.
///
/// Source: Afonine2018b, Rosenthal2003, Chen2013.
final class FourierFit {
    /* Memory: two spectra and, from the middle on, the soft mask; a map of 500^3 voxels takes half a gigabyte of each. The order of the
     * steps follows from that: what needs the model first, then what needs the model without B factors, then the half-maps. */
    private static final double SOFT_RADII = 2, RANDOM_BEYOND = 0.8, INDEPENDENT = 0.99999;
    private static final long SEED = 20180901;
    private static final int ROWS = 1024;
    private static final String FREQUENCY = "spatial frequency (1/A)", FSC = "FSC", NEVER = "the curve does not fall to %s";

    private final Structure structure;
    private final DensityMap map;
    private final Grid grid;
    private final Optional<HalfMaps> halves;
    private final double resolution;
    private final Parallel team;
    private final FitLedger ledger;
    private final Fft3 fft;
    private final float[] first, second;
    private float @Nullable [] mask;

    FourierFit(Structure structure, DensityMap map, Optional<HalfMaps> halves, double resolution, Parallel team,
            FitLedger ledger) {
        this.structure = structure;
        this.map = map;
        this.grid = map.grid();
        this.halves = halves;
        this.resolution = resolution;
        this.team = team;
        this.ledger = ledger;
        this.fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        this.first = new float[fft.spectrumLength()];
        this.second = new float[fft.spectrumLength()];
    }

    /// The model map to the resolution; leaves the structure factors in `second`.
    DensityMap modelMap() {
        ModelMap.spectrum(structure, grid, fft, second, first, team);
        System.arraycopy(second, 0, first, 0, first.length);
        return ModelMap.fromSpectrum(first, grid, fft, resolution, team);
    }

    /// Model against map and half-maps; [#modelMap] must have been called.
    void model() {
        transform(map, null);
        var bare = profile();
        d99(Metric.D99, "d99", bare.d99());
        modelCurve("fsc_model", "model and map", false, bare);
        halves.ifPresent(h -> modelAgainstHalves(h, false));
        mask = new float[grid.voxels()];
        MolecularMask.soft(structure, grid, SOFT_RADII * resolution, fft, first, mask, team);
        transform(map, mask);
        var masked = profile();
        ledger.detail("d99_masked", "d99, masked", "A", finite(masked.d99()));
        modelCurve("fsc_model_masked", "model and map", true, masked);
        halves.ifPresent(h -> modelAgainstHalves(h, true));
        modelResolution(end(bare), end(masked));
    }

    /// The map alone, where there is no model to compare it with; the mask of half-maps is made from the density then.
    void mapAlone() {
        transform(map, null);
        d99(Metric.D99, "d99", RadialProfile.of(grid, first, first, team).d99());
        if (halves.isEmpty()) return;
        mask = new float[grid.voxels()];
        DensityMask.soft(map, resolution, fft, first, mask, team);
        ledger.warn("The half-maps were masked by the density of the map, for no atom lies inside it.");
    }

    private void d99(Metric metric, String what, double value) {
        ledger.put(metric, Measurement.ofFinite(value, what + ": the map is constant"));
    }

    private static Measurement finite(double value) { return Measurement.ofFinite(value, "the map is constant"); }

    private static double end(RadialProfile p) { return FscCurve.of(p, Shells.PHENIX_2021).resolutionAt(0).orElse(p.finest()); }

    private void modelCurve(String id, String label, boolean withMask, RadialProfile p) {
        var fsc = FscCurve.of(p, Shells.PHENIX_2021);
        Metric[] metrics = {Metric.D_FSC_MODEL_0, Metric.D_FSC_MODEL_0143, Metric.D_FSC_MODEL_05};
        double[] cutoffs = {0, 0.143, 0.5};
        for (int i = 0; i < 3; i++) {
            OptionalDouble d = fsc.resolutionAt(cutoffs[i]);
            String never = NEVER.formatted(cutoffs[i]);
            if (withMask) ledger.put(metrics[i], d, never);
            else
                ledger.detail(metrics[i].id() + "_unmasked", metrics[i].label() + ", unmasked", "A", d, never);
        }
        if (withMask)
            ledger.detail("d_fsc_model_05_2026", "d FSC model (0.5), shells of 2026", "A",
                    FscCurve.of(p, Shells.PHENIX_2026).resolutionAt(0.5), NEVER.formatted(0.5));
        curve(id, label, withMask, FscCurve.plain(p, grid));
    }

    private void modelAgainstHalves(HalfMaps h, boolean withMask) {
        int number = 1;
        for (var half : new DensityMap[]{h.first(), h.second()}) {
            transform(half, withMask ? mask : null);
            var p = profile();
            String id = "fsc_model_half" + number + (withMask ? "_masked" : "");
            curve(id, "model and half-map " + number, withMask, FscCurve.plain(p, grid));
            if (withMask)
                ledger.detail("d_fsc_model_05_half" + number, "d FSC model (0.5), half-map " + number, "A",
                        FscCurve.of(p, Shells.PHENIX_2021).resolutionAt(0.5), NEVER.formatted(0.5));
            number++;
        }
    }

    private void modelResolution(double bareEnd, double maskedEnd) {
        ModelMap.spectrum(structure.withB(new double[structure.atomCount()]), grid, fft, second, first, team);
        transform(map, null);
        var bare = ModelResolution.of(profile(), bareEnd);
        transform(map, mask);
        var masked = ModelResolution.of(profile(), maskedEnd);
        ledger.put(Metric.D_MODEL, finite(masked.d()));
        ledger.put(Metric.D_MODEL_B0, finite(masked.dWithoutB()));
        ledger.put(Metric.B_OVERALL, finite(masked.b()));
        ledger.detail("d_model_unmasked", "d model, unmasked", "A", finite(bare.d()));
        ledger.detail("d_model_b0_unmasked", "d model (B = 0), unmasked", "A", finite(bare.dWithoutB()));
        ledger.detail("b_overall_unmasked", "Overall B, unmasked", "A^2", finite(bare.b()));
    }

    /// Half-map against half-map.
    void halfMaps(HalfMaps h) {
        both(h, null);
        var bare = profile();
        var bareFsc = FscCurve.of(bare, Shells.PHENIX_2021);
        var bareShells = FscCurve.plain(bare, grid);
        ledger.detail("d99_half1", "d99, half-map 1", "A", finite(bare.d99()));
        ledger.detail("d99_half2", "d99, half-map 2", "A", finite(bare.d99OfSecond()));
        resolutions(bareFsc, bareShells, bare, false);
        curve("fsc_half_maps", "half-maps", false, bareShells);
        watch(bareShells);
        if (mask == null) return;
        FscCurve random = randomised(bareShells);
        both(h, mask);
        var masked = profile();
        var maskedShells = FscCurve.plain(masked, grid);
        ledger.detail("d99_half1_masked", "d99, half-map 1, masked", "A", finite(masked.d99()));
        ledger.detail("d99_half2_masked", "d99, half-map 2, masked", "A", finite(masked.d99OfSecond()));
        resolutions(FscCurve.of(masked, Shells.PHENIX_2021), maskedShells, masked, true);
        curve("fsc_half_maps_masked", "half-maps", true, maskedShells);
        curve("fsc_half_maps_randomised", "half-maps, phases randomised", true, random);
        var corrected = corrected(maskedShells, random);
        curve("fsc_half_maps_true", "half-maps, corrected for the mask", true, corrected);
        ledger.detail("d_fsc_true", "d FSC (0.143), corrected for the mask", "A", corrected.crossing(0.143),
                NEVER.formatted(0.143));
        direction(maskedShells);
    }

    private void both(HalfMaps h, float @Nullable [] with) {
        transform(h.first(), with, first);
        transform(h.second(), with, second);
    }

    private void resolutions(FscCurve fsc, FscCurve shells, RadialProfile p, boolean withMask) {
        var d = fsc.resolutionAt(0.143);
        var d05 = fsc.resolutionAt(0.5);
        String no = "the half-maps correlate to the limit of the grid";
        if (withMask) {
            ledger.put(Metric.D_FSC, d, no);
            ledger.put(Metric.D_FSC_05, d05, no);
        }
        String suffix = withMask ? "_masked" : "_unmasked", words = withMask ? ", masked" : ", unmasked";
        if (!withMask) {
            ledger.detail("d_fsc_unmasked", "d FSC (0.143), unmasked", "A", d, no);
            ledger.detail("d_fsc_05_unmasked", "d FSC (0.5), unmasked", "A", d05, no);
        }
        ledger.detail("d_fsc_2026" + suffix, "d FSC (0.143), shells of 2026" + words, "A",
                FscCurve.of(p, Shells.PHENIX_2026).resolutionAt(0.143), no);
        ledger.detail("d_fsc_shells" + suffix, "d FSC (0.143), shells of one Fourier pixel" + words, "A", shells.crossing(0.143),
                no);
    }

    /// What the half-maps themselves give away.
    private void watch(FscCurve shells) {
        double lowest = 1;
        for (double f : shells.fsc()) lowest = Math.min(lowest, f);
        if (lowest > INDEPENDENT) ledger.warn("The half-maps are the same map.");
        else if (lowest > 0.143)
            ledger.warn("The half-maps correlate to the limit of the grid: they are filtered, masked or not independent.");
    }

    /// Both half-maps with random phases beyond the resolution at which they begin to differ, then masked; uses up the spectra.
    private FscCurve randomised(FscCurve shells) {
        double beyond = shells.crossing(RANDOM_BEYOND).orElse(2 * grid.coarsestSpacing());
        long seed = SEED;
        for (float[] spectrum : new float[][]{first, second}) {
            PhaseRandomiser.beyond(spectrum, grid, beyond, seed++, team);
            fft.inverseInPlace(spectrum, team);
            multiply(spectrum);
            fft.forwardInPlace(spectrum, team);
        }
        var curve = FscCurve.plain(profile(), grid);
        var y = curve.fsc().clone();
        for (int i = 0; i < y.length; i++) if (1 / curve.s()[i] > beyond) y[i] = 0; // there nothing was randomised
        return new FscCurve(curve.s(), y, curve.members());
    }

    /// (FSC - FSC_random) / (1 - FSC_random).
    private static FscCurve corrected(FscCurve masked, FscCurve random) {
        var y = masked.fsc().clone();
        for (int i = 0; i < y.length; i++) if (random.fsc()[i] < 1) y[i] = (y[i] - random.fsc()[i]) / (1 - random.fsc()[i]);
        return new FscCurve(masked.s(), y, masked.members());
    }

    private void direction(FscCurve shells) {
        var d = shells.crossing(0.143);
        if (d.isEmpty()) return;
        var by = DirectionalFsc.of(grid, first, second, Math.max(2 * grid.coarsestSpacing(), d.getAsDouble() / 1.6), team);
        Measurement none = Measurement.notApplicable("the half-maps correlate to the limit of the grid in every direction");
        boolean found = by.resolutions().length > 0;
        ledger.detail("d_fsc_direction_best", "d FSC (0.143), best direction", "A", found ? finite(by.best()) : none);
        ledger.detail("d_fsc_direction_worst", "d FSC (0.143), worst direction", "A", found ? finite(by.worst()) : none);
    }

    private void curve(String id, String label, boolean withMask, FscCurve c) {
        ledger.curve(new Curve(id, label, FREQUENCY, FSC, withMask, c.s(), c.fsc()));
    }

    private RadialProfile profile() { return RadialProfile.of(grid, first, second, team); }

    private void transform(DensityMap of, float @Nullable [] with) { transform(of, with, first); }

    /// The spectrum of a map, multiplied with a mask first if there is one.
    private void transform(DensityMap of, float @Nullable [] with, float[] spectrum) {
        float[] v = of.values();
        int nx = grid.nx(), row = fft.paddedRow();
        team.each(grid.ny() * grid.nz(), ROWS, (piece, from, to) -> {
            for (int r = from; r < to; r++) {
                int at = r * nx, out = r * row;
                if (with == null) System.arraycopy(v, at, spectrum, out, nx);
                else
                    for (int i = 0; i < nx; i++) spectrum[out + i] = v[at + i] * with[at + i];
            }
        });
        fft.forwardInPlace(spectrum, team);
    }

    private void multiply(float[] padded) {
        float[] with = Objects.requireNonNull(mask);
        int nx = grid.nx(), row = fft.paddedRow();
        team.each(grid.ny() * grid.nz(), ROWS, (piece, from, to) -> {
            for (int r = from; r < to; r++) for (int i = 0; i < nx; i++) padded[r * row + i] *= with[r * nx + i];
        });
    }
}
