package ceres.io.cif;

import java.util.List;

/// A category as it stands in a CIF text: the text and the offsets of its values.
///
/// @param starts offsets of the values, row by row
/// @param from offset of its first token, -1 if its items are scattered over the block
/// @param to offset just past its last token
record TextCategory(CifText source, String name, List<String> items, int[] starts, boolean single, int from, int to)
        implements
            CifCategory {
    @Override
    public int rows() { return items.isEmpty() ? 0 : starts.length / items.size(); }

    @Override
    public String text(int row, int column) { return source.value(start(row, column)); }

    @Override
    public boolean isNull(int row, int column) { return source.isNull(start(row, column)); }

    @Override
    public double number(int row, int column) { return source.number(start(row, column)); }

    @Override
    public int line(int row) { return source.line(start(row, 0)); }

    private int start(int row, int column) { return starts[row * items.size() + column]; }
}
