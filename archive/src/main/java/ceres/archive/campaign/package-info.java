/// The monthly run over the mirror: which pairs, one process each, and what became of them. PostgreSQL is the only record of state.
package ceres.archive.campaign;
