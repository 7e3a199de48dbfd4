package ceres.refine;

import ceres.density.FscCurve;
import java.util.Locale;

/// How much of the noise of a half-map a model has taken up, read from how far FSC work lies above FSC free.
///
/// Half-maps are h1 = S + N1 and h2 = S + N2 with independent noise of one strength. A model F fitted to h1 by weighted least squares is
/// F = F0 + H N1, where H projects on what its parameters can change; F and h2 share no noise. So
///
///     FSC_work - FSC_free = <F, N1 - N2> / (|F| |h|)
///
/// has the mean v tr(H) / (|F| |h|), v the power of the noise a term, and tr(H) = P is the number of parameters that follow the noise. P
/// spreads over the shells of resolution as their information about coordinates and B factors does: s^2 |F|^2 a term, times the weight of
/// the shell in the target, 1 / (|h|^2 (1 - f^2)) with f the FSC of model and map; at fitted scale, |F| = f |h|, a shell of n terms has the
/// share l = n s^2 f^2 / (1 - f^2) / sum. As v / |h|^2 = 1 - half, half the FSC of the half-maps, P parameters make a gap of
///
///     P sum_s l_s (1 - half_s) / f_s / sum_s n_s
///
/// in the mean over all terms, and chance, N1 - N2 along a given F, has the standard deviation sqrt(2 sum_s n_s (1 - half_s)) / sum_s n_s.
///
/// What P may be: a model held to ideal bonds, angles and planes has its torsions, the place of each molecule and smooth B factors left
/// ([Freedom]). A gap beyond what these and three standard deviations of chance come to is overfitting. Where even a model free in all
/// coordinates would not pass that mark by two standard deviations (few Fourier terms, or hardly any noise), a narrow gap says nothing. Such
/// a model follows neither more parameters than it has nor more terms than there are: 1 / P = 1 / all + 1.6 / terms, as refinements with
/// twenty times the weight of the map do at 3 and 4 A.
///
/// Source: own derivation, docs/science/overfitting.md; the trace as number of parameters: Ye1998.
///
/// @param perParameter gap that one parameter makes
/// @param deviation standard deviation of the gap by chance
/// @param terms independent real Fourier terms
record NoiseFit(double perParameter, double deviation, double terms) {
    private static final double LEAST_FSC = 0.05, MOST_FSC = 0.97;
    /// Standard deviations of chance: one gap in 740 exceeds three, one model in 44 falls short by two.
    private static final double SIGNIFICANT = 3, POWER = 2;
    /// Terms that a model free in all coordinates needs to follow one of them; measured, docs/science/overfitting.md.
    private static final double TERMS_EACH = 1.6;

    /// @param work FSC of the model and the half-map that it was refined against
    /// @param half FSC of the half-maps, in the same shells and the same mask
    /// @param independent part of the coefficients that are independent in that mask
    static NoiseFit of(FscCurve work, FscCurve half, double independent, double dMin) {
        double gap = 0, information = 0, noise = 0, terms = 0;
        for (int k = 0; k < work.s().length; k++) {
            double s = work.s()[k], n = 2 * work.members()[k] * independent;
            if (!(s > 0) || s > 1 / dMin) continue;
            double f = Math.clamp(work.fsc()[k], LEAST_FSC, MOST_FSC), unlike = 1 - Math.clamp(half.fsc()[k], 0, 1);
            double l = n * s * s * f * f / (1 - f * f);
            information += l;
            gap += l * unlike / f;
            noise += n * unlike;
            terms += n;
        }
        return terms == 0 ? new NoiseFit(0, 0, 0) : new NoiseFit(gap / information / terms, Math.sqrt(2 * noise) / terms, terms);
    }

    /// The part of a box's coefficients that are independent once a mask has blurred them: (sum m^2)^2 / (V sum m^4).
    static double independent(float[] mask) {
        double squares = 0, fourths = 0;
        for (float m : mask) {
            squares += m * m;
            fourths += m * m * m * m;
        }
        return fourths == 0 ? 0 : squares * squares / fourths / mask.length;
    }

    /// The widest gap that so many parameters and chance explain.
    double mark(double parameters) { return parameters * perParameter + SIGNIFICANT * deviation; }

    /// The number of parameters that a gap comes to.
    double parameters(double gap) { return gap / perParameter; }

    /// The number of parameters with which a model that is free in so many follows the noise.
    double reach(double unrestrained) { return 1 / (1 / unrestrained + TERMS_EACH / terms); }

    RefinementResult.Overfitting judge(double gap, Freedom freedom) {
        double mark = mark(freedom.restrained()), free = reach(freedom.unrestrained()) * perParameter;
        var verdict = gap > mark
                ? RefinementResult.Overfitted.YES
                : free - POWER * deviation > mark ? RefinementResult.Overfitted.NO : RefinementResult.Overfitted.NOT_DECIDABLE;
        String begin = String.format(Locale.ROOT, "FSC work lies %.3f above FSC free", gap);
        String explained = String.format(Locale.ROOT,
                "the %.3f that chance and the noise fitted by %.0f torsions and B factors explain",
                mark, freedom.restrained());
        return new RefinementResult.Overfitting(verdict, mark, switch (verdict) {
            case YES -> begin + ", more than " + explained + ": overfitted";
            case NO -> begin + ", within " + explained;
            case NOT_DECIDABLE -> begin + String.format(Locale.ROOT,
                    ", within %s; but with %.0f independent Fourier terms and this noise a model free in every atom would come to about %.3f, "
                            + "so that overfitting cannot be decided",
                    explained, terms, free);
        });
    }
}
