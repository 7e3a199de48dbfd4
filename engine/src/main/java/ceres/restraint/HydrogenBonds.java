package ceres.restraint;

import ceres.model.ModelHeader;
import ceres.model.SecondaryStructure;
import ceres.model.Structure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Hydrogen bonds that hold helices and sheets in shape while the map is poor: N...O 2.90 A, sigma 0.15 A, letting go at 0.6 A.
///
/// Helices are those of the file, where it states any, else those found ([SecondaryStructure]); N of residue i + 4 (3, 5) binds O of i. The pairs
/// of sheets are always the bonds found. Bonds longer than 4 A are not restrained: the annotation is wrong there, or a kink is real.
final class HydrogenBonds {
    private static final double IDEAL = 2.90, SIGMA = 0.15, LIMIT = 0.6;
    private static final double LONGEST = 4.0;

    private final Structure structure;
    private final RestraintBuilder rows;
    private final Set<Long> done = new HashSet<>();

    HydrogenBonds(Structure structure, RestraintBuilder rows) {
        this.structure = structure;
        this.rows = rows;
    }

    void restrain(ModelHeader header, SecondaryStructure found) {
        boolean stated = !header.helices().isEmpty();
        if (stated) statedHelices(header);
        for (var bond : found.bonds()) {
            int step = bond.donor() - bond.acceptor();
            boolean helix = step >= 3 && step <= 5 && structure.chainOf(bond.donor()) == structure.chainOf(bond.acceptor())
                    && found.isHelix(bond.donor() - 1) && found.isHelix(bond.acceptor() + 1);
            boolean sheet = found.isStrand(bond.donor()) && found.isStrand(bond.acceptor());
            if (helix && !stated || sheet) bond(bond.donor(), bond.acceptor());
        }
    }

    private void statedHelices(ModelHeader header) {
        Map<String, Integer> residues = new HashMap<>();
        for (int r = 0; r < structure.residueCount(); r++)
            if (structure.find(r, "CA") >= 0)
                residues.putIfAbsent(key(structure.authChain(structure.chainOf(r)), structure.seq(r), structure.icode(r)), r);
        for (var helix : header.helices()) {
            Integer first = residues.get(key(helix.chain(), helix.firstSeq(), helix.firstIcode()));
            Integer last = residues.get(key(helix.chain(), helix.lastSeq(), helix.lastIcode()));
            if (first == null || last == null || structure.chainOf(first) != structure.chainOf(last)) continue;
            for (int r = first; r + 4 <= last; r++) bond(r + 4, r);
        }
    }

    private static String key(String chain, int seq, char icode) { return chain + "|" + seq + "|" + (int) icode; }

    private void bond(int donor, int acceptor) {
        int n = structure.find(donor, "N"), o = structure.find(acceptor, "O");
        if (n < 0 || o < 0 || structure.residueName(donor).equals("PRO")) return;
        if (structure.altloc(n) != structure.altloc(o) && structure.altloc(n) != 0 && structure.altloc(o) != 0) return;
        if (structure.distance(n, o) < LONGEST && done.add((long) n << 32 | o)) rows.hydrogenBond(n, o, IDEAL, SIGMA, LIMIT);
    }
}
