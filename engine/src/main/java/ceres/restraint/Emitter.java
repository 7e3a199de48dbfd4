package ceres.restraint;

import ceres.model.Structure;
import ceres.restraint.Restraints.Origin;

/// Puts restraints on atoms if all of them are there and can be there at once: no two different altlocs, and each group of atoms once,
/// though several conformers share it.
final class Emitter {
    final Structure structure;
    final RestraintBuilder rows;
    private char conformer;
    private boolean first;

    Emitter(Structure structure, RestraintBuilder rows) {
        this.structure = structure;
        this.rows = rows;
    }

    /// Says which conformer the next restraints belong to.
    ///
    /// @param isFirst true for the first conformer of a place: it also gives the restraints of atoms without altloc
    void conformer(char altloc, boolean isFirst) {
        this.conformer = altloc;
        this.first = isFirst;
    }

    private boolean admits(int... atoms) {
        char seen = 0;
        boolean own = first;
        for (int a : atoms) {
            if (a < 0) return false;
            char alt = structure.altloc(a);
            if (alt == 0) continue;
            if (seen != 0 && alt != seen) return false;
            seen = alt;
            own |= alt == conformer;
        }
        return own;
    }

    void bond(int i, int j, double ideal, double sigma, Origin origin) {
        if (admits(i, j)) rows.bond(i, j, ideal, sigma, origin);
    }

    void angle(int i, int j, int k, double idealDeg, double sigmaDeg, Origin origin) {
        if (admits(i, j, k)) rows.angle(i, j, k, idealDeg, sigmaDeg, origin);
    }

    void torsion(int i, int j, int k, int l, double idealDeg, double sigmaDeg, int period, Origin origin) {
        if (admits(i, j, k, l)) rows.torsion(i, j, k, l, idealDeg, sigmaDeg, period, origin);
    }

    void torsion(int i, int j, int k, int l, double idealDeg, double alternativeDeg, double sigmaDeg, int period, Origin origin) {
        if (admits(i, j, k, l)) rows.torsion(i, j, k, l, idealDeg, alternativeDeg, sigmaDeg, period, origin);
    }

    void cBeta(int i, int j, int k, int l, double idealDeg, double sigmaDeg) {
        if (admits(i, j, k, l)) rows.cBeta(i, j, k, l, idealDeg, sigmaDeg);
    }

    void chirality(int c, int a, int b, int d, double ideal, double sigma, boolean both) {
        if (admits(c, a, b, d)) rows.chirality(c, a, b, d, ideal, sigma, both);
    }

    /// A plane of those atoms that are there (entries of -1 are left out), if they are at least four.
    void plane(double sigma, int... atoms) {
        int n = 0;
        for (int a : atoms) if (a >= 0) n++;
        var present = new int[n];
        n = 0;
        for (int a : atoms) if (a >= 0) present[n++] = a;
        if (n >= 4 && admits(present)) rows.plane(present, sigma);
    }
}
