/// The plots of a bundle, drawn as SVG by code of our own: labelled axes, named outliers, a title and a description for readers who
/// cannot see them, colours that survive colour blindness and a dark page.
@NullMarked
package ceres.pipeline.plot;

import org.jspecify.annotations.NullMarked;
