package ceres.pipeline.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An RNA hairpin: an A-form stem closed by a GNRA tetraloop, built from the backbone conformers that such hairpins have.
///
/// Source of the torsions: Richardson2008, conformers 1a (stem), 1a 1g 1a 1a 1c (the steps into, through and out of the loop).
final class Hairpin {
    static final String SEQUENCE = "GGCGACGAAAGUCGCC";
    private static final int STEM = 6;

    /// Means of the conformers: epsilon, zeta, alpha, beta, gamma, delta; degrees.
    private static final double[] A1 = {212.25, 288.831, 294.967, 173.99, 53.55, 81.035},
            G1 = {218.636, 290.735, 167.447, 159.565, 51.326, 85.213},
            C1 = {196.591, 291.299, 153.06, 194.379, 179.061, 83.648};
    private static final List<String> TIED = List.of("epsilon", "zeta", "alpha", "beta", "gamma", "delta");
    private static final double CHI = -162;

    /// Hydrogen bonds of the pairs, A.
    private static final Map<Character, String[]> BONDS = Map.of('G', new String[]{"N1 N3 2.95", "N2 O2 2.86", "O6 N4 2.91"}, 'A',
            new String[]{"N1 N3 2.82", "N6 O4 2.95"});

    final TorsionTree tree = new TorsionTree();
    private double[] torsions;

    Hairpin() {
        Map<String, Integer> before = Map.of("C3'", -3, "O3'", -2, "P", -1);
        for (int r = 0; r < SEQUENCE.length(); r++) before = nucleotide(r, before);
        torsions = tree.start();
        pair();
    }

    double[] xyz() { return tree.place(torsions); }

    static String name(int residue) { return SEQUENCE.substring(residue, residue + 1); }

    /// The conformer of the step into residue r.
    private static double[] step(int r) {
        return switch (r - STEM) {
            case 1 -> G1;
            case 4 -> C1;
            default -> A1;
        };
    }

    private Map<String, Integer> nucleotide(int r, Map<String, Integer> before) {
        var index = new java.util.HashMap<String, Integer>();
        before.forEach((atom, i) -> index.put("-" + atom, i));
        if (r == 0) index.put("P", before.get("P"));
        var ties = new java.util.HashMap<String, Integer>();
        for (int k = 0; k < TIED.size(); k++) ties.put(TIED.get(k), tree.variable(Math.toRadians(step(r)[k])));
        ties.put("chi", tree.variable(Math.toRadians(CHI)));
        for (var p : Shapes.standard().places("sugar"))
            if (r > 0 || !List.of("P", "OP1", "OP2").contains(p.atom())) add(r, p, index, ties);
        for (var p : Shapes.standard().places(name(r))) add(r, p, index, ties);
        return index;
    }

    private void add(int r, Shapes.Place p, Map<String, Integer> index, Map<String, Integer> ties) {
        String atom = glycosidic(r, p.atom());
        int variable = p.tied().isEmpty() ? -1 : ties.get(p.tied());
        int i = tree.add(new TorsionTree.Atom(atom, p.atomicNumber(), r), index.get(glycosidic(r, p.parent())),
                index.get(glycosidic(r, p.grand())), index.get(glycosidic(r, p.great())), p.length(), p.angle(), p.torsion(),
                variable);
        index.put(atom, i);
    }

    /// The table calls the base's nitrogen at the sugar N.
    private static String glycosidic(int r, String atom) {
        if (!atom.equals("N")) return atom;
        return "AG".contains(name(r)) ? "N9" : "N1";
    }

    /// Closes the stem: torsions against the hydrogen bonds of its pairs.
    private void pair() {
        for (double close : new double[]{0, 2.8, 3.3}) {
            var stiffness = new double[torsions.length];
            java.util.Arrays.fill(stiffness, 6);
            var folding = new Folding(tree, stiffness, close, this::inBase);
            for (int i = 0; i < STEM; i++) wantPair(folding, i, SEQUENCE.length() - 1 - i);
            folding.want(tree.find(STEM, "N2"), tree.find(STEM + 3, "N7"), 3.0, 1);
            folding.fold(torsions, 300);
        }
    }

    private boolean inBase(int atom) { return !tree.atom(atom).name().contains("'") && !tree.atom(atom).name().contains("P"); }

    private void wantPair(Folding folding, int i, int j) {
        boolean purine = "AG".contains(name(i));
        int big = purine ? i : j, small = purine ? j : i;
        for (String bond : BONDS.get(SEQUENCE.charAt(big))) {
            String[] w = bond.split(" ");
            folding.want(tree.find(big, w[0]), tree.find(small, w[1]), Double.parseDouble(w[2]), 3);
        }
        folding.want(tree.find(i, "C1'"), tree.find(j, "C1'"), 10.55, 2);
    }

    /// Names of the atoms of a residue in the order of [#tree].
    List<Integer> atoms(int residue) {
        var atoms = new ArrayList<Integer>();
        for (int i = 0; i < tree.size(); i++) if (tree.atom(i).residue() == residue) atoms.add(i);
        return atoms;
    }
}
