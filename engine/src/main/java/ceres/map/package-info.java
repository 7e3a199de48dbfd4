/// Density on a grid.
package ceres.map;
