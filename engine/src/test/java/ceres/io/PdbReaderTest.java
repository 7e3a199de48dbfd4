package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ceres.fault.Fault;
import ceres.model.ModelHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the PDB format can bring, a few lines each.
class PdbReaderTest {
    @TempDir
    Path folder;

    private ModelFile read(String text) throws IOException {
        return ModelReader.read(Files.writeString(folder.resolve("model.pdb"), text));
    }

    @Test
    void hybrid36NumbersCountOn() {
        assertThat(PdbLine.hybrid36("9999")).isEqualTo(9999);
        assertThat(PdbLine.hybrid36("-12")).isEqualTo(-12);
        assertThat(PdbLine.hybrid36("A000")).isEqualTo(10000);
        assertThat(PdbLine.hybrid36("ZZZZ")).isEqualTo(10000 + 26 * 36 * 36 * 36 - 1);
        assertThat(PdbLine.hybrid36("a000")).isEqualTo(10000 + 26 * 36 * 36 * 36);
        assertThatThrownBy(() -> PdbLine.hybrid36("Ab00")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void longNumbersAndInsertionCodes() throws IOException {
        var s = read("""
                ATOM      1  CA  ALA A   4A     36.898  42.175  -2.688  1.00  0.00           C
                ATOM  A0000  CA  ALA AA000      37.898  42.175  -2.688  1.00  0.00           C
                ATOM  100000 CA  ALA A12345     38.898  42.175  -2.688  1.00  0.00           C
                """).structure();
        assertThat(s.residues().seq()).containsExactly(4, 10000, 12345);
        assertThat(s.icode(0)).isEqualTo('A');
        assertThat(s.icode(2)).isEqualTo((char) 0);
    }

    @Test
    void elementsAreGuessedFromColumnsAndCompanions() throws IOException {
        var s = read("""
                ATOM      1  CA  LEU A   1      36.898  42.175  -2.688  1.00  0.00
                ATOM      2 CA   LEU A   2      36.898  42.175  -2.688  1.00  0.00
                ATOM      3 1HB  LEU A   2      36.898  42.175  -2.688  1.00  0.00
                ATOM      4 HG11 VAL A   3      36.898  42.175  -2.688  1.00  0.00
                ATOM      5 SE   MSE A   4      36.898  42.175  -2.688  1.00  0.00
                HETATM    6 CA    CA A 101      36.898  42.175  -2.688  1.00  0.00
                HETATM    7 FE   HEM A 102      36.898  42.175  -2.688  1.00  0.00
                HETATM    8  NA  HEM A 102      36.898  43.175  -2.688  1.00  0.00
                HETATM    9  O   HOH A 201      36.898  42.175  -2.688  1.00  0.00
                """).structure();
        var symbols = new StringBuilder();
        for (int a = 0; a < s.atomCount(); a++) symbols.append(s.element(a).symbol()).append(' ');
        assertThat(symbols.toString()).isEqualTo("C C H H Se Ca Fe N O ");
        assertThat(s.atomName(2)).isEqualTo("HB1");
    }

    @Test
    void nucleotidesOfFormat2AreNamedAsTodayAndDnaAsDna() throws IOException {
        var file = read("""
                ATOM      1  C2*   T A   1      36.898  42.175  -2.688  1.00  0.00
                ATOM      2  C5M   T A   1      36.898  43.175  -2.688  1.00  0.00
                ATOM      3  O1P   G A   2      36.898  44.175  -2.688  1.00  0.00
                ATOM      4  C2*   A B   1      36.898  45.175  -2.688  1.00  0.00
                ATOM      5  O2*   A B   1      36.898  46.175  -2.688  1.00  0.00
                ATOM      6  P     A C   1      36.898  47.175  -2.688  1.00  0.00
                """);
        var s = file.structure();
        assertThat(s.residues().name()).containsExactly("DT", "DG", "A", "A");
        assertThat(s.atoms().name()).containsExactly("C2'", "C7", "OP1", "C2'", "O2'", "P");
        assertThat(file.warnings()).anyMatch(w -> w.contains("old format")).anyMatch(w -> w.contains("DNA"));
    }

    @Test
    void anAtomWithoutCoordinatesIsLeftOutAndAFileOfThemIsUnreadable() throws IOException {
        String good = "ATOM      1  N   ALA A   1      36.898  42.175  -2.688  1.00  0.00           N\n";
        String bad = "ATOM      2  CA  ALA A   1         nan     nan     nan  1.00  0.00           C\n";
        var file = read(good + bad);
        assertThat(file.structure().atomCount()).isEqualTo(1);
        assertThat(file.warnings()).anyMatch(w -> w.contains("1 atom without coordinates"));
        assertThatThrownBy(() -> read(bad)).isInstanceOf(Fault.BadInput.class).hasMessageContaining("no atoms");
    }

    @Test
    void chainsAreCutIntoPolymerLigandsAndWater() throws IOException {
        var s = read("""
                ATOM      1  CA  ALA A   1      36.898  42.175  -2.688  1.00  0.00           C
                HETATM    2  CA  MSE A   2      36.898  43.175  -2.688  1.00  0.00           C
                TER       3      MSE A   2
                ATOM      4  CA  GLY B   1      36.898  44.175  -2.688  1.00  0.00           C
                HETATM    5 ZN    ZN A 101      36.898  45.175  -2.688  1.00  0.00          ZN2+
                HETATM    6  C1  NAG A 102      36.898  46.175  -2.688  1.00  0.00           C
                HETATM    7  CA  GLY A 103      36.898  46.175  -2.688  1.00  0.00           C
                HETATM    8  O   HOH A 201      36.898  47.175  -2.688  1.00  0.00           O
                HETATM    9  O   HOH A 201      36.898  48.175  -2.688  1.00  0.00           O
                HETATM   10  O   HOH B 201      36.898  49.175  -2.688  1.00  0.00           O
                """).structure();
        assertThat(s.chains().authId()).containsExactly("A", "B", "B", "A", "A", "A", "A");
        assertThat(s.chains().labelId()).doesNotHaveDuplicates();
        assertThat(s.chains().residueStart()).containsExactly(0, 2, 3, 4, 5, 6, 7, 9);
        assertThat(s.atoms().charge()[s.find(4, "ZN")]).isEqualTo((byte) 2);
    }

    @Test
    void twoLettersAndNoneNameChainsToo() throws IOException {
        var file = read("""
                ATOM      1  CA  ALAAB   1      36.898  42.175  -2.688  1.00  0.00           C
                ATOM      2  CA  ALA     1      36.898  43.175  -2.688  1.00  0.00           C
                ATOM      3  CA  ALA     2      36.898  43.175  -2.688  1.00  0.00      PROT C
                """);
        assertThat(file.structure().chains().authId()).containsExactly("AB", "A", "PROT");
        assertThat(file.warnings()).contains("Atoms without a chain id were given chain A.");
    }

    @Test
    void microHeterogeneityInterleavedAtomByAtomIsSorted() throws IOException {
        var s = read("""
                ATOM      1  N  APRO A  22      36.898  42.175  -2.688  0.60  0.00           N
                ATOM      2  N  BSER A  22      36.898  42.175  -2.688  0.40  0.00           N
                ATOM      3  CA APRO A  22      37.898  42.175  -2.688  0.60  0.00           C
                ATOM      4  CA BSER A  22      37.898  42.175  -2.688  0.40  0.00           C
                ATOM      5  CA  GLY A  23      38.898  42.175  -2.688  1.00  0.00           C
                """).structure();
        assertThat(s.residues().name()).containsExactly("PRO", "SER", "GLY");
        assertThat(s.residues().atomStart()).containsExactly(0, 2, 4, 5);
        assertThat(s.altloc(3)).isEqualTo('B');
    }

    @Test
    void theHeaderIsUnderstood() throws IOException {
        var h = read("""
                HEADER    VIRUS                                   01-JAN-19   6I5A
                TITLE     A TITLE THAT IS
                TITLE    2 CONTINUED
                EXPDTA    ELECTRON MICROSCOPY
                REMARK   2 RESOLUTION.    2.30 ANGSTROMS.
                REMARK   3   EFFECTIVE RESOLUTION (ANGSTROMS)  : 2.301
                REMARK 350 BIOMOLECULE: 1
                REMARK 350 APPLY THE FOLLOWING TO CHAINS: A, B
                REMARK 350                    AND CHAINS: C
                REMARK 350   BIOMT1   1  1.000000  0.000000  0.000000        0.00000
                REMARK 350   BIOMT2   1  0.000000  1.000000  0.000000        0.00000
                REMARK 350   BIOMT3   1  0.000000  0.000000  1.000000        0.00000
                REMARK 350   BIOMT1   2 -1.000000  0.000000  0.000000      100.00000
                REMARK 350   BIOMT2   2  0.000000 -1.000000  0.000000      100.00000
                REMARK 350   BIOMT3   2  0.000000  0.000000  1.000000        0.00000
                REMARK 900 RELATED ID: EMD-4413   RELATED DB: EMDB
                SEQRES   1 A    3  ALA CYS GLY
                HELIX    1   1 ALA A    1  CYS A    2A 1                                   2
                SHEET    1   A 2 ALA A   1  CYS A   2  0
                SSBOND   1 CYS A    2    CYS A    7                          1555   2555  2.03
                LINK         SG  CYS A   2                ZN    ZN A 101     1555   1555  2.30
                CRYST1    1.000    1.000    1.000  90.00  90.00  90.00 P 1           1
                MTRIX1   1 -1.000000  0.000000  0.000000        1.00000    1
                MTRIX2   1  0.000000 -1.000000  0.000000        2.00000    1
                MTRIX3   1  0.000000  0.000000  1.000000        3.00000    1
                ATOM      1  CA  ALA A   1      36.898  42.175  -2.688  1.00  0.00           C
                """).header();
        assertThat(h.entryId()).contains("6i5a");
        assertThat(h.title()).contains("A TITLE THAT IS CONTINUED");
        assertThat(h.methods()).containsExactly("ELECTRON MICROSCOPY");
        assertThat(h.resolutions()).containsEntry("REMARK 2", 2.3).containsEntry("REMARK 3", 2.301);
        assertThat(h.emdbIds()).containsExactly("EMD-4413");
        assertThat(h.sequences().get("A")).containsExactly("ALA", "CYS", "GLY");
        assertThat(h.helices()).containsExactly(new ModelHeader.Range("A", 1, (char) 0, 2, 'A'));
        assertThat(h.strands()).hasSize(1);
        assertThat(h.links()).extracting(ModelHeader.Link::type).containsExactly("disulf", "covale");
        assertThat(h.links().getFirst().symmetryMate()).isTrue();
        assertThat(h.links().getLast().second().residueName()).isEqualTo("ZN");
        assertThat(h.cell().orElseThrow().a()).isEqualTo(1.0);
        var assembly = h.assemblies().getFirst().generators().getFirst();
        assertThat(assembly.expression()).isEqualTo("1,2");
        assertThat(assembly.asymIds()).containsExactly("A", "B", "C");
        assertThat(h.operators().get("2").translation()).containsExactly(100, 100, 0);
        assertThat(h.operators().get("ncs:1").given()).isTrue();
    }

    @Test
    void anisotropicRecordsBelongToTheAtomBeforeThem() throws IOException {
        var s = read("""
                ATOM      1  CA  ALA A   1      36.898  42.175  -2.688  1.00 10.00           C
                ANISOU    1  CA  ALA A   1     1200   1300   1400   -100    200   -300       C
                ATOM      2  CB  ALA A   1      36.898  42.175  -2.688  1.00 10.00           C
                """).structure();
        double[] u = s.atoms().anisou();
        assertThat(java.util.Arrays.copyOf(u, 6)).containsExactly(new double[]{0.12, 0.13, 0.14, -0.01, 0.02, -0.03},
                within(1e-12));
        assertThat(u[6]).isNaN();
    }

    @Test
    void shortLinesGetDefaultsAndAWarning() throws IOException {
        var file = read("ATOM      9  N   ASP A 152      21.554  34.953  27.691\r\n");
        assertThat(file.structure().occupancy(0)).isEqualTo(1);
        assertThat(file.warnings()).anyMatch(w -> w.contains("lack an occupancy or B factor"));
    }

    @Test
    void modelsAreCountedHoweverTheyAreParted() throws IOException {
        String atom = "ATOM      1  CA  ALA A   1      36.898  42.175  -2.688  1.00  0.00           C\n";
        assertThat(read(atom).models()).isEqualTo(1);
        assertThat(read("MODEL        1\n" + atom + "ENDMDL\nEND\n").models()).isEqualTo(1);
        assertThat(read("MODEL        1\n" + atom + "ENDMDL\nMODEL        2\n" + atom + "ENDMDL\n").models()).isEqualTo(2);
        assertThat(read(atom + "END\n" + atom + "END\n").models()).isEqualTo(2);
        assertThat(read(atom + "END\n" + atom + "END\n").structure().atomCount()).isEqualTo(1);
    }

    @Test
    void anAtomWithoutACoordinateIsNamedByItsLine() {
        assertThatThrownBy(
                () -> read("REMARK\nATOM      1  CA  ALA A   1      36.898********  -2.688  1.00  0.00           C\n"))
                .isInstanceOf(Fault.BadInput.class).hasMessageContaining("line 2: no coordinate in columns 39 to 46: '********'");
        assertThatThrownBy(() -> read("ATOM      1  CA  ALA A          36.898  42.175  -2.688\n"))
                .isInstanceOf(Fault.BadInput.class)
                .hasMessageContaining("line 1: no residue number");
    }
}
