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

    /// Membrane protein.
    static Truth membrane(Path shared) { return Truth.read("8wg7 R", shared.resolve("models/cryoem_cif/8wg7.cif"), "R"); }

    static Truth[] proteins(Path shared) { return new Truth[]{small(shared), helical(shared), sheets(shared), membrane(shared)}; }
}
