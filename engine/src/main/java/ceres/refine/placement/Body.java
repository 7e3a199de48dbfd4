package ceres.refine.placement;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What moves as one: a whole model, or one of its chains with the ligands and waters that bear its name.
///
/// @param chain author chain id; empty for the whole model
/// @param atoms heavy atoms, ascending
public record Body(String chain, BitSet atoms) {
    /// Shorter chains have too little shape to be found by.
    private static final int LEAST_RESIDUES = 12;

    public static Body whole(Structure heavy) {
        var all = new BitSet();
        all.set(0, heavy.atomCount());
        return new Body("", all);
    }

    /// The chains of a model that are long enough, in its order.
    public static List<Body> chains(Structure heavy) {
        var bodies = new ArrayList<Body>();
        for (int c = 0; c < heavy.chainCount(); c++) {
            String id = heavy.authChain(c);
            if (bodies.stream().anyMatch(b -> b.chain.equals(id)) || polymer(heavy, id) < LEAST_RESIDUES) continue;
            var atoms = new BitSet();
            for (int a = 0; a < heavy.atomCount(); a++) if (id(heavy, a).equals(id)) atoms.set(a);
            bodies.add(new Body(id, atoms));
        }
        return bodies;
    }

    private static int polymer(Structure s, String id) {
        int n = 0;
        for (int r = 0; r < s.residueCount(); r++)
            if (s.authChain(s.chainOf(r)).equals(id) && ResidueClass.of(s.residueName(r)).isPolymer()) n++;
        return n;
    }

    private static String id(Structure s, int atom) { return s.authChain(s.chainOf(s.residueOf(atom))); }

    public boolean isWhole() { return chain.isEmpty(); }

    public int size() { return atoms.cardinality(); }

    /// True if an atom of this or another form of the same model, with hydrogens, belongs to the body.
    public boolean holds(Structure s, int atom) { return isWhole() || id(s, atom).equals(chain); }

    /// Its atoms alone.
    ///
    /// @param heavy of the model that it is a body of, wherever it stands
    public Structure of(Structure heavy) { return isWhole() ? heavy : StructureBuilder.subset(heavy, atoms::get); }
}
