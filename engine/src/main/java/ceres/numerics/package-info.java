/// Arithmetic that knows no atoms: threads, neighbours, transforms, minimisation, superposition.
package ceres.numerics;
