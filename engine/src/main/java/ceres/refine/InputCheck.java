package ceres.refine;

import ceres.fault.Fault;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.restraint.BondGraph;
import ceres.restraint.InterpretationReport.ComponentRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is odd about an input: what a refinement refuses, and what it takes but says.
final class InputCheck {
    private static final double FINEST = 0.5, COARSEST = 20, FARTHEST = 1e5;
    /// Closer than half of any bond, A: the same place.
    private static final double SAME_PLACE = 0.5;
    /// A peptide or stretch of nucleic acid; waters and ligands apart are named only. Residues.
    private static final int SHORTEST_CHAIN = 3;

    private final RefinementProblem problem;
    private final Structure s;

    InputCheck(RefinementProblem problem) {
        this.problem = problem;
        this.s = problem.interpretation().structure();
    }

    /// @throws Fault.RefinementFailed if there is nothing to refine or nothing to refine against
    void requireSense() {
        if (s.atomCount() == 0)
            throw new Fault.RefinementFailed("the model", "it has no atoms", "give a model with atoms");
        if (!(problem.resolution() >= FINEST && problem.resolution() <= COARSEST))
            throw new Fault.RefinementFailed("the resolution", problem.resolution() + " A is not a resolution to refine at",
                    "state the right one with --resolution");
        for (double x : s.atoms().xyz())
            if (!Double.isFinite(x) || Math.abs(x) > FARTHEST)
                throw new Fault.RefinementFailed("the model", "a coordinate is " + x, "correct the model file");
        if (2 * places() < s.atomCount())
            throw new Fault.RefinementFailed("the model", "most of its %d atoms lie on top of one another, in %d places"
                    .formatted(s.atomCount(), places()), "correct the model file");
        float[] map = problem.map().values();
        boolean constant = true;
        for (float v : map) {
            if (!Float.isFinite(v))
                throw new Fault.RefinementFailed("the map", "a voxel is " + v, "write the map again without such voxels");
            constant &= v == map[0];
        }
        if (constant)
            throw new Fault.RefinementFailed("the map", "every voxel has the value " + map[0],
                    "name the file that holds the map");
    }

    /// Different places, told apart by 64 bits of their coordinates.
    private int places() {
        var hash = new long[s.atomCount()];
        for (int a = 0; a < hash.length; a++)
            for (double x : new double[]{s.x(a), s.y(a), s.z(a)})
                hash[a] = (hash[a] + Double.doubleToLongBits(x)) * 0x9E3779B97F4A7C15L ^ hash[a] >>> 29;
        Arrays.sort(hash);
        int places = hash.length == 0 ? 0 : 1;
        for (int a = 1; a < hash.length; a++) if (hash[a] != hash[a - 1]) places++;
        return places;
    }

    /// Why the input should come back as it is, if so: nothing of it can be fitted, or part of it has no map.
    Optional<String> hopeless() {
        boolean absent = true;
        for (double q : s.atoms().occupancy()) absent &= !(q > 0);
        if (absent) return Optional.of("every atom of the model has an occupancy of 0; set the right occupancies");
        return chainOutside();
    }

    /// Names a chain that has no atom in the map while others have: it would be fitted to nothing, or to density that is another's.
    private Optional<String> chainOutside() {
        var outside = new ArrayList<Integer>();
        boolean[] inside = new boolean[s.chainCount()];
        int[] residues = new int[s.chainCount()];
        for (int r = 0; r < s.residueCount(); r++) residues[s.chainOf(r)]++;
        for (int a = 0; a < s.atomCount(); a++) inside[s.chainOf(s.residueOf(a))] |= inMap(a);
        for (int c = 0; c < inside.length; c++) if (!inside[c] && residues[c] >= SHORTEST_CHAIN) outside.add(c);
        boolean some = false;
        for (boolean in : inside) some |= in;
        if (outside.isEmpty() || !some) return Optional.empty();
        String names = String.join(", ", outside.stream().map(s::authChain).toList());
        return Optional.of("chain %s lies outside the map; give a map that holds it, or a model without it".formatted(names));
    }

    /// Sentences about what a reader should look at.
    List<String> notes() {
        var notes = new ArrayList<String>();
        samePlace().ifPresent(notes::add);
        outside().ifPresent(notes::add);
        for (var c : problem.interpretation().report().components())
            if (c.source().isEmpty() && c.atoms() > c.residues()) notes.add(unknown(c));
        return notes;
    }

    private static String unknown(ComponentRow c) {
        return "%s is in no dictionary: its %d atoms are held softly in the shape in which they came; give its description with --ligand."
                .formatted(c.id(), c.atoms());
    }

    private Optional<String> samePlace() {
        BondGraph bonds = problem.interpretation().bonds();
        var cells = new CellList(s.atoms().xyz(), SAME_PLACE);
        int[] pairs = new int[3];
        for (int i = 0; i < s.atomCount(); i++) {
            int a = i;
            if (s.isHydrogen(a)) continue;
            cells.near(s.x(a), s.y(a), s.z(a), SAME_PLACE, b -> {
                if (b <= a || s.isHydrogen(b) || bonds.bonded(a, b) || !meet(a, b)) return;
                if (pairs[0]++ > 0) return;
                pairs[1] = a;
                pairs[2] = b;
            });
        }
        if (pairs[0] == 0) return Optional.empty();
        return Optional.of(String.format(Locale.ROOT,
                "%d pairs of atoms of the input lie within %.1f A of each other and are neither bonded nor alternates (the first: %s and %s).",
                pairs[0], SAME_PLACE, name(pairs[1]), name(pairs[2])));
    }

    private boolean meet(int a, int b) { return s.altloc(a) == 0 || s.altloc(b) == 0 || s.altloc(a) == s.altloc(b); }

    private Optional<String> outside() {
        int atoms = 0, first = -1;
        for (int a = 0; a < s.atomCount(); a++) {
            if (inMap(a)) continue;
            atoms++;
            if (first < 0) first = a;
        }
        if (atoms == 0) return Optional.empty();
        return Optional.of(String.format(Locale.ROOT,
                "%d of %d atoms of the input lie outside the map (the first: %s): no density says where they belong, "
                        + "and they are held where they are.",
                atoms, s.atomCount(), name(first)));
    }

    private boolean inMap(int a) { return problem.map().grid().holds(s.x(a), s.y(a), s.z(a)); }

    private String name(int a) {
        int r = s.residueOf(a);
        return s.authChain(s.chainOf(r)) + " " + s.residueName(r) + " " + s.seq(r) + " " + s.atomName(a);
    }
}
