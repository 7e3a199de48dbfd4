package ceres.pipeline.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.density.ModelMap;
import ceres.io.MapWriter;
import ceres.io.ModelFile;
import ceres.io.ModelReader;
import ceres.io.ModelWriter;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.CompleteAssembly;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.pipeline.Journey;
import ceres.pipeline.Order;
import ceres.pipeline.RefineAlone;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.Schemas;
import ceres.progress.Progress;
import ceres.refine.RefinementParameters;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A helix of alanine with fourfold symmetry about an axis through (40, 40), and a zinc ion on that axis.
final class ExpansionTest {
    private static final int RESIDUES = 20;
    private static final Grid GRID = new Grid(80, 80, 64, UnitCell.orthogonal(80, 80, 64), 0, 0, 0);
    private static final double RESOLUTION = 3;
    /// Radius (A), angle (degrees) and height (A) of the atoms of a residue about the axis of a helix.
    private static final double[][] HELIX = {{1.55, -27.4, -0.87}, {2.28, 0, 0}, {1.66, 26.2, 1.11}, {2.03, 19.5, 2.29},
        {3.30, -19.6, -0.72}};
    private static final String[] NAMES = {"N", "CA", "C", "O", "CB"};
    private static final int[] ELEMENTS = {7, 6, 6, 8, 6};
    /// Quarter turns about the axis, row by row: R and t.
    private static final double[][] TURNS = {{1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, {0, -1, 0, 1, 0, 0, 0, 0, 1, 80, 0, 0},
        {-1, 0, 0, 0, -1, 0, 0, 0, 1, 80, 80, 0}, {0, 1, 0, -1, 0, 0, 0, 0, 1, 0, 80, 0}};

    @TempDir
    Path folder;

    @Test
    void aUnitInTheMapOfItsAssemblyIsMadeWhole() throws IOException {
        var model = unit("pdbx_struct_oper_list", "");
        var map = folder.resolve("map.mrc");
        MapWriter.writeMrc(simulated(helices(4)), map);
        var curation = Curator
                .curate(new CurationInput(model, map, List.of(), Optional.empty(), OptionalDouble.of(RESOLUTION), Set.of()));
        assertThat(curation.accepted()).as("%s", curation.findings()).isTrue();
        var warnings = new ArrayList<String>();
        var e = find(curation.model().orElseThrow(), curation.map().orElseThrow().map(), warnings).orElseThrow();
        assertThat(warnings).isEmpty();
        assertThat(e.assembly()).isEqualTo("1");
        assertThat(e.copies()).isEqualTo(4);
        var whole = e.whole().structure();
        assertThat(whole.chains().labelId()).containsExactly("A", "B", "A-2", "A-3", "A-4");
        assertThat(whole.chains().authId()).containsExactly("A", "B", "A-2", "A-3", "A-4");
        // chain by chain the helices that the map was made of, one ion
        double[] truth = helices(4).atoms().xyz();
        int chain = 3 * 5 * RESIDUES;
        double[] made = whole.atoms().xyz();
        for (int i = 0; i < chain; i++) assertThat(made[i]).isCloseTo(truth[i], within(1e-3));
        for (int i = chain; i < 4 * chain; i++) assertThat(made[i + 3]).isCloseTo(truth[i], within(1e-3));
        assertThat(e.unitOf(whole).chains().labelId()).containsExactly("A", "B");
        assertThat(find(e.whole(), curation.map().orElseThrow().map(), warnings)).isEmpty();
    }

    @Test
    void whatWasMadeWholeIsNotExpandedWhenItIsReadAgain() throws IOException {
        var map = simulated(helices(4));
        var e = find(ModelReader.read(unit("pdbx_struct_oper_list", "")), map, new ArrayList<>()).orElseThrow();
        var out = folder.resolve("whole.cif");
        ModelWriter.writeCif(e.whole(), e.whole().structure(), out);
        var again = ModelReader.read(out);
        assertThat(again.structure().atomCount()).isEqualTo(4 * 5 * RESIDUES + 1);
        assertThat(again.structure().chains().labelId()).containsExactly("A", "B", "A-2", "A-3", "A-4");
        assertThat(find(again, map, new ArrayList<>())).isEmpty();
    }

    @Test
    void theUnitOfAPdbFileIsMadeWholeAndWritten() throws IOException {
        var map = simulated(helices(4));
        var e = find(ModelReader.read(pdbUnit()), map, new ArrayList<>()).orElseThrow();
        assertThat(e.copies()).isEqualTo(4);
        var out = folder.resolve("whole.cif");
        ModelWriter.writeCif(e.whole(), e.whole().structure(), out);
        var again = ModelReader.read(out);
        assertThat(again.structure().chains().authId()).containsExactly("A", "A-2", "A-3", "A-4");
        assertThat(again.structure().atomCount()).isEqualTo(4 * 5 * RESIDUES);
        assertThat(find(again, map, new ArrayList<>())).isEmpty();
        ModelWriter.writeCif(e.unit(), e.unitOf(e.whole().structure()), out);
        assertThat(ModelReader.read(out).structure().atomCount()).isEqualTo(5 * RESIDUES);
    }

    /// 7a4m: one chain of apoferritin with ligands and waters, 24 operators.
    @Test
    @Tag("slow")
    void apoferritinIsMadeWholeInAMapOfItsAssembly() {
        var file = ModelReader.read(SharedData.require("models/cryoem_cif/7a4m.cif"));
        var whole = CompleteAssembly.of(file.structure(), file.header(), file.header().assemblies().getFirst());
        double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9}, xyz = whole.structure().atoms().xyz();
        for (int i = 0; i < xyz.length; i++) {
            low[i % 3] = Math.min(low[i % 3], xyz[i]);
            high[i % 3] = Math.max(high[i % 3], xyz[i]);
        }
        double span = Math.max(high[0] - low[0], Math.max(high[1] - low[1], high[2] - low[2])) + 8;
        int n = 128;
        var grid = new Grid(n, n, n, UnitCell.orthogonal(span, span, span), low[0] - 4, low[1] - 4, low[2] - 4);
        try (var team = Parallel.of(2)) {
            var map = ModelMap.compute(whole.structure(), grid, 4, team);
            var e = Expansion.find(file, map, team, Long.MAX_VALUE, w -> {}).orElseThrow();
            assertThat(e.copies()).isEqualTo(24);
            var alone = ModelMap.compute(file.structure(), grid, 4, team);
            assertThat(Expansion.find(file, alone, team, Long.MAX_VALUE, w -> {})).isEmpty();
        }
    }

