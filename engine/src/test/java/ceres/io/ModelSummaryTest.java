package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSummaryTest {
    @TempDir
    Path folder;

    private ModelSummary of(String pdb) throws IOException {
        return ModelSummary.of(ModelReader.read(Files.writeString(folder.resolve("m.pdb"), pdb)));
    }

    @Test
    void everythingIsCountedOnce() throws IOException {
        var c = of("""
                ATOM      1  N  APRO A  22      10.000  42.175  -2.688  0.60 10.00           N
                ATOM      2  N  BSER A  22      10.000  42.175  -2.688  0.40 10.00           N
                ATOM      3  CA APRO A  22      11.400  42.175  -2.688  0.60 20.00           C
                ATOM      4  CA BSER A  22      11.400  42.175  -2.688  0.40 20.00           C
                ATOM      5  CA  GLY A  23      38.898  42.175  -2.688  1.00 30.00           C
                ATOM      6  HA2 GLY A  23      39.898  42.175  -2.688  1.00 99.00           H
                TER
                ATOM      7  P     G B   1      20.000  42.175  -2.688  1.00 50.00           P
                ATOM      8  C1'   G B   1      23.000  42.175  -2.688  0.00 50.00           C
                TER
                HETATM    9 MG    MG A 101      60.000  42.175  -2.688  1.00 15.00          MG
                HETATM   10  C1  NAG A 102      65.000  42.175  -2.688  1.50 600.0           C
                HETATM   11  O   HOH A 201      70.000  42.175  -2.688  1.00 25.00           O
                """);
        var k = c.composition();
        assertThat(k.chains()).isEqualTo(2);
        assertThat(k.proteinResidues()).isEqualTo(2);
        assertThat(k.residues()).isEqualTo(6);
        assertThat(k.nucleotides()).isEqualTo(1);
        assertThat(k.waters()).isEqualTo(1);
        assertThat(k.atoms()).isEqualTo(11);
        assertThat(k.hydrogens()).isEqualTo(1);
        assertThat(k.proteinAtoms()).isEqualTo(5);
        assertThat(k.ligands()).isEqualTo(Map.of("MG", 1, "NAG", 1));
        assertThat(k.singleAtomResidues()).isEqualTo(1);
        assertThat(k.altlocResidues()).isEqualTo(1);
        assertThat(c.occupancy().zero()).isEqualTo(1);
        assertThat(c.occupancy().percentAboveOne()).isCloseTo(100.0 / 11, within(1e-9));
        assertThat(c.occupancy().percentPartial()).isCloseTo(400.0 / 11, within(1e-9));
        assertThat(c.adp().groups().get("protein")).isEqualTo(new ModelSummary.Range(5, 10, 30, 18));
        assertThat(c.adp().groups().get("water").mean()).isEqualTo(25);
        assertThat(c.adp().chains().get("B").atoms()).isEqualTo(2);
        assertThat(c.adp().bondedDifference().orElseThrow()).isCloseTo(10, within(1e-9));
        assertThat(c.flags()).anyMatch(f -> f.contains("zero occupancy")).anyMatch(f -> f.contains("occupancy above 1"))
                .anyMatch(f -> f.contains("reach 600"));
    }

    @Test
    void whatStandsOutIsSaid() throws IOException {
        assertThat(of("""
                ATOM      1  N   ALA A   1      10.000  42.175  -2.688  1.00 30.00           N
                ATOM      2  CA  ALA A   1      10.100  42.175  -2.688  1.00 30.00           C
                """).flags()).containsExactly("All B factors are 30.00 A^2: B was not refined.",
                "1 pairs of atoms lie on top of each other (closer than 0.5 A).");
        assertThat(of("""
                ATOM      1  N   ALA A   1      10.000  42.175  -2.688  1.00 30.00           N
                ANISOU    1  N   ALA A   1     1200   1300   -100      0      0      0       N
                """).flags()).contains("1 anisotropic U are not positive definite.");
    }

    @Test
    void equivalentBOfAnisotropicAtoms() throws IOException {
        var adp = of("""
                ATOM      1  N   ALA A   1      10.000  42.175  -2.688  1.00 30.00           N
                ANISOU    1  N   ALA A   1     1000   2000   3000      0      0      0       N
                """).adp();
        assertThat(adp.anisotropic()).isEqualTo(1);
        assertThat(adp.groups().get("overall").mean()).isCloseTo(8 * Math.PI * Math.PI * 0.2, within(1e-9));
    }

    /// Reference: the header of the entry and `pairs/emd5778_3j5p/metadata.json`.
    @Test
    void aRealModel() {
        var c = ModelSummary.of(ModelReader.read(SharedData.require("pairs/emd5778_3j5p/pdb3j5p.pdb"))).composition();
        assertThat(c.proteinResidues()).isEqualTo(592);
        assertThat(c.proteinAtoms()).isEqualTo(4659);
    }
}
