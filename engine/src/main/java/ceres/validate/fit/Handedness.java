package ceres.validate.fit;

import ceres.model.Structure;

/// Which way the helices of a protein turn. Those of L-amino acids turn right; a model full of left-handed ones was built into the mirror
/// image of a map.
///
/// @param right helical turns that are right-handed
/// @param left that are left-handed
public record Handedness(int right, int left) {
    private static final int ENOUGH = 20;

    public static Handedness of(Structure s) {
        int right = 0, left = 0;
        for (int c = 0; c < s.chainCount(); c++)
            for (int r = s.residueStart(c); r + 3 < s.residueEnd(c); r++) {
                int turn = turn(s, r);
                if (turn > 0) right++;
                if (turn < 0) left++;
            }
        return new Handedness(right, left);
    }

    /// True if there are enough turns to judge and most are left-handed.
    public boolean mirrored() { return right + left >= ENOUGH && left > 2 * right; }

    /// 1 for four successive CA atoms that stand like those of a right-handed helix, -1 for a left-handed one, else 0.
    private static int turn(Structure s, int r) {
        var ca = new int[4];
        for (int i = 0; i < 4; i++) {
            ca[i] = s.find(r + i, "CA");
            if (ca[i] < 0 || i > 0 && Math.abs(s.distance(ca[i - 1], ca[i]) - 3.8) > 0.4) return 0;
        }
        if (s.distance(ca[0], ca[2]) > 6.0 || s.distance(ca[0], ca[3]) > 6.2) return 0;
        double volume = volume(s, ca);
        return volume > 10 ? 1 : volume < -10 ? -1 : 0;
    }

    /// (b - a) . ((c - b) x (d - c)), A^3: positive for a right-handed screw.
    private static double volume(Structure s, int[] p) {
        var v = new double[3][3];
        for (int i = 0; i < 3; i++) {
            v[i][0] = s.x(p[i + 1]) - s.x(p[i]);
            v[i][1] = s.y(p[i + 1]) - s.y(p[i]);
            v[i][2] = s.z(p[i + 1]) - s.z(p[i]);
        }
        return v[0][0] * (v[1][1] * v[2][2] - v[1][2] * v[2][1]) + v[0][1] * (v[1][2] * v[2][0] - v[1][0] * v[2][2])
                + v[0][2] * (v[1][0] * v[2][1] - v[1][1] * v[2][0]);
    }
}
