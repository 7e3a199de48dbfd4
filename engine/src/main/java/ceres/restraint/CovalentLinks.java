package ceres.restraint;

import ceres.chem.Component;
import ceres.chem.CovalentRadii;
import ceres.chem.Element;
import ceres.chem.ResidueClass;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Covalent bonds between components that the chain does not give: disulfides, glycosidic bonds, isopeptides, bound ligands, rings.
///
/// What the file declares (`_struct_conn`, LINK, SSBOND) comes first. Then bonds are looked for by distance: sulfur to sulfur of two
/// cysteines within 3.0 A, shortest first, each once and not at a metal; sugars and ligands within 1.99 A (2.49 A if an element of the third
/// row takes part), where both atoms have a free valence; NZ of lysine to a carboxyl that lacks an atom within 1.7 A. Other side chains of
/// standard residues that merely stand too close are never joined, nor is water.
final class CovalentLinks {
    private static final double DISULFIDE = 3.0;
    private static final double LIGAND = 1.99;
    private static final double THIRD_ROW = 0.5;
    private static final double ISOPEPTIDE = 1.7;
    private static final double DECLARED_AT_MOST = 3.5;

    private final Structure structure;
    private final @Nullable ResidueMatch[] matches;
    private final ReportBuilder report;
    private final List<Link> links;
    private final LinkGeometry geometry;
    private final double[] xyz;
    private final Set<Long> joined = new HashSet<>();
    private final Set<Integer> taken = new HashSet<>();
    private final Set<Integer> peptideCarbons = new HashSet<>();

    private record Candidate(int first, int second, double distance) {}

    CovalentLinks(Emitter emit, @Nullable ResidueMatch[] matches, ReportBuilder report, List<Link> links) {
        this.structure = emit.structure;
        this.matches = matches;
        this.report = report;
        this.links = links;
        this.geometry = new LinkGeometry(emit, matches);
        this.xyz = structure.atoms().xyz();
        for (var link : links) {
            joined.add(key(link.first(), link.second()));
            if (link.kind() == Link.Kind.PEPTIDE) peptideCarbons.add(link.first());
        }
    }

    private static long key(int i, int j) { return (long) Math.min(i, j) << 32 | Math.max(i, j); }

    private Element element(int a) { return structure.element(a); }

    private boolean isMetal(int a) { return Typing.isMetal(element(a).number()); }

    // ---- declared

    /// Restrains the covalent links of the file; metal links are left to [MetalSites].
    void declared(ModelHeader header) {
        if (header.links().isEmpty()) return;
        var index = ResidueIndex.of(structure);
        for (var link : header.links()) {
            if (link.symmetryMate() || link.type().startsWith("hydrog") || link.type().equals("metalc")) continue;
            int i = index.atom(link.first()), j = index.atom(link.second());
            if (i >= 0 && j >= 0 && structure.residueOf(i) != structure.residueOf(j)) declare(i, j);
        }
    }

    /// Atoms with a covalent bond of the file to another component that is as short as one.
    static Set<Integer> boundBy(ModelHeader header, Structure s) {
        if (header.links().isEmpty()) return Set.of();
        var index = ResidueIndex.of(s);
        Set<Integer> bound = new HashSet<>();
        for (var link : header.links()) {
            if (link.symmetryMate() || link.type().startsWith("hydrog") || link.type().equals("metalc")) continue;
            int i = index.atom(link.first()), j = index.atom(link.second());
            if (i < 0 || j < 0 || s.residueOf(i) == s.residueOf(j) || !(s.distance(i, j) < LIGAND)) continue;
            bound.add(i);
            bound.add(j);
        }
        return bound;
    }

    private void declare(int i, int j) {
        if (isMetal(i) || isMetal(j) || joined.contains(key(i, j))) return;
        double d = Geometry.distance(xyz, i, j);
        if (d > DECLARED_AT_MOST) {
            report.note("declared link of %.1f A left out: %s - %s".formatted(d, structure.describe(i), structure.describe(j)));
            return;
        }
        join(i, j, true);
    }

    private void join(int i, int j, boolean declared) {
        joined.add(key(i, j));
        taken.add(i);
        taken.add(j);
        links.add(geometry.restrain(i, j, declared));
    }

    // ---- found by distance

