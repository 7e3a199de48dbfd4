/// The result bundle: its files as records, how they are written whole or not at all, and how they are read back.
@NullMarked
package ceres.pipeline.bundle;

import org.jspecify.annotations.NullMarked;
