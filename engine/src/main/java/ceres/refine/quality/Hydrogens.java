package ceres.refine.quality;

import ceres.refine.moving.MovingModel;
import ceres.refine.moving.Torsion;
import ceres.refine.energy.Contacts;
import ceres.chem.HydrogenGeometry.Mover;
import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a scoring program decides before it counts clashes: where hydroxyls and ammonium groups turn to, and which nitrogens of a
/// histidine carry a hydrogen. Decided between minimisations, never within.
///
/// Each group is turned through its positions and keeps the best: hydrogen bonds count for it, bumps against it, as in Reduce (Word1999).
/// Groups are visited in the order of the file, twice, so that each has seen the others.
public final class Hydrogens {
    private static final double BOND = 4, BUMP = 10, REACH = 6.5, CONTACT = 0.25;
    private static final int SWEEPS = 2;

    /// @param atoms hydrogen numbers that turn together
    /// @param base their dihedrals at turn 0
    /// @param near atoms that may be in touch
    private record Group(int[] atoms, double[] base, double span, int steps, int[] near) {}

    private final MovingModel model;
    private final Contacts contacts;
    private final List<int[]> turning = new ArrayList<>();
    private final List<int[]> histidines = new ArrayList<>();
    private final double[] dihedralOfTable;
    /// the largest radius, A
    private final double widest;

    public Hydrogens(MovingModel model, Contacts contacts) {
        this.model = model;
        this.contacts = contacts;
        var riding = model.riding();
        this.widest = IntStream.range(0, model.total()).mapToDouble(model::radius).max().orElse(0);
        this.dihedralOfTable = riding.dihedral.clone();
        for (int k = 0; k < riding.size(); k++) {
            if (model.ofHistidine(k)) pairHistidine(k);
            if (model.mover(k) == Mover.NONE || model.mover(k) == Mover.METHYL) continue;
            int carrier = riding.carrier[k], h = model.heavyCount() + k;
            int[] last = turning.isEmpty() ? null : turning.getLast();
            boolean same = last != null && riding.carrier[last[0]] == carrier
                    && model.altloc(h) == model.altloc(model.heavyCount() + last[0]);
            if (!same) turning.add(new int[]{k});
            else {
                turning.removeLast();
                int[] more = Arrays.copyOf(last, last.length + 1);
                more[last.length] = k;
                turning.add(more);
            }
        }
    }

    private void pairHistidine(int k) {
        int h = model.heavyCount();
        if (!histidines.isEmpty()) {
            int[] last = histidines.getLast();
            if (last[1] < 0 && model.residueOf(h + last[0]) == model.residueOf(h + k)
                    && model.altloc(h + last[0]) == model.altloc(h + k)) {
                last[1] = k;
                return;
            }
        }
        histidines.add(new int[]{k, -1});
    }

