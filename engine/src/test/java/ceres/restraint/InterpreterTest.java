package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.chem.Dictionary;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Geometry;
import ceres.testing.InternalCoordinates;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    private static final InterpretOptions PLAIN = new InterpretOptions(false, true, true, true, false);

    private static Interpretation read(Structure s, InterpretOptions options) {
        return Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), options);
    }

    private static List<String> links(Interpretation in) { return in.links().stream().map(Link::name).toList(); }

    private static double deviation(Restraints.Angles a, double[] xyz, int row) {
        return Math.toDegrees(Geometry.angle(xyz, a.i()[row], a.j()[row], a.k()[row]) - a.ideal()[row]);
    }

    @Test
    void anIdealChainHasNoStrain() {
        var s = Peptides.chain(List.of("ALA", "SER", "ALA", "ALA"), -70, 140, 180);
        var in = read(s, PLAIN);
        assertThat(links(in)).containsExactly("TRANS", "TRANS", "TRANS");
        var bonds = in.restraints().bonds();
        for (int b = 0; b < bonds.size(); b++)
            assertThat(Geometry.distance(s.atoms().xyz(), bonds.i()[b], bonds.j()[b])).isEqualTo(bonds.ideal()[b], within(0.011));
        var angles = in.restraints().angles();
        for (int a = 0; a < angles.size(); a++) assertThat(deviation(angles, s.atoms().xyz(), a)).isBetween(-3.0, 3.0);
        assertThat(in.report().counts().restrained()).isEqualTo(s.atomCount());
        // bonds: 4 inside each residue (SER lacks OG here), 3 links; omega of each link; one chirality a residue
        assertThat(bonds.size()).isEqualTo(4 * 4 + 3);
        assertThat(in.restraints().dihedrals().size()).isEqualTo(3);
        assertThat(in.restraints().chiralities().size()).isEqualTo(4);
        assertThat(in.restraints().cBeta().size()).isEqualTo(8);
    }

    @Test
    void cisAndTransAreToldByOmega() {
        assertThat(links(read(Peptides.chain(List.of("ALA", "ALA"), -70, 140, 10), PLAIN))).containsExactly("CIS");
        assertThat(links(read(Peptides.chain(List.of("ALA", "PRO"), -70, 140, 0), PLAIN))).containsExactly("PCIS");
        assertThat(links(read(Peptides.chain(List.of("ALA", "PRO"), -70, 140, 170), PLAIN))).containsExactly("PTRANS");
        var twisted = read(Peptides.chain(List.of("ALA", "ALA"), -70, 140, 60), PLAIN);
        assertThat(links(twisted)).containsExactly("TRANS");
        assertThat(Math.toDegrees(twisted.restraints().dihedrals().ideal()[0])).isEqualTo(180, within(1e-9));
    }

    @Test
    void theBackboneFollowsItsConformation() {
        var s = Peptides.chain(List.of("ALA", "ALA", "ALA"), -57, -47, 180);
        var in = read(s, InterpretOptions.DEFAULT.withHydrogenBonds(false));
        int n = s.find(1, "N"), ca = s.find(1, "CA"), c = s.find(1, "C");
        var angles = in.restraints().angles();
        int row = -1;
        for (int a = 0; a < angles.size(); a++)
            if (angles.j()[a] == ca && List.of(angles.i()[a], angles.k()[a]).containsAll(List.of(n, c))) row = a;
        // CDL v1.2 (cctbx 2022.9), NonPGIV_nonxpro, bin phi -60 psi -50: N-CA-C 111.03 sigma 1.24
        double helical = Math.toDegrees(angles.ideal()[row]);
        assertThat(helical).isBetween(110.5, 111.6);
        var strand = in.refreshed(s.withXyz(Peptides.chain(List.of("ALA", "ALA", "ALA"), -120, 130, 180).atoms().xyz()));
        double extended = Math.toDegrees(strand.restraints().angles().ideal()[row]);
        assertThat(extended).isLessThan(helical - 0.5);
        assertThat(in.cdl().size()).isEqualTo(1);
    }

    @Test
    void chainsBreakWhereTheyAreBroken() {
        var whole = Peptides.chain(List.of("ALA", "ALA", "ALA", "ALA"), -70, 140, 180);
        double[] xyz = whole.atoms().xyz().clone();
        for (int a = whole.atomStart(2); a < whole.atomCount(); a++) xyz[3 * a] += 20;
        assertThat(links(read(whole.withXyz(xyz), PLAIN))).containsExactly("TRANS", "TRANS");
        assertThat(links(read(gap(whole), PLAIN))).containsExactly("TRANS");
    }

    /// Residue 2 of 4 taken out: its neighbours are not joined, though the file has nothing between them.
    private static Structure gap(Structure whole) { return StructureBuilder.subset(whole, a -> whole.residueOf(a) != 1); }

    @Test
    void alternateConformationsAreNeverMixed() {
        var s = Peptides.chain(List.of("ALA", "ALA", "ALA"), -70, 140, 180);
        var builder = new StructureBuilder().chain("A", "A", "1");
        for (int r = 0; r < 3; r++) {
            builder.residue("ALA", r + 1, '\0', r + 1, false);
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
                for (char alt : r == 1 ? new char[]{'A', 'B'} : new char[1])
                    builder.atom(s.atomName(a), s.atoms().element()[a], 0, alt, s.x(a) + (alt == 'B' ? 0.1 : 0), s.y(a), s.z(a),
                            0.5, 30);
        }
        var in = read(builder.build(), InterpretOptions.DEFAULT);
        var both = in.structure();
        var bonds = in.restraints().bonds();
        for (int b = 0; b < bonds.size(); b++) {
            char p = both.altloc(bonds.i()[b]), q = both.altloc(bonds.j()[b]);
            assertThat(p == q || p == 0 || q == 0).isTrue();
        }
        // 4 bonds in each of four conformers of residues, 2 links to either conformer of the middle one
        assertThat(bonds.size()).isEqualTo(4 * 4 + 4);
        long distinct = java.util.stream.IntStream.range(0, bonds.size()).mapToObj(b -> bonds.i()[b] + "-" + bonds.j()[b])
                .distinct().count();
        assertThat(distinct).isEqualTo(bonds.size());
        assertThat(in.cdl().size()).isEqualTo(2);
    }

    @Test
    void namesOfEquivalentAtomsArePutRight() {
        double[] ca = {0, 0, 0}, cb = {1.53, 0, 0}, cg = InternalCoordinates.at(new double[]{0, 1, 0}, ca, cb, 1.516, 112.6, 60);
        double[] near = InternalCoordinates.at(ca, cb, cg, 1.249, 118.4, 30),
                far = InternalCoordinates.at(ca, cb, cg, 1.249, 118.4, -150);
        var builder = new StructureBuilder().chain("A", "A", "1").residue("ASP", 1, '\0', 1, false);
        add(builder, "CA", 6, ca);
        add(builder, "CB", 6, cb);
        add(builder, "CG", 6, cg);
        add(builder, "OD1", 8, far);
        add(builder, "OD2", 8, near);
        var in = read(builder.build(), PLAIN);
        assertThat(in.structure().atomName(3)).isEqualTo("OD2");
        assertThat(in.structure().atomName(4)).isEqualTo("OD1");
        assertThat(in.report().renamed()).containsExactly("A/ASP 1: OD1 <-> OD2");
        assertThat(read(in.structure(), PLAIN).report().renamed()).isEmpty();
        assertThat(read(builder.build(), PLAIN.withRightNames(false)).structure().atomName(3)).isEqualTo("OD1");
    }

    /// An omega that scattered atoms have by chance makes no cis peptide where the C-alphas stand as far apart as in a trans one.
    @Test
    void scatteredAtomsMakeNoCisPeptide() {
        var trans = Peptides.chain(List.of("ALA", "ALA"), -70, 140, 180);
        double[] x = trans.atoms().xyz().clone();
        int ca = trans.find(0, "CA"), c = trans.find(0, "C"), n = trans.find(1, "N"), next = trans.find(1, "CA");
        // N through the line of its neighbours, to the other side of it
        double along = 0, length = 0;
        for (int d = 0; d < 3; d++) {
            along += (x[3 * n + d] - x[3 * c + d]) * (x[3 * next + d] - x[3 * c + d]);
            length += Math.pow(x[3 * next + d] - x[3 * c + d], 2);
        }
        for (int d = 0; d < 3; d++) {
            double on = x[3 * c + d] + along / length * (x[3 * next + d] - x[3 * c + d]);
            x[3 * n + d] = 2 * on - x[3 * n + d];
        }
        var scattered = trans.withXyz(x);
        assertThat(Math.abs(Geometry.torsion(x, ca, c, n, next))).isLessThan(Math.toRadians(45));
        assertThat(links(read(scattered, PLAIN))).containsExactly("TRANS");
    }

    /// Misnamed methyls are renamed; where the centre is next to flat they are not: it may as well have been pushed through.
    @Test
    void methylsOfAFlatCentreKeepTheirNames() {
        for (double height : new double[]{1, 0.3}) {
            double[] ca = {0, 0, 0}, cb = {1.53, 0, 0},
                    cg = InternalCoordinates.at(new double[]{0, 1, 0}, ca, cb, 1.53, 116.3, -65);
            double[] one = InternalCoordinates.at(ca, cb, cg, 1.524, 110.7, -63),
                    two = InternalCoordinates.at(ca, cb, cg, 1.524, 110.7, 175);
            // towards the plane of its three neighbours
            for (int d = 0; d < 3; d++) cg[d] = height * cg[d] + (1 - height) * (cb[d] + one[d] + two[d]) / 3;
            var builder = new StructureBuilder().chain("A", "A", "1").residue("LEU", 1, '\0', 1, false);
            add(builder, "CA", 6, ca);
            add(builder, "CB", 6, cb);
            add(builder, "CG", 6, cg);
            add(builder, "CD1", 6, one);
            add(builder, "CD2", 6, two);
            assertThat(read(builder.build(), PLAIN).report().renamed())
                    .isEqualTo(height == 1 ? List.of("A/LEU 1: CD2 <-> CD1") : List.of());
        }
    }

    @Test
    void sulfursPairShortestFirst() {
        var builder = new StructureBuilder();
        double[][] sg = {{0, 0, 0}, {2.05, 0, 0}, {4.4, 0, 0}};
        for (int r = 0; r < 3; r++) {
            builder.chain("A", "A", "1").residue("CYS", 1 + 5 * r, '\0', 1 + 5 * r, false);
            add(builder, "CB", 6, new double[]{sg[r][0], 1.8, 0});
            add(builder, "SG", 16, sg[r]);
        }
        var in = read(builder.build(), PLAIN);
        assertThat(in.links()).singleElement().satisfies(l -> {
            assertThat(l.kind()).isEqualTo(Link.Kind.DISULFIDE);
            assertThat(List.of(l.first(), l.second())).containsExactlyInAnyOrder(1, 3);
        });
    }

    @Test
    void whatNobodyKnowsIsHeldInItsShape() {
        var builder = new StructureBuilder().chain("L", "L", "2").residue("Q0Q0Q", 1, '\0', 0, true);
        double[][] at = {{0, 0, 0}, {1.5, 0, 0}, {2.1, 1.4, 0}, {9, 9, 9}};
        for (int k = 0; k < at.length; k++) add(builder, "C" + k, 6, at[k]);
        var in = read(builder.build(), InterpretOptions.DEFAULT);
        assertThat(in.component(0)).isEmpty();
        assertThat(in.report().counts().held()).isEqualTo(4);
        assertThat(in.restraints().bonds().size()).isEqualTo(2);
        assertThat(in.restraints().bonds().origin()).containsOnly(Restraints.Origin.INPUT_SHAPE);
        assertThat(in.restraints().angles().size()).isEqualTo(1);
        assertThat(in.restraints().references().size()).isEqualTo(4);
        assertThat(in.report().components().getFirst().source()).isEmpty();
    }

    @Test
    void alphaCarbonsAloneAreATrace() {
        var builder = new StructureBuilder().chain("A", "A", "1");
        double[] x = {0, 3.6, 6.5, 10.3, 30};
        for (int r = 0; r < x.length; r++) {
            builder.residue("ALA", r + 1, '\0', r + 1, false);
            add(builder, "CA", 6, new double[]{x[r], 0, 0});
        }
        var in = read(builder.build(), InterpretOptions.DEFAULT);
        var bonds = in.restraints().bonds();
        assertThat(bonds.ideal()).containsExactly(3.80, 2.95, 3.80);
        assertThat(bonds.origin()).containsOnly(Restraints.Origin.TRACE);
        var angles = in.restraints().angles();
        assertThat(angles.size()).isEqualTo(2);
        assertThat(Math.toDegrees(angles.ideal()[0])).isEqualTo(150, within(1e-9));
        assertThat(in.restraints().references().sigma()).hasSize(5).containsOnly(0.5);
        assertThat(in.bonds().degree(1)).isZero();
        assertThat(in.report().counts().restrained()).isEqualTo(4);
        assertThat(in.report().counts().held()).isEqualTo(1);
        assertThat(in.report().notes()).containsExactly("chain A: 5 residues of CA alone, kept as a trace, 1 break");
    }

    /// Turned about a bond it resists; moved as a whole by half an angstrom it costs a few units only.
    @Test
    void whatNobodyKnowsMovesAsOneBody() {
        var builder = new StructureBuilder().chain("L", "L", "2").residue("Q0Q0Q", 1, '\0', 0, true);
        double[] a = {0, 0, 0}, b = {1.53, 0, 0}, c = InternalCoordinates.at(new double[]{0, 1, 0}, a, b, 1.53, 112, 60),
                d = InternalCoordinates.at(a, b, c, 1.53, 112, -60), turned = InternalCoordinates.at(a, b, c, 1.53, 112, 0);
        double[][] at = {a, b, c, d};
        for (int k = 0; k < at.length; k++) add(builder, "C" + k, 6, at[k]);
        var in = read(builder.build(), InterpretOptions.DEFAULT);
        assertThat(in.restraints().dihedrals().size()).isEqualTo(1);
        double[] xyz = in.structure().atoms().xyz(), moved = xyz.clone(), twisted = xyz.clone();
        for (int k = 0; k < moved.length; k += 3) moved[k] += 0.3;
        System.arraycopy(turned, 0, twisted, 9, 3);
        try (var team = ceres.numerics.Parallel.single()) {
            var target = new GeometryTarget(in.restraints());
            assertThat(target.energy(xyz, team)).isEqualTo(0, within(1e-9));
            assertThat(target.energy(moved, team)).isEqualTo(4, within(1e-6));
            assertThat(target.energy(twisted, team)).isGreaterThan(100);
        }
    }

    @Test
    void atomsKnowTheirHydrogens() {
        var s = Peptides.chain(List.of("ALA", "ALA", "PRO", "ASP"), -70, 140, 180);
        var types = read(s, PLAIN).types();
        assertThat(types.hydrogens()[s.find(0, "N")]).isEqualTo((byte) 3);
        assertThat(types.hydrogens()[s.find(1, "N")]).isEqualTo((byte) 1);
        assertThat(types.hydrogens()[s.find(2, "N")]).isZero();
        assertThat(types.hydrogens()[s.find(1, "CA")]).isEqualTo((byte) 1);
        assertThat(types.hydrogens()[s.find(1, "CB")]).isEqualTo((byte) 3);
        assertThat(types.hydrogens()[s.find(1, "C")]).isZero();
        assertThat(types.isDonor(s.find(1, "N"))).isTrue();
        assertThat(types.isDonor(s.find(2, "N"))).isFalse();
        assertThat(types.isAcceptor(s.find(1, "O"))).isTrue();
        assertThat(types.isAcceptor(s.find(1, "N"))).isFalse();
        assertThat(types.hybridisation()[s.find(1, "C")]).isEqualTo((byte) 2);
        assertThat(types.hybridisation()[s.find(1, "N")]).isEqualTo((byte) 2);
        assertThat(types.hybridisation()[s.find(1, "CA")]).isEqualTo((byte) 3);
    }

    @Test
    void anAtomTooManyHangsOnItsResidue() {
        var chain = Peptides.chain(List.of("ALA", "ALA"), -70, 140, 180);
        var builder = new StructureBuilder().chain("A", "A", "1");
        for (int r = 0; r < 2; r++) {
            builder.residue("ALA", r + 1, '\0', r + 1, false);
            for (int a = chain.atomStart(r); a < chain.atomEnd(r); a++) builder.copyAtom(chain, a);
            int cb = chain.find(r, "CB");
            if (r == 0) builder.atom("QX", 6, 0, '\0', chain.x(cb) + 1.5, chain.y(cb), chain.z(cb), 1, 30);
        }
        var in = read(builder.build(), PLAIN);
        assertThat(in.report().counts().held()).isEqualTo(1);
        assertThat(in.report().counts().free()).isZero();
        assertThat(in.restraints().references().size()).isZero();
        assertThat(in.restraints().bonds().origin()).contains(Restraints.Origin.INPUT_SHAPE);
        assertThat(in.restraints().angles().origin()).contains(Restraints.Origin.INPUT_SHAPE);
    }

    @Test
    void aMirroredResidueKeepsItsTargetAndLosesCBeta() {
        var s = Peptides.chain(List.of("ALA", "ALA", "ALA"), -70, 140, 180);
        double[] xyz = s.atoms().xyz().clone();
        for (int i = 0; i < xyz.length; i += 3) xyz[i] = -xyz[i];
        var in = read(s.withXyz(xyz), PLAIN);
        assertThat(in.restraints().cBeta().size()).isZero();
        for (double v : in.restraints().chiralities().ideal()) assertThat(v).isEqualTo(-2.5, within(0.2));
    }

    private static void add(StructureBuilder builder, String name, int element, double[] x) {
        builder.atom(name, element, 0, '\0', x[0], x[1], x[2], 1, 30);
    }
}
