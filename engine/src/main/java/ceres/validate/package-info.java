/// How good a model is, by the measures that the field publishes: the judge. Knows nothing of refinement.
package ceres.validate;
