package ceres.pipeline;

import ceres.model.Structure;
import java.util.Arrays;
import java.util.HashMap;

/// Which atom of the refined model is which of the initial one: by place where nothing was added or removed, by name elsewhere.
final class AtomMatch {
    private final Structure initial;
    private final Structure refined;
    /// Index in the refined model of each atom of the initial one, -1 where it has none.
    private final int[] twin;

    AtomMatch(Structure initial, Structure refined) {
        this.initial = initial;
        this.refined = refined;
        this.twin = samePlaces(initial, refined) ? identity(initial.atomCount()) : byName(initial, refined);
    }

    private static boolean samePlaces(Structure a, Structure b) {
        return a.atomCount() == b.atomCount() && a.residueCount() == b.residueCount()
                && Arrays.equals(a.residues().seq(), b.residues().seq())
                && Arrays.equals(a.atoms().element(), b.atoms().element());
    }

    private static int[] identity(int n) {
        var twin = new int[n];
        for (int i = 0; i < n; i++) twin[i] = i;
        return twin;
    }

    private static int[] byName(Structure a, Structure b) {
        var index = new HashMap<String, Integer>();
        for (int i = 0; i < b.atomCount(); i++) index.put(key(b, i), i);
        var twin = new int[a.atomCount()];
        for (int i = 0; i < twin.length; i++) twin[i] = index.getOrDefault(key(a, i), -1);
        return twin;
    }

    private static String key(Structure s, int atom) {
        return s.chains().labelId()[s.chainOf(s.residueOf(atom))] + "|" + s.residues().labelSeq()[s.residueOf(atom)] + "|"
                + s.describe(atom);
    }

    int twin(int atom) { return twin[atom]; }

    /// Residue of the refined model that holds the twin of the first atom that has one; -1 if none has.
    int residueTwin(int residue) {
        for (int a = initial.atomStart(residue); a < initial.atomEnd(residue); a++)
            if (twin[a] >= 0) return refined.residueOf(twin[a]);
        return -1;
    }

    /// Root mean square shift of the heavy atoms of a residue, A; NaN if none has a twin.
    double shift(int residue) { return rms(initial.atomStart(residue), initial.atomEnd(residue)); }

    /// Root mean square shift of all heavy atoms, A; NaN if none has a twin.
    double rms() { return rms(0, initial.atomCount()); }

    private double rms(int from, int to) {
        double sum = 0;
        int n = 0;
        for (int a = from; a < to; a++) {
            if (twin[a] < 0 || initial.isHydrogen(a)) continue;
            sum += distance2(a);
            n++;
        }
        return n == 0 ? Double.NaN : Math.sqrt(sum / n);
    }

    private double distance2(int a) {
        int b = twin[a];
        double dx = initial.x(a) - refined.x(b), dy = initial.y(a) - refined.y(b), dz = initial.z(a) - refined.z(b);
        return dx * dx + dy * dy + dz * dz;
    }
}
