package ceres.chem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The six distributions of phi and psi of Top8000 (degrees, 2 degree bins).
public final class RamachandranTables {
    private static final class Standard {
        static final RamachandranTables TABLES = new RamachandranTables(TableSource.RESOURCES);
    }

    private final TableSource source;
    private final Map<RamaClass, NdTable> tables = new ConcurrentHashMap<>();

    RamachandranTables(TableSource source) { this.source = source; }

    /// The tables of this build.
    public static RamachandranTables standard() { return Standard.TABLES; }

    public NdTable table(RamaClass kind) {
        return tables.computeIfAbsent(kind, k -> source.table(k.resource(), k.published() + ".data"));
    }

    /// The closed curves on which a distribution has the given value, for drawing.
    ///
    /// @param level for instance [RamaClass#FAVORED] or [RamaClass#allowed()]
    /// @return polygons of (phi, psi) pairs in degrees, -180 to 180; a curve that leaves the square at one side is cut there
    public List<double[]> contour(RamaClass kind, double level) { return Contour.of(table(kind), level); }

    /// What the tables are, one line each.
    public List<String> titles() {
        var titles = new ArrayList<String>();
        for (var kind : RamaClass.values()) titles.add(kind.label() + ": " + table(kind).title());
        return titles;
    }
}
