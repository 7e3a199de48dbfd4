package ceres.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CcdRestraintsTest {
    private static final CcdFacts FACTS = new CcdFacts();

    private static Component component(String id) { return FACTS.find(id).orElseThrow(); }

    private static List<String> planes(Component c) {
        return c.planes().stream()
                .map(p -> Arrays.stream(p.atoms()).mapToObj(a -> c.atom(a).name()).filter(n -> !n.startsWith("H"))
                        .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void ringsAreFlatWithWhatIsOnThem() {
        assertThat(planes(component("ADN"))).contains("C1' C2 C4 C5 C6 C8 N1 N3 N6 N7 N9");
        assertThat(planes(component("TYR"))).contains("CB CD1 CD2 CE1 CE2 CG CZ OH");
        assertThat(planes(component("GOL"))).isEmpty();
        assertThat(planes(component("BMA"))).isEmpty();
    }

    @Test
    void acetylGroupsAndCarboxylatesAreFlat() {
        assertThat(planes(component("NAG"))).contains("C7 C8 N2 O7");
        assertThat(planes(component("ACT"))).contains("C CH3 O OXT");
    }

    @Test
    void chargedOxygensAreAlike() {
        var atp = component("ATP");
        for (String o : List.of("O1G", "O2G", "O3G", "O1B", "O2B", "O1A", "O2A"))
            assertThat(atp.idealLength(atp.indexOf(o), atp.indexOf("P" + o.charAt(2)))).as(o).isEqualTo(1.51, within(0.01));
        var citrate = component("CIT");
        assertThat(citrate.idealLength(citrate.indexOf("C1"), citrate.indexOf("O1")))
                .isEqualTo(citrate.idealLength(citrate.indexOf("C1"), citrate.indexOf("O2")), within(1e-9));
    }

    @Test
    void anomersDifferInOneSign() {
        Component alpha = component("MAN"), beta = component("BMA");
        int differ = 0;
        for (var a : alpha.chiralities())
            for (var b : beta.chiralities()) {
                if (!alpha.atom(a.centre()).name().equals(beta.atom(b.centre()).name())) continue;
                boolean same = Math.signum(alpha.idealVolume(a)) == Math.signum(beta.idealVolume(b));
                assertThat(same).as(alpha.atom(a.centre()).name()).isEqualTo(!alpha.atom(a.centre()).name().equals("C1"));
                if (!same) differ++;
            }
        assertThat(differ).isEqualTo(1);
    }

    /// Nothing of a component is left without a value, and flat atoms have angles that close.
    @ParameterizedTest
    @ValueSource(strings = {"ATP", "HEM", "NAG", "SF4", "CLR", "FAD", "RET", "SO4", "PLP", "CLA", "B12", "UNL", "ZN", "PEE",
        "CDL"})
    void everyBondAndAngleHasAValue(String id) {
        Optional<Component> found = FACTS.find(id);
        if (found.isEmpty()) return;
        var c = found.orElseThrow();
        for (var b : c.bonds())
            assertThat(b.ideal()).as(id + " " + c.atom(b.a()).name() + "-" + c.atom(b.b()).name()).isBetween(0.7, 3.2);
        for (var g : c.angles()) assertThat(g.idealDeg()).as(id + " at " + c.atom(g.vertex()).name()).isBetween(40.0, 180.0);
        for (var v : c.chiralities()) assertThat(c.idealVolume(v)).isFinite();
    }

    @Test
    void modifiedResiduesHaveTheBackboneOfTheirChain() {
        var sep = component("SEP");
        assertThat(sep.idealLength(sep.indexOf("C"), sep.indexOf("O"))).isEqualTo(1.231);
        assertThat(sep.idealAngleDeg(sep.indexOf("N"), sep.indexOf("CA"), sep.indexOf("C"))).isEqualTo(111.2);
        assertThat(sep.torsions())
                .noneMatch(t -> List.of("CA", "C").containsAll(List.of(sep.atom(t.b()).name(), sep.atom(t.c()).name())));
        var psu = component("PSU");
        assertThat(psu.idealAngleDeg(psu.indexOf("OP1"), psu.indexOf("P"), psu.indexOf("OP2"))).isEqualTo(119.6);
    }

    @Test
    void aComponentFileBecomesRestraints() {
        String text = """
                data_XYZ
                _chem_comp.id XYZ
                _chem_comp.name 'ethanol, as a test'
                _chem_comp.type NON-POLYMER
                loop_
                _chem_comp_atom.comp_id
                _chem_comp_atom.atom_id
                _chem_comp_atom.type_symbol
                _chem_comp_atom.pdbx_model_Cartn_x_ideal
                _chem_comp_atom.pdbx_model_Cartn_y_ideal
                _chem_comp_atom.pdbx_model_Cartn_z_ideal
                XYZ C1 C 0.0 0.0 0.0
                XYZ C2 C 1.52 0.0 0.0
                XYZ "O'" O 2.0 1.34 0.0
                loop_
                _chem_comp_bond.comp_id
                _chem_comp_bond.atom_id_1
                _chem_comp_bond.atom_id_2
                _chem_comp_bond.value_order
                XYZ C1 C2 SING
                XYZ C2 "O'" SING
                """;
        var c = RestraintCif.read(text, new Component.Source(Component.Source.Kind.USER, "test")).get("XYZ");
        assertThat(c.name()).isEqualTo("ethanol, as a test");
        assertThat(c.bonds()).hasSize(2);
        assertThat(c.idealLength(1, 2)).isEqualTo(1.424, within(0.003));
        assertThat(c.idealAngleDeg(0, 1, 2)).isEqualTo(109.7, within(0.3));
        assertThat(c.source().kind()).isEqualTo(Component.Source.Kind.USER);
    }

    @Test
    void aRestraintFileIsTakenAtItsWord() {
        String text = """
                data_comp_list
                loop_
                _chem_comp.id
                _chem_comp.group
                LIG non-polymer
                data_comp_LIG
                loop_
                _chem_comp_atom.comp_id
                _chem_comp_atom.atom_id
                _chem_comp_atom.type_symbol
                _chem_comp_atom.type_energy
                LIG C1 C CH3
                LIG O1 O OH1
                loop_
                _chem_comp_bond.comp_id
                _chem_comp_bond.atom_id_1
                _chem_comp_bond.atom_id_2
                _chem_comp_bond.type
                _chem_comp_bond.value_dist
                _chem_comp_bond.value_dist_esd
                LIG C1 O1 single 1.432 0.011
                """;
        var c = RestraintCif.read(text, new Component.Source(Component.Source.Kind.LIBRARY, "test")).get("LIG");
        assertThat(c.idealLength(0, 1)).isEqualTo(1.432);
        assertThat(c.bonds().getFirst().sigma()).isEqualTo(0.011);
        assertThat(c.source().kind()).isEqualTo(Component.Source.Kind.LIBRARY);
    }
}
