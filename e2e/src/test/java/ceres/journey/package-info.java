/// The program as a user starts it, on real pairs and on files that must be refused.
package ceres.journey;
