package ceres.validate.ligand;

import ceres.chem.Component;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Geometry;
import ceres.restraint.Interpretation;
import ceres.restraint.Restraints.Origin;
import ceres.restraint.Restraints;
import ceres.validate.contact.Clash;
import ceres.validate.geometry.PlaneFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Ligands, ions and sugars against their dictionary and their surroundings.
public final class Ligands {
    private static final double SIGMAS = 4, WWPDB_SIGMAS = 2, SURROUNDINGS = 5, COORDINATION = 3.2, UNDECLARED = 2.0;
    private static final double B_HIGH = 1.5, B_LOW = 0.5;

    private final Interpretation model;
    private final Structure s;
    private final ResidueClass[] classes;
    private final CellList cells;
    private final int[] clashes;

    private Ligands(Interpretation model, ResidueClass[] classes, List<Clash> clashes) {
        this.model = model;
        this.s = model.structure();
        this.classes = classes;
        this.cells = new CellList(s.atoms().xyz(), SURROUNDINGS);
        this.clashes = new int[s.residueCount()];
        for (var clash : clashes) {
            this.clashes[clash.first().residue()]++;
            if (clash.second().residue() != clash.first().residue()) this.clashes[clash.second().residue()]++;
        }
    }

    /// One row for every residue that is neither polymer nor water, in order.
    public static List<LigandQuality> measure(Interpretation model, ResidueClass[] classes, List<Clash> clashes) {
        var ligands = new Ligands(model, classes, clashes);
        var tallies = ligands.tallies();
        var rows = new ArrayList<LigandQuality>();
        for (int r = 0; r < classes.length; r++) if (tallies[r] != null) rows.add(ligands.row(r, tallies[r]));
        return rows;
    }

    private static final class Tally {
        private int bonds, bondOutliers, bondOutliers2, angles, angleOutliers, angleOutliers2, chirality, planes;
        private double bondSquare, bondSquareZ, angleSquare, angleSquareZ;
    }

    /// One pass over all restraints; those inside a ligand go to its tally.
    private Tally[] tallies() {
        var tallies = new Tally[classes.length];
        for (int r = 0; r < classes.length; r++) if (isLigand(r)) tallies[r] = new Tally();
        var restraints = model.restraints();
        bonds(restraints.bonds(), tallies);
        angles(restraints.angles(), tallies);
        chiralities(restraints.chiralities(), tallies);
        planes(restraints.planes(), tallies);
        return tallies;
    }

    private boolean isLigand(int r) {
        return classes[r] == ResidueClass.LIGAND || classes[r] == ResidueClass.ION || classes[r] == ResidueClass.SACCHARIDE;
    }

    private void bonds(Restraints.Bonds b, Tally[] tallies) {
        for (int k = 0; k < b.size(); k++) {
            var t = tallies[s.residueOf(b.i()[k])];
            if (t == null || b.origin()[k] != Origin.COMPONENT || s.isHydrogen(b.i()[k]) || s.isHydrogen(b.j()[k])) continue;
            double delta = s.distance(b.i()[k], b.j()[k]) - b.ideal()[k], z = Math.abs(delta) / b.sigma()[k];
            if (Double.isNaN(z)) continue;
            t.bonds++;
            t.bondSquare += delta * delta;
            t.bondSquareZ += z * z;
            if (z > SIGMAS) t.bondOutliers++;
            if (z > WWPDB_SIGMAS) t.bondOutliers2++;
        }
    }

    private void angles(Restraints.Angles a, Tally[] tallies) {
        for (int k = 0; k < a.size(); k++) {
            var t = tallies[s.residueOf(a.j()[k])];
            if (t == null || a.origin()[k] != Origin.COMPONENT || s.isHydrogen(a.i()[k]) || s.isHydrogen(a.k()[k])) continue;
            double angle = Geometry.angle(s.atoms().xyz(), a.i()[k], a.j()[k], a.k()[k]);
            if (angle == 0) continue; // two of the atoms coincide
            double delta = angle - a.ideal()[k], z = Math.abs(delta) / a.sigma()[k];
            if (Double.isNaN(z)) continue;
            t.angles++;
            t.angleSquare += delta * delta;
            t.angleSquareZ += z * z;
            if (z > SIGMAS) t.angleOutliers++;
            if (z > WWPDB_SIGMAS) t.angleOutliers2++;
        }
    }

