/// Measured speed. Each benchmark proves its answer before it times it.
package ceres.bench;
