package ceres.validate.fit;

import ceres.map.MapStatistics;
import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The map's side of a validation: every metric of data and fit of one model in one map, and the curves behind them.
///
/// @param measurements the metrics of the groups DATA and FIT
/// @param details numbers beside the catalogue
/// @param residues one row a residue, in order
/// @param chains per chain and kind: polymer, ligands, ions, waters apart
/// @param wholeChains everything with one author chain id together
/// @param ligands one row a ligand, ion or saccharide
/// @param atomQ Q-score of each atom, sigma 0.6 A; NaN for hydrogens and where it could not be computed
/// @param curves FSC, atom inclusion, power spectrum, EMRinger, ...
/// @param statistics of the map's values
/// @param emringer the scan, if there was one
/// @param warnings what a person should know of map and half-maps, one sentence each
public record MapFit(Measurements measurements, List<FitDetail> details, List<ResidueFit> residues, List<ChainFit> chains,
        List<ChainFit> wholeChains, List<LigandFit> ligands, double[] atomQ, List<Curve> curves, MapStatistics statistics,
        Optional<EmRingerScan> emringer, List<String> warnings) {

    /// Measures everything that the input allows; what it does not allow is absent, with the reason.
    ///
    /// @param structure in the frame of the map
    /// @param map the primary map
    /// @param halfMaps unmasked half-maps of the same reconstruction
    /// @param resolution as stated or agreed, A
    /// @param contour recommended contour level, in the map's unit
    public static MapFit measure(Structure structure, DensityMap map, Optional<HalfMaps> halfMaps, double resolution,
            OptionalDouble contour, Parallel team, Progress progress) {
        return new MapFitter(structure, map, halfMaps, resolution, contour, team, progress).measure();
    }

    /// The number of that id, if it was measured.
    public Optional<Measurement> detail(String id) {
        return details.stream().filter(d -> d.id().equals(id)).findFirst().map(FitDetail::measurement);
    }
}
