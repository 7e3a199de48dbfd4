package ceres.refine.quality;

import ceres.model.Structure;
import java.util.Optional;
import java.util.stream.IntStream;

/// The last gate: a refined model has the heavy atoms of its input, each with its name, residue, chain and alternate location, in their order.
public final class Composition {
    private Composition() {}

    /// The first atom in which two models differ, hydrogens apart; empty if there is none.
    public static Optional<String> difference(Structure input, Structure refined) {
        int[] x = heavy(input), y = heavy(refined);
        for (int k = 0; k < Math.max(x.length, y.length); k++) {
            if (k < x.length && k < y.length && same(input, x[k], refined, y[k])) continue;
            String has = k < y.length ? refined.describe(y[k]) : "nothing", had = k < x.length ? input.describe(x[k]) : "nothing";
            return Optional.of("the refined model has " + has + " where the input has " + had);
        }
        return Optional.empty();
    }

    private static int[] heavy(Structure s) { return IntStream.range(0, s.atomCount()).filter(a -> !s.isHydrogen(a)).toArray(); }

    private static boolean same(Structure s, int a, Structure t, int b) {
        int r = s.residueOf(a), q = t.residueOf(b);
        return s.atomName(a).equals(t.atomName(b)) && s.atoms().element()[a] == t.atoms().element()[b]
                && s.altloc(a) == t.altloc(b)
                && s.residueName(r).equals(t.residueName(q)) && s.seq(r) == t.seq(q) && s.icode(r) == t.icode(q)
                && s.authChain(s.chainOf(r)).equals(t.authChain(t.chainOf(q)));
    }
}
