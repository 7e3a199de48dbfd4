package ceres.io.cif;

import java.util.List;
import java.util.Optional;

/// A table of a CIF data block: `_atom_site` with its items as columns.
///
/// Values are texts without their quotes. Two unquoted values mean that there is none: `.` (not applicable) and `?` (unknown);
/// [#isNull] tells them from a quoted dot. Item names are matched without regard to case, as CIF asks.
public interface CifCategory {
    /// Without the underscore: `atom_site`; empty for an item without a category (CIF of small molecules).
    String name();

    /// Item names as written, in order: `Cartn_x`.
    List<String> items();

    int rows();

    /// The value as text; `.` or `?` where there is none.
    String text(int row, int column);

    /// True for an unquoted `.` or `?`.
    boolean isNull(int row, int column);

    /// True if the file writes the category as pairs of item and value and not as a loop.
    default boolean single() { return rows() == 1; }

    /// Column of an item, -1 if absent.
    default int column(String item) {
        List<String> items = items();
        for (int i = 0; i < items.size(); i++) if (items.get(i).equalsIgnoreCase(item)) return i;
        return -1;
    }

    default boolean has(String item) { return column(item) >= 0; }

    /// The value of an item, if the item exists and has one.
    default Optional<String> value(int row, String item) {
        int column = column(item);
        return column < 0 || isNull(row, column) ? Optional.empty() : Optional.of(text(row, column));
    }
}
