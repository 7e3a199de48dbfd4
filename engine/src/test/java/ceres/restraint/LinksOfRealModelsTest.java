package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.chem.Dictionary;
import ceres.io.ModelReader;
import ceres.numerics.Geometry;
import ceres.testing.SharedData;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksOfRealModelsTest {
    private static Interpretation read(String file) {
        var read = ModelReader.read(SharedData.require(file));
        return Interpreter.interpret(read.structure(), read.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
    }

    private static Map<String, Integer> links(Interpretation in) {
        var found = new TreeMap<String, Integer>();
        for (var row : in.report().links()) found.put(row.name(), row.count());
        return found;
    }

    @Test
    void glycansBranch() {
        var in = read("models/cryoem_cif/8q6j.cif.gz");
        assertThat(links(in)).containsEntry("NAG C1 - ASN ND2", 5).containsEntry("NAG C1 - NAG O4", 2)
                .containsEntry("BMA C1 - NAG O4", 2)
                .containsEntry("SS", 34);
        for (var link : in.links())
            if (link.kind() == Link.Kind.GLYCOSIDIC) assertThat(in.bonds().bonded(link.first(), link.second())).isTrue();
    }

    @Test
    void haemIronHoldsItsHistidine() { assertThat(links(read("models/cryoem_pdb/5ni1.pdb"))).containsEntry("Fe - N", 4); }

    /// A depsipeptide with thioacetal, quinoxalines and D-serine on DNA: every linkage of PDB 1PFE.
    @Test
    void oddPeptidesAreJoinedAsDeclared() {
        var in = read("models/odd/gm_1pfe.cif.gz");
        assertThat(links(in)).containsEntry("DSN OG - MVA C", 1).containsEntry("DSN N - QUI C", 1)
                .containsEntry("N2C CB - NCY SG", 1);
        // the esters stand where chains would go on: no peptide is stretched to an atom that the file bonds elsewhere
        assertThat(in.report().notes()).noneMatch(n -> n.startsWith("stretched"));
    }

    /// No component, standard or generated, asks for the hand that these models do not have.
    @ParameterizedTest
    @ValueSource(strings = {"models/atomium/6xlu.cif.gz", "models/cryoem_cif/8q6j.cif.gz", "models/glyco/6x79.cif.gz",
        "models/cryoem_cif/9jmb.cif",
        "models/odd/bt_res_ids.cif", "models/cryoem_pdb/5kmg.pdb", "models/not_em/6owe.cif.gz", "models/cryoem_cif/7yc8.cif"})
    void handsAreRight(String file) {
        var in = read(file);
        double[] xyz = in.structure().atoms().xyz();
        var c = in.restraints().chiralities();
        assertThat(c.size()).isPositive();
        for (int v = 0; v < c.size(); v++) {
            double volume = Geometry.volume(xyz, c.centre()[v], c.a()[v], c.b()[v], c.d()[v]);
            assertThat(c.both()[v] || volume * c.ideal()[v] > 0).as(in.structure().describe(c.centre()[v])).isTrue();
        }
    }

    /// Every pair of equivalent atoms of a real model exchanged by name: the names come back as they were put right at first, for all kinds of
    /// residues that have such atoms.
    @ParameterizedTest
    @ValueSource(strings = {"models/cryoem_pdb/5ni1.pdb", "models/cryoem_cif/7a4m.cif"})
    void exchangedNamesComeBack(String file) {
        var read = ModelReader.read(SharedData.require(file));
        var right = Interpreter.interpret(read.structure(), read.header(), Dictionary.standard(), InterpretOptions.DEFAULT)
                .structure();
        var pairs = Map.of("ASP", "OD1 OD2", "GLU", "OE1 OE2", "PHE", "CD1 CD2 CE1 CE2 HD1 HD2 HE1 HE2", "TYR",
                "CD1 CD2 CE1 CE2 HD1 HD2 HE1 HE2", "ARG", "NH1 NH2 HH11 HH21 HH12 HH22", "VAL",
                "CG1 CG2 HG11 HG21 HG12 HG22 HG13 HG23", "LEU", "CD1 CD2 HD11 HD21 HD12 HD22 HD13 HD23");
        String[] names = right.atoms().name().clone();
        var seen = new java.util.TreeSet<String>();
        for (int a = 0; a < names.length; a++) {
            String residue = right.residueName(right.residueOf(a));
            var list = java.util.List.of(pairs.getOrDefault(residue, "").split(" "));
            int k = list.indexOf(names[a]);
            if (k < 0) continue;
            names[a] = list.get(k ^ 1);
            seen.add(residue);
        }
        assertThat(seen).containsExactlyElementsOf(new java.util.TreeSet<>(pairs.keySet()));
        var again = Interpreter.interpret(right.withAtomNames(names), read.header(), Dictionary.standard(),
                InterpretOptions.DEFAULT);
        assertThat(again.structure().atoms().name()).containsExactly(right.atoms().name());
    }
}
