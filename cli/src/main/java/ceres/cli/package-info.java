/// The hand: one class a command, each of which parses, calls one function and prints.
@NullMarked
package ceres.cli;

import org.jspecify.annotations.NullMarked;
