/// The entry page as one file that opens from disk.
@NullMarked
package ceres.pipeline.report;

import org.jspecify.annotations.NullMarked;
