package ceres.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictionaryTest {
    private static String restraints(String id, double length) { return """
            data_comp_list
            loop_
            _chem_comp.id
            _chem_comp.group
            %1$s non-polymer
            data_comp_%1$s
            loop_
            _chem_comp_atom.comp_id
            _chem_comp_atom.atom_id
            _chem_comp_atom.type_symbol
            %1$s C1 C
            %1$s O1 O
            loop_
            _chem_comp_bond.comp_id
            _chem_comp_bond.atom_id_1
            _chem_comp_bond.atom_id_2
            _chem_comp_bond.type
            _chem_comp_bond.value_dist
            _chem_comp_bond.value_dist_esd
            %1$s C1 O1 single %2$s 0.02
            """.formatted(id, length); }

    @Test
    void everyStandardResidueIsKnown() {
        for (String id : List.of("ALA", "ARG", "ASN", "ASP", "CYS", "GLN", "GLU", "GLY", "HIS", "ILE", "LEU", "LYS", "MET", "MSE",
                "PHE", "PRO", "SER",
                "THR", "TRP", "TYR", "VAL", "UNK", "A", "C", "G", "U", "DA", "DC", "DG", "DT", "DU")) {
            var c = Dictionary.standard().component(id).orElseThrow();
            assertThat(c.source().kind()).as(id).isEqualTo(Component.Source.Kind.OWN);
            assertThat(c.bonds()).as(id).allMatch(b -> b.ideal() > 0.7 && b.sigma() > 0);
        }
        for (String id : List.of("HOH", "ZN", "MG", "NAG", "ATP", "SEP", "DAL", "PSU"))
            assertThat(Dictionary.standard().component(id)).as(id).isPresent();
        assertThat(Dictionary.standard().component("QQQQQ")).isEmpty();
    }

    @Test
    void aLibraryOfTheMachineIsFoundAndAskedBeforeGeneratedRestraints(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("g"));
        Files.writeString(folder.resolve("a/ACT.cif"), restraints("ACT", 1.234));
        Files.writeString(folder.resolve("g/data_GOL.cif"), restraints("GOL", 1.345));
        var dictionary = Dictionary.ofMachine(Map.of("CLIBD_MON", folder.toString()));
        var acetate = dictionary.component("ACT").orElseThrow();
        assertThat(acetate.idealLength(0, 1)).isEqualTo(1.234);
        assertThat(acetate.source().kind()).isEqualTo(Component.Source.Kind.LIBRARY);
        assertThat(dictionary.component("GOL").orElseThrow().idealLength(0, 1)).isEqualTo(1.345);
        assertThat(dictionary.component("ALA").orElseThrow().source().kind()).isEqualTo(Component.Source.Kind.OWN);
    }

    /// What is on one shelf of a folder, in a folder of entries, and in the mirror: each is found; the whole dictionary is not opened unasked.
    @Test
    void componentsAreFoundWhereTheEnvironmentSays(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("library/h"));
        Files.createDirectories(folder.resolve("mirror/components"));
        Files.writeString(folder.resolve("library/h/H-9.cif"), restraints("H-9", 1.5));
        Files.writeString(folder.resolve("mirror/components/M-9.cif"), restraints("M-9", 1.6));
        var dictionary = Dictionary.ofMachine(Map.of("CERES_MONOMERS", folder.resolve("library").toString(), "CERES_MIRROR",
                folder.resolve("mirror").toString(), "CERES_CCD", folder.resolve("absent.cif").toString()));
        assertThat(dictionary.component("H-9").orElseThrow().idealLength(0, 1)).isEqualTo(1.5);
        assertThat(dictionary.component("ALA")).isPresent();
        assertThatThrownBy(() -> dictionary.component("M-9")).isInstanceOf(Fault.Usage.class).hasMessageContaining("absent.cif");
        Files.writeString(folder.resolve("absent.cif"), restraints("C-9", 1.7));
        assertThat(dictionary.component("M-9").orElseThrow().idealLength(0, 1)).isEqualTo(1.6);
        assertThat(dictionary.component("C-9").orElseThrow().idealLength(0, 1)).isEqualTo(1.7);
    }

    @Test
    void aUsersFileWinsOverEverything(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.cif"), restraints("ALA", 1.4));
        var dictionary = Dictionary.standard().with(ComponentFile.ligand(file));
        assertThat(dictionary.component("ALA").orElseThrow().source()).isEqualTo(
                new Component.Source(Component.Source.Kind.USER, file.toString()));
        assertThat(dictionary.component("GLY").orElseThrow().source().kind()).isEqualTo(Component.Source.Kind.OWN);
    }

    @Test
    void aFileWithoutComponentsIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("model.cif"), "data_x\n_cell.length_a 1\n");
        assertThatThrownBy(() -> ComponentFile.ligand(file)).isInstanceOf(Fault.Usage.class).hasMessageContaining("no component");
        assertThatThrownBy(() -> ComponentFile.ligand(folder.resolve("absent.cif"))).isInstanceOf(Fault.Usage.class);
    }

    @Test
    void oneBlockOfALargeFileIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("components.cif.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (String id : List.of("AAA", "BBB", "CCC"))
                out.write(restraints(id, 1.5).replace("data_comp_" + id, "data_" + id).getBytes());
        }
        var dictionary = Dictionary.standard().then(ComponentFile.dictionary(file));
        assertThat(dictionary.component("BBB").orElseThrow().idealLength(0, 1)).isEqualTo(1.5);
        assertThat(dictionary.component("DDD")).isEmpty();
    }
}