    void find() {
        var heavy = new double[xyz.length];
        for (int a = 0; a < structure.atomCount(); a++) {
            boolean out = structure.isHydrogen(a) || isWater(a) || isMetal(a);
            for (int d = 0; d < 3; d++) heavy[3 * a + d] = out ? Double.NaN : xyz[3 * a + d];
        }
        var cells = new CellList(heavy, DISULFIDE);
        disulfides(cells);
        isopeptides(cells);
        nonPolymers(cells);
    }

    private boolean isWater(int a) {
        return ResidueClass.of(structure.residueName(structure.residueOf(a))) == ResidueClass.WATER;
    }

    private void disulfides(CellList cells) {
        List<Candidate> pairs = new ArrayList<>();
        for (int r = 0; r < matches.length; r++) {
            var match = matches[r];
            if (match == null || !match.component().isPeptide()) continue;
            for (int a = structure.atomStart(r); a < structure.atomEnd(r); a++)
                if (structure.atomName(a).equals("SG") && !nearMetal(a)) partners(cells, a, pairs);
        }
        pairs.sort(Comparator.comparingDouble(Candidate::distance).thenComparingInt(Candidate::first)
                .thenComparingInt(Candidate::second));
        for (var pair : pairs)
            if (!taken.contains(pair.first) && !taken.contains(pair.second)) join(pair.first, pair.second, false);
    }

