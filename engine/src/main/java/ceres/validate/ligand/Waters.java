package ceres.validate.ligand;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.validate.contact.Clash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Waters that clash, hang in the air or have nothing to bind to. Source: the categories of Undowser (Prisant2020).
public final class Waters {
    private static final double POLAR = 3.5, FAR = 5.0, REACH = 8.0;

    private Waters() {}

    /// Only waters that a person should look at, in order.
    public static List<WaterQuality> measure(Structure s, ResidueClass[] classes, List<Clash> clashes) {
        Map<Integer, List<Clash>> byWater = new HashMap<>();
        for (var c : clashes)
            for (int r : new int[]{c.first().residue(), c.second().residue()})
                if (classes[r] == ResidueClass.WATER) byWater.computeIfAbsent(r, k -> new ArrayList<>()).add(c);
        var cells = new CellList(s.atoms().xyz(), POLAR);
        var rows = new ArrayList<WaterQuality>();
        for (int r = 0; r < classes.length; r++) {
            if (classes[r] != ResidueClass.WATER) continue;
            var row = row(s, r, cells, byWater.getOrDefault(r, List.of()));
            if (row != null) rows.add(row);
        }
        return rows;
    }

    private static @org.jspecify.annotations.Nullable WaterQuality row(Structure s, int r, CellList cells, List<Clash> clashes) {
        int o = s.atomStart(r);
        if (!Double.isFinite(s.x(o) + s.y(o) + s.z(o))) return null;
        int[] polar = {0};
        double[] nearest = {REACH};
        cells.near(s.x(o), s.y(o), s.z(o), REACH, j -> {
            if (s.residueOf(j) == r || s.isHydrogen(j)) return;
            double d = s.distance(o, j);
            nearest[0] = Math.min(nearest[0], d);
            int z = s.element(j).number();
            if (d <= POLAR && z != 6 && z != 0) polar[0]++;
        });
        var notes = new ArrayList<String>();
        if (!clashes.isEmpty())
            notes.add(polarPartners(clashes, r) ? "clashes with a polar atom: may be an ion" : "clashes: may be out of place");
        if (nearest[0] > FAR) notes.add("no atom within 5 A");
        else if (polar[0] == 0) notes.add("no polar atom within 3.5 A");
        if (notes.isEmpty()) return null;
        var partners = clashes.stream()
                .map(c -> "%s %.2f A".formatted((c.first().residue() == r ? c.second() : c.first()).describe(), c.overlap()))
                .toList();
        return new WaterQuality(r, s.authChain(s.chainOf(r)), s.seq(r), s.icode(r), s.b(o), s.occupancy(o), partners, polar[0],
                nearest[0], notes);
    }

    private static boolean polarPartners(List<Clash> clashes, int r) {
        for (var c : clashes) {
            String atom = (c.first().residue() == r ? c.second() : c.first()).atom();
            if (atom.startsWith("N") || atom.startsWith("O")) return true;
        }
        return false;
    }
}
