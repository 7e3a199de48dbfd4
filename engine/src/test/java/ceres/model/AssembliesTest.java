package ceres.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ceres.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssembliesTest {
    private static final double[] ONE = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    /// A quarter turn about z.
    private static final double[] QUARTER = {0, -1, 0, 1, 0, 0, 0, 0, 1};

    private static ModelHeader header(Map<String, ModelHeader.Operator> operators, String expression) {
        var assembly = new ModelHeader.Assembly("1", "", List.of(new ModelHeader.Generator(expression, List.of("A"))));
        return new ModelHeader(Optional.empty(), List.of(), Optional.empty(), List.of(), Map.of(), Optional.empty(), Map.of(),
                Map.of(),
                List.of(), List.of(), List.of(), operators, List.of(assembly));
    }

    private static ModelHeader.Operator operator(String id, double[] rotation, double... t) {
        return new ModelHeader.Operator(id, rotation, t, false);
    }

    private static Structure point(double x, double y, double z) {
        return new StructureBuilder().chain("A", "A", "1").residue("HOH", 1, '\0', 0, true).atom("O", 8, 0, '\0', x, y, z, 1, 10)
                .build();
    }

    @Test
    void expressionsAreProductsOfLists() {
        assertThat(Assemblies.products("1")).containsExactly(List.of("1"));
        assertThat(Assemblies.products("1,3,P")).containsExactly(List.of("1"), List.of("3"), List.of("P"));
        assertThat(Assemblies.products("(2-4)")).containsExactly(List.of("2"), List.of("3"), List.of("4"));
        assertThat(Assemblies.products("(1-60)(61-88)")).hasSize(60 * 28).startsWith(List.of("1", "61"), List.of("1", "62"));
        assertThat(Assemblies.products("(X0)(1,2)")).containsExactly(List.of("X0", "1"), List.of("X0", "2"));
        assertThat(Assemblies.products("(1,2,6,10,23,24)")).hasSize(6);
        assertThat(Assemblies.products("1,2,(1-60)(X0)")).hasSize(62).contains(List.of("1", "X0"), List.of("60", "X0"));
    }

    @Test
    void theRightmostFactorActsFirst() {
        var h = header(Map.of("T", operator("T", ONE, 10, 0, 0), "R", operator("R", QUARTER, 0, 0, 0)), "(R)(T)");
        var copy = Assemblies.copies(h, h.assemblies().getFirst()).getFirst();
        // first shifted to (11,0,0), then turned to (0,11,0)
        assertThat(copy.place(1, 0, 0)).containsExactly(new double[]{0, 11, 0}, within(1e-12));
    }

    @Test
    void copiesGetNamesOfTheirOwn() {
        var h = header(Map.of("1", operator("1", ONE, 0, 0, 0), "2", operator("2", QUARTER, 0, 0, 5)), "1,2");
        var expanded = CompleteAssembly.of(point(1, 2, 3), h, h.assemblies().getFirst()).structure();
        assertThat(expanded.chains().labelId()).containsExactly("A", "A-2");
        assertThat(expanded.atoms().xyz()).containsExactly(new double[]{1, 2, 3, -2, 1, 8}, within(1e-12));
        assertThat(Assemblies.missing(h, h.assemblies().getFirst())).hasSize(1);
    }

    @Test
    void givenOperatorsAreNotAppliedAgain() {
        var given = new ModelHeader.Operator("2", QUARTER, new double[]{0, 0, 5}, true);
        var h = header(Map.of("1", operator("1", ONE, 0, 0, 0), "2", given), "1,2");
        assertThat(Assemblies.missing(h, h.assemblies().getFirst())).isEmpty();
        assertThat(CompleteAssembly.of(point(1, 2, 3), h, h.assemblies().getFirst()).structure().atomCount()).isEqualTo(1);
    }

    @Test
    void anOperatorThatIsNotThereIsSaid() {
        var h = header(Map.of("1", operator("1", ONE, 0, 0, 0)), "(1-3)");
        assertThatThrownBy(() -> Assemblies.copies(h, h.assemblies().getFirst())).isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("operator '2'");
    }

    @Test
    void whatStandsOnDensityIsChosen() {
        var h = header(Map.of("1", operator("1", ONE, 0, 0, 0), "2", operator("2", QUARTER, 0, 0, 0)), "1,2");
        var unit = point(5, 0, 0);
        assertThat(Assemblies.choose(unit, h, p -> p[1] > 4 || p[0] > 4 ? 1 : 0)).isPresent();
        assertThat(Assemblies.choose(unit, h, p -> p[0] > 4 ? 1 : 0)).isEmpty();
    }
}
