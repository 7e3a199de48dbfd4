package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.fault.Fault;
import ceres.testing.AtomSiteText;
import ceres.io.cif.BinaryCif;
import ceres.testing.Check;
import ceres.testing.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every file gives a result or a [Fault]: no other exception, no endless loop.
class RobustnessTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyRealModel() {
        return filesBelow("models").map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> survives(file, f -> {
            var model = ModelReader.read(f);
            var summary = ModelSummary.of(model);
            assertThat(summary.composition().atoms()).isPositive();
            assertThat(summary.occupancy().mean()).isFinite();
        })));
    }

    @TestFactory
    Stream<DynamicTest> everyRealMap() {
        return filesBelow("edge_maps").filter(f -> !f.toString().endsWith(".xml") && !f.toString().endsWith(".pdb"))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> survives(file, f -> {
                    var summary = MapSummary.of(MapReader.read(f));
                    assertThat(summary.statistics().sd()).isFinite();
                })));
    }

    @TestFactory
    Stream<DynamicTest> everyRealHeader() {
        return filesBelow("headers").map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
                () -> survives(file, f -> assertThat(EmdbHeaderReader.read(f).id()).startsWith("EMD-"))));
    }

    private static Stream<Path> filesBelow(String name) {
        var folder = SharedData.find(name);
        if (folder.isEmpty()) return Stream.of();
        try (var files = Files.walk(folder.get())) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is no file of the kind asked for is refused: maps as models, models as maps, texts, folders, nothing.
    @Test
    void otherThingsAreRefused() throws IOException {
        Path map = new MrcFixture().write(folder);
        Path text = Files.writeString(folder.resolve("text.txt"), "once upon a time\n".repeat(200));
        Path model = Files.writeString(folder.resolve("model.pdb"), PDB);
        Path html = Files.writeString(folder.resolve("page.html"), "<html><body>404 Not Found</body></html>");
        for (Path wrong : List.of(map, text, html, folder, folder.resolve("absent")))
            Assertions.assertThrows(Fault.BadInput.class, () -> ModelReader.read(wrong));
        for (Path wrong : List.of(model, text, html, folder, folder.resolve("absent")))
            Assertions.assertThrows(Fault.BadInput.class, () -> MapReader.read(wrong));
        for (Path wrong : List.of(model, map, html, folder, folder.resolve("absent")))
            Assertions.assertThrows(Fault.BadInput.class, () -> EmdbHeaderReader.read(wrong));
    }

    private static final String PDB = """
            HEADER    TEST                                    01-JAN-26   9XYZ
            CRYST1   40.000   40.000   40.000  90.00  90.00  90.00 P 1
            HELIX    1   1 ALA A    1  GLY A    2  1                                   2
            LINK         SG  CYS A   3                ZN    ZN A 101     1555   1555  2.30
            REMARK 350 BIOMOLECULE: 1
            REMARK 350 APPLY THE FOLLOWING TO CHAINS: A
            REMARK 350   BIOMT1   1  1.000000  0.000000  0.000000        0.00000
            REMARK 350   BIOMT2   1  0.000000  1.000000  0.000000        0.00000
            REMARK 350   BIOMT3   1  0.000000  0.000000  1.000000        0.00000
            MODEL        1
            ATOM      1  N   ALA A   1      11.104   6.134  -6.504  1.00  0.00           N
            ANISOU    1  N   ALA A   1      120    120    120      0      0      0       N
            ATOM      2  CA AALA A   1      11.639   6.071  -5.147  0.50 10.00           C
            ATOM      3  CA BALA A   1      11.739   6.071  -5.147  0.50 10.00           C
            ATOM      4  N   GLY A   2      12.104   7.134  -6.504  1.00  0.00           N
            TER       5      GLY A   2
            HETATM    6 ZN    ZN A 101       1.000   2.000   3.000  1.00 20.00          ZN2+
            HETATM    7  O   HOH A 201       4.000   2.000   3.000  1.00 20.00           O
            ENDMDL
            END
            """;

    private static final String CIF = """
            data_9XYZ
            _entry.id 9XYZ
            _cell.length_a 1.0
            _exptl.method 'ELECTRON MICROSCOPY'
            _struct.title
            ;A title
            of two lines
            ;
            loop_
            _entity_poly_seq.entity_id
            _entity_poly_seq.num
            _entity_poly_seq.mon_id
            1 1 ALA 1 2 GLY
            """ + AtomSiteText.ITEMS + """
            ATOM 1 N N . ALA A 1 1 ? 1.0 2.0 3.0 1.0 10.0 12 Along 1
            ATOM 2 C CA . ALA A 1 1 ? 1.5 2.0 3.0 1.0 10.0 12 Along 1
            ATOM 3 C "C1'" . A0ABC A 1 2 B 1.5 2.5 3.0 1.0 10.0 12000 Along 1
            HETATM 4 O O . HOH B 2 . ? 5.5 2.5 3.0 1.0 10.0 1 Along 2
            #
            """;

    @Test
    void spoiledPdbFiles() { fuzz(PDB.getBytes(StandardCharsets.ISO_8859_1), "model.pdb", RobustnessTest::readAndWrite); }

    @Test
    void spoiledCifFiles() { fuzz(CIF.getBytes(StandardCharsets.UTF_8), "model.cif", RobustnessTest::readAndWrite); }

    private static void readAndWrite(Path file) {
        var model = ModelReader.read(file);
        ModelSummary.of(model);
        Path out = file.resolveSibling("out.cif");
        ModelWriter.writeCif(model, model.structure(), RefinementRecord.of("CERES", "0"), out);
        assertThat(ModelReader.read(out).structure().atomCount()).isEqualTo(model.structure().atomCount());
    }

    @Test
    void spoiledBinaryCifFiles() {
        var columns = List.of(BinaryCif.column("Cartn_x", 1.5), BinaryCif.column("Cartn_y", 1.5),
                BinaryCif.column("Cartn_z", 1.5),
                BinaryCif.column("label_atom_id", "CA"), BinaryCif.column("auth_seq_id", 5));
        byte[] bytes = BinaryCif.encode("test",
                List.of(BinaryCif.block("X", List.<Map<String, Object>>of(BinaryCif.category("atom_site", 1, columns)))));
        fuzz(bytes, "model.bcif", ModelReader::read);
    }

    @Test
    void spoiledMaps() {
        var f = new MrcFixture();
        f.extended = 80;
        fuzz(f.bytes(), "map.mrc", file -> MapSummary.of(MapReader.read(file)));
    }

    @Test
    void spoiledZippedMaps() throws IOException {
        fuzz(Files.readAllBytes(MrcFixture.gzip(folder, new MrcFixture().bytes())), "map.gz", MapReader::read);
    }

    @Test
    void spoiledHeaders() {
        String xml = "<emd emdb_id=\"EMD-0001\" version=\"3.0\"><admin><title>t</title></admin><map><file>emd_0001.map.gz</file><cell><a>1</a><b>1</b>"
                + "<c>1</c><alpha>90</alpha><beta>90</beta><gamma>90</gamma></cell><contour_list><contour primary=\"true\"><level>0.5</level></contour>"
                + "</contour_list></map></emd>";
        fuzz(xml.getBytes(StandardCharsets.UTF_8), "emd.xml", EmdbHeaderReader::read);
    }

    /// Cuts, changes, doubles and drops bytes of a good file.
    private void fuzz(byte[] good, String name, Consumer<Path> reader) {
        int[] whole = new int[1];
        Assertions.assertTimeoutPreemptively(LONG, () -> Check.forAll(400, r -> spoil(good, r), bytes -> {
            try {
                Path file = Files.write(folder.resolve(name), bytes);
                reader.accept(file);
                whole[0]++;
            } catch (Fault.BadInput fault) {
                assertThat(fault.remedy()).isNotBlank();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        assertThat(whole[0]).as("files that were read in spite of it").isPositive().isLessThan(400);
    }

    private static byte[] spoil(byte[] good, Random r) {
        byte[] bytes = good.clone();
        if (r.nextInt(4) == 0) bytes = Arrays.copyOf(bytes, r.nextInt(bytes.length));
        for (int i = r.nextInt(6); i >= 0 && bytes.length > 1; i--) {
            int at = r.nextInt(3) == 0 ? r.nextInt(Math.min(256, bytes.length)) : r.nextInt(bytes.length);
            switch (r.nextInt(4)) {
                case 0 -> bytes[at] = (byte) r.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << r.nextInt(8));
                case 2 -> bytes[at] = (byte) "0123456789 \n'\";#_.?-+eZ".charAt(r.nextInt(22));
                default -> {
                    int run = Math.min(bytes.length - at, 1 + r.nextInt(80)), from = r.nextInt(bytes.length - run + 1);
                    System.arraycopy(bytes.clone(), from, bytes, at, run);
                }
            }
        }
        return bytes;
    }

    private static void survives(Path file, Consumer<Path> reader) {
        Assertions.assertTimeoutPreemptively(LONG, () -> {
            try {
                reader.accept(file);
            } catch (Fault.BadInput fault) {
                assertThat(fault.where()).isEqualTo(file.toString());
                assertThat(fault.found()).isNotBlank();
                assertThat(fault.remedy()).isNotBlank();
                assertThat(fault.code()).isPresent();
            }
        });
    }
}
