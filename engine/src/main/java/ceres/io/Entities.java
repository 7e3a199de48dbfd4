package ceres.io;

import ceres.chem.ResidueClass;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The entities of a model whose file names none: polymers by their sequence, other things by their component, water.
final class Entities {
    /// @param sequence component ids of a polymer; empty for others
    /// @param strands author chains
    record Entity(String id, String type, String description, List<String> sequence, Set<String> strands, int[] count) {
        boolean isPolymer() { return type.equals("polymer"); }

        int copies() { return count[0]; }

        boolean hasModified() { return sequence.stream().anyMatch(m -> OneLetter.of(m).isEmpty()); }

        String oneLetter() {
            var text = new StringBuilder();
            for (String m : sequence) text.append(OneLetter.of(m).orElse("(" + m + ")"));
            return text.toString();
        }

        String polymerType() {
            int protein = 0, rna = 0, dna = 0;
            for (String m : sequence) {
                var kind = ResidueClass.of(m);
                if (kind.isProtein()) protein++;
                else if (kind == ResidueClass.DNA) dna++;
                else if (kind == ResidueClass.RNA) rna++;
            }
            if (protein >= rna + dna) return "polypeptide(L)";
            if (rna > 0 && dna > 0) return "polydeoxyribonucleotide/polyribonucleotide hybrid";
            return dna > 0 ? "polydeoxyribonucleotide" : "polyribonucleotide";
        }
    }

    private final Structure s;
    private final Map<String, Entity> byKey = new LinkedHashMap<>();
    private final Entity[] ofChain;
    private final int[] labelSeq;
    private final Map<String, Integer> residues = new HashMap<>();

    private Entities(Structure s) {
        this.s = s;
        this.ofChain = new Entity[s.chainCount()];
        this.labelSeq = new int[s.residueCount()];
        for (int r = 0; r < s.residueCount(); r++) residues.putIfAbsent(key(s.authChain(s.chainOf(r)), s.seq(r), s.icode(r)), r);
    }

    static Entities of(Structure s, ModelHeader header) {
        var entities = new Entities(s);
        for (int c = 0; c < s.chainCount(); c++) entities.add(c, header);
        return entities;
    }

    private void add(int c, ModelHeader header) {
        var names = new ArrayList<String>();
        for (int r = s.residueStart(c); r < s.residueEnd(c); r++) names.add(s.residueName(r));
        var kind = ResidueClass.of(names.getFirst());
        boolean polymer = isPolymer(c);
        String key, type, description;
        List<String> sequence = List.of();
        if (polymer) {
            sequence = LabelSequence.number(s, c, header.sequences().getOrDefault(s.authChain(c), List.of()), labelSeq);
            key = "polymer " + sequence;
            type = "polymer";
            description = "chain " + s.authChain(c);
        } else {
            boolean water = kind == ResidueClass.WATER;
            key = water ? "water" : "other " + names.getFirst();
            type = water ? "water" : "non-polymer";
            description = water ? "water" : names.getFirst();
        }
        var components = sequence;
        var entity = byKey.computeIfAbsent(key,
                _ -> new Entity(Integer.toString(byKey.size() + 1), type, description, components, new LinkedHashSet<>(),
                        new int[1]));
        entity.strands.add(s.authChain(c));
        entity.count[0] += type.equals("water") ? names.size() : 1;
        ofChain[c] = entity;
    }

    /// Asym units that are not polymers have one component; a polymer may have one residue only if that is an amino acid or nucleotide.
    private boolean isPolymer(int c) {
        int r = s.residueStart(c);
        var kind = ResidueClass.of(s.residueName(r));
        if (s.residueEnd(c) - r > 1) return kind != ResidueClass.WATER && !allSameSite(c);
        return kind.isPolymer() && !s.residues().hetero()[r];
    }

    private boolean allSameSite(int c) {
        int first = s.residueStart(c);
        for (int r = first + 1; r < s.residueEnd(c); r++) if (s.seq(r) != s.seq(first)) return false;
        return !ResidueClass.of(s.residueName(first)).isPolymer();
    }

    List<Entity> list() { return List.copyOf(byKey.values()); }

    Entity ofChain(int chain) { return ofChain[chain]; }

    /// Place of a residue in its polymer, from 1; 0 for what is no polymer.
    int labelSeq(int residue) { return labelSeq[residue]; }

    /// The residue of an author chain and number, -1 if there is none.
    int residue(String chain, int seq, char icode) { return residues.getOrDefault(key(chain, seq, icode), -1); }

    private static String key(String chain, int seq, char icode) { return chain + '|' + seq + '|' + icode; }

    /// Every component of atoms and sequences, once.
    Set<String> components() {
        var ids = new LinkedHashSet<String>();
        for (var e : byKey.values()) ids.addAll(e.sequence);
        for (int r = 0; r < s.residueCount(); r++) ids.add(s.residueName(r));
        return ids;
    }

    /// `_chem_comp.type` as far as the name tells it.
    String componentType(String id) {
        return switch (ResidueClass.of(id)) {
            case AMINO_ACID -> id.equals("GLY") ? "peptide linking" : "L-peptide linking";
            case D_AMINO_ACID -> "D-peptide linking";
            case RNA -> "RNA linking";
            case DNA -> "DNA linking";
            case MODIFIED_AMINO_ACID, MODIFIED_NUCLEOTIDE, WATER, ION, LIGAND, SACCHARIDE ->
                isInSequence(id) ? "other" : "non-polymer";
        };
    }

    private boolean isInSequence(String id) { return byKey.values().stream().anyMatch(e -> e.sequence.contains(id)); }
}
