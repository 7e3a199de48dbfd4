package ceres.bench;

import ceres.chem.Dictionary;
import ceres.chem.ReferenceData;
import ceres.io.MapReader;
import ceres.io.ModelFile;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.refine.Checkpoints;
import ceres.refine.Refinement;
import ceres.refine.RefinementParameters;
import ceres.refine.RefinementProblem;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import ceres.validate.ModelQuality;
import ceres.validate.fit.MapFit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// By how much every metric scatters over refinements that are as good as the same: the start's atoms moved by 0.01 A at random, everything
/// else alike. A difference of two models that is no larger than this means nothing.
///
///     java --add-modules jdk.incubator.vector -Xmx2g -cp ... ceres.bench.Scatter RUNS RESOLUTION MODEL MAP [HALF1 HALF2]
///
/// Prints a line a metric: mean, standard deviation, how many different values, and the values.
public final class Scatter {
    /// A thousandth of what a refinement usually moves atoms by would be lost in rounding; this is a fiftieth.
    private static final double JITTER = 0.01;

    private final ModelFile file;
    private final DensityMap map;
    private final Optional<HalfMaps> halves;
    private final double resolution;
    private final Parallel team = Parallel.single();

    private Scatter(String[] args) {
        this.resolution = Double.parseDouble(args[1]);
        this.file = ModelReader.read(Path.of(args[2]));
        this.map = MapReader.read(Path.of(args[3])).map();
        this.halves = args.length < 6
                ? Optional.empty()
                : Optional.of(new HalfMaps(MapReader.read(Path.of(args[4])).map(), MapReader.read(Path.of(args[5])).map()));
    }

    public static void main(String[] args) {
        if (args.length != 4 && args.length != 6)
            throw new IllegalArgumentException("usage: Scatter RUNS RESOLUTION MODEL MAP [HALF1 HALF2]");
        var scatter = new Scatter(args);
        var runs = new ArrayList<Measurements>();
        for (int seed = 0; seed < Integer.parseInt(args[0]); seed++) {
            runs.add(scatter.run(seed));
            System.err.printf("run %d%n", seed);
        }
        for (var metric : Metric.values()) print(metric, runs);
    }

    private Measurements run(long seed) {
        var start = interpret(jittered(file.structure(), seed));
        var result = Refinement.refine(new RefinementProblem(start, map, halves, resolution, RefinementParameters.DEFAULT),
                Checkpoints.NONE, team, Progress.NONE);
        var refined = interpret(result.refined());
        var quality = ModelQuality.measure(refined, file.header(), ReferenceData.standard(), team, Progress.NONE);
        var fit = MapFit.measure(result.refined(), map, Optional.empty(), resolution, OptionalDouble.empty(), team,
                Progress.NONE);
        var all = quality.measurements().and(fit.measurements());
        return result.crossValidation().map(v -> all.and(Measurements.of(Map.of(Metric.FSC_WORK, Measurement.of(v.fscWork()),
                Metric.FSC_FREE, Measurement.of(v.fscFree()))))).orElse(all);
    }

    private Interpretation interpret(Structure s) {
        return Interpreter.interpret(s, file.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
    }

    private static Structure jittered(Structure s, long seed) {
        var random = new SplittableRandom(seed);
        double[] x = s.atoms().xyz().clone();
        for (int i = 0; i < x.length; i++) x[i] += JITTER / Math.sqrt(3) * random.nextGaussian();
        return s.withXyz(x);
    }

    private static void print(Metric metric, List<Measurements> runs) {
        double[] v = runs.stream().map(r -> r.value(metric)).filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble).toArray();
        if (v.length < 2) return;
        double mean = Arrays.stream(v).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(v).map(x -> (x - mean) * (x - mean)).sum() / (v.length - 1));
        System.out.printf(Locale.ROOT, "%-24s %9.4f  sd %8.4f  %2d values  %s%n", metric.id(), mean, sd,
                Arrays.stream(v).distinct().count(), Arrays.toString(Arrays.stream(v).mapToObj(
                        x -> String.format(Locale.ROOT, "%.4g", x)).toArray()));
    }
}
