package ceres.bench.recovery;

import java.util.List;

/// One question put to the engine.
interface Study {
    /// What the command line calls it; also the name of its table.
    String name();

    Table run(Scope scope);

    /// Curves of the table: file name without ending, and the SVG.
    default List<Figure> figures(Table table) { return List.of(); }

    /// @param name of the file, without ending
    record Figure(String name, String svg) {}
}
