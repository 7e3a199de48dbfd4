package ceres.io.cif;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.io.ModelFormat;
import ceres.io.ModelReader;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rcsb.cif.CifIO;

/// Oracle: ciftools-java 7.0.2 writes what we read.
class BinaryCifTest {
    @TempDir
    Path folder;

    @Test
    void aModelIsTheSameInTextAndInBinary() throws IOException {
        for (String name : new String[]{"8tso.cif", "7q5a.cif", "9chv.cif"}) {
            Path text = SharedData.require("models/cryoem_cif/" + name);
            byte[] encoded = CifIO.writeBinary(CifIO.readFromPath(text));
            Path binary = Files.write(folder.resolve("model.bcif"), encoded);
            Path zipped = folder.resolve("model.bcif.gz");
            try (var out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
                out.write(encoded);
            }
            var is = ModelReader.read(binary);
            var was = ModelReader.read(text);
            assertThat(is.format()).isEqualTo(ModelFormat.BINARY_CIF);
            assertThat(is.structure().atoms().xyz()).isEqualTo(was.structure().atoms().xyz());
            assertThat(is.structure().atoms().b()).isEqualTo(was.structure().atoms().b());
            assertThat(is.structure().atoms().name()).isEqualTo(was.structure().atoms().name());
            assertThat(is.structure().residues().seq()).isEqualTo(was.structure().residues().seq());
            assertThat(is.structure().residues().labelSeq()).isEqualTo(was.structure().residues().labelSeq());
            assertThat(is.header().resolutions()).isEqualTo(was.header().resolutions());
            assertThat(is.header().links()).isEqualTo(was.header().links());
            assertThat(ModelReader.read(zipped).structure().atomCount()).isEqualTo(was.structure().atomCount());
            assertSameValues(was.cif().orElseThrow().blocks().getFirst(), is.cif().orElseThrow().blocks().getFirst());
        }
    }

    private static void assertSameValues(CifBlock text, CifBlock binary) {
        for (var category : text.categories()) {
            var other = binary.category(category.name()).orElseThrow();
            for (int c = 0; c < category.items().size(); c++) {
                int o = other.column(category.items().get(c));
                for (int r = 0; r < category.rows(); r++) {
                    String is = other.text(r, o), was = category.text(r, c);
                    if (!is.equals(was) && !sameNumber(is, was) && !category.isNull(r, c))
                        throw new AssertionError(
                                "_%s.%s: %s and %s".formatted(category.name(), category.items().get(c), was, is));
                }
            }
        }
    }

    private static boolean sameNumber(String p, String q) {
        try {
            return Math.abs(Double.parseDouble(p) - Double.parseDouble(q)) < 1e-9 * Math.max(1, Math.abs(Double.parseDouble(p)));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
