/// The house itself under test: its walls, its arrows, its documents.
package ceres.house;
