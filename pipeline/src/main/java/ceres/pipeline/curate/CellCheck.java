package ceres.pipeline.curate;

import ceres.fault.ReasonCode;
import ceres.io.MapFile;
import ceres.io.ModelFile;
import ceres.map.UnitCell;

/// Do the cells of the two files contradict each other?
///
/// An absent cell and the placeholder of the archive (1 x 1 x 1 A) say nothing. A cell of the model may be that of the map or that of the box,
/// for programs that crop a map keep either. A model that lies on the density in spite of a foreign cell is refined with a warning.
///
/// Source: Liebschner2021, 2.1.2 rule iv, read for today's archive (design notes, features 0.1).
final class CellCheck {
    private static final double PLACEHOLDER = 2;
    private static final double TOLERANCE = 0.01;

    private CellCheck() {}

    static void check(ModelFile model, MapFile map, Findings findings) {
        var cell = model.header().cell();
        if (cell.isEmpty() || isPlaceholder(cell.get()) || matches(cell.get(), map)) return;
        double[] whole = map.header().cell();
        String evidence = "The model states a cell of %.1f x %.1f x %.1f A, the map one of %.1f x %.1f x %.1f A.".formatted(
                cell.get().a(), cell.get().b(),
                cell.get().c(), whole[0], whole[1], whole[2]);
        boolean lost = findings.has(ReasonCode.MODEL_OUTSIDE_MAP) || findings.has(ReasonCode.MODEL_MAP_MISPLACED);
        if (lost) findings.error(ReasonCode.BOX_MISMATCH, evidence);
        else
            findings.warning(ReasonCode.BOX_MISMATCH, evidence + " The model lies on the density, so its cell was disregarded.");
    }

    private static boolean isPlaceholder(UnitCell c) {
        return c.a() <= PLACEHOLDER && c.b() <= PLACEHOLDER && c.c() <= PLACEHOLDER;
    }

    private static boolean matches(UnitCell c, MapFile map) {
        double[] whole = map.header().cell();
        UnitCell box = map.map().grid().cell();
        return near(c.a(), whole[0]) && near(c.b(), whole[1]) && near(c.c(), whole[2])
                || near(c.a(), box.a()) && near(c.b(), box.b()) && near(c.c(), box.c());
    }

    private static boolean near(double p, double q) { return Math.abs(p - q) <= TOLERANCE * Math.max(p, q); }
}
