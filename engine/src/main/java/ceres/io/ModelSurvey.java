package ceres.io;

import ceres.chem.Element;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.SymmetricEigen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Counts what a model holds and notes what stands out.
///
/// Source: definitions of Table 1 (design notes, validation 3).
final class ModelSurvey {
    private static final double BONDED = 1.9;
    private static final double ON_TOP = 0.5;
    private static final double ZERO_B = 0.01;
    private static final double HUGE_B = 500;
    private static final int BINS = 10;
    private final ModelFile file;
    private final Structure s;
    private final ResidueClass[] kinds;

    ModelSurvey(ModelFile file) {
        this.file = file;
        this.s = file.structure();
        this.kinds = new ResidueClass[s.residueCount()];
        for (int r = 0; r < kinds.length; r++) kinds[r] = kind(r);
    }

    /// A component that no list knows counts as protein or nucleotide if it stands in a polymer.
    private ResidueClass kind(int r) {
        var known = ResidueClass.of(s.residueName(r));
        if (known != ResidueClass.LIGAND) return known;
        boolean amino = s.find(r, "N") >= 0 && s.find(r, "CA") >= 0 && s.find(r, "C") >= 0;
        boolean nucleic = s.find(r, "C1'") >= 0 && s.find(r, "O3'") >= 0 && s.find(r, "P") >= 0;
        boolean inPolymer = s.residueEnd(s.chainOf(r)) - s.residueStart(s.chainOf(r)) > 1;
        if (!inPolymer) return known;
        return amino ? ResidueClass.MODIFIED_AMINO_ACID : nucleic ? ResidueClass.MODIFIED_NUCLEOTIDE : known;
    }

    ModelSummary summary() {
        var h = file.header();
        var composition = composition();
        var occupancy = occupancy(composition);
        var adp = adp();
        return new ModelSummary(file.format().name(), h.entryId(), h.title(), h.methods(), h.resolutions(), h.emdbIds(),
                file.models(), composition,
                occupancy, adp, flags(composition, occupancy, adp), file.warnings());
    }

    private ModelSummary.Composition composition() {
        int protein = 0, nucleotides = 0, waters = 0, single = 0, altlocs = 0, hydrogens = 0, proteinAtoms = 0,
                nucleotideAtoms = 0, residues = 0;
        var ligands = new TreeMap<String, Integer>();
        for (int r = 0; r < s.residueCount(); r++) {
            int heavy = heavyAtoms(r);
            hydrogens += s.atomEnd(r) - s.atomStart(r) - heavy;
            if (kinds[r].isProtein()) proteinAtoms += heavy;
            if (kinds[r].isNucleic()) nucleotideAtoms += heavy;
            if (kinds[r].isPolymer() && heavy == 1) single++;
            if (sharesPlace(r)) continue;
            residues++;
            if (conformers(r) > 1) altlocs++;
            if (kinds[r].isProtein()) protein++;
            else if (kinds[r].isNucleic()) nucleotides++;
            else if (kinds[r] == ResidueClass.WATER) waters++;
            else
                ligands.merge(s.residueName(r), 1, Integer::sum);
        }
        return new ModelSummary.Composition(distinct(s.chains().authId()), s.chainCount(), distinct(s.chains().entity()),
                s.atomCount(), hydrogens,
                residues, protein, nucleotides, waters, proteinAtoms, nucleotideAtoms,
                java.util.Collections.unmodifiableMap(ligands), single, altlocs);
    }

    /// Micro-heterogeneity: a second component at the place of the residue before it is counted with that.
    private boolean sharesPlace(int r) {
        return r > s.residueStart(s.chainOf(r)) && s.seq(r) == s.seq(r - 1) && s.icode(r) == s.icode(r - 1)
                && kinds[r].isPolymer()
                && kinds[r - 1].isPolymer() && !s.residueName(r).equals(s.residueName(r - 1));
    }

