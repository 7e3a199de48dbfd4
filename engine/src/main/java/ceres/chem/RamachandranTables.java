package ceres.chem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The six distributions of phi and psi of Top8000 (degrees, 2 degree bins).
public final class RamachandranTables {
    private static final class Standard {
        static final RamachandranTables TABLES = new RamachandranTables(TableSource.RESOURCES);
    }

    private final Map<RamaClass, NdTable> tables = new EnumMap<>(RamaClass.class);

    RamachandranTables(TableSource source) {
        for (var kind : RamaClass.values()) tables.put(kind, source.table(kind.resource(), kind.published() + ".data"));
    }

    /// The tables of this build.
    public static RamachandranTables standard() { return Standard.TABLES; }

    public NdTable table(RamaClass kind) { return tables.get(kind); }

    /// The closed curves on which a distribution has the given value, for drawing.
    ///
    /// @param level for instance [RamaClass#FAVORED] or [RamaClass#allowed()]
    /// @return polygons of (phi, psi) pairs in degrees, -180 to 180; a curve that leaves the square at one side is cut there
    public List<double[]> contour(RamaClass kind, double level) { return Contour.of(tables.get(kind), level); }

    /// What the tables are, one line each.
    public List<String> titles() {
        var titles = new ArrayList<String>();
        tables.forEach((kind, table) -> titles.add(kind.label() + ": " + table.title()));
        return titles;
    }
}
