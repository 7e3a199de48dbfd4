package ceres.refine.place;

import ceres.map.DensityMap;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the place of a single body in a whole map: all orientations, all translations.
///
/// Source: fast translation search by Fourier transforms in real-space docking, Roseman2003 (without the local normalisation: the map
/// is blurred and standardised instead).
public final class Docking {
    /* How it works: evenly spread orientations, as many as the size of the body asks for at the resolution of the search; each gives
     * its best translations by one correlation. The best few dozen of all slide downhill to full resolution as rigid bodies; those
     * that end in the same place count once. The winner must stand out from the next place, else there is no answer: a wrong place
     * is worse than none. */
    private static final double SEARCH_RESOLUTION = 12, GRID_STEP = 4;
    private static final int MIN_ORIENTATIONS = 600, MAX_ORIENTATIONS = 6000, PEAKS = 4, FOLLOWED = 40, SEARCH_ATOMS = 1500;
    /// A place is another one if it is further off than this, A and radians.
    private static final double SAME_SHIFT = 4, SAME_ANGLE = Math.toRadians(12);
    /// The winner's density over that of the next place, and its least value in standard deviations of the map.
    private static final double STANDS_OUT = 1.15, LEAST_DENSITY = 0.5;

    private Docking() {}

    private record Candidate(double density, double[] rotation, double[] centre) {}

    private record End(double density, double[] xyz, double[] rotation, double[] centre) {}

    /// @param resolution d_min of the map, A
    /// @return the place that stands out, if one does; the body may already be in it
    public static Optional<Placement> search(Body body, DensityMap map, double resolution, Parallel team) {
        var pyramid = MapPyramid.of(map, resolution, team);
        var thin = body.thinned(SEARCH_ATOMS);
        var ends = distinct(follow(thin, candidates(thin, pyramid, team), pyramid, team));
        if (ends.isEmpty() || ends.getFirst().density < LEAST_DENSITY) return Optional.empty();
        if (ends.size() > 1 && ends.getFirst().density < STANDS_OUT * ends.get(1).density) return Optional.empty();
        return Optional.of(place(body, thin, ends.getFirst(), pyramid));
    }

    private static List<Candidate> candidates(Body thin, MapPyramid maps, Parallel team) {
        double turn = SEARCH_RESOLUTION / 2 / thin.radiusOfGyration();
        int n = Math.clamp(Rotations.countFor(turn), MIN_ORIENTATIONS, MAX_ORIENTATIONS);
        var search = TranslationSearch.in(maps.coarsest(), GRID_STEP, team);
        double[] centred = centred(thin);
        var found = new double[n][][];
        team.each(n, Math.max(1, n / 32), (piece, from, to) -> {
            var desk = search.new Desk();
            for (int q = from; q < to; q++)
                found[q] = desk.search(rotated(centred, Rotations.matrix(q, n)), thin.weight(), PEAKS);
        });
        var all = new ArrayList<Candidate>();
        for (int q = 0; q < n; q++)
            for (double[] row : found[q])
                if (row[0] > 0) all.add(new Candidate(row[0], Rotations.matrix(q, n), Arrays.copyOfRange(row, 1, 4)));
        all.sort(Comparator.comparingDouble(c -> -c.density));
        return all.subList(0, Math.min(FOLLOWED, all.size()));
    }

    private static List<End> follow(Body thin, List<Candidate> candidates, MapPyramid maps, Parallel team) {
        var ends = new End[candidates.size()];
        double[] centred = centred(thin);
        team.each(ends.length, 1, (piece, k, to) -> {
            var c = candidates.get(k);
            var start = new Body(shifted(rotated(centred, c.rotation), c.centre), thin.weight());
            var fit = new RigidBody(maps, Parallel.single());
            double[] xyz = fit.slide(start, List.of(Pose.identity(start.centroid()))).applied(start.xyz());
            var move = Superposition.of(thin.xyz(), xyz);
            var end = new Body(xyz, thin.weight());
            double density = new PoseTarget(end, maps.finest()).density(Pose.identity(end.centroid()));
            ends[k] = new End(density, xyz, move.rotation(), end.centroid());
        });
        return List.of(ends);
    }

    private static List<End> distinct(List<End> ends) {
        var kept = new ArrayList<End>();
        ends.stream().sorted(Comparator.comparingDouble(e -> -e.density)).forEach(e -> {
            if (kept.stream().noneMatch(o -> same(e, o))) kept.add(e);
        });
        return kept;
    }

    private static boolean same(End a, End b) {
        double d2 = 0;
        for (int d = 0; d < 3; d++) d2 += (a.centre[d] - b.centre[d]) * (a.centre[d] - b.centre[d]);
        return d2 < SAME_SHIFT * SAME_SHIFT && Rotations.between(a.rotation, b.rotation) < SAME_ANGLE;
    }

    private static Placement place(Body body, Body thin, End end, MapPyramid maps) {
        var move = Superposition.of(thin.xyz(), end.xyz);
        double before = new PoseTarget(thin, maps.finest()).density(Pose.identity(thin.centroid()));
        double[] was = thin.centroid();
        double shift = Math.sqrt(Math.pow(end.centre[0] - was[0], 2) + Math.pow(end.centre[1] - was[1], 2)
                + Math.pow(end.centre[2] - was[2], 2));
        double[] xyz = shifted(rotated(body.xyz(), move.rotation()), move.translation());
        return new Placement(xyz, before, end.density, shift, Rotations.angle(move.rotation()), true);
    }

    private static double[] centred(Body body) {
        double[] c = body.centroid();
        return shifted(body.xyz(), new double[]{-c[0], -c[1], -c[2]});
    }

    private static double[] shifted(double[] xyz, double[] t) {
        var out = new double[xyz.length];
        for (int i = 0; i < xyz.length; i++) out[i] = xyz[i] + t[i % 3];
        return out;
    }

    private static double[] rotated(double[] xyz, double[] m) {
        var out = new double[xyz.length];
        for (int i = 0; i < xyz.length; i += 3)
            for (int d = 0; d < 3; d++) out[i + d] = m[3 * d] * xyz[i] + m[3 * d + 1] * xyz[i + 1] + m[3 * d + 2] * xyz[i + 2];
        return out;
    }
}
