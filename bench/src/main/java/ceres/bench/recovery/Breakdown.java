package ceres.bench.recovery;

import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.refine.RefinementParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Where the distance from the truth sits that is left of a random error of 0.5 A, without noise: the share of the sum of squared
/// distances by what is wrong with the atoms. Every atom counts once, under the first that holds of it.
final class Breakdown implements Study {
    private static final double SAME = Math.toRadians(40);

    /// What can be wrong with an atom, the most telling first.
    private enum Part {
        FLIPPED_PEPTIDE("flipped peptide"),
        WRONG_HAND("wrong hand"),
        EXCHANGED("methyls exchanged"),
        WRONG_ROTAMER("wrong rotamer"),
        MAIN_CHAIN("main chain, else"),
        SIDE_CHAIN("side chain, else");

        private final String text;

        Part(String text) { this.text = text; }
    }

    /// Centre and three neighbours of what has a hand.
    private static final Map<String, List<String>> SECOND_CENTRE = Map.of("ILE", List.of("CB", "CA", "CG1", "CG2"), "THR",
            List.of("CB", "CA", "OG1", "CG2"), "VAL", List.of("CB", "CA", "CG1", "CG2"), "LEU",
            List.of("CG", "CB", "CD1", "CD2"));
    private static final List<String> ALPHA = List.of("CA", "N", "C", "CB");
    private static final Set<String> MAIN = Set.of("N", "CA", "C", "O", "OXT");

    @Override
    public String name() { return "breakdown"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "what", "residues or peptides", "atoms", "rmsd, A", "share of squares, %");
        for (Truth chain : scope.among(Truths.small(scope.shared()), Truths.helical(scope.shared())))
            for (double d : scope.among(3.0, 4.0)) one(chain, d, table);
        return table;
    }

    private static void one(Truth chain, double d, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, 1, 1);
        var start = new Disturbance(truth.structure(), 7).shaken(OverResolution.ERROR).structure();
        var refined = Trial.run(truth, start, pair, Optional.empty(), RefinementParameters.DEFAULT).refined();
        Structure s = truth.structure();
        double[] x = Agreement.bestNames(s, refined.atoms().xyz()), y = s.atoms().xyz();
        var part = parts(s, x, y);
        var squares = new double[s.atomCount()];
        for (int i = 0; i < x.length; i++) squares[i / 3] += (x[i] - y[i]) * (x[i] - y[i]);
        double total = Arrays.stream(squares).sum();
        for (Part p : Part.values()) {
            int[] of = IntStream.range(0, part.length).filter(a -> part[a] == p).toArray();
            double sum = Arrays.stream(of).mapToDouble(a -> squares[a]).sum();
            long residues = Arrays.stream(of).map(s::residueOf).distinct().count();
            table.add(truth.name(), Table.number(d, 1), p.text, residues, of.length,
                    Table.number(of.length == 0 ? Double.NaN : Math.sqrt(sum / of.length), 2),
                    Table.number(100 * sum / total, 0));
        }
    }

    private static Part[] parts(Structure s, double[] x, double[] y) {
        var part = new Part[s.atomCount()];
        for (int a = 0; a < part.length; a++) part[a] = MAIN.contains(s.atomName(a)) ? Part.MAIN_CHAIN : Part.SIDE_CHAIN;
        for (SideChain c : SideChain.of(s)) if (!c.same(x, y, SAME)) side(s, c.residue(), Part.WRONG_ROTAMER, part);
        for (int r = 0; r < s.residueCount(); r++) {
            var second = SECOND_CENTRE.get(s.residueName(r));
            boolean mirrored = second != null && mirrored(s, r, second, x, y);
            boolean methyls = Set.of("VAL", "LEU").contains(s.residueName(r));
            if (mirrored) side(s, r, methyls ? Part.EXCHANGED : Part.WRONG_HAND, part);
            if (mirrored(s, r, ALPHA, x, y)) for (int a = s.atomStart(r); a < s.atomEnd(r); a++) part[a] = Part.WRONG_HAND;
        }
        for (Peptide p : Peptide.of(s))
            if (!p.same(x, y)) part[p.c()] = part[p.o()] = part[p.n()] = Part.FLIPPED_PEPTIDE;
        return part;
    }

    private static void side(Structure s, int r, Part as, Part[] part) {
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) if (!MAIN.contains(s.atomName(a))) part[a] = as;
    }

    private static boolean mirrored(Structure s, int r, List<String> names, double[] x, double[] y) {
        int[] a = names.stream().mapToInt(n -> s.find(r, n)).toArray();
        return Arrays.stream(a).allMatch(k -> k >= 0)
                && Geometry.volume(x, a[0], a[1], a[2], a[3]) * Geometry.volume(y, a[0], a[1], a[2], a[3]) < 0;
    }
}
