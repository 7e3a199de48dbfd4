/// Many pairs, many months: the store of results (PostgreSQL and a folder of files), the local mirror of the public archives, and
/// the monthly campaign. Knows the result bundle and never how it was computed.
package ceres.archive;
