/// Bringing a whole body, a model or a chain, onto its density, before any atom moves on its own.
package ceres.refine.place;
