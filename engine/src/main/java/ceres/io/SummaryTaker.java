package ceres.io;

import ceres.chem.ResidueClass;
import ceres.io.ModelSummary.Adp;
import ceres.io.ModelSummary.Composition;
import ceres.io.ModelSummary.Occupancy;
import ceres.io.ModelSummary.Range;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Counts what a model consists of, in one pass over its residues and one over its atoms.
final class SummaryTaker {
    private static final int BINS = 10;

    private final ModelFile file;
    private final Structure s;
    private final ResidueClass[] kinds;
    /// A residue that repeats the place of the one before it: micro-heterogeneity, counted once.
    private final boolean[] repeated;

    SummaryTaker(ModelFile file) {
        this.file = file;
        this.s = file.structure();
        this.kinds = new ResidueClass[s.residueCount()];
        this.repeated = new boolean[s.residueCount()];
        for (int r = 0; r < kinds.length; r++) {
            kinds[r] = kind(r);
            repeated[r] = r > 0 && s.chainOf(r) == s.chainOf(r - 1) && s.seq(r) == s.seq(r - 1) && s.icode(r) == s.icode(r - 1)
                    && kinds[r].isPolymer() && kinds[r - 1].isPolymer();
        }
    }

    /// A component of an unknown name is part of a polymer if it has the atoms of one.
    private ResidueClass kind(int r) {
        var known = ResidueClass.of(s.residueName(r));
        if (known != ResidueClass.LIGAND || s.residues().labelSeq()[r] == 0 && s.residues().hetero()[r]) return known;
        if (s.find(r, "CA") >= 0 && s.find(r, "N") >= 0 && s.find(r, "C") >= 0) return ResidueClass.MODIFIED_AMINO_ACID;
        return s.find(r, "C1'") >= 0 && s.find(r, "C3'") >= 0 ? ResidueClass.MODIFIED_NUCLEOTIDE : known;
    }

    ModelSummary take() {
        var h = file.header();
        var composition = composition();
        var occupancy = occupancy(composition);
        var adp = adp();
        return new ModelSummary(file.format().name(), h.entryId(), h.title(), h.methods(), h.resolutions(), h.emdbIds(),
                file.models(),
                composition, occupancy, adp, flags(composition, occupancy, adp), file.warnings());
    }

    private Composition composition() {
        int protein = 0, nucleic = 0, water = 0, proteinAtoms = 0, nucleicAtoms = 0, hydrogens = 0, single = 0, alternates = 0,
                residues = 0;
        var ligands = new TreeMap<String, Integer>();
        for (int r = 0; r < kinds.length; r++) {
            int heavy = heavyAtoms(r);
            hydrogens += s.atomEnd(r) - s.atomStart(r) - heavy;
            if (kinds[r].isPolymer() && s.atomEnd(r) - s.atomStart(r) == 1) single++;
            if (hasAlternates(r)) alternates++;
            if (kinds[r].isProtein()) proteinAtoms += heavy;
            if (kinds[r].isNucleic()) nucleicAtoms += heavy;
            if (repeated[r]) continue;
            residues++;
            if (kinds[r].isProtein()) protein++;
            else if (kinds[r].isNucleic()) nucleic++;
            else if (kinds[r] == ResidueClass.WATER) water++;
            else
                ligands.merge(s.residueName(r), 1, Integer::sum);
        }
        return new Composition(distinct(s.chains().authId()), s.chainCount(), distinct(s.chains().entity()), s.atomCount(),
                hydrogens,
                residues, protein, nucleic, water, proteinAtoms, nucleicAtoms, ligands, single, alternates);
    }

