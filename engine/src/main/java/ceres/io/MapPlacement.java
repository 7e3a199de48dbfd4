package ceres.io;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.map.Grid;
import ceres.map.UnitCell;
import java.nio.file.Path;
import java.util.List;

/// Where a map lies: the one place that knows the rule.
///
/// NSTART in grid units after the axis permutation; where it is zero on all axes, ORIGIN in A, on a grid point or not; the skew translation of CCP4 on
/// top. Reasons: docs/decisions, placement of maps.
final class MapPlacement {
    private final MapHeader h;
    private final Path file;
    private final List<String> warnings;

    /// @param warnings receives what a careful user would want to know
    MapPlacement(MapHeader header, Path file, List<String> warnings) {
        this.h = header;
        this.file = file;
        this.warnings = warnings;
    }

    /// The box, axes x, y, z, in the frame of the model.
    Grid grid() {
        int[] n = new int[3], start = new int[3];
        int[] counts = {h.columns(), h.rows(), h.sections()};
        for (int axis = 0; axis < 3; axis++) {
            n[h.axes()[axis] - 1] = counts[axis];
            start[h.axes()[axis] - 1] = h.start()[axis];
        }
        int[] m = intervals(n);
        double[] cell = h.cell().clone();
        for (int i = 3; i < 6; i++) if (cell[i] == 0) cell[i] = 90;
        double[] o = frame(cell);
        var fraction = new double[3];
        for (int i = 0; i < 3; i++) fraction[i] = (double) start[i] / m[i];
        double[] at = {o[0] * fraction[0] + o[1] * fraction[1] + o[2] * fraction[2], o[4] * fraction[1] + o[5] * fraction[2],
            o[8] * fraction[2]};
        if (h.placement() == MapHeader.Placement.ORIGIN) at = h.origin().clone();
        else
            remarkUnusedOrigin(at);
        addSkew(at);
        remarkOffGrid(m);
        remarkBox(n, m);
        var box = new UnitCell(cell[0] * n[0] / m[0], cell[1] * n[1] / m[1], cell[2] * n[2] / m[2], cell[3], cell[4], cell[5]);
        return new Grid(n[0], n[1], n[2], box, at[0], at[1], at[2]);
    }

    private double[] frame(double[] c) {
        double[] o = new UnitCell(c[0], c[1], c[2], c[3], c[4], c[5]).orthogonalisation();
        if (!(o[8] > 1e-3 * c[2]))
            throw MrcHeaders.unreadable(file, "no cell has the angles %s, %s, %s".formatted(c[3], c[4], c[5]));
        return o;
    }

    private int[] intervals(int[] n) {
        int[] m = h.intervals().clone();
        for (int i = 0; i < 3; i++)
            if (m[i] < 1) {
                warnings.add("The header states no grid intervals (MX, MY, MZ); the box was taken for the cell.");
                return n.clone();
            }
        return m;
    }

    private void remarkUnusedOrigin(double[] at) {
        double worst = 0;
        boolean set = false;
        for (int i = 0; i < 3; i++) {
            set |= h.origin()[i] != 0;
            worst = Math.max(worst, Math.abs(h.origin()[i] - at[i]));
        }
        if (set && !(worst <= 0.01))
            warnings.add("NSTART places the map at (%.3f, %.3f, %.3f) A, ORIGIN says (%.3f, %.3f, %.3f): NSTART was used."
                    .formatted(at[0], at[1],
                            at[2], h.origin()[0], h.origin()[1], h.origin()[2]));
    }

    /// CCP4: r(map) = S (r(model) - t). A translation is undone; a rotation would need another grid.
    private void addSkew(double[] at) {
        double[] s = h.skew();
        if (s.length == 0) return;
        for (int i = 0; i < 9; i++)
            if (!(Math.abs(s[i] - (i % 4 == 0 ? 1 : 0)) <= 1e-5))
                throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file, "the header rotates the map (skew matrix of CCP4)",
                        "resample the map in the frame of the model", null);
        for (int i = 9; i < 12; i++)
            if (!Double.isFinite(s[i])) throw MrcHeaders.unreadable(file, "the skew translation of the header is no number");
        for (int i = 0; i < 3; i++) at[i] += s[9 + i];
        if (s[9] != 0 || s[10] != 0 || s[11] != 0)
            warnings.add("The skew translation of the header, (%.3f, %.3f, %.3f) A, was applied.".formatted(s[9], s[10], s[11]));
    }

    private void remarkOffGrid(int[] m) {
        if (h.placement() != MapHeader.Placement.ORIGIN) return;
        double worst = 0;
        for (int i = 0; i < 3; i++) {
            double spacing = h.cell()[i] / m[i], steps = h.origin()[i] / spacing;
            worst = Math.max(worst, Math.abs(steps - Math.rint(steps)) * spacing);
        }
        if (worst > 0.001)
            warnings.add("ORIGIN lies up to %.3f A off the grid points; the map was placed by it as it stands.".formatted(worst));
    }

    private void remarkBox(int[] n, int[] m) {
        for (int i = 0; i < 3; i++)
            if (n[i] > m[i]) {
                warnings.add("The box has %d x %d x %d voxels, the cell %d x %d x %d: the map is larger than its cell.".formatted(
                        n[0], n[1], n[2],
                        m[0], m[1], m[2]));
                return;
            }
        if (h.spaceGroup() > 1 && h.spaceGroup() < 231)
            warnings.add("The map has space group %d: only the voxels of the file are used, no symmetry is applied."
                    .formatted(h.spaceGroup()));
    }
}
