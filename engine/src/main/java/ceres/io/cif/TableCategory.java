package ceres.io.cif;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A category held as texts; null stands for `?`.
record TableCategory(String name, List<String> items, List<@Nullable String[]> table) implements CifCategory {
    TableCategory {
        for (var row : table)
            if (row.length != items.size())
                throw new IllegalArgumentException("%d values for %d items of _%s".formatted(row.length, items.size(), name));
    }

    @Override
    public int rows() { return table.size(); }

    @Override
    public String text(int row, int column) {
        String value = table.get(row)[column];
        return value == null ? "?" : value;
    }

    @Override
    public boolean isNull(int row, int column) {
        String value = table.get(row)[column];
        return value == null || value.equals(NOT_APPLICABLE);
    }
}
