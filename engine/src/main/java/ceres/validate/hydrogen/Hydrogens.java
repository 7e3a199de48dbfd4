package ceres.validate.hydrogen;

import ceres.chem.HydrogenGeometry;
import ceres.chem.HydrogenGeometry.Condition;
import ceres.chem.HydrogenGeometry.Mover;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import ceres.restraint.Interpretation;
import ceres.validate.contact.AllAtoms;
import ceres.validate.contact.ContactModel;
import ceres.validate.hydrogen.HydrogenBuilder.Placed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model with the hydrogens that Reduce would give it.
///
/// @param contacts all atoms, ready for contacts; histidine nitrogens without hydrogen have theirs marked absent
/// @param flips of every ASN, GLN and HIS
/// @param added how many hydrogens there are now
/// @param notes components that got none
public record Hydrogens(ContactModel contacts, List<Flip> flips, int added, List<String> notes) {

    /// Sets the hydrogens of the model aside, places new ones and lets hydroxyls, thiols, ammonium groups and histidine protons find their
    /// best places. Methyls of proteins stay staggered: Reduce's own penalty holds them there. Those on flat carbons of ligands and bases turn,
    /// for no position of theirs is the natural one.
    ///
    /// @param applyFlips turn side chains round where that scores better by more than [Flip#SUGGESTED]
    public static Hydrogens add(Interpretation model, ResidueClass[] classes, HydrogenGeometry.Length convention,
            boolean applyFlips,
            Parallel team) {
        var builder = new HydrogenBuilder(model, classes, convention);
        var atoms = AllAtoms.with(model.structure(), builder.added());
        var contacts = new ContactModel(atoms, classes, convention, team);
        var work = new Work(atoms, contacts, builder.placed(), classes, convention);
        Optimiser.run(work.freedoms, contacts, team);
        var flips = new Flips(contacts, work.scorer, work.cells, convention).judge(applyFlips);
        if (applyFlips) Optimiser.run(work.freedoms, contacts, team);
        int count = 0;
        for (int i = 0; i < atoms.size(); i++) if (atoms.isHydrogen(i) && !atoms.isAbsent(i)) count++;
        return new Hydrogens(contacts, flips, count, builder.notes());
    }

    /// The model with the hydrogens, as a structure of its own.
    public Structure structure() { return Hydrogenated.of(contacts.atoms()); }

    /// Groups placed hydrogens into freedoms.
    private static final class Work {
        private final AllAtoms atoms;
        private final ContactModel contacts;
        private final DotScore scorer;
        private final CellList cells;
        private final HydrogenGeometry.Length convention;
        private final List<Freedom> freedoms = new ArrayList<>();

        Work(AllAtoms atoms, ContactModel contacts, List<Placed> placed, ResidueClass[] classes,
                HydrogenGeometry.Length convention) {
            this.atoms = atoms;
            this.contacts = contacts;
            this.scorer = new DotScore(contacts);
            this.cells = new CellList(atoms.xyz(), 3.5);
            this.convention = convention;
            Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
            for (int k = 0; k < placed.size(); k++) {
                var p = placed.get(k);
                boolean turns = p.plan().mover() == Mover.HYDROXYL || p.plan().mover() == Mover.AMMONIUM
                        || p.plan().mover() == Mover.METHYL && !classes[atoms.residue(atoms.index(p.carrier()))].isProtein();
                if (turns) groups.computeIfAbsent(List.of(p.carrier(), (int) p.altloc()), g -> new ArrayList<>()).add(k);
            }
            for (var group : groups.values()) rotor(placed, group);
            for (int k = 0; k < placed.size(); k++)
                if (placed.get(k).plan().condition() == Condition.HISTIDINE) ring(placed, k);
        }

        private void rotor(List<Placed> placed, List<Integer> group) {
            var first = placed.get(group.getFirst());
            for (int k : group) if (Math.abs(placed.get(k).plan().dihedral()) > 3) first = placed.get(k);
            double start = first.plan().dihedral();
            int carrier = atoms.index(first.carrier());
            int[] neighbours = {atoms.index(first.neighbours()[0]), atoms.index(first.neighbours()[1])};
            int[] hydrogens = group.stream().mapToInt(atoms::added).toArray();
            double[] offsets = group.stream().mapToDouble(k -> placed.get(k).plan().dihedral() - start).toArray();
            double length = first.plan().length(convention);
            double reach = length + contacts.radius(hydrogens[0]) + contacts.maxRadius();
            freedoms.add(new Rotor(contacts, scorer, carrier, neighbours, hydrogens, offsets, length, first.plan().angle(), start,
                    near(carrier, reach, hydrogens),
                    near(carrier, contacts.radius(carrier) + contacts.maxRadius(), new int[]{carrier})));
        }

        /// Atoms within reach that belong to the same conformers and count, those of the group itself left out.
        private int[] near(int centre, double reach, int[] own) {
            return NearAtoms.of(contacts, scorer, cells, centre, reach, own);
        }

        /// Makes the freedom of a ring when it meets its first ring hydrogen.
        private void ring(List<Placed> placed, int k) {
            var p = placed.get(k);
            int residue = atoms.residue(atoms.index(p.carrier()));
            int hd1 = -1, he2 = -1;
            for (int q = Math.max(0, k - 8); q < Math.min(placed.size(), k + 8); q++) {
                var other = placed.get(q);
                if (other.plan().condition() != Condition.HISTIDINE || other.altloc() != p.altloc()
                        || atoms.residue(atoms.index(other.carrier())) != residue)
                    continue;
                if (q < k) return;
                if (other.plan().name().equals("HD1")) hd1 = atoms.added(q);
                else
                    he2 = atoms.added(q);
            }
            var s = atoms.structure();
            int nd1 = s.find(residue, "ND1", p.altloc()), ne2 = s.find(residue, "NE2", p.altloc());
            if (nd1 < 0 || ne2 < 0) return;
            int[] ring = ringAtoms(residue, p.altloc(), hd1, he2);
            var near = Arrays.stream(ring)
                    .mapToObj(a -> near(a, contacts.radius(a) + contacts.maxRadius(), new int[]{a})).toArray(int[][]::new);
            freedoms.add(new RingProtonation(contacts, scorer, ring, atoms.index(nd1), atoms.index(ne2), hd1, he2, near));
        }

        private int[] ringAtoms(int residue, char altloc, int hd1, int he2) {
            var list = new ArrayList<Integer>();
            for (String name : List.of("ND1", "CD2", "CE1", "NE2")) {
                int a = atoms.structure().find(residue, name, altloc);
                if (a >= 0) list.add(atoms.index(a));
            }
            if (hd1 >= 0) list.add(hd1);
            if (he2 >= 0) list.add(he2);
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
