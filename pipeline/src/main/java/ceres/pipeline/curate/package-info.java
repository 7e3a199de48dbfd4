/// Judges whether a pair of model and map can be refined.
package ceres.pipeline.curate;