    private void chiralities(Restraints.Chiralities c, Tally[] tallies) {
        for (int k = 0; k < c.size(); k++) {
            var t = tallies[s.residueOf(c.centre()[k])];
            if (t == null || c.both()[k]) continue;
            double volume = volume(c.centre()[k], c.a()[k], c.b()[k], c.d()[k]);
            if (volume * c.ideal()[k] < 0 && Math.abs(volume - c.ideal()[k]) > SIGMAS * c.sigma()[k]) t.chirality++;
        }
    }

    private double volume(int o, int a, int b, int c) {
        double ax = s.x(a) - s.x(o), ay = s.y(a) - s.y(o), az = s.z(a) - s.z(o), bx = s.x(b) - s.x(o), by = s.y(b) - s.y(o),
                bz = s.z(b) - s.z(o), cx = s.x(c) - s.x(o), cy = s.y(c) - s.y(o), cz = s.z(c) - s.z(o);
        return ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
    }

    private void planes(Restraints.Planes p, Tally[] tallies) {
        for (int g = 0; g < p.size(); g++) {
            int from = p.start()[g];
            var t = from == p.start()[g + 1] ? null : tallies[s.residueOf(p.atom()[from])];
            if (t == null) continue;
            double[] off = PlaneFit.deviations(s.atoms().xyz(), Arrays.copyOfRange(p.atom(), from, p.start()[g + 1]));
            for (int k = 0; k < off.length; k++)
                if (Math.abs(off[k]) > SIGMAS * p.sigma()[from + k]) {
                    t.planes++;
                    break;
                }
        }
    }

    // ---- rows

    private static double root(double sum, int n) { return n == 0 ? 0 : Math.sqrt(sum / n); }

