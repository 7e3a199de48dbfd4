package ceres.io.cif;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table of a CIF data block: `_atom_site` with its items as columns.
///
/// Values are texts without their quotes. Two unquoted values mean that there is none: `.` (not applicable) and `?` (unknown);
/// [#isNull] tells them from a quoted dot. Item names are matched without regard to case, as CIF asks.
public interface CifCategory {
    /// Stands for an unquoted `.` in a category of our own making; compared by equality, so no quoted dot can be made: none is needed.
    String NOT_APPLICABLE = ".";

    /// Without the underscore: `atom_site`; empty for an item without a category (CIF of small molecules).
    String name();

    /// Item names as written, in order: `Cartn_x`.
    List<String> items();

    int rows();

    /// The value as text; `.` or `?` where there is none.
    String text(int row, int column);

    /// True for an unquoted `.` or `?`.
    boolean isNull(int row, int column);

    /// The value as a number; an uncertainty in brackets is dropped; NaN where there is no value.
    ///
    /// @throws NumberFormatException if it is none
    default double number(int row, int column) { return isNull(row, column) ? Double.NaN : CifNumbers.parse(text(row, column)); }

    /// Line of the file in which a row begins, from 1; 0 if the category comes from no text.
    default int line(int row) { return 0; }

    /// True if the file writes the category as pairs of item and value and not as a loop.
    default boolean single() { return rows() == 1; }

    /// A category of our own making.
    ///
    /// @param items item names without the category
    /// @param table its rows; null for `?`, [#NOT_APPLICABLE] for `.`
    static CifCategory of(String name, List<String> items, List<@Nullable String[]> table) {
        return new TableCategory(name, List.copyOf(items), List.copyOf(table));
    }

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
