package ceres.refine.symmetry;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.refine.moving.RestraintSelection;
import ceres.restraint.AtomTypes;
import ceres.restraint.BondGraph;
import ceres.restraint.Interpretation;
import ceres.restraint.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Some residues of an interpreted model as a model of their own, with the chemistry they had.
final class UnitSelection {
    private UnitSelection() {}

    /// @param chosen one entry a residue
    static Interpretation of(Interpretation whole, boolean[] chosen) {
        Structure s = whole.structure();
        int[] atoms = IntStream.range(0, s.atomCount()).filter(a -> chosen[s.residueOf(a)]).toArray(),
                index = new int[s.atomCount()];
        Arrays.fill(index, -1);
        for (int k = 0; k < atoms.length; k++) index[atoms[k]] = k;
        Structure unit = StructureBuilder.subset(s, a -> chosen[s.residueOf(a)]);
        var components = IntStream.range(0, chosen.length).filter(r -> chosen[r]).mapToObj(whole::component).toList();
        return new Interpretation(unit, RestraintSelection.of(whole.restraints(), index),
                RestraintSelection.of(whole.bonds(), index, atoms.length), types(whole.types(), atoms),
                links(whole.links(), index),
                whole.report(), components, whole.cdl().of(whole.restraints(), index));
    }

    private static AtomTypes types(AtomTypes t, int[] atoms) {
        var energy = Arrays.stream(atoms).mapToObj(a -> t.energyType()[a]).toArray(String[]::new);
        return new AtomTypes(of(t.hybridisation(), atoms), of(t.flags(), atoms), of(t.hydrogens(), atoms), of(t.charge(), atoms),
                energy);
    }

    private static byte[] of(byte[] column, int[] atoms) {
        var some = new byte[atoms.length];
        for (int k = 0; k < atoms.length; k++) some[k] = column[atoms[k]];
        return some;
    }

    private static List<Link> links(List<Link> links, int[] index) {
        return links.stream().filter(l -> index[l.first()] >= 0 && index[l.second()] >= 0)
                .map(l -> new Link(l.kind(), index[l.first()], index[l.second()], l.declared(), l.name())).toList();
    }

    /// A bond between a residue of the one kind and one of the other; empty if there is none.
    static Optional<String> bondAcross(Interpretation whole, IntPredicate one, IntPredicate other) {
        Structure s = whole.structure();
        BondGraph bonds = whole.bonds();
        for (int a = 0; a < s.atomCount(); a++)
            for (int k = 0; k < bonds.degree(a) && one.test(s.residueOf(a)); k++)
                if (other.test(s.residueOf(bonds.neighbour(a, k))))
                    return Optional.of(s.describe(a) + " is bonded to " + s.describe(bonds.neighbour(a, k)));
        return Optional.empty();
    }
}