    private LigandQuality row(int r, Tally t) {
        var present = new HashSet<String>();
        double b = 0, occupancy = 0;
        int heavy = 0;
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
            if (s.isHydrogen(a)) continue;
            present.add(s.atomName(a));
            b += s.b(a);
            occupancy += s.occupancy(a);
            heavy++;
        }
        List<String> missing = missing(r, present), extra = extra(r, present);
        double meanB = heavy == 0 ? 0 : b / heavy, neighbourB = neighbourB(r);
        double[] coordination = classes[r] == ResidueClass.ION ? coordination(r) : new double[2];
        var kind = switch (classes[r]) {
            case ION -> LigandQuality.Kind.ION;
            case SACCHARIDE -> LigandQuality.Kind.SACCHARIDE;
            default -> LigandQuality.Kind.LIGAND;
        };
        var notes = notes(r, missing, extra, meanB, neighbourB, heavy == 0 ? 0 : occupancy / heavy, t);
        return new LigandQuality(r, s.authChain(s.chainOf(r)), s.seq(r), s.icode(r), s.residueName(r), kind, heavy, missing,
                extra, t.bonds,
                root(t.bondSquare, t.bonds), root(t.bondSquareZ, t.bonds), t.bondOutliers, t.bondOutliers2, t.angles,
                Math.toDegrees(root(t.angleSquare, t.angles)), root(t.angleSquareZ, t.angles), t.angleOutliers, t.angleOutliers2,
                t.chirality, t.planes, clashes[r], meanB, neighbourB, heavy == 0 ? 0 : occupancy / heavy, (int) coordination[0],
                coordination[1], notes);
    }

    private boolean isLinked(int atom) {
        for (int k = 0; k < model.bonds().degree(atom); k++)
            if (s.residueOf(model.bonds().neighbour(atom, k)) != s.residueOf(atom)) return true;
        return false;
    }

    /// Heavy atoms of the dictionary that the model lacks; what leaves when a link is made is not missing.
    private List<String> missing(int r, Set<String> present) {
        var component = model.component(r);
        if (component.isEmpty()) return List.of();
        boolean linked = false;
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) linked |= isLinked(a);
        var list = new ArrayList<String>();
        for (var atom : component.get().atoms()) {
            if (atom.element().isHydrogen() || present.contains(atom.name())) continue;
            if (!linked || !atom.leaving() && !isAnomericOxygen(component.get(), atom.name())) list.add(atom.name());
        }
        return list;
    }

    private static boolean isAnomericOxygen(Component c, String name) {
        return c.residueClass() == ResidueClass.SACCHARIDE && (name.equals("O1") || name.equals("O2"));
    }

    private List<String> extra(int r, Set<String> present) {
        var component = model.component(r);
        return component.map(c -> present.stream().filter(n -> !c.has(n)).sorted().toList()).orElse(List.of());
    }

    private double neighbourB(int r) {
        var seen = new HashSet<Integer>();
        double[] sum = {0};
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
            if (!Double.isFinite(s.x(a) + s.y(a) + s.z(a))) continue;
            cells.near(s.x(a), s.y(a), s.z(a), SURROUNDINGS, j -> {
                if (classes[s.residueOf(j)].isPolymer() && !s.isHydrogen(j) && seen.add(j)) sum[0] += s.b(j);
            });
        }
        return seen.isEmpty() ? 0 : sum[0] / seen.size();
    }

    /// Number of N, O, S and halides within 3.2 A and their mean distance.
    private double[] coordination(int r) {
        int a = s.atomStart(r);
        var result = new double[2];
        if (!Double.isFinite(s.x(a) + s.y(a) + s.z(a))) return result;
        cells.near(s.x(a), s.y(a), s.z(a), COORDINATION, j -> {
            if (s.residueOf(j) == r) return;
            switch (s.element(j).number()) {
                case 7, 8, 9, 16, 17, 34, 35, 53 -> {
                    result[0]++;
                    result[1] += s.distance(a, j);
                }
                default -> {}
            }
        });
        if (result[0] > 0) result[1] /= result[0];
        return result;
    }

    private List<String> notes(int r, List<String> missing, List<String> extra, double b, double around, double occupancy,
            Tally t) {
        var notes = new ArrayList<String>();
        if (model.component(r).isEmpty()) notes.add("no dictionary knows this component");
        if (!missing.isEmpty()) notes.add("atoms missing: " + String.join(" ", missing));
        if (!extra.isEmpty()) notes.add("atoms that the dictionary does not know: " + String.join(" ", extra));
        if (t.chirality > 0)
            notes.add(t.chirality + (t.chirality == 1 ? " chiral centre has" : " chiral centres have") + " the wrong hand");
        if (around > 0 && (b > B_HIGH * around || b < B_LOW * around))
            notes.add("mean B %.0f A^2 against %.0f A^2 of the polymer around it".formatted(b, around));
        if (occupancy < 1e-6) notes.add("zero occupancy");
        undeclared(r, notes);
        return notes;
    }

    /// Heavy atoms of another residue nearer than 2 A that nothing links.
    private void undeclared(int r, List<String> notes) {
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
            if (s.isHydrogen(a) || !Double.isFinite(s.x(a) + s.y(a) + s.z(a))) continue;
            int atom = a;
            cells.near(s.x(a), s.y(a), s.z(a), UNDECLARED, j -> {
                boolean apart = s.altloc(atom) != 0 && s.altloc(j) != 0 && s.altloc(atom) != s.altloc(j);
                if (s.residueOf(j) == r || s.isHydrogen(j) || apart || model.bonds().bonded(atom, j)) return;
                notes.add("%s is %.2f A from %s without a link".formatted(s.atomName(atom), s.distance(atom, j), s.describe(j)));
            });
        }
    }
}