    @Test
    void aUnitInAMapOfTheUnitStaysAsItIs() throws IOException {
        assertThat(find(ModelReader.read(unit("pdbx_struct_oper_list", "")), simulated(helices(1)), new ArrayList<>())).isEmpty();
    }

    @Test
    void oneCopyThatTheMapDoesNotShowIsEnough() throws IOException {
        assertThat(find(ModelReader.read(unit("pdbx_struct_oper_list", "")), simulated(helices(3)), new ArrayList<>())).isEmpty();
    }

    @Test
    void copiesThatTheFileHoldsAlreadyAreNotMadeAgain() throws IOException {
        var held = write("held.cif", helices(4), "pdbx_struct_oper_list", "");
        assertThat(find(ModelReader.read(held), simulated(helices(4)), new ArrayList<>())).isEmpty();
    }

    @Test
    void copiesOfNonCrystallographicSymmetryAreMadeUnlessTheyAreGiven() throws IOException {
        var map = simulated(helices(4));
        var e = find(ModelReader.read(unit("struct_ncs_oper", "generate")), map, new ArrayList<>()).orElseThrow();
        assertThat(e.assembly()).isEqualTo("NCS");
        assertThat(e.copies()).isEqualTo(4);
        assertThat(find(ModelReader.read(unit("struct_ncs_oper", "given")), map, new ArrayList<>())).isEmpty();
    }

    @Test
    void whatDoesNotFitIntoMemoryIsSaid() throws IOException {
        var warnings = new ArrayList<String>();
        try (var team = Parallel.of(1)) {
            assertThat(Expansion.find(ModelReader.read(unit("pdbx_struct_oper_list", "")), simulated(helices(4)), team, 1 << 20,
                    warnings::add)).isEmpty();
        }
        assertThat(warnings).hasSize(1).first().asString().contains("assembly 1 (4 copies)").contains("memory");
    }