    private int heavyAtoms(int r) {
        int n = 0;
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) if (!s.isHydrogen(a)) n++;
        return n;
    }

    private boolean hasAlternates(int r) {
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) if (s.altloc(a) != 0) return true;
        return false;
    }

    private static int distinct(String[] ids) {
        var set = new HashSet<>(Arrays.asList(ids));
        set.remove("");
        return set.size();
    }

    private Occupancy occupancy(Composition c) {
        double sum = 0;
        int one = 0, partial = 0, above = 0, zero = 0, negative = 0, n = s.atomCount();
        for (int a = 0; a < n; a++) {
            double o = s.occupancy(a);
            sum += o;
            if (o < -1e-6) negative++;
            else if (o < 1e-6) zero++;
            else if (o < 1 - 1e-6) partial++;
            else if (o <= 1 + 1e-6) one++;
            else
                above++;
        }
        double percent = 100.0 / Math.max(1, n);
        return new Occupancy(sum / Math.max(1, n), one * percent, partial * percent, above * percent, zero, negative,
                100.0 * c.altlocResidues() / Math.max(1, c.residues()));
    }

    private Adp adp() {
        var groups = new LinkedHashMap<String, double[]>();
        var chains = new LinkedHashMap<String, double[]>();
        int isotropic = 0, anisotropic = 0, zero = 0;
        double[] u = s.atoms().anisou();
        for (int a = 0; a < s.atomCount(); a++) {
            if (s.isHydrogen(a)) continue;
            if (u != null && !Double.isNaN(u[6 * a])) anisotropic++;
            else
                isotropic++;
            if (s.b(a) < 0.01) zero++;
            int r = s.residueOf(a);
            add(groups, "overall", s.b(a));
            add(groups, group(kinds[r]), s.b(a));
            add(chains, s.authChain(s.chainOf(r)), s.b(a));
        }
        return new Adp(isotropic, anisotropic, ranges(groups), ranges(chains), histogram(groups.get("overall")), zero);
    }

    private static String group(ResidueClass kind) {
        if (kind.isProtein()) return "protein";
        if (kind.isNucleic()) return "nucleotide";
        return kind == ResidueClass.WATER ? "water" : "ligand";
    }

    /// Number, least, most, sum.
    private static void add(Map<String, double[]> to, String name, double b) {
        double[] t = to.computeIfAbsent(name, k -> new double[]{0, Double.MAX_VALUE, -Double.MAX_VALUE, 0});
        t[0]++;
        t[1] = Math.min(t[1], b);
        t[2] = Math.max(t[2], b);
        t[3] += b;
    }

    private static Map<String, Range> ranges(Map<String, double[]> taken) {
        var ranges = new LinkedHashMap<String, Range>();
        taken.forEach((name, t) -> ranges.put(name, new Range((int) t[0], t[1], t[2], t[3] / t[0])));
        return ranges;
    }

    private int[] histogram(double[] overall) {
        var counts = new int[BINS];
        if (overall == null) return counts;
        double width = (overall[2] - overall[1]) / BINS;
        for (int a = 0; a < s.atomCount(); a++)
            if (!s.isHydrogen(a)) counts[width > 0 ? (int) Math.clamp((s.b(a) - overall[1]) / width, 0, BINS - 1) : 0]++;
        return counts;
    }

    private List<String> flags(Composition c, Occupancy o, Adp adp) {
        var flags = new ArrayList<String>();
        if (file.models() > 1) flags.add("The file holds %d models; this is the first.".formatted(file.models()));
        if (o.percentAboveOne() > 0)
            flags.add(String.format(Locale.ROOT, "%.1f %% of the atoms have an occupancy above 1.", o.percentAboveOne()));
        if (o.negative() > 0) flags.add("%d atoms have a negative occupancy.".formatted(o.negative()));
        if (o.zero() > 0) flags.add("%d atoms have occupancy 0.".formatted(o.zero()));
        var all = adp.groups().get("overall");
        if (all != null && all.max() - all.min() < 0.01 && all.atoms() > 1)
            flags.add(String.format(Locale.ROOT, "All atoms have the same B, %.2f A^2.", all.mean()));
        else if (adp.zero() > 0) flags.add("%d atoms have a B of 0.".formatted(adp.zero()));
        if (c.singleAtomResidues() > 0)
            flags.add("%d residues of polymers have a single atom.".formatted(c.singleAtomResidues()));
        int unknown = 0;
        for (byte e : s.atoms().element()) if (e == 0) unknown++;
        if (unknown > 0) flags.add("%d atoms are of an unknown element.".formatted(unknown));
        return flags;
    }
}
