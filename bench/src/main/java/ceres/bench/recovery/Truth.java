package ceres.bench.recovery;

import ceres.io.ModelReader;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.CellList;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// A real model taken as the truth: the heavy atoms of its polymers in their first conformers.
///
/// @param header says the links between residues
record Truth(String name, Structure structure, ModelHeader header) {
    /// @param chains author chain ids, comma separated; empty for all
    static Truth read(String name, Path file, String chains) {
        var model = ModelReader.read(file);
        Structure s = model.structure();
        var wanted = Arrays.asList(chains.split(","));
        return new Truth(name, polymer(s, a -> chains.isEmpty() || wanted.contains(s.authChain(s.chainOf(s.residueOf(a))))),
                model.header());
    }

    /// The residues with an atom within `radius` of an atom of the residues chosen, whole.
    Truth around(double radius, IntPredicate residue) {
        Structure s = structure;
        var cells = new CellList(s.atoms().xyz(), radius);
        var near = new boolean[s.residueCount()];
        for (int a = 0; a < s.atomCount(); a++)
            if (residue.test(s.residueOf(a))) cells.near(s.x(a), s.y(a), s.z(a), radius, b -> near[s.residueOf(b)] = true);
        return only(r -> near[r]);
    }

    Truth only(IntPredicate residue) {
        return new Truth(name, StructureBuilder.subset(structure, a -> residue.test(structure.residueOf(a))), header);
    }

    Truth named(String other) { return new Truth(other, structure, header); }

    private static Structure polymer(Structure s, IntPredicate wanted) {
        var kept = StructureBuilder.subset(s, a -> wanted.test(a) && !s.isHydrogen(a) && s.element(a).number() > 1
                && !s.residues().hetero()[s.residueOf(a)] && first(s, a));
        var single = kept.atoms();
        return new Structure(new Structure.AtomColumns(single.name(), single.element(), single.charge(),
                new char[kept.atomCount()], single.xyz(), ones(kept.atomCount()), single.b(), null), kept.residues(),
                kept.chains());
    }

    /// True unless an atom of the same name comes before it in its residue.
    private static boolean first(Structure s, int atom) { return s.find(s.residueOf(atom), s.atomName(atom)) == atom; }

    private static double[] ones(int n) {
        var v = new double[n];
        Arrays.fill(v, 1);
        return v;
    }

    /// The same with B factors such as maps of that resolution show: 8 d^2 on average, lower in the core and higher at the surface (by
    /// how many atoms are within 8 A of the residue), rising along the side chain.
    Truth withRealisticB(double resolution) {
        Structure s = structure;
        var cells = new CellList(s.atoms().xyz(), 8);
        var crowd = new double[s.residueCount()];
        for (int a = 0; a < s.atomCount(); a++) {
            int r = s.residueOf(a);
            cells.near(s.x(a), s.y(a), s.z(a), 8, b -> crowd[r] += 1.0 / (s.atomEnd(r) - s.atomStart(r)));
        }
        double mean = Arrays.stream(crowd).average().orElse(1), total = 0;
        var b = new double[s.atomCount()];
        for (int a = 0; a < b.length; a++) {
            b[a] = Math.clamp(Math.pow(mean / crowd[s.residueOf(a)], 1.2), 0.5, 2) * (1 + 0.1 * remoteness(s, a));
            total += b[a] / b.length;
        }
        for (int a = 0; a < b.length; a++) b[a] *= 8 * resolution * resolution / total;
        return new Truth(name, s.withB(b), header);
    }

    /// How far out on its side chain an atom of a protein is: 0 for the main chain and C-beta, 1 for gamma, ...
    private static int remoteness(Structure s, int atom) {
        String name = s.atomName(atom);
        return s.find(s.residueOf(atom), "CA") < 0 || name.length() < 2 ? 0 : Math.max(0, "BGDEZH".indexOf(name.charAt(1)));
    }
}
