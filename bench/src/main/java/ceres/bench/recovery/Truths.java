package ceres.bench.recovery;

import java.nio.file.Path;

/// The real models that stand for the truth.
final class Truths {
    private Truths() {}

    /// Enzyme of 153 residues, 2.3 A, refined by quantum chemistry.
    static Truth small(Path shared) { return Truth.read("6i5a", shared.resolve("pairs/emd4413_6i5a/terachem_final.pdb"), ""); }

    /// Helical bundle: apoferritin at 1.22 A.
    static Truth helical(Path shared) { return Truth.read("7a4m", shared.resolve("models/cryoem_cif/7a4m.cif"), "A"); }

    /// Propeller of sheets: a G-protein's beta subunit.
    static Truth sheets(Path shared) { return Truth.read("8wg7 B", shared.resolve("models/cryoem_cif/8wg7.cif"), "B"); }

    /// A G-protein's alpha subunit beside the beta subunit.
    static Truth twoChains(Path shared) { return Truth.read("8wg7 AB", shared.resolve("models/cryoem_cif/8wg7.cif"), "A,B"); }

    /// Membrane protein.
    static Truth membrane(Path shared) { return Truth.read("8wg7 R", shared.resolve("models/cryoem_cif/8wg7.cif"), "R"); }

    /// The first 110 nucleotides of a ribozyme.
    static Truth rna(Path shared) {
        var whole = Truth.read("7yc8", shared.resolve("models/cryoem_cif/7yc8.cif"), "");
        return whole.only(r -> r < 110);
    }

    /// Primer and template of a DNA polymerase, and the protein about them.
    static Truth dnaWithProtein(Path shared) {
        var whole = Truth.read("1x9m DNA", shared.resolve("models/not_em/1x9m.pdb"), "");
        var s = whole.structure();
        return whole.around(7, r -> s.authChain(s.chainOf(r)).equals("C") || s.authChain(s.chainOf(r)).equals("D"));
    }

    /// Models at 1.2 to 2.3 A that have outliers.
    static Truth[] withOutliers(Path shared) {
        return new Truth[]{small(shared), helical(shared), Truth.read("6owe A", shared.resolve("models/not_em/6owe.cif.gz"), "A"),
            Truth.read("1x9m A", shared.resolve("models/not_em/1x9m.pdb"), "A")};
    }

    static Truth[] proteins(Path shared) { return new Truth[]{small(shared), helical(shared), sheets(shared), membrane(shared)}; }
}
