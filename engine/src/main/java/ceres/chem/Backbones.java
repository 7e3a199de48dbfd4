package ceres.chem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The backbone of modified residues: published values by atom name, whatever hangs on it.
///
/// Phosphoserine has the peptide of serine, pseudouridine the phosphate of uridine: a component of a polymer that has the backbone atoms of a
/// standard residue takes lengths, angles and their sigmas from it. (The component dictionary draws free molecules, with a carboxylic acid or
/// a terminal phosphate where the chain goes on.)
final class Backbones {
    private static final List<String> PEPTIDE = List.of("N", "CA", "C", "O", "CB", "OXT");
    private static final List<String> PROLINE = List.of("N", "CA", "C", "O", "CB", "OXT", "CG", "CD");
    private static final List<String> NUCLEOTIDE = List.of("P", "OP1", "OP2", "OP3", "O5'", "C5'", "C4'", "C3'", "O3'", "C2'",
            "C1'", "O4'",
            "O2'");

    /// @param template a standard residue
    /// @param atoms names of the atoms that are shared
    private record Standard(Component template, List<String> atoms) {}

    private static final Map<String, Standard> STANDARDS = standards();

    private Backbones() {}

    private static Map<String, Standard> standards() {
        var tables = new OwnTables();
        return Map.of("peptide", new Standard(tables.find("SER").orElseThrow(), PEPTIDE), "proline",
                new Standard(tables.find("PRO").orElseThrow(), PROLINE), "rna",
                new Standard(tables.find("A").orElseThrow(), NUCLEOTIDE), "dna",
                new Standard(tables.find("DA").orElseThrow(), NUCLEOTIDE));
    }

    private static Optional<Standard> of(Component c) {
        if (c.type().contains("PEPTIDE LINKING") && c.has("N") && c.has("CA") && c.has("C") && c.has("O")) {
            boolean ring = c.has("CD") && !Double.isNaN(c.idealLength(c.indexOf("N"), c.indexOf("CD")));
            return Optional.of(STANDARDS.get(ring ? "proline" : "peptide"));
        }
        boolean nucleotide = c.has("P") && c.has("O5'") && c.has("C1'") && c.has("C3'");
        if (nucleotide && c.type().contains("RNA LINKING")) return Optional.of(STANDARDS.get("rna"));
        return nucleotide && c.type().contains("DNA LINKING") ? Optional.of(STANDARDS.get("dna")) : Optional.empty();
    }

    /// The component with the backbone of its class; itself if it is no part of a polymer.
    static Component apply(Component c) {
        var standard = of(c);
        return standard.isEmpty() ? c : apply(c, standard.get());
    }

    private static Component apply(Component c, Standard s) {
        var bonds = c.bonds().stream().map(b -> {
            int i = shared(c, b.a(), s), j = shared(c, b.b(), s);
            if (i < 0 || j < 0) return b;
            return s.template.bonds().stream().filter(t -> t.a() == i && t.b() == j || t.a() == j && t.b() == i).findFirst()
                    .map(t -> new Component.Bond(b.a(), b.b(), b.order(), t.ideal(), t.sigma())).orElse(b);
        }).toList();
        var angles = c.angles().stream().map(g -> {
            int i = shared(c, g.a(), s), v = shared(c, g.vertex(), s), j = shared(c, g.b(), s);
            if (i < 0 || v < 0 || j < 0) return g;
            return s.template.angles().stream()
                    .filter(t -> t.vertex() == v && (t.a() == i && t.b() == j || t.a() == j && t.b() == i)).findFirst()
                    .map(t -> new Component.Angle(g.a(), g.vertex(), g.b(), t.idealDeg(), t.sigmaDeg())).orElse(g);
        }).toList();
        // phi and psi belong to the chain; the backbone of nucleic acids has torsions of its own
        var torsions = c.torsions().stream()
                .filter(t -> shared(c, t.b(), s) < 0 || shared(c, t.c(), s) < 0 || isSideChain(c, t, s)).toList();
        return new Component(c.id(), c.name(), c.type(), c.source(), c.atoms(), bonds, angles, torsions, c.chiralities(),
                c.planes());
    }

    private static boolean isSideChain(Component c, Component.Torsion t, Standard s) {
        var names = new TreeMap<String, Boolean>(Map.of(c.atom(t.b()).name(), true, c.atom(t.c()).name(), true));
        return s.atoms.equals(PEPTIDE) && names.containsKey("CA") && names.containsKey("CB");
    }

    private static int shared(Component c, int atom, Standard s) {
        String name = c.atom(atom).name();
        return s.atoms.contains(name) ? s.template.indexOf(name) : -1;
    }
}
