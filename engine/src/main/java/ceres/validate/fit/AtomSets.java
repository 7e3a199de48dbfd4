package ceres.validate.fit;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which atoms are main chain, backbone, ligand, water.
final class AtomSets {
    private static final Set<String> PROTEIN_MAIN = Set.of("N", "CA", "C", "O", "CB");
    private static final Set<String> BACKBONE = Set.of("N", "C", "O", "CA", "C3'", "C4'", "C5'", "O3'", "O5'", "P", "OXT");

    private final Structure s;
    private final ResidueClass[] classes;

    AtomSets(Structure structure) {
        s = structure;
        classes = new ResidueClass[s.residueCount()];
        for (int r = 0; r < classes.length; r++) classes[r] = classOf(r);
    }

    /// By name; a component that the lists do not know is told by the atoms of a polymer that it has.
    private ResidueClass classOf(int r) {
        var byName = ResidueClass.of(s.residueName(r));
        if (byName != ResidueClass.LIGAND) return byName;
        if (s.find(r, "N") >= 0 && s.find(r, "CA") >= 0 && s.find(r, "C") >= 0) return ResidueClass.MODIFIED_AMINO_ACID;
        if (s.find(r, "C1'") >= 0 && s.find(r, "C4'") >= 0 && s.find(r, "O3'") >= 0 && s.find(r, "P") >= 0
                && s.residueEnd(s.chainOf(r)) - s.residueStart(s.chainOf(r)) > 1)
            return ResidueClass.MODIFIED_NUCLEOTIDE;
        return byName;
    }

    ResidueClass classOfResidue(int r) { return classes[r]; }

    /// protein, nucleic, saccharide, ligand, ion, water.
    String kind(int r) {
        return switch (classes[r]) {
            case AMINO_ACID, D_AMINO_ACID, MODIFIED_AMINO_ACID -> "protein";
            case RNA, DNA, MODIFIED_NUCLEOTIDE -> "nucleic";
            case WATER -> "water";
            case ION -> "ion";
            case SACCHARIDE -> "saccharide";
            case LIGAND -> "ligand";
        };
    }

    boolean isWater(int atom) { return classes[s.residueOf(atom)] == ResidueClass.WATER; }

    boolean isHeavy(int atom) { return !s.isHydrogen(atom); }

    /// N CA C O CB of proteins: what the field's correlations call main chain.
    boolean isProteinMain(int atom) { return classes[s.residueOf(atom)].isProtein() && PROTEIN_MAIN.contains(s.atomName(atom)); }

    /// The same, and phosphate and sugar of nucleic acids.
    boolean isMain(int atom) {
        var kind = classes[s.residueOf(atom)];
        if (!kind.isNucleic()) return isProteinMain(atom);
        String name = s.atomName(atom);
        return name.endsWith("'") || name.contains("P");
    }

    /// The atoms whose inclusion in the contour is reported as that of the backbone.
    boolean isBackbone(int atom) { return classes[s.residueOf(atom)].isPolymer() && BACKBONE.contains(s.atomName(atom)); }

    int[] atoms(IntPredicate which) { return IntStream.range(0, s.atomCount()).filter(which).toArray(); }

    int[] atomsOf(int residue) { return IntStream.range(s.atomStart(residue), s.atomEnd(residue)).toArray(); }

    int[] atomsOf(int residue, IntPredicate which) { return Arrays.stream(atomsOf(residue)).filter(which).toArray(); }
}
