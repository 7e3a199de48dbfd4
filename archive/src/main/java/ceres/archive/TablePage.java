package ceres.archive;

import java.util.List;

/// One page of the table of results.
///
/// @param total rows that the filter lets through
public record TablePage(List<Row> rows, int total) {
    /// A run with its measurements.
    public record Row(Run run, Results.BeforeAfter measurements) {}
}
