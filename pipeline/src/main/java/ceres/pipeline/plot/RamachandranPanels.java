package ceres.pipeline.plot;

import ceres.chem.RamaClass;
import ceres.chem.RamachandranTables;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The six panels with the distributions of this build.
public final class RamachandranPanels {
    private RamachandranPanels() {}

    public static List<RamachandranPlot.Panel> standard() {
        var tables = RamachandranTables.standard();
        return Stream.of(RamaClass.GENERAL, RamaClass.GLYCINE, RamaClass.ILE_VAL, RamaClass.PRE_PROLINE, RamaClass.TRANS_PROLINE,
                RamaClass.CIS_PROLINE).map(kind -> {
                    var table = tables.table(kind);
                    return new RamachandranPlot.Panel(kind.label(), title(kind), RamaClass.FAVORED, kind.allowed(),
                            (phi, psi) -> table.at(wrap(phi), wrap(psi)));
                }).toList();
    }

    private static double wrap(double deg) { return deg >= 180 ? deg - 360 : deg; }

    private static String title(RamaClass kind) {
        return kind.label().substring(0, 1).toUpperCase(Locale.ROOT) + kind.label().substring(1);
    }
}
