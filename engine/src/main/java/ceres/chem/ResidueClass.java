package ceres.chem;

import java.util.Locale;
import java.util.Set;

/// What a residue is, by its component id: the coarse division that counting and validation rest on. Components that these lists do
/// not know are told apart by their dictionary entry ([#of(String,String)]).
///
/// Source: validation conventions of MolProbity and Phenix (design notes, validation 1.1).
public enum ResidueClass {
    /// The 20 standard amino acids and MSE.
    AMINO_ACID,
    /// The mirror images of the standard amino acids.
    D_AMINO_ACID,
    /// Any other component that takes part in a peptide chain.
    MODIFIED_AMINO_ACID,
    RNA,
    DNA,
    MODIFIED_NUCLEOTIDE,
    WATER,
    /// A component of one atom that is a metal or halide.
    ION,
    SACCHARIDE,
    /// Everything else: ligands, cofactors, lipids, buffer molecules.
    LIGAND;

    private static final Set<String> AMINO = Set.of("ALA", "ARG", "ASN", "ASP", "CYS", "GLN", "GLU", "GLY", "HIS", "ILE", "LEU", "LYS",
            "MET", "PHE", "PRO", "SER", "THR", "TRP", "TYR", "VAL", "MSE");
    private static final Set<String> D_AMINO = Set.of("DAL", "DSN", "DCY", "DPR", "DVA", "DTH", "DLE", "DIL", "DSG", "DAS", "MED",
            "DGN", "DGL", "DLY", "DHI", "DPN", "DAR", "DTY", "DTR");
    private static final Set<String> RIBO = Set.of("A", "C", "G", "U", "I");
    private static final Set<String> DEOXY = Set.of("DA", "DC", "DG", "DT", "DU", "DI");
    private static final Set<String> WATERS = Set.of("HOH", "H2O", "OH2", "DOD", "OD2", "WAT", "TIP", "TP3", "SOL");
    private static final Set<String> IONS = Set.of("LI", "NA", "K", "RB", "CS", "MG", "CA", "SR", "BA", "MN", "MN3", "FE", "FE2", "CO",
            "3CO", "NI", "3NI", "CU", "CU1", "ZN", "CD", "HG", "AG", "AU", "AL", "PT", "PB", "CL", "BR", "IOD", "F", "YB", "LU", "SM",
            "EU", "EU3", "GD", "GD3", "TB", "LA", "CE", "PR", "HO", "HO3", "TL", "IN", "GA", "CR", "V", "Y1", "YT3", "W", "OS", "IR",
            "RU", "RH", "PD");
    private static final Set<String> SUGARS = Set.of("NAG", "NDG", "BMA", "MAN", "GLC", "BGC", "GAL", "GLA", "FUC", "FUL", "XYS", "XYP",
            "SIA", "SLB", "A2G", "NGA", "BM3", "RIB", "FRU", "GCU", "BDP", "IDR", "RAM", "ARA", "ARB", "SGN", "IDS");

    /// The class of a component known by name alone.
    public static ResidueClass of(String component) { return of(component, ""); }

    /// @param component component id, stripped, upper case
    /// @param chemCompType `_chem_comp.type` of its dictionary entry, empty if unknown: `L-peptide linking`, `RNA linking`
    public static ResidueClass of(String component, String chemCompType) {
        if (AMINO.contains(component)) return AMINO_ACID;
        if (WATERS.contains(component)) return WATER;
        if (RIBO.contains(component)) return RNA;
        if (DEOXY.contains(component)) return DNA;
        if (D_AMINO.contains(component)) return D_AMINO_ACID;
        if (IONS.contains(component)) return ION;
        if (SUGARS.contains(component)) return SACCHARIDE;
        return byType(chemCompType.toLowerCase(Locale.ROOT));
    }

    private static ResidueClass byType(String type) {
        if (type.contains("d-peptide")) return D_AMINO_ACID;
        if (type.contains("peptide") && type.contains("linking") || type.contains("peptide nh3") || type.contains("peptide cooh"))
            return MODIFIED_AMINO_ACID;
        if (type.contains("rna") || type.contains("dna")) return MODIFIED_NUCLEOTIDE;
        return type.contains("saccharide") ? SACCHARIDE : LIGAND;
    }

    /// True for whatever can stand in a protein chain.
    public boolean isProtein() { return this == AMINO_ACID || this == D_AMINO_ACID || this == MODIFIED_AMINO_ACID; }

    /// True for whatever can stand in a nucleic acid chain.
    public boolean isNucleic() { return this == RNA || this == DNA || this == MODIFIED_NUCLEOTIDE; }

    public boolean isPolymer() { return isProtein() || isNucleic(); }
}
