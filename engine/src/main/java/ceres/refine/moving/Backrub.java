package ceres.refine.moving;

import java.util.Arrays;

/// The backrub move of one residue: it rocks about the line between its neighbours' C-alphas, and the two peptides beside it turn back so
/// that their oxygens stay. Moves a side chain's root by up to half an angstrom where bonds and neighbours hardly notice.
///
/// Source: Davis2006.
///
/// @param site phi and psi of the residue
/// @param core heavy atoms of the residue
/// @param before carbon and oxygen of the residue before; the nitrogen is the residue's
/// @param after nitrogen of the residue after
/// @param alphaAfter C-alpha of the residue after
/// @param oxygen of the residue
public record Backrub(Backbone.Site site, int[] core, int[] before, int after, int alphaAfter, int oxygen) {

    /// Heavy atoms that move.
    public int[] atoms() {
        int[] all = Arrays.copyOf(core, core.length + before.length + 1);
        System.arraycopy(before, 0, all, core.length, before.length);
        all[all.length - 1] = after;
        return all;
    }

    /// @param angle radians
    public void turn(double[] xyz, double angle) {
        double[] oldBefore = Arrays.copyOfRange(xyz, 3 * before[1], 3 * before[1] + 3),
                old = Arrays.copyOfRange(xyz, 3 * oxygen, 3 * oxygen + 3);
        Rotation.about(xyz, site.alphaBefore(), alphaAfter, angle, atoms());
        back(xyz, oldBefore, site.alphaBefore(), site.alpha(), before[1], new int[]{before[0], before[1], site.n()});
        back(xyz, old, site.alpha(), alphaAfter, oxygen, new int[]{site.carbon(), oxygen, after});
    }

    /// Turns a peptide about the line of its C-alphas so that its oxygen comes as near as it can to where it was.
    ///
    /// @param old that place, A
    private static void back(double[] xyz, double[] old, int from, int to, int oxygen, int[] peptide) {
        double[] u = new double[3], p = u.clone(), q = u.clone();
        double length = 0, alongP = 0, alongQ = 0;
        for (int d = 0; d < 3; d++) {
            u[d] = xyz[3 * to + d] - xyz[3 * from + d];
            length += u[d] * u[d];
        }
        for (int d = 0; d < 3; d++) {
            u[d] /= Math.sqrt(length);
            p[d] = xyz[3 * oxygen + d] - xyz[3 * from + d];
            q[d] = old[d] - xyz[3 * from + d];
            alongP += p[d] * u[d];
            alongQ += q[d] * u[d];
        }
        for (int d = 0; d < 3; d++) {
            p[d] -= alongP * u[d];
            q[d] -= alongQ * u[d];
        }
        double sin = u[0] * (p[1] * q[2] - p[2] * q[1]) + u[1] * (p[2] * q[0] - p[0] * q[2]) + u[2] * (p[0] * q[1] - p[1] * q[0]),
                cos = p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
        Rotation.about(xyz, from, to, Math.atan2(sin, cos), peptide);
    }
}
