package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.io.cif.CifBlock;
import ceres.io.cif.CifCategory;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Real model files.
class ModelFilesTest {
    private static final Set<String> REFINEMENT_OWNS = Set.of("atom_site", "atom_site_anisotrop", "em_3d_fitting", "em_software",
            "software", "refine",
            "refine_ls_restr", "pdbx_database_related", "pdbx_initial_refinement_model", "struct_conn");

    @TempDir
    Path folder;

    static Stream<Path> cryoEmModels() throws IOException {
        var folder = SharedData.find("models/cryoem_cif");
        return folder.isPresent() ? list(folder.get()) : Stream.of();
    }

    private static Stream<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    /// Reference: atoms of model 1 and number of models by gemmi 0.5.7 (python3-gemmi, `read_structure`), 2026-11-24; of 1xnr, which it declines,
    /// and ca_mainmast, whose head it does not skip, the number of atom lines by grep.
    @ParameterizedTest
    @CsvSource({"cryoem_cif/8q6j.cif.gz,11535,1", "cryoem_cif/3j2w_updated.cif.gz,30928,1", "cryoem_cif/7a4m.cif,3177,1",
        "cryoem_pdb/5ni1.pdb,4579,1", "not_em/6ijw.cif,810,4", "atomium/5xme.pdb.gz,1827,10", "odd/bp_1LCD.pdb,1137,3",
        "odd/pm_1v5a-3models.cif,387,3", "huge/1aon.pdb.gz,58870,1", "huge/1xnr.cif.gz,43833,1", "odd/cf_psfgen-output.pdb,26,1",
        "odd/ca_mainmast_6374.pdb,292,1", "glyco/6x79.pdb.gz,22251,1", "odd/phenix_written.cif,5041,1"})
    void countsAreThoseOfTheFile(String file, int atoms, int models) {
        var model = ModelReader.read(SharedData.require("models/" + file));
        assertThat(model.structure().atomCount()).isEqualTo(atoms);
        assertThat(model.models()).isEqualTo(models);
    }

    @Test
    void mmcifAndPdbOfOneEntryGiveTheSameAtoms() {
        for (String entry : List.of("atomium/6xlu", "glyco/6x79", "atomium/5xme")) {
            var cif = ModelReader.read(SharedData.require("models/" + entry + ".cif.gz")).structure();
            var pdb = ModelReader.read(SharedData.require("models/" + entry + ".pdb.gz")).structure();
            assertThat(pdb.atomCount()).isEqualTo(cif.atomCount());
            assertThat(pdb.residueCount()).isEqualTo(cif.residueCount());
            assertThat(described(pdb)).isEqualTo(described(cif));
        }
    }

    private static Set<String> described(ceres.model.Structure s) {
        var all = new java.util.HashSet<String>();
        for (int a = 0; a < s.atomCount(); a++) all.add(s.describe(a) + " " + s.element(a).symbol());
        return all;
    }

