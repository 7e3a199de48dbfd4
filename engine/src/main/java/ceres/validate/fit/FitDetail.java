package ceres.validate.fit;

import ceres.metric.Measurement;

/// A number beside the catalogue of metrics: unmasked resolutions, half-map variants, Q-score in the other convention, ...
///
/// @param id stable: `d_fsc_unmasked`, `q_score_04`, `atom_inclusion`
/// @param unit empty for a pure number
public record FitDetail(String id, String label, String unit, Measurement measurement) {}
