/// The CIF syntax, text and binary, without any knowledge of what the items mean.
package ceres.io.cif;