    private void partners(CellList cells, int a, List<Candidate> pairs) {
        cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], DISULFIDE, b -> {
            if (b <= a || !structure.atomName(b).equals("SG") || structure.residueOf(a) == structure.residueOf(b)) return;
            if (matches[structure.residueOf(b)] != null && compatible(a, b))
                pairs.add(new Candidate(a, b, Geometry.distance(xyz, a, b)));
        });
    }

    private boolean compatible(int a, int b) {
        char p = structure.altloc(a), q = structure.altloc(b);
        return p == q || p == 0 || q == 0;
    }

    private @Nullable CellList metals;

    private boolean nearMetal(int a) {
        if (metals == null) {
            var positions = new double[xyz.length];
            for (int m = 0; m < structure.atomCount(); m++)
                for (int d = 0; d < 3; d++) positions[3 * m + d] = isMetal(m) ? xyz[3 * m + d] : Double.NaN;
            metals = new CellList(positions, DISULFIDE);
        }
        var found = new boolean[1];
        metals.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], DISULFIDE, m -> found[0] = true);
        return found[0];
    }

    /// Bonds of components that are no part of a chain: every pair with at least one sugar or ligand atom in it.
    private void nonPolymers(CellList cells) {
        List<Candidate> pairs = new ArrayList<>();
        for (int r = 0; r < matches.length; r++) {
            var match = matches[r];
            if (match == null || !canBind(match.component())) continue;
            for (int a = structure.atomStart(r); a < structure.atomEnd(r); a++)
                if (!structure.isHydrogen(a) && !isMetal(a)) around(cells, a, pairs);
        }
        pairs.sort(Comparator.comparingDouble(Candidate::distance).thenComparingInt(Candidate::first)
                .thenComparingInt(Candidate::second));
        for (var pair : pairs) {
            if (taken.contains(pair.first) || taken.contains(pair.second) || !isFree(pair.first) || !isFree(pair.second))
                continue;
            join(pair.first, pair.second, false);
        }
    }

    private static boolean canBind(Component component) {
        var kind = component.residueClass();
        return kind == ResidueClass.SACCHARIDE || kind == ResidueClass.LIGAND && component.size() > 1
                || kind == ResidueClass.MODIFIED_AMINO_ACID && !component.id().equals("UNK");
    }

    private void around(CellList cells, int a, List<Candidate> pairs) {
        cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], LIGAND + THIRD_ROW, b -> {
            int s = structure.residueOf(b);
            if (s == structure.residueOf(a) || matches[s] == null || !compatible(a, b) || joined.contains(key(a, b))) return;
            if (canBind(matches[s].component()) && b < a || sharesPlace(structure.residueOf(a), s)) return;
            boolean thirdRow = element(a).number() > 10 || element(b).number() > 10;
            double d = Geometry.distance(xyz, a, b);
            if (d > 1.1 && d < (thirdRow ? LIGAND + THIRD_ROW : LIGAND) && isChemical(a, b, d)) pairs.add(new Candidate(a, b, d));
        });
    }

    private boolean sharesPlace(int r, int s) {
        return structure.chainOf(r) == structure.chainOf(s) && structure.seq(r) == structure.seq(s)
                && structure.icode(r) == structure.icode(s);
    }

    private boolean isChemical(int a, int b, double d) {
        return d < CovalentRadii.of(element(a)) + CovalentRadii.of(element(b)) + BOND_SLACK
                && !(isOxygenLike(a) && isOxygenLike(b));
    }

    private static final double BOND_SLACK = 0.5;

    private boolean isOxygenLike(int a) { return element(a).number() == 7 || element(a).number() == 8; }

    /// True if the atom can take another bond: the dictionary gives it a hydrogen or a leaving atom, or a neighbour is missing.
    private boolean isFree(int a) {
        var match = matches[structure.residueOf(a)];
        if (match == null || isPolymerCarbon(match, a)) return false;
        int k = match.component().indexOf(structure.atomName(a));
        if (k < 0) return false;
        int c = match.conformer(structure.altloc(a));
        for (int j : match.component().neighbours(k)) {
            var neighbour = match.component().atom(j);
            if (neighbour.element().isHydrogen() || match.atoms()[c][j] < 0) return true;
        }
        return match.component().atom(k).charge() < 0;
    }

    /// Carbons of standard residues are bound by enzymes, but not often enough to believe it of two atoms that stand too close; the end of
    /// a chain is another matter.
    private boolean isPolymerCarbon(ResidueMatch match, int a) {
        var kind = match.component().residueClass();
        boolean standard = kind == ResidueClass.AMINO_ACID || kind == ResidueClass.RNA || kind == ResidueClass.DNA
                || match.component().id().equals("UNK");
        return standard && element(a) == Element.C && !structure.atomName(a).equals("C");
    }

    /// Side chain to side chain, or to the end of a chain (ubiquitin): NZ of lysine and a carboxyl or amide carbon that has lost an oxygen or
    /// nitrogen, as near as only a bond brings them.
    private void isopeptides(CellList cells) {
        for (int r = 0; r < matches.length; r++) {
            if (matches[r] == null || !matches[r].component().id().equals("LYS")) continue;
            for (int a = structure.atomStart(r); a < structure.atomEnd(r); a++) {
                int nitrogen = a;
                if (structure.atomName(a).equals("NZ") && !taken.contains(a))
                    cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], ISOPEPTIDE, b -> {
                        boolean apart = structure.residueOf(b) != structure.residueOf(nitrogen);
                        if (apart && compatible(nitrogen, b) && !taken.contains(nitrogen) && !taken.contains(b)
                                && isOpenCarboxyl(b))
                            join(b, nitrogen, false);
                    });
            }
        }
    }

    private boolean isOpenCarboxyl(int a) {
        var match = matches[structure.residueOf(a)];
        if (match == null || !match.component().isPeptide()) return false;
        char alt = structure.altloc(a);
        int others = switch (structure.atomName(a)) {
            case "CG" -> present(match, alt, "OD1") + present(match, alt, "OD2") + present(match, alt, "ND2");
            case "CD" -> present(match, alt, "OE1") + present(match, alt, "OE2") + present(match, alt, "NE2");
            case "C" -> present(match, alt, "O") + present(match, alt, "OXT") + (peptideCarbons.contains(a) ? 1 : 0);
            default -> 0;
        };
        return others == 1;
    }

    private static int present(ResidueMatch match, char altloc, String name) { return match.atom(name, altloc) >= 0 ? 1 : 0; }

    /// Residues by how a file names them.
    static final class ResidueIndex {
        private final Structure structure;
        private final Map<String, List<Integer>> residues = new HashMap<>();

        private ResidueIndex(Structure structure) { this.structure = structure; }

        static ResidueIndex of(Structure s) {
            var index = new ResidueIndex(s);
            for (int r = 0; r < s.residueCount(); r++)
                index.residues
                        .computeIfAbsent(s.authChain(s.chainOf(r)) + "|" + s.residueName(r) + "|" + s.seq(r) + "|" + s.icode(r),
                                k -> new ArrayList<>())
                        .add(r);
            return index;
        }

        /// The atom that a partner names, -1 if the model does not have it.
        int atom(ModelHeader.Partner p) {
            for (int r : residues.getOrDefault(p.chain() + "|" + p.residueName() + "|" + p.seq() + "|" + p.icode(), List.of())) {
                int a = p.altloc() == 0 ? structure.find(r, p.atom()) : structure.find(r, p.atom(), p.altloc());
                if (a >= 0) return a;
            }
            return -1;
        }
    }
}
