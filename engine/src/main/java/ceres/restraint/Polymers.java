package ceres.restraint;

import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Links along the chains: peptides and phosphodiesters, and the backbone ideals that need neighbours on both sides.
///
/// Two residues that follow each other in a chain are linked if their ends are within 3.0 A; if the file numbers them as neighbours
/// (label_seq_id) up to 4.5 A, with a note; if it numbers them apart, only up to 1.7 A. A chain whose two ends are within 2.0 A is a ring.
final class Polymers {
    private static final double REACH = 3.0;
    private static final double REACH_IF_CONSECUTIVE = 4.5;
    private static final double REACH_IF_APART = 1.7;
    private static final double REACH_OF_RING = 2.0;
    private static final int SMALLEST_RING = 3;
    private static final Set<String> STANDARD = Set.of("ALA", "ARG", "ASN", "ASP", "CYS", "GLN", "GLU", "GLY", "HIS", "ILE",
            "LEU", "LYS",
            "MET", "MSE", "PHE", "PRO", "SER", "THR", "TRP", "TYR", "VAL");

    private final Emitter emit;
    private final Structure structure;
    private final @Nullable ResidueMatch[] matches;
    private final ResidueRows[] residueRows;
    private final ReportBuilder report;
    private final List<Link> links;
    /// Atoms that the file bonds to another component: no link is stretched to them.
    private final Set<Integer> bound;
    private final PeptideLinks peptides;
    private final NucleicLinks nucleic;
    private final double[] xyz;
    /// Peptides by first residue, where neither end has micro-heterogeneity.
    private final Map<Integer, Peptide> next = new HashMap<>();

    /// The phosphorus on the 3' side of a nucleotide.
    private final Map<Integer, Integer> phosphorus = new HashMap<>();

    private record Peptide(int first, int second, boolean cis, ResidueRows rows) {}

    Polymers(Emitter emit, @Nullable ResidueMatch[] matches, ResidueRows[] residueRows, ReportBuilder report, List<Link> links,
            Set<Integer> bound) {
        this.emit = emit;
        this.structure = emit.structure;
        this.matches = matches;
        this.residueRows = residueRows;
        this.report = report;
        this.links = links;
        this.bound = bound;
        this.peptides = new PeptideLinks(emit);
        this.nucleic = new NucleicLinks(emit);
        this.xyz = structure.atoms().xyz();
    }

    void link() {
        for (int c = 0; c < structure.chainCount(); c++) {
            List<int[]> positions = positions(c);
            int before = links.size(), places = positions.size();
            for (int p = 0; p + 1 < positions.size(); p++)
                for (int first : positions.get(p))
                    for (int second : positions.get(p + 1))
                        link(first, second, positions.get(p).length * positions.get(p + 1).length == 1);
            int made = links.size() - before, breaks = places - 1 - made;
            if (made > 0 && breaks > 0)
                report.note("chain " + structure.authChain(c) + ": " + breaks + (breaks == 1 ? " break" : " breaks"));
            closeRing(c);
        }
    }

    /// Head to tail: the last C and the first N of a chain, if they are bonded, have a peptide like any other.
    private void closeRing(int c) {
        int first = structure.residueStart(c), last = structure.residueEnd(c) - 1;
        while (last > first && !isPeptide(last)) last--;
        if (last - first < SMALLEST_RING - 1 || !isPeptide(first)) return;
        ResidueMatch head = matches[first], tail = matches[last];
        int n = head.atom("N"), carbon = tail.atom("C");
        if (n >= 0 && carbon >= 0 && Geometry.distance(xyz, n, carbon) < REACH_OF_RING) peptide(tail, head, carbon, n, true);
    }

    private boolean isPeptide(int r) { return matches[r] != null && matches[r].component().isPeptide(); }

    /// The residues of a chain, those at one place (same number and insertion code) together.
    private List<int[]> positions(int chain) {
        List<int[]> positions = new ArrayList<>();
        int end = structure.residueEnd(chain);
        for (int r = structure.residueStart(chain); r < end;) {
            int next = r + 1;
            while (next < end && structure.seq(next) == structure.seq(r) && structure.icode(next) == structure.icode(r)
                    && matches[r] != null && isAlternative(r, next))
                next++;
            var place = new int[next - r];
            for (int k = 0; k < place.length; k++) place[k] = r + k;
            positions.add(place);
            r = next;
        }
        return positions;
    }

    private boolean isAlternative(int r, int other) {
        return structure.altloc(structure.atomStart(r)) != 0 && structure.altloc(structure.atomStart(other)) != 0;
    }

    private void link(int first, int second, boolean only) {
        ResidueMatch a = matches[first], b = matches[second];
        if (a == null || b == null) return;
        if (a.component().isPeptide() && b.component().isPeptide()) peptide(a, b, only);
        else if (a.component().isNucleotide() && b.component().isNucleotide()) nucleic(a, b);
    }

