package ceres.restraint;

import java.util.Arrays;

/// Who is bonded to whom: covalent bonds and metal coordination, no hydrogen bonds. Neighbours of each atom are sorted.
public final class BondGraph {
    private final int[] start;
    private final int[] neighbour;

    /// @param n number of atoms
    /// @param i first atoms of the bonds
    /// @param j second atoms; a bond may occur more than once
    public BondGraph(int n, int[] i, int[] j) {
        var degree = new int[n + 1];
        for (int b = 0; b < i.length; b++) {
            degree[i[b] + 1]++;
            degree[j[b] + 1]++;
        }
        for (int a = 0; a < n; a++) degree[a + 1] += degree[a];
        var all = new int[2 * i.length];
        var next = degree.clone();
        for (int b = 0; b < i.length; b++) {
            all[next[i[b]]++] = j[b];
            all[next[j[b]]++] = i[b];
        }
        this.start = new int[n + 1];
        this.neighbour = new int[all.length];
        int size = 0;
        for (int a = 0; a < n; a++) {
            Arrays.sort(all, degree[a], degree[a + 1]);
            for (int s = degree[a]; s < degree[a + 1]; s++)
                if (s == degree[a] || all[s] != all[s - 1]) neighbour[size++] = all[s];
            start[a + 1] = size;
        }
    }

    public int atomCount() { return start.length - 1; }

    /// n + 1 offsets into [#neighbour]. Shared; not to be changed.
    public int[] start() { return start; }

    /// Bonded atoms, `[start[a], start[a + 1])` for atom a; longer than needed if bonds were given twice.
    public int[] neighbour() { return neighbour; }

    public int degree(int a) { return start[a + 1] - start[a]; }

    /// The n-th neighbour of atom a.
    public int neighbour(int a, int n) { return neighbour[start[a] + n]; }

    public boolean bonded(int a, int b) { return Arrays.binarySearch(neighbour, start[a], start[a + 1], b) >= 0; }

    /// True if a and b share a neighbour.
    public boolean is13(int a, int b) {
        for (int s = start[a]; s < start[a + 1]; s++) if (bonded(neighbour[s], b)) return true;
        return false;
    }

    /// True if a neighbour of a is bonded to a neighbour of b.
    public boolean is14(int a, int b) {
        for (int s = start[a]; s < start[a + 1]; s++) if (is13(neighbour[s], b)) return true;
        return false;
    }

    /// Number of bonds on the shortest way between two atoms: 0 (the same), 1, 2, 3, or 4 for everything farther.
    public int separation(int a, int b) {
        if (a == b) return 0;
        if (bonded(a, b)) return 1;
        if (is13(a, b)) return 2;
        return is14(a, b) ? 3 : 4;
    }
}