    @Test
    void theHeaderSaysWhatTheEntrySays() {
        var header = ModelReader.read(SharedData.require("models/cryoem_cif/8q6j.cif.gz")).header();
        assertThat(header.entryId()).contains("8Q6J");
        assertThat(header.emdbIds()).containsExactly("EMD-18188");
        assertThat(header.methods()).containsExactly("ELECTRON MICROSCOPY");
        assertThat(header.resolutions()).containsEntry("_em_3d_reconstruction.resolution", 3.3).hasSize(1);
        assertThat(header.cell().orElseThrow().a()).isEqualTo(1.0);
        var pdb = ModelReader.read(SharedData.require("pairs/emd5778_3j5p/pdb3j5p.pdb")).header();
        assertThat(pdb.resolutions()).containsEntry("REMARK 2", 3.28).containsEntry("REMARK 3", 3.275);
        assertThat(pdb.emdbIds()).contains("EMD-5778");
        var ncs = ModelReader.read(SharedData.require("models/cryoem_pdb/5ni1.pdb")).header();
        assertThat(ncs.operators().get("ncs:2").given()).isTrue();
        assertThat(ncs.assemblies()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("cryoEmModels")
    void aFileWrittenAgainEqualsTheOriginalButForWhatRefinementOwns(Path file) {
        var original = ModelReader.read(file);
        Path out = folder.resolve("refined.cif");
        double[] xyz = original.structure().atoms().xyz().clone();
        for (int i = 0; i < xyz.length; i++) xyz[i] += i % 5 == 0 ? 0.25 : 0;
        ModelWriter.writeCif(original, original.structure().withXyz(xyz), record(), out);
        var again = ModelReader.read(out);

        var s = again.structure();
        assertThat(s.atomCount()).isEqualTo(original.structure().atomCount());
        assertSameAtoms(s, original.structure());
        assertClose(s.atoms().xyz(), xyz);
        assertThat(s.atoms().b()).isEqualTo(original.structure().atoms().b());
        assertThat(s.atoms().occupancy()).isEqualTo(original.structure().atoms().occupancy());

        var before = block(original);
        var after = block(again);
        assertThat(after.name()).isEqualTo(before.name() + "_ceres");
        for (var category : before.categories())
            if (!REFINEMENT_OWNS.contains(category.name()) && !RefinementCategories.isStale(category.name()))
                assertSame(category, after.category(category.name()).orElseThrow());
        assertUnownedColumnsOfAtomsAreKept(before, after, original.models());
    }

    /// Equal to the last decimal that is written.
    private static void assertClose(double[] is, double[] was) {
        for (int i = 0; i < was.length; i++)
            if (!(Math.abs(is[i] - was[i]) <= 5.01e-4))
                throw new AssertionError("coordinate %d: %s became %s".formatted(i, was[i], is[i]));
    }

    private static void assertSameAtoms(ceres.model.Structure is, ceres.model.Structure was) {
        for (int a = 0; a < was.atomCount(); a++)
            if (!is.describe(a).equals(was.describe(a)))
                throw new AssertionError("%s became %s".formatted(was.describe(a), is.describe(a)));
    }

    private static void assertUnownedColumnsOfAtomsAreKept(CifBlock before, CifBlock after, int models) {
        var was = before.category("atom_site").orElseThrow();
        var is = after.category("atom_site").orElseThrow();
        if (models == 1) assertThat(is.rows()).isEqualTo(was.rows());
        for (int c = 0; c < was.items().size(); c++) {
            if (was.items().get(c).startsWith("Cartn_") || was.items().get(c).endsWith("_esd")) continue;
            for (int r = 0; r < is.rows(); r++)
                if (!is.text(r, c).equals(was.text(r, c))) throw new AssertionError(was.items().get(c) + " of row " + r);
        }
    }

    private static void assertSame(CifCategory before, CifCategory after) {
        assertThat(after.items()).isEqualTo(before.items());
        assertThat(after.rows()).as(before.name()).isEqualTo(before.rows());
        for (int r = 0; r < before.rows(); r++)
            for (int c = 0; c < before.items().size(); c++)
                if (!before.text(r, c).equals(after.text(r, c)) || before.isNull(r, c) != after.isNull(r, c))
                    throw new AssertionError("_%s.%s row %d: %s became %s".formatted(before.name(), before.items().get(c), r,
                            before.text(r, c), after.text(r, c)));
    }

    static CifBlock block(ModelFile file) {
        return ModelReader.modelBlock(file.cif().orElseThrow(), file.path(), new ArrayList<>());
    }

    static RefinementRecord record() {
        return new RefinementRecord("CERES", "1.2", OptionalDouble.of(3.1), Optional.of("EMD-4410"), OptionalDouble.of(81.25),
                OptionalDouble.of(0.71),
                OptionalDouble.of(0.72), OptionalDouble.of(0.69),
                List.of(new RefinementRecord.RestraintStatistics("f_bond_d", 0.0049, 1234),
                        new RefinementRecord.RestraintStatistics("f_angle_d", 0.71, 2345)),
                "ten macro-cycles");
    }

    @Test
    void aRefinedFileSaysHowItWasRefined() {
        var original = ModelReader.read(SharedData.require("models/cryoem_cif/7q5a.cif"));
        Path out = folder.resolve("refined.cif");
        ModelWriter.writeCif(original, original.structure(), record(), out);
        var block = block(ModelReader.read(out));
        assertThat(block.value("refine.pdbx_refine_id")).contains("ELECTRON MICROSCOPY");
        assertThat(block.value("refine.pdbx_average_fsc_free")).contains("0.6900");
        assertThat(block.value("refine.pdbx_ls_cross_valid_method")).contains("THROUGHOUT");
        assertThat(block.value("em_3d_fitting.overall_b_value")).contains("81.25");
        assertThat(block.value("em_3d_fitting.details").orElseThrow()).contains("CERES 1.2").contains("Not an entry")
                .contains("ten macro-cycles");
        assertThat(block.value("pdbx_initial_refinement_model.accession_code")).contains("7Q5A");
        var restraints = block.category("refine_ls_restr").orElseThrow();
        assertThat(restraints.value(1, "type")).contains("f_angle_d");
        var related = block.category("pdbx_database_related").orElseThrow();
        assertThat(column(related, "content_type")).contains("re-refinement");
        assertThat(column(related, "db_id")).contains("EMD-13830", "EMD-4410", "7Q5A");
        var software = block.category("software").orElseThrow();
        assertThat(column(software, "name")).contains("CERES");
    }

    private static List<String> column(CifCategory c, String item) {
        var values = new ArrayList<String>();
        for (int r = 0; r < c.rows(); r++) values.add(c.text(r, c.column(item)));
        return values;
    }

    @Test
    void aModelFromPdbFormatBecomesAnMmcifOfItsOwn() {
        for (String file : List.of("models/cryoem_pdb/5ni1.pdb", "models/cryoem_pdb/5kmg.pdb", "models/odd/bp_7DDO.pdb",
                "models/odd/gm_4oz7.pdb",
                "models/odd/cf_1avg.pdb", "models/odd/pt_dummy_insertions.pdb",
                "pairs/emd20026_apoferritin/3ajo_fitted_refined.pdb")) {
            var original = ModelReader.read(SharedData.require(file));
            Path out = folder.resolve("own.cif");
            ModelWriter.writeCif(original, original.structure(), record(), out);
            var again = ModelReader.read(out);
            var s = original.structure();
            assertThat(again.structure().atomCount()).as(file).isEqualTo(s.atomCount());
            assertSameAtoms(again.structure(), s);
            assertThat(again.structure().chains().labelId()).isEqualTo(s.chains().labelId());
            assertThat(again.header().links()).hasSameSizeAs(original.header().links());
            assertThat(again.header().assemblies()).hasSameSizeAs(original.header().assemblies());
            assertThat(again.header().helices()).containsExactlyElementsOf(original.header().helices());
            assertThat(again.header().strands()).containsExactlyInAnyOrderElementsOf(original.header().strands());
            assertThat(again.header().sequences().values()).allSatisfy(sequence -> assertThat(sequence).isNotEmpty());
        }
    }

    @Test
    void anExpandedAssemblyIsItsOwnAssembly() {
        var original = ModelReader.read(SharedData.require("models/cryoem_pdb/6i5a.pdb"));
        var s = original.structure();
        var builder = new ceres.model.StructureBuilder();
        for (String chain : List.of("A", "B"))
            for (int r = 0; r < s.residueCount(); r++) {
                builder.chain(chain, chain, "");
                builder.newResidue(s.residueName(r), s.seq(r), s.icode(r), 0, false);
                for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
                    builder.atom(s.atomName(a), s.element(a).number(), 0, s.altloc(a), s.x(a) + (chain.equals("B") ? 50 : 0),
                            s.y(a), s.z(a), 1, s.b(a));
            }
        Path out = folder.resolve("assembly.cif.gz");
        ModelWriter.writeCif(original, builder.build(), out);
        var again = ModelReader.read(out);
        assertThat(again.structure().atomCount()).isEqualTo(2 * s.atomCount());
        assertThat(again.structure().chains().entity()).containsExactly("1", "1");
        assertThat(again.structure().residues().labelSeq()[s.residueCount()])
                .isEqualTo(again.structure().residues().labelSeq()[0]).isPositive();
        assertThat(again.header().assemblies().getFirst().generators().getFirst().asymIds()).containsExactly("A", "B");
        assertThat(block(again).category("struct_asym").orElseThrow().rows()).isEqualTo(2);
    }
}
