package ceres.density;

import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.model.NcsGroups;
import ceres.model.Structure;
import ceres.numerics.Superposition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// Whether a map was made symmetric in its reconstruction: a molecule may be symmetric by itself, noise is not.
public final class MapSymmetry {
    /* What is compared is the local contrast of the map at points and at their images. Where copies merely look alike, their densities
     * agree as far as the signal goes and the noise is independent; where the reconstruction averaged them, the noise is the same too.
     *
     * With half-maps the noise is told from the signal. Let n be the share of noise in the contrast of a half-map, 1 - cc(h1, h2). Half-map
     * 1 agrees with its own image as 1 - n if the copies are independent and as 1 if they were averaged; with the image of half-map 2 it
     * agrees as 1 - n in both cases. So [cc(h1, R h1) - cc(h1, R h2)] / n is the share of the noise that repeats: 0 or 1.
     * Interpolation and differences between the copies lower both terms alike.
     *
     * Without half-maps the agreement itself must do. The contrast of two independent copies agrees as SNR/(1 + SNR), which at the
     * finest detail of a map is far below 1. */
    /// Above this share of repeated noise a map counts as symmetrised: halfway between the two answers there are.
    public static final double REPEATED = 0.5;
    /// Above this agreement of contrast, without half-maps, a map counts as symmetrised.
    public static final double AGREEMENT = 0.8;

    /// Points in all, over the operators; of one operator; and the fewest that say something.
    private static final int ALL_POINTS = 24_000, MOST_POINTS = 4000, LEAST_POINTS = 1000, FEWEST_POINTS = 200;
    private static final double AROUND = 4, LEAST_NOISE = 0.01;
    private static final double[] UPRIGHT = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    private static final Superposition STILL = new Superposition(UPRIGHT, new double[3], 0);

    private MapSymmetry() {}

    /// @param symmetrised true if every operator leaves the map, its noise included, as it is
    /// @param cc the least agreement of the map's contrast with that of an image, -1 to 1; empty where it cannot be told
    /// @param repeatedNoise the least share of the noise that repeats, near 0 or 1; empty without half-maps
    /// @param evidence a sentence with the numbers
    public record Verdict(boolean symmetrised, OptionalDouble cc, OptionalDouble repeatedNoise, String evidence) {}

    /// Whether the copies of a chain were averaged in the map. Looks at points within 4 A of the master's atoms.
    ///
    /// @param halves on the grid of the map
    public static Verdict test(DensityMap map, Optional<HalfMaps> halves, Structure s, NcsGroups.Group group) {
        var operators = group.copies().stream().map(NcsGroups.Copy::operator).toList();
        return test(map, halves, around(s, group.atoms(), operators.size()), operators);
    }

    /// Points at random places within 4 A of atoms, the same in every run; as many as 4000, fewer where many operators share them.
    static double[] around(Structure s, int[] atoms, int operators) {
        int most = Math.clamp(ALL_POINTS / Math.max(1, operators), LEAST_POINTS, MOST_POINTS);
        int n = Math.min(most, 8 * atoms.length);
        var random = new SplittableRandom(atoms.length);
        var points = new double[3 * n];
        for (int p = 0; p < n; p++) {
            int a = atoms[(int) ((long) p * atoms.length / n)];
            for (int axis = 0; axis < 3; axis++)
                points[3 * p + axis] = s.atoms().xyz()[3 * a + axis] + random.nextDouble(-AROUND, AROUND);
        }
        return points;
    }

    /// Whether operators leave the map as it is.
    ///
    /// @param points 3n coordinates, A; those that fall out of the box, or whose images do, are passed over
    /// @param operators r' = R r + t; their rmsd does not matter
    public static Verdict test(DensityMap map, Optional<HalfMaps> halves, double[] points, List<Superposition> operators) {
        double cc = Double.POSITIVE_INFINITY, noise = Double.POSITIVE_INFINITY;
        double[] here = contrast(map, points), first = halves.map(h -> contrast(h.first(), points)).orElse(here),
                second = halves.map(h -> contrast(h.second(), points)).orElse(here);
        double share = halves.isEmpty() ? 0 : 1 - agreement(first, halves.get().second(), points, STILL);
        for (var operator : operators) {
            double whole = agreement(here, map, points, operator);
            if (Double.isNaN(whole))
                return unknown("fewer than %d points of varied density have an image in the map".formatted(FEWEST_POINTS));
            cc = Math.min(cc, whole);
            if (halves.isPresent()) noise = Math.min(noise, repeated(halves.get(), first, second, share, points, operator));
        }
        if (operators.isEmpty()) return unknown("there are no operators to test");
        return verdict(cc, halves.isPresent() && Double.isFinite(noise) ? OptionalDouble.of(noise) : OptionalDouble.empty(),
                operators.size());
    }

    private static Verdict unknown(String why) {
        return new Verdict(false, OptionalDouble.empty(), OptionalDouble.empty(), why + ".");
    }

    private static Verdict verdict(double cc, OptionalDouble noise, int operators) {
        boolean symmetrised = noise.isPresent() ? noise.getAsDouble() > REPEATED : cc > AGREEMENT;
        String of = operators == 1 ? "its image" : "each of its %d images".formatted(operators);
        String how = "The fine detail of the map agrees with that of %s to %.2f or better".formatted(of, cc);
        String why = noise.isPresent()
                ? "; of the noise that the half-maps do not share, %.0f %% repeats".formatted(100 * noise.getAsDouble())
                : "; without half-maps, agreement above %.1f counts as symmetry".formatted(AGREEMENT);
        return new Verdict(symmetrised, OptionalDouble.of(cc), noise,
                how + why + (symmetrised ? ": it was symmetrised." : ": it was not symmetrised."));
    }

    /// The share of the noise of the half-maps that repeats; NaN if they have none or too few points count.
    ///
    /// @param first contrast of the first half-map at the points
    /// @param second of the second
    /// @param noise its share in their contrast
    private static double repeated(HalfMaps h, double[] first, double[] second, double noise, double[] points,
            Superposition operator) {
        double own = agreement(first, h.first(), points, operator) + agreement(second, h.second(), points, operator);
        double crossed = agreement(first, h.second(), points, operator) + agreement(second, h.first(), points, operator);
        return noise > LEAST_NOISE ? (own - crossed) / (2 * noise) : Double.NaN;
    }

    /// The contrast of a map at points, NaN where it has none.
    private static double[] contrast(DensityMap map, double[] points) {
        var local = new LocalContrast(map);
        var contrast = new double[points.length / 3];
        for (int p = 0; p < contrast.length; p++)
            contrast[p] = local.at(points[3 * p], points[3 * p + 1], points[3 * p + 2], UPRIGHT);
        return contrast;
    }

    /// Correlation of contrasts at the points with the contrast of a map at their images; NaN if too few count.
    private static double agreement(double[] here, DensityMap other, double[] points, Superposition operator) {
        var there = new LocalContrast(other);
        double[] images = operator.apply(points);
        var sums = new MapCorrelation.Sums();
        int n = 0;
        for (int p = 0; p < points.length; p += 3) {
            double a = here[p / 3];
            if (!Double.isFinite(a)) continue;
            double b = there.at(images[p], images[p + 1], images[p + 2], operator.rotation());
            if (!Double.isFinite(a + b) || a == 0 && b == 0) continue;
            sums.add(a, b);
            n++;
        }
        return n < FEWEST_POINTS ? Double.NaN : sums.correlation().orElse(Double.NaN);
    }
}