    @Test
    @Tag("slow")
    void theBundleHoldsTheAssemblyAndTheUnit() throws IOException {
        var map = folder.resolve("map.mrc");
        MapWriter.writeMrc(simulated(helices(4)), map);
        var order = new Order(Optional.empty(), Optional.empty(), unit("pdbx_struct_oper_list", ""), map, List.of(),
                Optional.empty(),
                OptionalDouble.of(RESOLUTION), Set.of(), List.of(), RefinementParameters.DEFAULT.with("macro_cycles", "1"),
                folder.resolve("b"), false);
        try (var team = Parallel.of(2)) {
            var bundle = Journey.run(order, team, Progress.NONE);
            assertThat(Schemas.errors(bundle)).isEmpty();
            assertThat(bundle.curation().assembly().copies()).isEqualTo(4);
            assertThat(bundle.run().parameters()).containsEntry("assembly", "1").containsEntry("assembly_copies", 4);
            assertThat(chains(bundle, Bundle.INITIAL)).containsExactly("A", "B", "A-2", "A-3", "A-4");
            assertThat(chains(bundle, Bundle.REFINED)).containsExactly("A", "B", "A-2", "A-3", "A-4");
            assertThat(chains(bundle, Bundle.REFINED_UNIT)).containsExactly("A", "B");
            assertThat(ModelReader.read(bundle.file(Bundle.REFINED_UNIT).orElseThrow()).header().operators()).hasSize(4);
            assertThat(bundle.text(Bundle.REPORT).orElseThrow()).contains("the map shows 4 copies").contains(Bundle.REFINED_UNIT);
        }
    }

    @Test
    @Tag("slow")
    void refinementAloneMakesTheAssemblyToo() throws IOException {
        var map = folder.resolve("map.mrc");
        MapWriter.writeMrc(simulated(helices(4)), map);
        var out = folder.resolve("refined.cif");
        try (var team = Parallel.of(2)) {
            var done = RefineAlone.refine(unit("pdbx_struct_oper_list", ""), map, List.of(), OptionalDouble.of(RESOLUTION),
                    List.of(), RefinementParameters.DEFAULT.with("macro_cycles", "1"), out, team, Progress.NONE);
            assertThat(done.unit()).isEqualTo(folder.resolve("refined_unit.cif").toString());
            // a simulated map is symmetric in all of its detail: the copies are one molecule
            assertThat(done.parameters().get("symmetry")).contains("4 copies", "kept identical");
        }
        assertThat(ModelReader.read(out).structure().chains().labelId()).containsExactly("A", "B", "A-2", "A-3", "A-4");
        assertThat(ModelReader.read(folder.resolve("refined_unit.cif")).structure().chains().labelId()).containsExactly("A", "B");
    }

    private static String[] chains(Bundle bundle, String model) {
        return ModelReader.read(bundle.file(model).orElseThrow()).structure().chains().labelId();
    }

    private static Optional<Expansion> find(ModelFile file, DensityMap map, List<String> warnings) {
        try (var team = Parallel.of(2)) {
            return Expansion.find(file, map, team, warnings::add);
        }
    }

    private static DensityMap simulated(Structure s) {
        try (var team = Parallel.of(2)) {
            return ModelMap.compute(s, GRID, RESOLUTION, team);
        }
    }

    /// The first of the four places about the axis.
    private static Structure helices(int places) {
        var builder = new StructureBuilder();
        for (int copy = 0; copy < places; copy++) {
            builder.chain(String.valueOf((char) ('A' + (copy == 0 ? 0 : copy + 1))),
                    String.valueOf((char) ('A' + (copy == 0 ? 0 : copy + 1))),
                    "1");
            for (int r = 0; r < RESIDUES; r++) {
                builder.residue("ALA", r + 1, '\0', r + 1, false);
                for (int i = 0; i < NAMES.length; i++) {
                    double angle = Math.toRadians(HELIX[i][1] + 100 * r);
                    double[] x = {50 + HELIX[i][0] * Math.cos(angle), 42 + HELIX[i][0] * Math.sin(angle),
                        16 + 1.5 * r + HELIX[i][2]};
                    double[] t = TURNS[copy], y = new double[3];
                    for (int k = 0; k < 3; k++) y[k] = t[3 * k] * x[0] + t[3 * k + 1] * x[1] + t[3 * k + 2] * x[2] + t[9 + k];
                    builder.atom(NAMES[i], ELEMENTS[i], 0, '\0', y[0], y[1], y[2], 1, 30);
                }
            }
        }
        return builder.build();
    }

    private Path unit(String operators, String code) throws IOException { return write("unit.cif", helices(1), operators, code); }

