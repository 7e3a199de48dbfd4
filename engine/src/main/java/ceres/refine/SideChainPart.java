package ceres.refine;

import ceres.refine.density.ShellLikelihood;
import ceres.refine.moving.Backrub;
import ceres.refine.moving.RidingHydrogens;
import ceres.refine.moving.Rotation;
import ceres.refine.moving.SideChains;
import ceres.refine.moving.Torsion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One residue's part of the model while its side chain is fitted. One caller at a time.
///
/// @param moved heavy atoms beyond each chi's bond
/// @param all heavy atoms that any chi or the backrub moves
/// @param hydrogens numbers of hydrogens riding on them
/// @param near atoms that may be in touch
/// @param rub the backrub move whose atoms are among them; null if the backbone stands still
/// @param density what the map says of them; null if it says nothing
/// @param riding places hydrogens
/// @param desk this part's own
record SideChainPart(SideChains.Site site, int[][] moved, int[] all, int[] hydrogens, Near near, @Nullable Backrub rub,
        ShellLikelihood.@Nullable Group density, RidingHydrogens riding, Desk desk) {
    /// Scratch, and what was looked up before.
    ///
    /// @param contact d0 of every moved atom (hydrogens last) with every atom near by (those that stand still last): 0 where it is not looked up
    ///        yet, [#NEVER] for atoms that may be as near as they like
    /// @param still of every moved atom where it was last and the contact energy with those that stand still there; NaN where it was nowhere
    record Desk(double[] contact, double[] hydrogen, double[] still) {
        private Desk(int moved, int near) {
            this(new double[moved * near], new double[RidingHydrogens.SCRATCH], new double[4 * moved]);
            Arrays.fill(still, Double.NaN);
        }

        /// Its square is 0: no distance is less.
        static final double NEVER = Double.MIN_VALUE;
    }

    SideChainPart(SideChains.Site site, int[][] moved, int[] all, int[] hydrogens, Near near, @Nullable Backrub rub,
            ShellLikelihood.@Nullable Group density, RidingHydrogens riding) {
        this(site, moved, all, hydrogens, near, rub, density, riding,
                new Desk(all.length + hydrogens.length, near.mobile().length + near.still().length));
    }

    /// Turns every chi to that value, radians; hydrogens stay behind.
    void turnTo(double[] chi, double[] xyz) {
        for (int k = 0; k < site.chi().length; k++) {
            int[] q = site.chi()[k];
            turn(k, chi[k] - Torsion.angle(xyz, q[0], q[1], q[2], q[3]), xyz);
        }
    }

    /// Turns what is beyond chi k by an angle, radians; hydrogens stay behind.
    void turn(int k, double by, double[] xyz) {
        int[] q = site.chi()[k];
        Rotation.about(xyz, q[1], q[2], by, moved[k]);
    }

    void placeHydrogens(double[] xyz) { for (int h : hydrogens) riding.place(h, xyz, desk.hydrogen); }

    double[] coordinates(double[] xyz) {
        var c = new double[3 * all.length];
        for (int k = 0; k < all.length; k++) System.arraycopy(xyz, 3 * all[k], c, 3 * k, 3);
        return c;
    }

    /// Puts the atoms where they were, their hydrogens too.
    void restore(double[] c, double[] xyz) {
        for (int k = 0; k < all.length; k++) System.arraycopy(c, 3 * k, xyz, 3 * all[k], 3);
        placeHydrogens(xyz);
    }
}
