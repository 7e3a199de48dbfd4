/// The cryo-EM Table 1: what is better, what is worse, and the table as text, HTML, CSV, LaTeX and mmCIF.
@NullMarked
package ceres.pipeline.table;

import org.jspecify.annotations.NullMarked;
