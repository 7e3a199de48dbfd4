package ceres.bench;

import ceres.chem.Dictionary;
import ceres.chem.ReferenceData;
import ceres.density.ModelMap;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.metric.Metric;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import ceres.progress.Progress;
import ceres.refine.Checkpoints;
import ceres.refine.Refinement;
import ceres.refine.RefinementParameters;
import ceres.refine.RefinementProblem;
import ceres.refine.RefinementResult;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import ceres.validate.ModelQuality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/// A symmetric oligomer of a real chain refined against its own map at 3 A: by one unit and its images, by every copy, or one chain alone; to see
/// what symmetry saves. Copies are packed by [Assembly]; the chain is shaken by 0.3 A, in every copy alike.
///
///     java --add-modules jdk.incubator.vector -Xmx3500m -cp "bench/target/lib/*:bench/target/classes" ceres.bench.SymmetryRun MODEL CHAIN GROUP WAY [name=value ...]
///
/// GROUP is `c4` (any number), `i`, or `apoferritin` for chain A of 7a4m among its true neighbours; WAY is `images`, `every` (no symmetry is used) or `alone`. `noise=0.5` adds noise of that part of the map's root
/// mean square, the same about every copy. What is not refined by every copy is refined twice before: else a quarter of the time is the compilers'. Answers verified: the result must fit the map
/// better than the start, and copies kept identical must be so within 0.0001 A.
public final class SymmetryRun {
    private static final double D_MIN = 3, SHAKE = 0.3, IDENTICAL = 1e-4;
    private static final int BEFORE = 2;

    private SymmetryRun() {}

    public static void main(String[] args) throws IOException {
        var file = ModelReader.read(Path.of(args[0]));
        Structure s = file.structure();
        Structure chain = StructureBuilder.subset(s,
                a -> !s.isHydrogen(a) && s.altloc(a) == 0 && !s.residues().hetero()[s.residueOf(a)]
                        && s.authChain(s.chainOf(s.residueOf(a))).equals(args[1]));
        boolean alone = args[3].equals("alone");
        Assembly assembly = alone ? Assembly.cyclic(1) : Assembly.named(args[2]);
        Structure placed = assembly.packed(chain), truth = assembly.copies(placed), start = assembly.copies(shaken(placed));
        var parameters = RefinementParameters.DEFAULT.with("ncs=" + args[3].equals("images"));
        double noise = 0;
        for (int k = 4; k < args.length; k++)
            if (args[k].startsWith("noise=")) noise = Double.parseDouble(args[k].substring(6));
            else
            parameters = parameters.with(args[k]);
        try (var team = Parallel.of(2)) {
            Assembly one = Assembly.cyclic(1);
            refine(one.copies(shaken(placed)), map(one.copies(placed), team), RefinementParameters.DEFAULT, team, Progress.NONE);
            DensityMap map = map(truth, team);
            if (noise > 0) map = SymmetricNoise.added(map, truth, assembly.rotations(), noise, team);
            for (int k = 0; k < BEFORE && !args[3].equals("every"); k++) refine(start, map, parameters, team, Progress.NONE);
            double cpu = ScaleRun.cpu(), wall = System.nanoTime();
            double[] before = {cpu};
            var result = refine(start, map, parameters, team, new Progress() {
                @Override
                public void report(String stage, double fraction, String detail) {
                    if (detail.equals("macro-cycle 1")) before[0] = ScaleRun.cpu();
                }

                @Override
                public void log(String line) { System.out.printf(Locale.ROOT, "%8.1f  %s%n", ScaleRun.cpu() - cpu, line); }
            });
            System.out.printf(Locale.ROOT,
                    "%s %s: %d heavy atoms, %d voxels: %.1f CPU s, %.1f of it before the macro-cycles, %.1f s, %d MB; rmsd to the truth %.3f -> %.3f A, copies within %.6f A%n",
                    args[2], args[3], truth.atomCount(), map.values().length, ScaleRun.cpu() - cpu, before[0] - cpu,
                    (System.nanoTime() - wall) / 1e9,
                    ScaleRun.peak(), ScaleRun.rmsd(start, truth), ScaleRun.rmsd(result.refined(), truth),
                    apart(result.refined()));
            System.out.printf(Locale.ROOT, "clashscore of the whole by the judge %.2f%n", clashscore(result.refined(), team));
            var first = result.cycles().getFirst();
            if (result.cycles().stream().noneMatch(c -> c.accepted() && c.cycle() > 0 && c.ccMask() > first.ccMask())
                    || args[3].equals("images") && apart(result.refined()) > IDENTICAL)
                throw new AssertionError("fast and wrong");
        }
    }

    private static DensityMap map(Structure truth, Parallel team) {
        return ModelMap.compute(truth, ScaleRun.grid(truth), D_MIN, team);
    }

    private static RefinementResult refine(Structure start, DensityMap map, RefinementParameters parameters, Parallel team,
            Progress progress) {
        var model = Interpreter.interpret(start, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.DEFAULT);
        return Refinement.refine(new RefinementProblem(model, map, Optional.empty(), D_MIN, parameters), Checkpoints.NONE, team,
                progress);
    }

    private static double clashscore(Structure s, Parallel team) {
        var model = Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.DEFAULT);
        return ModelQuality.measure(model, ModelHeader.EMPTY, ReferenceData.standard(), team, Progress.NONE).measurements()
                .value(Metric.CLASHSCORE).orElse(Double.NaN);
    }

    private static Structure shaken(Structure s) {
        var random = new SplittableRandom(1);
        double[] xyz = s.atoms().xyz().clone();
        for (int i = 0; i < xyz.length; i++) xyz[i] += SHAKE / Math.sqrt(3) * random.nextGaussian();
        return s.withXyz(xyz);
    }

    /// The worst root mean square difference of a chain from the first after superposition, A.
    private static double apart(Structure s) {
        int n = 3 * s.atomCount() / s.chainCount();
        double worst = 0;
        double[] x = s.atoms().xyz();
        for (int c = 1; c < s.chainCount(); c++)
            worst = Math.max(worst,
                    Superposition.of(Arrays.copyOf(x, n), Arrays.copyOfRange(x, c * n, (c + 1) * n)).rmsd());
        return worst;
    }
}