    private int heavyAtoms(int r) {
        int heavy = 0;
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) if (!s.isHydrogen(a)) heavy++;
        return heavy;
    }

    private static int distinct(String[] values) {
        var set = new HashSet<String>();
        for (String v : values) if (!v.isEmpty()) set.add(v);
        return set.size();
    }

    /// Number of conformers at the place of a residue.
    private int conformers(int r) {
        var altlocs = new HashSet<Character>();
        int end = r + 1;
        while (end < s.residueEnd(s.chainOf(r)) && sharesPlace(end)) end++;
        for (int a = s.atomStart(r); a < s.atomEnd(end - 1); a++) if (s.altloc(a) != 0) altlocs.add(s.altloc(a));
        return Math.max(1, altlocs.size());
    }

    private ModelSummary.Occupancy occupancy(ModelSummary.Composition c) {
        double sum = 0;
        int one = 0, partial = 0, above = 0, zero = 0, negative = 0, n = s.atomCount();
        for (int a = 0; a < n; a++) {
            double o = s.occupancy(a);
            sum += o;
            if (Math.abs(o) < 1e-6) zero++;
            else if (o < 0) negative++;
            else if (o > 1 + 1e-6) above++;
            else if (o > 1 - 1e-6) one++;
            else
                partial++;
        }
        return new ModelSummary.Occupancy(sum / n, 100.0 * one / n, 100.0 * partial / n, 100.0 * above / n, zero, negative,
                100.0 * c.altlocResidues() / Math.max(1, c.residues()));
    }

    private static final class Span {
        private int n;
        private double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY, sum;

        void add(double b) {
            n++;
            sum += b;
            min = Math.min(min, b);
            max = Math.max(max, b);
        }

        ModelSummary.Range range() { return new ModelSummary.Range(n, min, max, sum / n); }
    }

    private ModelSummary.Adp adp() {
        int anisotropic = 0, heavy = 0, zero = 0;
        var groups = new LinkedHashMap<String, Span>();
        var chains = new LinkedHashMap<String, Span>();
        double[] u = s.atoms().anisou();
        for (int a = 0; a < s.atomCount(); a++) {
            if (s.isHydrogen(a)) continue;
            double b = equivalent(a);
            heavy++;
            if (u != null && !Double.isNaN(u[6 * a])) anisotropic++;
            if (b < ZERO_B) zero++;
            groups.computeIfAbsent("overall", _ -> new Span()).add(b);
            groups.computeIfAbsent(group(kinds[s.residueOf(a)]), _ -> new Span()).add(b);
            chains.computeIfAbsent(s.authChain(s.chainOf(s.residueOf(a))), _ -> new Span()).add(b);
        }
        return new ModelSummary.Adp(heavy - anisotropic, anisotropic, ranges(groups), ranges(chains),
                histogram(groups.get("overall")), zero,
                bondedDifference());
    }

    private static String group(ResidueClass kind) {
        return kind.isProtein() ? "protein" : kind.isNucleic() ? "nucleotide" : kind == ResidueClass.WATER ? "water" : "ligand";
    }

    private static Map<String, ModelSummary.Range> ranges(Map<String, Span> spans) {
        var ranges = new LinkedHashMap<String, ModelSummary.Range>();
        spans.forEach((name, span) -> ranges.put(name, span.range()));
        return java.util.Collections.unmodifiableMap(ranges);
    }

    /// B of an atom, A^2: 8 pi^2 trace(U) / 3 where U is anisotropic.
    private double equivalent(int a) {
        double[] u = s.atoms().anisou();
        return u == null || Double.isNaN(u[6 * a]) ? s.b(a) : AtomSites.U_TO_B * (u[6 * a] + u[6 * a + 1] + u[6 * a + 2]) / 3;
    }

    private int[] histogram(@org.jspecify.annotations.Nullable Span overall) {
        var bins = new int[BINS];
        if (overall == null) return bins;
        double width = (overall.max - overall.min) / BINS;
        for (int a = 0; a < s.atomCount(); a++)
            if (!s.isHydrogen(a)) bins[width > 0 ? Math.clamp((long) ((equivalent(a) - overall.min) / width), 0, BINS - 1) : 0]++;
        return bins;
    }

    private OptionalDouble bondedDifference() {
        var cells = new CellList(s.atoms().xyz(), BONDED);
        double[] sum = new double[2];
        for (int a = 0; a < s.atomCount(); a++) {
            if (s.isHydrogen(a)) continue;
            int i = a;
            cells.near(s.x(a), s.y(a), s.z(a), BONDED, j -> {
                if (j <= i || s.isHydrogen(j) || s.altloc(i) != 0 && s.altloc(j) != 0 && s.altloc(i) != s.altloc(j)) return;
                double d = equivalent(i) - equivalent(j);
                sum[0] += d * d;
                sum[1]++;
            });
        }
        return sum[1] == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(sum[0] / sum[1]));
    }

    // ---- what stands out

    private List<String> flags(ModelSummary.Composition c, ModelSummary.Occupancy o, ModelSummary.Adp adp) {
        var flags = new ArrayList<String>();
        if (file.models() > 1) flags.add("The file holds %d models; this is the first.".formatted(file.models()));
        if (4 * c.singleAtomResidues() > c.proteinResidues() + c.nucleotides())
            flags.add("%d of %d polymer residues have a single atom.".formatted(c.singleAtomResidues(),
                    c.proteinResidues() + c.nucleotides()));
        if (o.zero() > 0) flags.add("%d atoms have zero occupancy.".formatted(o.zero()));
        if (o.negative() > 0) flags.add("%d atoms have a negative occupancy.".formatted(o.negative()));
        if (o.percentAboveOne() > 0) flags.add("%.1f %% of the atoms have an occupancy above 1.".formatted(o.percentAboveOne()));
        adpFlags(adp, flags);
        atomFlags(flags);
        return List.copyOf(flags);
    }

    private void adpFlags(ModelSummary.Adp adp, List<String> flags) {
        var all = adp.groups().get("overall");
        if (all == null) return;
        if (all.atoms() > 1 && all.max() - all.min() < 1e-6)
            flags.add("All B factors are %.2f A^2: B was not refined.".formatted(all.min()));
        else if (adp.zero() > 0) flags.add("%d atoms have B = 0.".formatted(adp.zero()));
        if (all.max() > HUGE_B) flags.add("B factors reach %.0f A^2.".formatted(all.max()));
        if (all.min() < 0) flags.add("B factors go below zero, to %.2f A^2.".formatted(all.min()));
        int indefinite = 0;
        double[] u = s.atoms().anisou();
        for (int a = 0; u != null && a < s.atomCount(); a++)
            if (!Double.isNaN(u[6 * a]) && smallestEigenvalue(u, 6 * a) <= 0) indefinite++;
        if (indefinite > 0) flags.add("%d anisotropic U are not positive definite.".formatted(indefinite));
    }

    private static double smallestEigenvalue(double[] u, int at) {
        return SymmetricEigen
                .of(new double[]{u[at], u[at + 3], u[at + 4], u[at + 3], u[at + 1], u[at + 5], u[at + 4], u[at + 5], u[at + 2]},
                        3)
                .values()[0];
    }

    private void atomFlags(List<String> flags) {
        int unknownElements = 0, unknownResidues = 0;
        for (int a = 0; a < s.atomCount(); a++) if (s.element(a) == Element.UNKNOWN) unknownElements++;
        for (int r = 0; r < s.residueCount(); r++)
            if (s.residueName(r).equals("UNK") || s.residueName(r).equals("N")) unknownResidues++;
        if (unknownElements > 0) flags.add("%d atoms are of no known element.".formatted(unknownElements));
        if (unknownResidues > 0) flags.add("%d residues are of unknown kind (UNK, N).".formatted(unknownResidues));
        int onTop = atomsOnTop();
        if (onTop > 0) flags.add("%d pairs of atoms lie on top of each other (closer than %.1f A).".formatted(onTop, ON_TOP));
    }

    private int atomsOnTop() {
        var cells = new CellList(s.atoms().xyz(), ON_TOP);
        int[] pairs = new int[1];
        for (int a = 0; a < s.atomCount(); a++) {
            int i = a;
            cells.near(s.x(a), s.y(a), s.z(a), ON_TOP, j -> {
                if (j > i && s.altloc(i) == 0 && s.altloc(j) == 0) pairs[0]++;
            });
        }
        return pairs[0];
    }
}
