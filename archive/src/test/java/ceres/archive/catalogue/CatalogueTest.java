package ceres.archive.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.archive.Archive;
import ceres.archive.mirror.Mirror;
import ceres.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists in the archives' own layouts, into a real PostgreSQL.
class CatalogueTest {
    private static final String PDB = """
            IDCODE, HEADER, ACCESSION DATE, COMPOUND, SOURCE, AUTHOR LIST, RESOLUTION, EXPERIMENT TYPE (IF NOT X-RAY)
            ------- ------- --------------- --------- ------- ------------ ----------- --------------------------
            100D\tDNA-RNA HYBRID\t12/05/94\tA DECAMER\t\tBan, C.\t1.9\tX-RAY DIFFRACTION
            4V4A\tRIBOSOME\t06/28/05\t70S\tE. coli\tVila, A.\t9.5\t
            1ABC\tHORMONE\t03/01/19\tA PEPTIDE\tHuman\tDoe, J.\tNOT\tSOLUTION NMR
            6I52\tREPLICATION\t11/12/18\tRPA\tYeast\tYates, L.\t4.7\tELECTRON MICROSCOPY
            6QZP\tRIBOSOME\t03/11/19\t80S\tHuman\tNatchiar, S.\t2.9\tELECTRON MICROSCOPY
            5XYZ\tENZYME\t03/11/19\tA\tB\tC\t1.1\tX-RAY DIFFRACTION, NEUTRON DIFFRACTION
            1NEU\tENZYME\t03/11/19\tA\tB\tC\t1.1\tNEUTRON DIFFRACTION
            """;
    private static final String EMDB = """
            emdb_id,resolution,fitted_pdbs,map_release_date
            EMD-4410,4.7,6i52,2018-12-12T00:00:00Z
            EMD-10068,2.9,"6qzp,6qzq",2019-12-04T00:00:00Z
            EMD-1001,5.1,,2019-06-02T00:00:00Z
            EMD-1002,,,2019-06-02T00:00:00Z
            EMD-1003,8.0,6abc,
            """;
    private static final String LARGE = "{\"total_count\":2,\"result_set\":[\"4V4A\",{\"identifier\":\"6QZP\",\"score\":1.0}]}";

    @TempDir
    static Path data;
    private static Archive archive;

    @TempDir
    Path folder;
    private Mirror.Lists lists;

    @BeforeAll
    static void open() { archive = Archive.open(data, null); }

    @AfterAll
    static void close() { archive.close(); }

    @BeforeEach
    void write() throws IOException {
        lists = Mirror.Lists.in(folder);
        Files.writeString(lists.pdb(), PDB);
        Files.writeString(lists.emdb(), EMDB);
        Files.writeString(lists.large(), LARGE);
    }

    @Test
    void theListsAreTakenOverWholeAndCounted() {
        var catalogue = new Catalogue(archive.database());
        assertThat(catalogue.take(lists)).isEqualTo(11);
        assertThat(catalogue.take(lists)).as("again, in place of the first").isEqualTo(11);
        assertThat(catalogue.taken()).isPresent();
        assertThat(catalogue.methods()).isEqualTo(
                Map.of(Deposit.Method.X_RAY, 3, Deposit.Method.NMR, 1, Deposit.Method.EM, 2, Deposit.Method.OTHER, 1));
        assertThat(catalogue.models()).contains(new Catalogue.Models(1994, 0, 0, 0), new Catalogue.Models(2005, 0, 0, 1),
                new Catalogue.Models(2018, 1, 0, 0), new Catalogue.Models(2019, 1, 1, 0));
        assertThat(catalogue.maps()).isEqualTo(List.of(new Catalogue.Maps(2018, 1, 1, 1, 4.7, 4.7),
                new Catalogue.Maps(2019, 3, 1, 1, 4.0, 2.9)));
    }

    @Test
    void aListThatIsNoneChangesNothing() throws IOException {
        var catalogue = new Catalogue(archive.database());
        catalogue.take(lists);
        Files.writeString(lists.emdb(), "<html>busy</html>\n");
        assertThatThrownBy(() -> catalogue.take(lists)).isInstanceOf(Fault.Usage.class).hasMessageContaining("no column emdb_id");
        Files.writeString(lists.emdb(), EMDB);
        Files.writeString(lists.large(), "busy");
        assertThatThrownBy(() -> catalogue.take(lists)).isInstanceOf(Fault.Usage.class).hasMessageContaining("large.json");
        Files.writeString(lists.large(), LARGE);
        Files.writeString(lists.pdb(), "");
        assertThatThrownBy(() -> catalogue.take(lists)).isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("no line of an entry");
        assertThat(catalogue.methods().values()).containsExactlyInAnyOrder(3, 1, 2, 1);
    }

    @Test
    void yearsOfTwoDigitsAreOfTheRightCentury() throws IOException {
        Files.writeString(lists.pdb(), PDB + "1XXX\tA\t05/19/76\tA\tB\tC\t2.0\tX-RAY DIFFRACTION\n");
        assertThat(PublicLists.pdb(lists.pdb(), Set.of())).extracting(Deposit::year).contains(1976, 1994, 2005, 2019);
    }
}
