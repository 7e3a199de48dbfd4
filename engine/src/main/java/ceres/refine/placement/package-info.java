/// Whole models moved as rigid bodies, and looked for in the map.
package ceres.refine.placement;
