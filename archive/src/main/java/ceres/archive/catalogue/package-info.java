/// What the public archives hold as a whole: every entry of the PDB and every map of EMDB, as their own lists have it; for the figures that set our
/// results beside the field.
package ceres.archive.catalogue;
