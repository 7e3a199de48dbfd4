package ceres.validate.hydrogen;

import ceres.chem.HydrogenGeometry;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.validate.contact.AllAtoms;
import ceres.validate.contact.ContactModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Would the side chains of ASN, GLN and HIS suit their surroundings better turned round?
///
/// The two ends change places; what stands on them goes along. A ring is judged with either nitrogen protonated, the better one counting.
/// Everything else stays where it is: the answer is a hint, as in Reduce's report.
final class Flips {
    /// How far an atom of a side chain moves when it turns round, A.
    private static final double TRAVEL = 2.4;

    private final ContactModel model;
    private final AllAtoms atoms;
    private final DotScore scorer;
    private final CellList cells;
    private final HydrogenGeometry.Length convention;

    Flips(ContactModel model, DotScore scorer, CellList cells, HydrogenGeometry.Length convention) {
        this.model = model;
        this.atoms = model.atoms();
        this.scorer = scorer;
        this.cells = cells;
        this.convention = convention;
    }

    List<Flip> judge(boolean apply) {
        var flips = new ArrayList<Flip>();
        var s = atoms.structure();
        int at = 0;
        for (int r = 0; r < s.residueCount(); r++) {
            int from = at;
            while (at < atoms.size() && atoms.residue(at) == r) at++;
            int[][] swaps = swaps(r);
            if (swaps.length == 0 || hasAltlocs(from, at)) continue;
            var flip = judge(r, from, at, swaps, apply);
            if (Double.isFinite(flip.kept() + flip.flipped())) flips.add(flip);
        }
        return flips;
    }

    private boolean hasAltlocs(int from, int to) {
        for (int i = from; i < to; i++) if (atoms.altloc(i) != 0) return true;
        return false;
    }

    /// Pairs of atoms that change places; none if the side chain is not whole.
    private int[][] swaps(int r) {
        Structure s = atoms.structure();
        String[] names = switch (s.residueName(r)) {
            case "ASN" -> new String[]{"OD1", "ND2"};
            case "GLN" -> new String[]{"OE1", "NE2"};
            case "HIS" -> new String[]{"ND1", "CD2", "CE1", "NE2"};
            default -> new String[0];
        };
        var pairs = new int[names.length / 2][];
        for (int k = 0; k < pairs.length; k++) {
            int a = s.find(r, names[2 * k]), b = s.find(r, names[2 * k + 1]);
            if (a < 0 || b < 0) return new int[0][];
            pairs[k] = new int[]{atoms.index(a), atoms.index(b)};
        }
        return pairs;
    }

    private Flip judge(int r, int from, int to, int[][] swaps, boolean apply) {
        int[] moving = moving(from, to, swaps);
        var near = new int[moving.length][];
        var excluded = new int[moving.length][];
        for (int k = 0; k < moving.length; k++) {
            excluded[k] = model.excluded(moving[k]);
            near[k] = NearAtoms.of(model, scorer, cells, moving[k], model.radius(moving[k]) + model.maxRadius() + TRAVEL,
                    new int[]{moving[k]});
        }
        double kept = score(moving, excluded, near);
        var was = new double[3 * moving.length];
        for (int k = 0; k < moving.length; k++) System.arraycopy(atoms.xyz(), 3 * moving[k], was, 3 * k, 3);
        boolean[] absent = absences(moving);
        turn(moving, swaps);
        double flipped = bestProtonation(moving, excluded, near);
        var flip = new Flip(r, kept, flipped);
        if (apply && flip.suggested()) return flip;
        for (int k = 0; k < moving.length; k++) System.arraycopy(was, 3 * k, atoms.xyz(), 3 * moving[k], 3);
        for (int k = 0; k < moving.length; k++) protonate(moving[k], !absent[k]);
        return flip;
    }

    /// The atoms that change places and the hydrogens on them.
    private int[] moving(int from, int to, int[][] swaps) {
        var list = new ArrayList<Integer>();
        for (int[] pair : swaps) for (int a : pair) list.add(a);
        for (int i = from; i < to; i++)
            if (atoms.isHydrogen(i) && model.degree(i) > 0 && list.contains(model.neighbour(i, 0))) list.add(i);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private double score(int[] moving, int[][] excluded, int[][] near) {
        double sum = 0;
        for (int k = 0; k < moving.length; k++) if (!atoms.isAbsent(moving[k])) sum += scorer.of(moving[k], excluded[k], near[k]);
        return sum;
    }

    private void turn(int[] moving, int[][] swaps) {
        double[] xyz = atoms.xyz();
        for (int[] pair : swaps)
            for (int k = 0; k < 3; k++) {
                double held = xyz[3 * pair[0] + k];
                xyz[3 * pair[0] + k] = xyz[3 * pair[1] + k];
                xyz[3 * pair[1] + k] = held;
            }
        for (int i : moving) if (atoms.isHydrogen(i)) replace(i);
    }

    /// Puts a hydrogen where its plan has it after its carrier moved.
    private void replace(int hydrogen) {
        int carrier = model.neighbour(hydrogen, 0);
        var plan = HydrogenGeometry.standard().plans(atoms.residueName(hydrogen)).stream()
                .filter(p -> p.name().equals(atoms.name(hydrogen))).findFirst();
        if (plan.isEmpty()) return;
        var s = atoms.structure();
        int r = atoms.residue(hydrogen);
        int[] n = plan.get().neighbours().stream().mapToInt(name -> s.find(r, name)).toArray();
        if (Arrays.stream(n).anyMatch(a -> a < 0)) return;
        HydrogenGeometry.place(plan.get(), plan.get().length(convention), atoms.xyz(), carrier,
                Arrays.stream(n).map(atoms::index).toArray(),
                atoms.xyz(), 3 * hydrogen);
    }

    // ---- histidine protons

    private boolean[] absences(int[] moving) {
        var absent = new boolean[moving.length];
        for (int k = 0; k < moving.length; k++) absent[k] = atoms.isAbsent(moving[k]);
        return absent;
    }

    private static boolean isRingProton(String name) { return name.equals("HD1") || name.equals("HE2"); }

    private void protonate(int i, boolean present) {
        if (!atoms.isHydrogen(i) || !atoms.residueName(i).equals("HIS") || !isRingProton(atoms.name(i))) return;
        atoms.setAbsent(i, !present);
        model.setAcceptor(model.neighbour(i, 0), !present);
    }

    /// The better of the two singly protonated forms for a ring, which is left in it; the score as it stands for an amide.
    private double bestProtonation(int[] moving, int[][] excluded, int[][] near) {
        int[] protons = Arrays.stream(moving)
                .filter(i -> atoms.isHydrogen(i) && atoms.residueName(i).equals("HIS") && isRingProton(atoms.name(i))).toArray();
        if (protons.length < 2) return score(moving, excluded, near);
        var scores = new double[2];
        for (int k = 0; k < 2; k++) {
            protonate(protons[k], true);
            protonate(protons[1 - k], false);
            scores[k] = score(moving, excluded, near);
        }
        int best = scores[0] >= scores[1] ? 0 : 1;
        protonate(protons[best], true);
        protonate(protons[1 - best], false);
        return scores[best];
    }
}
