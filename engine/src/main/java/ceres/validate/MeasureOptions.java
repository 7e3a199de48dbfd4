package ceres.validate;

import ceres.chem.HydrogenGeometry;

/// How a model is measured.
///
/// @param length which end of an X-H bond hydrogens mark
/// @param keepHydrogens take the contacts with the hydrogens of the model instead of new ones
/// @param applyFlips turn side chains of ASN, GLN and HIS round where that scores better: off, for the judged model is judged as it is
public record MeasureOptions(HydrogenGeometry.Length length, boolean keepHydrogens, boolean applyFlips) {
    public static final MeasureOptions DEFAULT = new MeasureOptions(HydrogenGeometry.Length.ELECTRON_CLOUD, false, false);

    public MeasureOptions withKeptHydrogens(boolean keep) { return new MeasureOptions(length, keep, applyFlips); }

    public MeasureOptions withLength(HydrogenGeometry.Length other) {
        return new MeasureOptions(other, keepHydrogens, applyFlips);
    }

    public MeasureOptions withFlips(boolean apply) { return new MeasureOptions(length, keepHydrogens, apply); }
}
