package ceres.bench.recovery;

import ceres.chem.Dictionary;
import ceres.chem.ReferenceData;
import ceres.map.HalfMaps;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.progress.Progress;
import ceres.refine.Checkpoints;
import ceres.refine.Refinement;
import ceres.refine.RefinementParameters;
import ceres.refine.RefinementProblem;
import ceres.refine.RefinementResult;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import ceres.validate.ModelQuality;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// One refinement through the doors that the commands use: interpretation, refinement, and the judge afterwards.
///
/// @param cpu seconds of processor
record Trial(Structure start, RefinementResult result, double cpu) {

    static Trial run(Truth truth, Structure start, SimulatedPair pair, Optional<HalfMaps> halves,
            RefinementParameters parameters) {
        var log = System.getProperty("ceres.bench.log") == null ? Progress.NONE : new Progress() {
            @Override
            public void report(String stage, double fraction, String detail) {}

            @Override
            public void log(String line) { System.err.println("    " + line); }
        };
        long before = processor();
        var model = interpret(truth, start);
        var result = Refinement.refine(new RefinementProblem(model, pair.map(), halves, pair.resolution(), parameters),
                Checkpoints.NONE, Scope.TEAM, log);
        return new Trial(start, result, (processor() - before) / 1e9);
    }

    /// The correlation that the truth itself has when its B factors are refined likewise.
    static double ccOf(Truth truth, SimulatedPair pair) {
        return run(truth, truth.structure(), pair, Optional.empty(), RefinementParameters.DEFAULT.with("macro_cycles=0")).cc();
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    Structure refined() { return result.refined(); }

    /// The correlation in the mask of the model that came out, by the refinement's own measure.
    double cc() {
        return result.cycles().stream().filter(c -> c.accepted()).mapToDouble(c -> c.ccMask()).max().orElse(Double.NaN);
    }

    static Interpretation interpret(Truth truth, Structure model) {
        return Interpreter.interpret(model, truth.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
    }

    /// What the judge says of a model.
    static ModelQuality judge(Truth truth, Structure model) {
        return ModelQuality.measure(interpret(truth, model), truth.header(), ReferenceData.standard(), Scope.TEAM, Progress.NONE);
    }

    static double value(ModelQuality q, Metric metric) { return q.measurements().value(metric).orElse(Double.NaN); }
}
