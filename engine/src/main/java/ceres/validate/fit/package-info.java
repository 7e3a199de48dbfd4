/// How well map and model agree, and how good the map is: correlations, Fourier shell correlations, EMRinger, Q-score, atom inclusion.
///
/// Sources: validation definitions of Afonine2018b, Barad2015, Pintilie2020; differences from other programs and their reasons are
/// listed in docs/science/map-metrics.md.
package ceres.validate.fit;
