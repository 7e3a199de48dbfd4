package ceres.refine.quality;

import java.util.ArrayList;
import java.util.List;

/// What a refined model must not have become, compared with the input whose B factors were refined the same way; and which of several
/// good models is the best.
///
/// Source: refinement plan, section 4 (gates per entry).
public final class Gates {
    /// How far FSC free may fall below the input's.
    public static final double FSC_FREE = 0.005;
    /// Heavy atoms that have moved further, root mean square in A, are worth a look; that alone stops no model.
    public static final double FAR = 2;
    /// Less than this is no harm: in a large model a single residue.
    private static final double RAMA_OUTLIERS = 0.2, ROTAMER_OUTLIERS = 0.5, RAMA_Z = 2;

    private final Quality input;
    private final double inputCc;
    private final double cablamRoom;

    /// @param residue what one residue is of those that CaBLAM judges, %: a finer difference than that does not exist
    public Gates(Quality input, double inputCc, double residue) {
        this.input = input;
        this.inputCc = inputCc;
        this.cablamRoom = Math.max(0.2, residue) + 1e-9;
    }

    /// Why this model may not leave, one reason a gate; empty if it may.
    public List<String> failures(Quality q, double cc) {
        var failed = new ArrayList<String>();
        if (!(cc >= inputCc - 0.005)) failed.add("CC (mask) %.3f, the input has %.3f".formatted(cc, inputCc));
        if (q.clashscore() > Math.max(input.clashscore(), 5))
            failed.add("clashscore %.1f, the input has %.1f".formatted(q.clashscore(), input.clashscore()));
        if (q.ramaOutliers() > Math.max(input.ramaOutliers(), RAMA_OUTLIERS) + 1e-9)
            failed.add("Ramachandran outliers %.2f %%, the input has %.2f %%".formatted(q.ramaOutliers(), input.ramaOutliers()));
        if (q.ramaFavored() < input.ramaFavored() - 1)
            failed.add("Ramachandran favoured %.1f %%, the input has %.1f %%".formatted(q.ramaFavored(), input.ramaFavored()));
        if (Math.abs(q.ramaZ()) > Math.max(RAMA_Z, Math.abs(input.ramaZ())))
            failed.add("Rama-Z %.2f, the input has %.2f".formatted(q.ramaZ(), input.ramaZ()));
        if (q.rotamerOutliers() > Math.max(input.rotamerOutliers(), ROTAMER_OUTLIERS) + 1e-9)
            failed.add("rotamer outliers %.2f %%, the input has %.2f %%".formatted(q.rotamerOutliers(), input.rotamerOutliers()));
        if (q.cBetaDeviations() > input.cBetaDeviations())
            failed.add("%d C-beta deviations, the input has %d".formatted(q.cBetaDeviations(), input.cBetaDeviations()));
        if (q.cablamOutliers() > input.cablamOutliers() + cablamRoom)
            failed.add("CaBLAM outliers %.2f %%, the input has %.2f %%".formatted(q.cablamOutliers(), input.cablamOutliers()));
        if (q.rmsBonds() > Math.max(0.015, input.rmsBonds())) failed.add("bonds %.4f A".formatted(q.rmsBonds()));
        if (q.rmsAnglesDeg() > Math.max(1.5, input.rmsAnglesDeg())) failed.add("angles %.2f degrees".formatted(q.rmsAnglesDeg()));
        if (q.inversions() > 0) failed.add("%d centres of the wrong hand that the input has right".formatted(q.inversions()));
        if (q.newCisPeptides() > 0) failed.add("%d cis peptides that the input has trans".formatted(q.newCisPeptides()));
        if (q.minNonbonded() < Math.min(1.9, input.minNonbonded()))
            failed.add("nonbonded distance %.2f A, the input has %.2f A".formatted(q.minNonbonded(), input.minNonbonded()));
        return failed;
    }

    /// The higher the better: map fit in %, less what geometry leaves to wish for. Fit differs little between the cycles of one run, so that
    /// it decides only where geometry does not.
    public static double score(Quality q, double cc) {
        return 100 * cc - 0.2 * q.clashscore() - 10 * Math.max(0, q.ramaOutliers() - RAMA_OUTLIERS)
                - 1.5 * q.rotamerOutliers() - 5 * Math.max(0, q.rmsAnglesDeg() - 1.2)
                - 500 * Math.max(0, q.rmsBonds() - 0.010) - 2 * q.cBetaDeviations() - 0.3 * Math.max(0, 98 - q.ramaFavored())
                - 0.3 * q.cablamOutliers() - 2 * Math.max(0, Math.abs(q.ramaZ()) - RAMA_Z);
    }
}
