package ceres.pipeline;

import ceres.model.Structure;
import ceres.pipeline.bundle.ChangeRecord;
import ceres.pipeline.bundle.ChangeRecord.Place;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.ResidueTable.Row;
import ceres.refine.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// What changed between the two models, found by comparing them; what the refinement says of it, with its evidence, stands beside that.
final class Findings {
    private static final double MOVED = 0.5, FIT = 0.05;
    /// A peptide plane has turned over if its C-O bond points the other way, and its residue is still where it was.
    private static final double SAME_PLACE = 2.5;

    private Findings() {}

    static ChangeRecord of(Measured initial, Measured refined, ResidueTable table, List<Change> said) {
        var moved = new ArrayList<ChangeRecord.Moved>();
        var rotamers = new ArrayList<ChangeRecord.RotamerChange>();
        var ligands = new ArrayList<ChangeRecord.LigandChange>();
        int better = 0, worse = 0;
        for (var row : table.rows()) {
            if (row.refined() == null) continue;
            Double before = row.initial().cc(), after = row.refined().cc(), shift = row.moved();
            if (shift != null && shift > MOVED) moved.add(new ChangeRecord.Moved(place(row), shift, before, after));
            rotamer(row, rotamers);
            boolean other = before != null && after != null && Math.abs(after - before) > FIT;
            if (Set.of("ligand", "saccharide", "ion").contains(row.kind()) && (other || shift != null && shift > MOVED))
                ligands.add(new ChangeRecord.LigandChange(place(row), shift == null ? 0 : shift, before, after));
            if (other && after > before) better++;
            if (other && after < before) worse++;
        }
        moved.sort(Comparator.comparingDouble(ChangeRecord.Moved::distance).reversed());
        var match = new AtomMatch(initial.structure(), refined.structure());
        return new ChangeRecord(MOVED, moved, rotamers, flipped(initial.structure(), refined.structure(), match),
                removed(initial.structure(), match), ligands, better, worse, said.stream().map(Findings::reported).toList());
    }

    private static ChangeRecord.Reported reported(Change c) {
        return new ChangeRecord.Reported(new Place(c.chain(), c.seq(), Rows.text(c.icode()), c.residue()), c.kind().name(),
                c.shift(),
                c.before(), c.after(), c.evidence());
    }

    private static void rotamer(Row row, List<ChangeRecord.RotamerChange> into) {
        var a = row.initial().rotamer();
        var b = row.refined() == null ? null : row.refined().rotamer();
        if (a == null || b == null || a.name().equals(b.name())) return;
        into.add(new ChangeRecord.RotamerChange(place(row), a.name(), b.name(), row.initial().cc(), row.refined().cc()));
    }

    private static List<Place> flipped(Structure a, Structure b, AtomMatch match) {
        var flipped = new ArrayList<Place>();
        for (int r = 0; r < a.residueCount(); r++) {
            int c = a.find(r, "C"), o = a.find(r, "O"), ca = a.find(r, "CA");
            if (c < 0 || o < 0 || ca < 0) continue;
            int c2 = match.twin(c), o2 = match.twin(o), ca2 = match.twin(ca);
            if (c2 < 0 || o2 < 0 || ca2 < 0) continue;
            if (dot(a, c, o, b, c2, o2) < 0 && distance(a, ca, b, ca2) < SAME_PLACE) flipped.add(place(a, r));
        }
        return flipped;
    }

    private static double dot(Structure a, int c, int o, Structure b, int c2, int o2) {
        return (a.x(o) - a.x(c)) * (b.x(o2) - b.x(c2)) + (a.y(o) - a.y(c)) * (b.y(o2) - b.y(c2))
                + (a.z(o) - a.z(c)) * (b.z(o2) - b.z(c2));
    }

    private static double distance(Structure a, int i, Structure b, int j) {
        double dx = a.x(i) - b.x(j), dy = a.y(i) - b.y(j), dz = a.z(i) - b.z(j);
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private static List<ChangeRecord.Removed> removed(Structure a, AtomMatch match) {
        var removed = new ArrayList<ChangeRecord.Removed>();
        for (int i = 0; i < a.atomCount(); i++)
            if (match.twin(i) < 0)
                removed.add(new ChangeRecord.Removed(place(a, a.residueOf(i)), a.atomName(i),
                        a.isHydrogen(i) ? "hydrogens were not kept" : "the map does not show it"));
        return removed;
    }

    private static Place place(Row row) { return new Place(row.chain(), row.seq(), row.icode(), row.name()); }

    private static Place place(Structure s, int r) {
        return new Place(s.authChain(s.chainOf(r)), s.seq(r), Rows.text(s.icode(r)), s.residueName(r));
    }
}
