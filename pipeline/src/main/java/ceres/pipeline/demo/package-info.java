/// A small map-model pair with known truth, made from ideal geometry, and what a run made of it.
@NullMarked
package ceres.pipeline.demo;

import org.jspecify.annotations.NullMarked;
