/// What published numbers mean: the one catalogue. Computes nothing.
package ceres.metric;
