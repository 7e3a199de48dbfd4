package ceres.io;

import ceres.model.Structure;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Which atom of an original an atom of its refined version is: by identity, or by name where atoms were added or removed.
final class AtomMatch {
    private AtomMatch() {}

    /// For each atom of `refined` the atom of `original` that it was, -1 for a new one. No two atoms were the same one.
    static int[] of(Structure refined, Structure original) {
        var match = new int[refined.atomCount()];
        if (sameComposition(refined, original)) {
            Arrays.setAll(match, a -> a);
            return match;
        }
        Map<String, Deque<Integer>> byKey = new HashMap<>();
        for (int a = 0; a < original.atomCount(); a++) byKey.computeIfAbsent(key(original, a), _ -> new ArrayDeque<>()).add(a);
        for (int a = 0; a < match.length; a++) {
            var candidates = byKey.get(key(refined, a));
            Integer found = candidates == null ? null : candidates.poll();
            match[a] = found == null ? -1 : found;
        }
        return match;
    }

    private static boolean sameComposition(Structure p, Structure q) {
        var r = p.residues();
        var o = q.residues();
        return Arrays.equals(p.atoms().name(), q.atoms().name()) && Arrays.equals(p.atoms().altloc(), q.atoms().altloc())
                && Arrays.equals(r.atomStart(), o.atomStart()) && Arrays.equals(r.name(), o.name())
                && Arrays.equals(r.seq(), o.seq())
                && Arrays.equals(r.icode(), o.icode()) && Arrays.equals(p.chains().labelId(), q.chains().labelId())
                && Arrays.equals(p.chains().residueStart(), q.chains().residueStart());
    }

    private static String key(Structure s, int a) {
        int r = s.residueOf(a), c = s.chainOf(r);
        return s.chains().labelId()[c] + '|' + s.seq(r) + '|' + s.icode(r) + '|' + s.residueName(r) + '|' + s.atomName(a) + '|'
                + s.altloc(a);
    }
}
