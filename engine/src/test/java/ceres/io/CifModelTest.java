package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.fault.Fault;
import ceres.testing.AtomSiteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What mmCIF can bring, a few lines each.
class CifModelTest {
    private static final String ITEMS = "data_MODEL\n" + AtomSiteText.ITEMS_WITH_CHARGE;

    @TempDir
    Path folder;

    private ModelFile read(String text) throws IOException {
        return ModelReader.read(Files.writeString(folder.resolve("model.cif"), text));
    }

    @Test
    void longNamesNumbersAndCodesAreKept() throws IOException {
        var s = read(ITEMS + """
                ATOM   100001 C  CA   . ALA   AAA 1 12001 B 1.0 2.0 3.0 1.0 9.5 ?  12345 chainLong 1
                HETATM 100002 ZN ZN   . ZN    BBB 2 .     ? 1.5 2.0 3.0 0.5 9.5 2  1     chainLong 1
                HETATM 100003 C  "C1'" A A1ABC CCC 3 .    ? 1.5 2.0 3.0 0.5 9.5 -1 2     chainLong 1
                """).structure();
        assertThat(s.authChain(0)).isEqualTo("chainLong");
        assertThat(s.seq(0)).isEqualTo(12345);
        assertThat(s.icode(0)).isEqualTo('B');
        assertThat(s.residues().labelSeq()).containsExactly(12001, 0, 0);
        assertThat(s.residueName(2)).isEqualTo("A1ABC");
        assertThat(s.altloc(2)).isEqualTo('A');
        assertThat(s.atomName(2)).isEqualTo("C1'");
        assertThat(s.atoms().charge()).containsExactly(0, 2, -1);
        assertThat(s.chains().entity()).containsExactly("1", "2", "3");
    }

    @Test
    void coordinatesAndNamesAreAllThatIsNeeded() throws IOException {
        var s = read(
                """
                        data_x
                        loop_
                        _atom_site.label_atom_id _atom_site.label_comp_id _atom_site.label_seq_id _atom_site.Cartn_x _atom_site.Cartn_y _atom_site.Cartn_z
                        CA ALA 7 1 2 3
                        CA GLY 8 4 5 6
                        """)
                .structure();
        assertThat(s.residues().seq()).containsExactly(7, 8);
        assertThat(s.element(0).symbol()).isEqualTo("C");
        assertThat(s.occupancy(0)).isEqualTo(1);
        assertThat(s.chainCount()).isEqualTo(1);
        assertThat(s.authChain(0)).isEqualTo("A");
    }

    @Test
    void modelsAreCountedAndTheFirstOneRead() throws IOException {
        var file = read(ITEMS + """
                ATOM 1 C CA . ALA A 1 1 ? 1.0 2.0 3.0 1.0 9.5 ? 1 A 5
                ATOM 2 C CA . ALA A 1 1 ? 7.0 2.0 3.0 1.0 9.5 ? 1 A 6
                ATOM 3 C CB . ALA A 1 1 ? 1.0 2.0 4.0 1.0 9.5 ? 1 A 5
                """);
        assertThat(file.models()).isEqualTo(2);
        assertThat(file.structure().atoms().name()).containsExactly("CA", "CB");
    }

    @Test
    void modelsThatAreInterleavedAreWrittenAsTheFirstAlone() throws IOException {
        var file = read(ITEMS + """
                ATOM 1 C CA . ALA A 1 1 ? 1.0 2.0 3.0 1.0 9.5 ? 1 A 1
                ATOM 2 C CA . ALA A 1 1 ? 7.0 2.0 3.0 1.0 9.5 ? 1 A 2
                ATOM 3 C CB . ALA A 1 1 ? 1.0 2.0 4.0 1.0 9.5 ? 1 A 1
                """);
        Path out = folder.resolve("out.cif");
        ModelWriter.writeCif(file, file.structure(), out);
        var again = ModelReader.read(out);
        assertThat(again.models()).isEqualTo(1);
        assertThat(again.structure().atoms().name()).containsExactly("CA", "CB");
        assertThat(again.cif().orElseThrow().blocks().getFirst().category("atom_site").orElseThrow().text(1, 1)).isEqualTo("3");
    }

    @Test
    void anisotropicUComesFromItsCategoryOrFromColumns() throws IOException {
        String rows = "ATOM 1 C CA . ALA A 1 1 ? 1.0 2.0 3.0 1.0 ? ? 1 A 1\n";
        var category = read(ITEMS + rows + """
                loop_
                _atom_site_anisotrop.id
                _atom_site_anisotrop.U[1][1] _atom_site_anisotrop.U[2][2] _atom_site_anisotrop.U[3][3]
                _atom_site_anisotrop.U[1][2] _atom_site_anisotrop.U[1][3] _atom_site_anisotrop.U[2][3]
                1 0.1 0.2 0.3 0.01 0.02 0.03
                """).structure();
        assertThat(category.atoms().anisou()).containsExactly(0.1, 0.2, 0.3, 0.01, 0.02, 0.03);
        assertThat(category.b(0)).isCloseTo(8 * Math.PI * Math.PI * 0.2, org.assertj.core.api.Assertions.within(1e-9));
        var columns = read("""
                data_x
                loop_
                _atom_site.id _atom_site.label_atom_id _atom_site.Cartn_x _atom_site.Cartn_y _atom_site.Cartn_z
                _atom_site.aniso_U[1][1] _atom_site.aniso_U[2][2] _atom_site.aniso_U[3][3]
                _atom_site.aniso_U[1][2] _atom_site.aniso_U[1][3] _atom_site.aniso_U[2][3]
                1 CA 1 2 3 0.1 0.2 0.3 0.01 0.02 0.03
                2 CB 1 2 3 ? ? ? ? ? ?
                """).structure();
        assertThat(columns.atoms().anisou()[2]).isEqualTo(0.3);
        assertThat(columns.atoms().anisou()[6]).isNaN();
    }