    /// A file with the chains given, the ion, and four operators: of an assembly of chain A and the ion, or of symmetry that is not
    /// crystallographic.
    private Path write(String name, Structure s, String operators, String code) throws IOException {
        var out = new StringBuilder("data_C4\n_entry.id C4\n_exptl.entry_id C4\n_exptl.method 'ELECTRON MICROSCOPY'\n"
                + "_em_3d_reconstruction.entry_id C4\n_em_3d_reconstruction.id 1\n_em_3d_reconstruction.resolution 3.0\n"
                + "loop_\n_entity.id\n_entity.type\n1 polymer\n2 non-polymer\n"
                + "_entity_poly.entity_id 1\n_entity_poly.type polypeptide(L)\nloop_\n_struct_asym.id\n_struct_asym.entity_id\nA 1\nB 2\n");
        for (int c = 1; c < s.chainCount(); c++) out.append(s.chains().labelId()[c]).append(" 1\n");
        if (code.isEmpty())
            out.append(
                    "_pdbx_struct_assembly.id 1\n_pdbx_struct_assembly.details tetramer\n_pdbx_struct_assembly_gen.assembly_id 1\n"
                            + "_pdbx_struct_assembly_gen.oper_expression (1-4)\n_pdbx_struct_assembly_gen.asym_id_list ")
                    .append(String.join(",", s.chains().labelId())).append(",B\n");
        operators(out, operators, code);
        out.append("loop_\n");
        for (String item : List.of("group_PDB", "id", "type_symbol", "label_atom_id", "label_alt_id", "label_comp_id",
                "label_asym_id",
                "label_entity_id", "label_seq_id", "Cartn_x", "Cartn_y", "Cartn_z", "occupancy", "B_iso_or_equiv", "auth_seq_id",
                "auth_asym_id", "pdbx_PDB_model_num"))
            out.append("_atom_site.").append(item).append('\n');
        for (int a = 0; a < s.atomCount(); a++) {
            String chain = s.authChain(s.chainOf(s.residueOf(a)));
            int seq = s.seq(s.residueOf(a));
            out.append(String.format(Locale.ROOT, "ATOM %d %s %s . ALA %s 1 %d %.4f %.4f %.4f 1.0 30.0 %d %s 1\n", a + 1,
                    s.element(a).symbol(), s.atomName(a), chain, seq, s.x(a), s.y(a), s.z(a), seq, chain));
            if (a == 5 * RESIDUES - 1) out.append("HETATM 9999 ZN ZN . ZN B 2 . 40.0 40.0 30.0 0.25 30.0 101 B 1\n");
        }
        return Files.writeString(folder.resolve(name), out);
    }

    /// The helix alone with its operators in REMARK 350.
    private Path pdbUnit() throws IOException {
        var out = new StringBuilder("EXPDTA    ELECTRON MICROSCOPY\nREMARK 350 BIOMOLECULE: 1\n"
                + "REMARK 350 APPLY THE FOLLOWING TO CHAINS: A\n");
        for (int n = 0; n < TURNS.length; n++)
            for (int k = 0; k < 3; k++)
                out.append(String.format(Locale.ROOT, "REMARK 350   BIOMT%d %3d %9.6f %9.6f %9.6f %14.5f\n", k + 1, n + 1,
                        TURNS[n][3 * k], TURNS[n][3 * k + 1], TURNS[n][3 * k + 2], TURNS[n][9 + k]));
        var s = helices(1);
        for (int a = 0; a < s.atomCount(); a++)
            out.append(String.format(Locale.ROOT, "ATOM  %5d  %-3s ALA A%4d    %8.3f%8.3f%8.3f  1.00 30.00          %2s\n", a + 1,
                    s.atomName(a), s.seq(s.residueOf(a)), s.x(a), s.y(a), s.z(a), s.element(a).symbol()));
        return Files.writeString(folder.resolve("unit.pdb"), out.append("END\n"));
    }

    private static void operators(StringBuilder out, String category, String code) {
        out.append("loop_\n_").append(category).append(".id\n");
        if (!code.isEmpty()) out.append('_').append(category).append(".code\n");
        for (int k = 0; k < 12; k++)
            out.append('_').append(category)
                    .append(k < 9 ? ".matrix[%d][%d]".formatted(k / 3 + 1, k % 3 + 1) : ".vector[%d]".formatted(k - 8))
                    .append('\n');
        for (int n = 0; n < TURNS.length; n++) {
            out.append(n + 1);
            if (!code.isEmpty()) out.append(' ').append(code);
            for (double v : TURNS[n]) out.append(' ').append(v);
            out.append('\n');
        }
    }
}
