package ceres.pipeline.curate;

import ceres.fault.ReasonCode;
import ceres.io.MapFile;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.model.Structure;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// Does the model lie in the map, and on its density?
///
/// Cell numbers cannot answer that: most entries state a placeholder cell. So it is asked of the atoms: how many lie inside the box, and is
/// the density at them higher than at the same model turned or shifted away?
final class Placement {
    /* How it works: the mean density at up to 3000 heavy atoms is compared with that at DECOYS copies of the model turned about its
     * centre at random and as many shifted by one to two and a half resolutions in random directions. Outside the box the mean of the map stands in. A model
     * that lies right beats all or nearly all of its decoys, at any resolution, map scale and mask, for it asks of the map only
     * that density be where atoms are. Real pairs, 1.75 to 4 A, masked and not, lie 7 to 85 standard deviations above their decoys;
     * models placed at random within the map lie within 3. A model that is displaced by less than a resolution passes: refinement
     * starts with a search for the body's place. The random numbers are seeded, so a verdict is always the same. */
    private static final int DECOYS = 64;
    private static final int MOST_ATOMS = 3000;
    private static final int MOST_BETTER = 3;
    private static final double LEAST_Z = 4;
    /// A mirror image has three tries, so it must be surer.
    private static final double LEAST_MIRROR_Z = 6;
    private static final double LEAST_INSIDE_PERCENT = 75;
    private static final double WARN_INSIDE_PERCENT = 99.5;
    private static final double SHORTEST_SHIFT = 4;
    /// A map worse than this shows where a round molecule lies but hardly how it is turned, A.
    private static final double SHOWS_ORIENTATION = 7;

    private final BoxSampler sampler;
    private final double outside;
    private final double[] points;
    private final double[] centre = new double[3];

    private Placement(DensityMap map, Structure s) {
        this.sampler = new BoxSampler(map);
        double sum = 0;
        for (float v : map.values()) sum += v;
        this.outside = sum / map.values().length;
        this.points = heavyAtoms(s);
        for (int i = 0; i < points.length; i++) centre[i % 3] += points[i] * 3 / points.length;
    }

    private static double[] heavyAtoms(Structure s) {
        int heavy = 0;
        for (int a = 0; a < s.atomCount(); a++) if (!s.isHydrogen(a)) heavy++;
        int step = Math.max(1, (heavy + MOST_ATOMS - 1) / MOST_ATOMS), n = 0, seen = 0;
        var points = new double[3 * ((heavy + step - 1) / step)];
        for (int a = 0; a < s.atomCount(); a++) {
            if (s.isHydrogen(a) || seen++ % step != 0) continue;
            points[n++] = s.x(a);
            points[n++] = s.y(a);
            points[n++] = s.z(a);
        }
        return points;
    }

    /// @param resolution sets how far decoys are shifted
    static void check(Structure model, MapFile file, OptionalDouble resolution, Findings findings) {
        var placement = new Placement(file.map(), model);
        if (placement.points.length == 0) {
            findings.error(ReasonCode.UNREADABLE_MODEL, "The model holds hydrogens only.");
            return;
        }
        if (!placement.inside(model, file, findings)) return;
        placement.onDensity(resolution.orElse(SHORTEST_SHIFT), findings);
    }

    /// False if most of the model lies outside.
    private boolean inside(Structure model, MapFile file, Findings findings) {
        int in = 0;
        for (int a = 0; a < model.atomCount(); a++) if (sampler.contains(model.x(a), model.y(a), model.z(a))) in++;
        double percent = 100.0 * in / model.atomCount();
        if (percent >= WARN_INSIDE_PERCENT) return true;
        String evidence = "%d of %d atoms (%.0f %%) lie inside the map; the model spans %s, the map %s.".formatted(in,
                model.atomCount(), percent,
                span(model), span(file.map().grid()));
        if (percent >= LEAST_INSIDE_PERCENT) findings.warning(ReasonCode.MODEL_OUTSIDE_MAP, evidence);
        else
            findings.error(ReasonCode.MODEL_OUTSIDE_MAP, evidence, remedy(model, file));
        return percent >= LEAST_INSIDE_PERCENT;
    }

    /// If the model would lie inside were the origin of the map another one, that is worth saying.
    private static String remedy(Structure model, MapFile file) {
        Grid g = file.map().grid();
        var corner = new Grid(g.nx(), g.ny(), g.nz(), g.cell(), 0, 0, 0);
        var stated = new Grid(g.nx(), g.ny(), g.nz(), g.cell(), file.header().origin()[0], file.header().origin()[1],
                file.header().origin()[2]);
        if (holds(corner, model))
            return "the model lies in the box as if the map began at (0, 0, 0): correct NSTART and ORIGIN in the map header";
        if (holds(stated, model)) return "the model lies in the box where ORIGIN would put it: correct NSTART in the map header";
        return ReasonCode.MODEL_OUTSIDE_MAP.remedy();
    }

    private static boolean holds(Grid g, Structure model) {
        var sampler = new BoxSampler(new DensityMap(g, new float[g.voxels()]));
        int in = 0;
        for (int a = 0; a < model.atomCount(); a++) if (sampler.contains(model.x(a), model.y(a), model.z(a))) in++;
        return in >= 0.99 * model.atomCount();
    }

