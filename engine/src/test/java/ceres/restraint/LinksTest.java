package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.chem.Dictionary;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bonds between components on models of a few atoms.
class LinksTest {
    private static final InterpretOptions PLAIN = InterpretOptions.DEFAULT.withHydrogenBonds(false);

    private static Interpretation read(Structure s) {
        return Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), PLAIN);
    }

    private static void add(StructureBuilder builder, String name, int element, double x, double y, double z) {
        builder.atom(name, element, 0, '\0', x, y, z, 1, 30);
    }

    @Test
    void aRingOfResiduesIsClosedByAPeptide() {
        var chain = Peptides.chain(List.of("GLY", "ALA", "SER", "ALA", "GLY", "ALA"), -70, 140, 180);
        assertThat(read(chain).links()).hasSize(5);
        double[] xyz = chain.atoms().xyz().clone();
        int n = chain.find(0, "N"), c = chain.find(5, "C");
        for (int d = 0; d < 3; d++) xyz[3 * n + d] = xyz[3 * c + d] + (d == 0 ? 1.33 : 0);
        var ring = read(chain.withXyz(xyz));
        assertThat(ring.links()).hasSize(6).allMatch(l -> l.kind() == Link.Kind.PEPTIDE);
        assertThat(ring.links().getLast()).satisfies(l -> assertThat(List.of(l.first(), l.second())).containsExactly(c, n));
        var bonds = ring.restraints().bonds();
        int row = row(bonds, c, n);
        assertThat(bonds.ideal()[row]).isBetween(1.32, 1.345);
    }

    private static int row(Restraints.Bonds bonds, int i, int j) {
        return IntStream.range(0, bonds.size())
                .filter(b -> bonds.i()[b] == i && bonds.j()[b] == j || bonds.i()[b] == j && bonds.j()[b] == i)
                .findFirst().orElseThrow();
    }

    /// Lys CE-NZ beside Asn CB-CG(=OD1), `gap` A from NZ to CG; with ND2 the carbon has no valence to spare.
    private static Structure lysineAtAsparagine(double gap, boolean complete) {
        var builder = new StructureBuilder().chain("A", "A", "1").residue("LYS", 1, '\0', 1, false);
        add(builder, "CD", 6, -2.0, 1.4, 0);
        add(builder, "CE", 6, -1.47, 0, 0);
        add(builder, "NZ", 7, 0, 0, 0);
        builder.residue("ASN", 9, '\0', 9, false);
        double x = gap * 0.5, y = gap * 0.866;
        add(builder, "CG", 6, x, y, 0);
        add(builder, "OD1", 8, x - 0.6, y + 1.07, 0);
        add(builder, "CB", 6, x + 1.5, y, 0);
        if (complete) add(builder, "ND2", 7, x + 0.1, y - 0.1, 1.33);
        return builder.build();
    }

    @Test
    void lysineMakesAnIsopeptideWithAnOpenCarboxyl() {
        var s = lysineAtAsparagine(1.36, false);
        var in = read(s);
        assertThat(in.links()).singleElement().satisfies(l -> {
            assertThat(l.kind()).isEqualTo(Link.Kind.COVALENT);
            assertThat(l.name()).isEqualTo("ASN CG - LYS NZ");
        });
        var r = in.restraints();
        assertThat(r.bonds().ideal()[row(r.bonds(), s.find(0, "NZ"), s.find(1, "CG"))]).isEqualTo(1.334, within(1e-9));
        // an amide: CE NZ CG CB OD1 in one plane, 121 degrees at NZ
        boolean flat = IntStream.range(0, r.planes().size())
                .anyMatch(p -> r.planes().start()[p + 1] - r.planes().start()[p] == 5);
        assertThat(flat).isTrue();
        boolean wide = IntStream.range(0, r.angles().size()).anyMatch(a -> r.angles().j()[a] == s.find(0, "NZ")
                && Math.abs(Math.toDegrees(r.angles().ideal()[a]) - 121) < 1e-6);
        assertThat(wide).isTrue();
        assertThat(read(lysineAtAsparagine(1.9, false)).links()).isEmpty();
        assertThat(read(lysineAtAsparagine(1.36, true)).links()).isEmpty();
    }

    /// Metal, donor: residue and atom, element; ideal distance (Harding2006; water and His as there).
    @ParameterizedTest
    @CsvSource({"MG, HOH, O, 8, 2.07", "CA, HOH, O, 8, 2.39", "CA, ASP, OD1, 8, 2.36", "NA, HOH, O, 8, 2.41",
        "K, HOH, O, 8, 2.81",
        "MN, ASP, OD1, 8, 2.15", "ZN, HIS, NE2, 7, 2.04", "FE, HIS, NE2, 7, 2.16", "FE, CYS, SG, 16, 2.30",
        "ZN, CYS, SG, 16, 2.31"})
    void metalsKeepTheirDonorsByKind(String metal, String residue, String atom, int element, double ideal) {
        var near = read(site(metal, residue, atom, element, ideal + 0.15));
        assertThat(near.links()).singleElement().satisfies(l -> assertThat(l.kind()).isEqualTo(Link.Kind.METAL));
        assertThat(near.restraints().bonds().ideal()).containsExactly(new double[]{ideal}, within(0.011));
        assertThat(near.restraints().bonds().origin()).containsExactly(Restraints.Origin.METAL);
        assertThat(read(site(metal, residue, atom, element, ideal + 0.8)).links()).isEmpty();
    }

    private static Structure site(String metal, String residue, String atom, int element, double distance) {
        var builder = new StructureBuilder().chain("A", "A", "1").residue(residue, 1, '\0', 1, residue.equals("HOH"));
        add(builder, atom, element, 0, 0, 0);
        builder.chain("B", "B", "2").residue(metal, 101, '\0', 0, true);
        add(builder, metal, ceres.chem.Element.of(metal).number(), distance, 0, 0);
        return builder.build();
    }

    /// Two Cys and two His at the corners of a tetrahedron: S-Zn-S 116.23, N-Zn-N 102.38 degrees (Touw2016).
    @Test
    void zincOfAFingerIsATetrahedron() {
        var builder = new StructureBuilder().chain("A", "A", "1");
        double[][] corner = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
        for (int k = 0; k < 4; k++) {
            boolean cys = k < 2;
            double d = (cys ? 2.31 : 2.04) / Math.sqrt(3);
            builder.residue(cys ? "CYS" : "HIS", 1 + 5 * k, '\0', 1 + 5 * k, false);
            add(builder, cys ? "SG" : "NE2", cys ? 16 : 7, d * corner[k][0], d * corner[k][1], d * corner[k][2]);
        }
        builder.chain("B", "B", "2").residue("ZN", 101, '\0', 0, true);
        add(builder, "ZN", 30, 0, 0, 0);
        var r = read(builder.build()).restraints();
        assertThat(r.bonds().ideal()).containsExactlyInAnyOrder(2.306, 2.306, 2.040, 2.040);
        assertThat(java.util.Arrays.stream(r.angles().ideal()).map(Math::toDegrees).sorted().toArray())
                .containsExactly(new double[]{102.38, 116.23}, within(1e-6));
    }
}
