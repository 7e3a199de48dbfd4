package ceres.refine.moving;

import ceres.chem.HydrogenGeometry;
import ceres.chem.HydrogenGeometry.Kind;
import ceres.chem.HydrogenGeometry.Length;
import ceres.chem.HydrogenGeometry.Mover;
import ceres.chem.HydrogenGeometry.Plan;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.restraint.BondGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// Which hydrogens a model of heavy atoms has, where scoring programs would put them: every one of a residue whose neighbours are there.
///
/// Where a residue has alternate locations, a hydrogen exists once for each of them that its atoms belong to.
/// Source: the plans of [HydrogenGeometry], the rules of Reduce for termini and fragments.
final class HydrogenList {
    private record Row(Plan plan, int carrier, int[] neighbours, char altloc) {}

    private final List<Row> rows;

    private HydrogenList(List<Row> rows) { this.rows = rows; }

    /// @param generic plans of the residues that the table does not know, from their dictionary entries
    static HydrogenList of(Structure s, ResidueClass[] kind, BondGraph bonds, IntFunction<List<Plan>> generic) {
        var maker = new Maker(s, bonds, generic);
        for (int r = 0; r < s.residueCount(); r++) maker.residue(r, kind[r]);
        return new HydrogenList(maker.rows);
    }

    /// As columns; hydrogen k is atom `first + k`.
    RidingHydrogens riding(int first) {
        int m = rows.size();
        var kind = new Kind[m];
        int[] carrier = new int[m], n1 = new int[m], n2 = new int[m], n3 = new int[m];
        double[] length = new double[m], angle = new double[m], dihedral = new double[m];
        for (int k = 0; k < m; k++) {
            Row row = rows.get(k);
            kind[k] = row.plan.kind();
            carrier[k] = row.carrier;
            n1[k] = row.neighbours[0];
            n2[k] = row.neighbours.length > 1 ? row.neighbours[1] : -1;
            n3[k] = row.neighbours.length > 2 ? row.neighbours[2] : -1;
            length[k] = row.plan.length(Length.ELECTRON_CLOUD);
            angle[k] = row.plan.angle();
            dihedral[k] = row.plan.dihedral();
        }
        return new RidingHydrogens(first, kind, carrier, n1, n2, n3, length, angle, dihedral);
    }

    String name(int k) { return rows.get(k).plan.name(); }

    char altloc(int k) { return rows.get(k).altloc; }

    Mover mover(int k) { return rows.get(k).plan.mover(); }

    boolean histidine(int k) { return rows.get(k).plan.condition() == HydrogenGeometry.Condition.HISTIDINE; }

    private static final class Maker {
        private final Structure s;
        private final BondGraph bonds;
        private final IntFunction<List<Plan>> generic;
        private final List<Row> rows = new ArrayList<>();

        Maker(Structure s, BondGraph bonds, IntFunction<List<Plan>> generic) {
            this.s = s;
            this.bonds = bonds;
            this.generic = generic;
        }

        void residue(int r, ResidueClass kind) {
            var table = HydrogenGeometry.standard();
            String name = s.residueName(r);
            boolean protein = kind.isProtein() && s.find(r, "N") >= 0 && s.find(r, "CA") >= 0;
            if (protein) {
                add(r, nitrogen(r, name));
                if (!name.equals("GLY")) add(r, table.alpha());
            } else if (kind.isNucleic() && table.has(name)) add(r, table.sugar());
            if (table.has(name)) add(r, table.plans(name));
            else if (kind != ResidueClass.WATER && kind != ResidueClass.ION)
                add(r, generic.apply(r).stream()
                        .filter(p -> !protein || !p.carrier().equals("N") && !p.name().equals("HA")).toList());
        }

        private List<Plan> nitrogen(int r, String name) {
            var table = HydrogenGeometry.standard();
            boolean linked = before(s.find(r, "N")) >= 0;
            boolean first = r == s.residueStart(s.chainOf(r)) && s.seq(r) <= 1;
            if (name.equals("PRO")) return !linked && first ? table.prolineTerminus() : List.of();
            return linked ? table.amide() : first ? table.terminus() : table.fragmentStart();
        }

        /// The carbon of another residue that this nitrogen is bonded to, -1 if there is none.
        private int before(int nitrogen) {
            for (int k = 0; k < bonds.degree(nitrogen); k++) {
                int b = bonds.neighbour(nitrogen, k);
                if (s.residueOf(b) != s.residueOf(nitrogen) && s.element(b).number() == 6) return b;
            }
            return -1;
        }

        private void add(int r, List<Plan> plans) {
            var conformers = new TreeSet<Character>();
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) if (s.altloc(a) != 0) conformers.add(s.altloc(a));
            if (conformers.isEmpty()) conformers.add('\0');
            for (Plan plan : plans) {
                boolean common = false;
                for (char alt : conformers) {
                    if (common) break;
                    Row row = row(r, plan, alt);
                    if (row == null) continue;
                    rows.add(row);
                    common = row.altloc == 0;
                }
            }
        }

        /// The hydrogen as that conformer sees it; null if an atom is missing or the condition is not met.
        private Row row(int r, Plan plan, char alt) {
            int carrier = s.find(r, plan.carrier(), alt);
            if (carrier < 0 || !met(r, plan, carrier, alt)) return null;
            boolean split = s.altloc(carrier) != 0;
            var neighbours = new int[plan.neighbours().size()];
            for (int k = 0; k < neighbours.length; k++) {
                String name = plan.neighbours().get(k);
                int a = name.startsWith("-") ? before(carrier) : s.find(r, name, alt);
                if (a < 0) return null;
                neighbours[k] = a;
                split |= s.altloc(a) != 0;
            }
            return new Row(plan, carrier, neighbours, split ? alt : 0);
        }

        private boolean met(int r, Plan plan, int carrier, char alt) {
            boolean hydroxyl = plan.mover() == Mover.HYDROXYL || plan.condition() == HydrogenGeometry.Condition.FREE_CARRIER;
            if (hydroxyl && heavyNeighbours(carrier) > 1) return false;
            return switch (plan.condition()) {
                case NO_PHOSPHATE -> heavyNeighbours(carrier) <= 1;
                case RIBOSE -> s.find(r, "O2'", alt) >= 0;
                case DEOXYRIBOSE -> s.find(r, "O2'", alt) < 0;
                case HISTIDINE -> heavyNeighbours(carrier) <= 2;
                case ALWAYS -> plan.mover() != Mover.AMMONIUM || plan.carrier().equals("N") || heavyNeighbours(carrier) <= 1;
                case FREE_CARRIER -> true;
            };
        }

        /// Different neighbours by name: alternates of one atom count once.
        private int heavyNeighbours(int a) {
            var names = new TreeSet<String>();
            for (int k = 0; k < bonds.degree(a); k++) {
                int b = bonds.neighbour(a, k);
                names.add(s.residueOf(b) + s.atomName(b));
            }
            return names.size();
        }
    }
}