    /// Decides for these coordinates and places all hydrogens.
    public void settle(double[] xyz, Parallel team) {
        var riding = model.riding();
        // from the table's positions each time, so that the answer depends on the coordinates alone
        System.arraycopy(dihedralOfTable, 0, riding.dihedral, 0, dihedralOfTable.length);
        for (int[] pair : histidines) {
            model.protonate(pair[0], true);
            if (pair[1] >= 0) model.protonate(pair[1], false);
        }
        model.follow(xyz, team);
        if (turning.isEmpty() && histidines.isEmpty()) return;
        var cells = new CellList(xyz, REACH);
        List<Group> groups = turning.stream().map(atoms -> group(atoms, xyz, cells)).toList();
        var rings = histidines.stream().map(pair -> near(pair[0], xyz, cells)).toList();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int g = 0; g < rings.size(); g++) protonate(histidines.get(g), xyz, rings.get(g));
            for (Group group : groups) turn(group, xyz);
            model.followImages(xyz);
        }
    }

    private Group group(int[] atoms, double[] xyz, CellList cells) {
        boolean ammonium = atoms.length == 3;
        var base = new double[atoms.length];
        for (int q = 0; q < atoms.length; q++) base[q] = dihedralOfTable[atoms[q]];
        return new Group(atoms, base, ammonium ? 2 * Math.PI / 3 : 2 * Math.PI, ammonium ? 12 : 36, near(atoms[0], xyz, cells));
    }

    private int[] near(int hydrogen, double[] xyz, CellList cells) {
        int c = 3 * model.riding().carrier[hydrogen];
        var found = new ArrayList<Integer>();
        cells.near(xyz[c], xyz[c + 1], xyz[c + 2], REACH, found::add);
        return found.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private void turn(Group group, double[] xyz) {
        double best = -Double.MAX_VALUE, at = 0;
        for (int step = 0; step < group.steps; step++) {
            double turn = group.span * step / group.steps, score = scoreAt(group, turn, xyz);
            if (score > best + 1e-9) {
                best = score;
                at = turn;
            }
        }
        double fine = group.span / group.steps / 2;
        for (double turn : new double[]{at - fine, at + fine}) {
            double score = scoreAt(group, turn, xyz);
            if (score > best + 1e-9) {
                best = score;
                at = turn;
            }
        }
        scoreAt(group, at, xyz);
    }

    private double scoreAt(Group group, double turn, double[] xyz) {
        var riding = model.riding();
        for (int q = 0; q < group.atoms.length; q++) {
            riding.dihedral[group.atoms[q]] = Torsion.wrap(group.base[q] + turn);
            riding.place(group.atoms[q], xyz);
        }
        double score = 0;
        for (int k : group.atoms) score += score(model.heavyCount() + k, group.near, xyz);
        return score;
    }

    /// Of the states with one hydrogen or both, the one with the best contacts; the hydrogen on NE2 if nothing speaks for another.
    private void protonate(int[] pair, double[] xyz, int[] near) {
        if (pair[1] < 0) return;
        int h = model.heavyCount(), first = h + pair[0], second = h + pair[1];
        double best = -Double.MAX_VALUE;
        int state = 1;
        for (int s = 1; s <= 3; s++) {
            model.protonate(pair[0], (s & 1) != 0);
            model.protonate(pair[1], (s & 2) != 0);
            double score = score(model.riding().carrier[pair[0]], near, xyz) + score(model.riding().carrier[pair[1]], near, xyz)
                    + (model.present(first) ? score(first, near, xyz) : 0)
                    + (model.present(second) ? score(second, near, xyz) : 0) - (s == 3 ? 0.1 : 0);
            if (score > best + 0.05) {
                best = score;
                state = s;
            }
        }
        model.protonate(pair[0], (state & 1) != 0);
        model.protonate(pair[1], (state & 2) != 0);
    }

    /// Hydrogen bonds and bumps of one atom with those near by.
    public double score(int a, int[] near, double[] xyz) {
        double score = 0, radius = model.radius(a), far = radius + widest + 3 * CONTACT + 1e-6;
        double ax = xyz[3 * a], ay = xyz[3 * a + 1], az = xyz[3 * a + 2];
        for (int b : near) {
            double x = ax - xyz[3 * b], y = ay - xyz[3 * b + 1], z = az - xyz[3 * b + 2], d2 = x * x + y * y + z * z;
            if (d2 > far * far) continue;
            double sum = radius + model.radius(b), d = Math.sqrt(d2);
            if (d > sum + 3 * CONTACT || b == a || !contacts.free(a, b)) continue;
            double overlap = sum - d, allowed = contacts.allowance(a, b);
            if (overlap <= 0) score += 0.1 * Math.exp(-overlap * overlap / (CONTACT * CONTACT));
            else if (allowed > 0) score += BOND * Math.min(overlap, allowed) - BUMP * Math.max(0, overlap - allowed);
            else
                score -= BUMP * overlap;
        }
        return score;
    }
}
