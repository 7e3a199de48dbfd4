package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More atoms, residues and chains than the PDB format was made for.
class LargeModelTest {
    private static final int RESIDUES = 24_000;

    @TempDir
    Path folder;

    /// 120,000 atoms in two chains; serial numbers overflow as one program writes hybrid-36, another stars, a third the bare number.
    @Test
    void aHundredAndTwentyThousandAtomsFromPdbToMmcifAndBack() throws IOException {
        String[] names = {" N  ", " CA ", " C  ", " O  ", " CB "};
        var text = new StringBuilder();
        for (int r = 0; r < RESIDUES; r++)
            for (int a = 0; a < names.length; a++) {
                int serial = r * names.length + a + 1, seq = r % (RESIDUES / 2) + 1;
                String number = serial <= 99_999
                        ? "%5d".formatted(serial)
                        : serial % 2 == 0 ? "*****" : "A%04d".formatted(serial % 10_000);
                String residue = seq <= 9999
                        ? "%4d".formatted(seq)
                        : "A%3s".formatted(Integer.toString(seq - 10_000, 36).toUpperCase(Locale.ROOT)).replace(' ', '0');
                text.append(String.format(Locale.ROOT, "ATOM  %s %s ALA %s%s    %8.3f%8.3f%8.3f  1.00 20.00           %s%n",
                        number, names[a],
                        r < RESIDUES / 2 ? "A" : "B", residue, r % 97 * 3.8, r / 97 % 97 * 3.8, r / 9409 * 3.8 + a * 0.7,
                        names[a].strip().charAt(0)));
            }
        var model = ModelReader.read(Files.writeString(folder.resolve("large.pdb"), text));
        var s = model.structure();
        assertThat(s.atomCount()).isEqualTo(RESIDUES * names.length);
        assertThat(s.residueCount()).isEqualTo(RESIDUES);
        assertThat(s.seq(RESIDUES - 1)).isEqualTo(RESIDUES / 2);
        Path out = folder.resolve("large.cif");
        ModelWriter.writeCif(model, s, RefinementRecord.of("CERES", "0"), out);
        var again = ModelReader.read(out);
        assertThat(again.structure().atomCount()).isEqualTo(s.atomCount());
        assertThat(again.structure().describe(119_999)).isEqualTo("B/ALA 12000/CB");
        assertThat(again.structure().residues().labelSeq()[RESIDUES - 1]).isEqualTo(RESIDUES / 2);
        assertThat(again.header().sequences().values().iterator().next()).hasSize(RESIDUES / 2);
        assertThat(ModelSummary.of(again).composition().entities()).isEqualTo(1);
    }
}