    @Test
    void onlyAssociatedVolumesAreTheMapsOfAModel() throws IOException {
        var header = read("""
                data_8PWH
                loop_
                _pdbx_database_related.db_name
                _pdbx_database_related.db_id
                _pdbx_database_related.content_type
                EMDB EMD-18188 'consensus EM volume'
                EMDB EMD-17993 'associated EM volume'
                EMDB EMD-11111 'other EM volume'
                loop_
                _em_3d_reconstruction.id
                _em_3d_reconstruction.resolution
                1 3.17
                2 3.30
                _refine.ls_d_res_high .
                """ + ITEMS.replace("data_MODEL\n", "") + "ATOM 1 C CA . ALA A 1 1 ? 1.0 2.0 3.0 1.0 9.5 ? 1 A 1\n").header();
        assertThat(header.emdbIds()).containsExactly("EMD-17993");
        assertThat(header.resolutions()).containsExactlyInAnyOrderEntriesOf(
                java.util.Map.of("_em_3d_reconstruction.resolution", 3.17, "_em_3d_reconstruction.resolution#2", 3.30));
    }

    @Test
    void ncsOperatorsSayWhetherTheFileHoldsTheirCopies() throws IOException {
        var header = read(
                """
                        data_X
                        loop_
                        _struct_ncs_oper.id _struct_ncs_oper.code
                        _struct_ncs_oper.matrix[1][1] _struct_ncs_oper.matrix[1][2] _struct_ncs_oper.matrix[1][3] _struct_ncs_oper.vector[1]
                        _struct_ncs_oper.matrix[2][1] _struct_ncs_oper.matrix[2][2] _struct_ncs_oper.matrix[2][3] _struct_ncs_oper.vector[2]
                        _struct_ncs_oper.matrix[3][1] _struct_ncs_oper.matrix[3][2] _struct_ncs_oper.matrix[3][3] _struct_ncs_oper.vector[3]
                        1 given    1 0 0 0 0 1 0 0 0 0 1 0
                        2 generate -1 0 0 5 0 -1 0 6 0 0 1 7
                        """
                        + ITEMS.replace("data_MODEL\n", "") + "ATOM 1 C CA . ALA A 1 1 ? 1.0 2.0 3.0 1.0 9.5 ? 1 A 1\n")
                .header();
        assertThat(header.operators().get("ncs:1").given()).isTrue();
        assertThat(header.operators().get("ncs:2").given()).isFalse();
        assertThat(header.operators().get("ncs:2").translation()).containsExactly(5, 6, 7);
        assertThat(header.operators().get("ncs:2").rotation()[4]).isEqualTo(-1);
    }

    @Test
    void aValueThatIsNoNumberIsNamedByLineAndItem() {
        assertThatThrownBy(() -> read(ITEMS + "ATOM 1 C CA . ALA A 1 1 ? 1.0 two 3.0 1.0 9.5 ? 1 A 1\n"))
                .isInstanceOf(Fault.BadInput.class)
                .hasMessageContaining("line 22: _atom_site.Cartn_y of row 1 holds 'two' where a number must stand");
        assertThatThrownBy(() -> read(ITEMS + "ATOM 1 C CA . ALA A 1 1 ? 1.0 ? 3.0 1.0 9.5 ? 1 A 1\n"))
                .isInstanceOf(Fault.BadInput.class)
                .hasMessageContaining("holds no value where a coordinate must stand");
        assertThatThrownBy(() -> read("data_x\n_entry.id x\n")).isInstanceOf(Fault.BadInput.class)
                .hasMessageContaining("no data block holds atoms");
        assertThatThrownBy(() -> read("data_x\nloop_\n_atom_site.id\n1\n")).isInstanceOf(Fault.BadInput.class)
                .hasMessageContaining("has no label_atom_id");
    }

    @Test
    void atomsThatComeLateJoinTheirResidue() throws IOException {
        var file = read(ITEMS + """
                ATOM 1 N N   . ALA A 1 1 ? 1.0 2.0 3.0 1.0 9.5 ? 1 A 1
                ATOM 2 N N   . GLY A 1 2 ? 7.0 2.0 3.0 1.0 9.5 ? 2 A 1
                ATOM 3 C CA  . ALA A 1 1 ? 1.0 2.0 4.0 1.0 9.5 ? 1 A 1
                """);
        assertThat(file.structure().residueCount()).isEqualTo(2);
        assertThat(file.structure().atoms().name()).containsExactly("N", "CA", "N");
        Path out = folder.resolve("out.cif");
        ModelWriter.writeCif(file, file.structure(), out);
        var sites = ModelReader.read(out).cif().orElseThrow().blocks().getFirst().category("atom_site").orElseThrow();
        assertThat(sites.text(1, sites.column("label_comp_id"))).isEqualTo("GLY");
    }
}
