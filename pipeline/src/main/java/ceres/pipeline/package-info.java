/// One pair's journey from files to a result bundle: fetched, curated, interpreted, refined, validated, bundled.
///
/// No database and no network here: one process, one pair, one bundle, the same on a laptop and on a cluster node.
@NullMarked
package ceres.pipeline;

import org.jspecify.annotations.NullMarked;