    private boolean within(ResidueMatch a, ResidueMatch b, int end, int start) {
        double d = Geometry.distance(xyz, end, start);
        if (d > REACH_OF_RING && (bound.contains(end) || bound.contains(start))) return false;
        int p = structure.residues().labelSeq()[a.residue()], q = structure.residues().labelSeq()[b.residue()];
        if (p == 0 || q == 0) return d < REACH;
        if (q == p + 1 || q == p) {
            if (d >= REACH && d < REACH_IF_CONSECUTIVE)
                report.note("stretched link %.1f A: %s - %s".formatted(d, structure.describe(end), structure.describe(start)));
            return d < REACH_IF_CONSECUTIVE;
        }
        return d < REACH_IF_APART;
    }

    private void peptide(ResidueMatch a, ResidueMatch b, boolean only) {
        int c = a.atom("C"), n = b.atom("N");
        if (c >= 0 && n >= 0 && within(a, b, c, n)) peptide(a, b, c, n, only);
    }

    private void peptide(ResidueMatch a, ResidueMatch b, int c, int n, boolean only) {
        int bonds = emit.rows.bonds(), angles = emit.rows.angles();
        boolean cis = peptides.isCis(a, b);
        String name = peptides.restrain(a, b, residueRows[b.residue()]);
        links.add(new Link(Link.Kind.PEPTIDE, c, n, false, name));
        if (only)
            next.put(a.residue(), new Peptide(a.residue(), b.residue(), cis,
                    new ResidueRows(bonds, emit.rows.bonds(), angles, emit.rows.angles(), 0, 0)));
    }

    private void nucleic(ResidueMatch a, ResidueMatch b) {
        int o3 = a.atom("O3'"), p = b.atom("P");
        if (o3 < 0 || p < 0 || !within(a, b, o3, p)) return;
        phosphorus.put(a.residue(), p);
        links.add(new Link(Link.Kind.NUCLEIC, o3, p, false, nucleic.restrain(a, b)));
    }

    /// Gives RNA sugars the ideals of their pucker, now that it is known what follows each.
    void puckers() {
        int second = 0, third = 0;
        for (int r = 0; r < matches.length; r++) {
            if (matches[r] == null || !matches[r].component().isNucleotide()) continue;
            var pucker = RnaPucker.restrain(emit, matches[r], residueRows[r], phosphorus.getOrDefault(r, -1));
            if (pucker == RnaPucker.Pucker.C2_ENDO) second++;
            if (pucker == RnaPucker.Pucker.C3_ENDO) third++;
        }
        if (second + third > 0) report.note("RNA sugars: " + third + " C3'-endo, " + second + " C2'-endo");
    }

    /// Every residue whose ideals depend on its conformation: standard, between two trans peptides, in every conformer.
    Cdl cdl() {
        var cdl = new Cdl();
        for (var before : next.values().stream().sorted((p, q) -> Integer.compare(p.first, q.first)).toList()) {
            var after = next.get(before.second);
            if (after == null || before.cis || after.cis) continue;
            var match = matches[before.second];
            if (match == null || !STANDARD.contains(match.component().id())) continue;
            site(cdl, before, match, after);
        }
        return cdl;
    }

    /// One site for every conformer of the three residues.
    private void site(Cdl cdl, Peptide before, ResidueMatch match, Peptide after) {
        ResidueMatch first = matches[before.first], last = matches[after.second];
        String group = Cdl.group(match.component().id(), last.component().id().equals("PRO"));
        for (char alt : Conformers.union(first, match, last)) {
            int c0 = first.atom("C", alt), n2 = last.atom("N", alt), n = match.atom("N", alt), ca = match.atom("CA", alt),
                    c = match.atom("C", alt);
            if (ca >= 0 && c >= 0 && n >= 0) site(cdl, before, match, after, new int[]{c0, n, ca, c, n2}, alt, group);
        }
    }

    private void site(Cdl cdl, Peptide before, ResidueMatch match, Peptide after, int[] atoms, char alt, String group) {
        int c0 = atoms[0], n = atoms[1], ca = atoms[2], c = atoms[3], n2 = atoms[4], o = match.atom("O", alt),
                cb = match.atom("CB", alt);
        var own = residueRows[match.residue()];
        int[] rows = {angle(before.rows, c0, n, ca), angle(own, n, ca, cb), angle(own, n, ca, c), angle(own, cb, ca, c),
            angle(own, ca, c, o),
            angle(after.rows, ca, c, n2), angle(after.rows, o, c, n2), bond(before.rows, c0, n), bond(own, n, ca),
            bond(own, ca, cb),
            bond(own, ca, c), bond(own, c, o)};
        cdl.add(atoms, rows, group);
    }

    private int angle(ResidueRows r, int i, int j, int k) {
        return i < 0 || k < 0 ? -1 : emit.rows.findAngle(r.anglesFrom(), r.anglesTo(), i, j, k);
    }

    private int bond(ResidueRows r, int i, int j) {
        return i < 0 || j < 0 ? -1 : emit.rows.findBond(r.bondsFrom(), r.bondsTo(), i, j);
    }
}
