package ceres.refine;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.util.HashSet;
import java.util.List;

/// Takes out the waters, ions and ligands for which the map shows nothing, when asked to.
final class Removal {
    private Removal() {}

    /// @param changes those marked as without density are marked as removed
    static Structure of(Structure s, List<Change> changes) {
        var gone = new HashSet<String>();
        for (int k = 0; k < changes.size(); k++) {
            Change c = changes.get(k);
            if (c.kind() != Change.Kind.WITHOUT_DENSITY) continue;
            gone.add(key(c.chain(), c.seq(), c.icode(), c.residue()));
            changes.set(k,
                    new Change(Change.Kind.REMOVED, c.chain(), c.seq(), c.icode(), c.residue(), c.shift(), c.before(), c.after(),
                            c.evidence()));
        }
        if (gone.isEmpty()) return s;
        return StructureBuilder.subset(s, a -> {
            int r = s.residueOf(a);
            return !gone.contains(key(s.authChain(s.chainOf(r)), s.seq(r), s.icode(r), s.residueName(r)));
        });
    }

    private static String key(String chain, int seq, char icode, String name) { return chain + ' ' + seq + icode + ' ' + name; }
}
