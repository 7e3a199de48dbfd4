/// Two bundles side by side.
@NullMarked
package ceres.pipeline.compare;

import org.jspecify.annotations.NullMarked;