    private void onDensity(double resolution, Findings findings) {
        var random = new SplittableRandom(20210101);
        double here = score(points);
        var turned = new Decoys(here);
        var shifted = new Decoys(here);
        for (int d = 0; d < DECOYS; d++) {
            turned.add(score(turned(random)));
            shifted.add(score(shifted(random, Math.max(SHORTEST_SHIFT, resolution) * (1 + 1.5 * random.nextDouble()))));
        }
        if (turned.worse <= MOST_BETTER && shifted.worse <= MOST_BETTER && turned.z() <= -LEAST_Z) {
            findings.error(ReasonCode.MODEL_MAP_MISPLACED,
                    "The density at the atoms is lower than anywhere near (%.1f standard deviations below the model turned about its centre): the contrast is inverted."
                            .formatted(-turned.z()),
                    "multiply the map by -1");
            return;
        }
        boolean sameTurned = turned.better > MOST_BETTER;
        boolean right = shifted.better <= MOST_BETTER && Math.max(turned.z(), shifted.z()) >= LEAST_Z
                && (!sameTurned || resolution > SHOWS_ORIENTATION && turned.z() > -1);
        if (right) return;
        String chance = String.format(Locale.ROOT,
                "The density at the atoms is no higher than by chance: %d of %d turned and %d of %d shifted copies of the model fit as well (%.1f and %.1f standard deviations above their mean).",
                turned.better, DECOYS, shifted.better, DECOYS, turned.z(), shifted.z());
        var mirror = mirror(turned);
        if (mirror.isPresent())
            findings.error(ReasonCode.MODEL_MAP_MISPLACED, chance + mirror.get(),
                    "the hand of the map is wrong: mirror the map, or give the map that the model was built in");
        else
            findings.error(ReasonCode.MODEL_MAP_MISPLACED, chance);
    }

    /// A sentence if the model fits the map's mirror image in its box, as it does where the hand of one of the two was changed.
    private Optional<String> mirror(Decoys turned) {
        for (int axis = 2; axis >= 0; axis--) {
            double z = turned.z(score(mirrored(axis)));
            if (z >= LEAST_MIRROR_Z)
                return Optional.of(String.format(Locale.ROOT,
                        " In the mirror image of the map along %s it is higher (%.1f standard deviations).", "xyz".charAt(axis),
                        z));
        }
        return Optional.empty();
    }

    private double[] mirrored(int axis) {
        double[] middle = sampler.middle(), out = points.clone();
        for (int i = axis; i < out.length; i += 3) out[i] = 2 * middle[axis] - out[i];
        return out;
    }

    /// How a score compares with those of the decoys.
    private static final class Decoys {
        private final double here;
        private double sum, squares;
        private int n, better, worse;

        Decoys(double here) { this.here = here; }

        void add(double score) {
            n++;
            sum += score;
            squares += score * score;
            if (score >= here) better++;
            if (score <= here) worse++;
        }

        double z() { return z(here); }

        double z(double score) {
            double mean = sum / n, sd = Math.sqrt(Math.max(0, squares / n - mean * mean));
            return sd > 0 ? (score - mean) / sd : 0;
        }
    }

    private double score(double[] at) {
        double sum = 0;
        for (int i = 0; i < at.length; i += 3) {
            double v = sampler.at(at[i], at[i + 1], at[i + 2]);
            sum += Double.isNaN(v) ? outside : v;
        }
        return sum * 3 / at.length;
    }

    /// A rotation drawn evenly from all rotations: a unit quaternion of normal deviates.
    private double[] turned(SplittableRandom random) {
        double w = random.nextGaussian(), x = random.nextGaussian(), y = random.nextGaussian(), z = random.nextGaussian();
        double s = 2 / (w * w + x * x + y * y + z * z);
        double[] r = {1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w), s * (x * y + z * w),
            1 - s * (x * x + z * z),
            s * (y * z - x * w), s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)};
        var out = new double[points.length];
        for (int i = 0; i < points.length; i += 3) {
            double dx = points[i] - centre[0], dy = points[i + 1] - centre[1], dz = points[i + 2] - centre[2];
            for (int k = 0; k < 3; k++) out[i + k] = centre[k] + r[3 * k] * dx + r[3 * k + 1] * dy + r[3 * k + 2] * dz;
        }
        return out;
    }

    private double[] shifted(SplittableRandom random, double length) {
        double[] t = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double norm = Math.sqrt(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]);
        var out = new double[points.length];
        for (int i = 0; i < points.length; i++) out[i] = points[i] + t[i % 3] * length / norm;
        return out;
    }

    private static String span(Structure s) {
        double[] low = {1e30, 1e30, 1e30}, high = {-1e30, -1e30, -1e30};
        for (int a = 0; a < s.atomCount(); a++) {
            double[] r = {s.x(a), s.y(a), s.z(a)};
            for (int k = 0; k < 3; k++) {
                low[k] = Math.min(low[k], r[k]);
                high[k] = Math.max(high[k], r[k]);
            }
        }
        return span(low, high);
    }

    private static String span(Grid g) {
        return span(new double[]{g.originX(), g.originY(), g.originZ()},
                new double[]{g.originX() + g.cell().a(), g.originY() + g.cell().b(), g.originZ() + g.cell().c()});
    }

    private static String span(double[] low, double[] high) {
        return String.format(Locale.ROOT, "(%.0f, %.0f, %.0f) to (%.0f, %.0f, %.0f) A", low[0], low[1], low[2], high[0], high[1],
                high[2]);
    }
}
