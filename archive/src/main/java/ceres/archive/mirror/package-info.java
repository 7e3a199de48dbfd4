/// The local mirror: files of the PDB and EMDB archives, brought once, checked, kept with where they came from.
package ceres.archive.mirror;
