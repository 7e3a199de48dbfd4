package ceres.refine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is looked for beside the minimiser's way down: rotamers, peptides, ends of Asn, Gln and His; and when.
///
/// @param broken the bonds of the start were broken
/// @param input coordinates as given, A
record LocalSearches(Refiner refiner, Schedule schedule, RefinementParameters parameters, boolean broken, double[] input) {
    /// Cycles in which every side chain is looked at, not only outliers and clashes: at resolutions (A) where the map shows them, but not so
    /// well that the allowed rotamers of the input are not right. Searches end with the fifth: a minimisation must heal what they leave.
    private static final int EVERYWHERE = 3, LAST = 5;
    private static final double SHOW = 4.5, CLEAR = 2;

    /// Asks the map which outliers it supports, before torsions are drawn to where they are common.
    void ask() {
        if (parameters.flips()) RamachandranOutliers.spare(refiner);
        if (parameters.fitSideChains() && SideChainFit.tellsOutliers(refiner.box.resolution())) new SideChainFit(refiner).ask();
    }

    /// Fits every side chain of a model that has not been moved yet, twice; gives a line for the log.
    ///
    /// @param bFactors refines them
    Optional<String> everywhere(Runnable bFactors) {
        if (!inDoubt()) return Optional.empty();
        return Optional.of("start      %d side chains fitted".formatted(SideChainFit.twice(refiner, bFactors)));
    }

    /// Fits every side chain once.
    void everywhere() { if (inDoubt()) new SideChainFit(refiner).run(true); }

    private boolean inDoubt() {
        double d = refiner.box.resolution();
        return parameters.fitSideChains() && d >= CLEAR && d < SHOW;
    }

    /// The searches of a macro-cycle, before it minimises; gives what they changed, in words.
    Optional<String> repair(int cycle, int cycles) {
        if (cycle > cycles - 1 && cycles > 1 || cycle > LAST) return Optional.empty();
        var done = new ArrayList<String>();
        if (parameters.flips() && cycle % 2 == 1) {
            // contacts of scattered atoms mean nothing, and a map tells O from N only when all else is explained
            boolean early = broken && cycle < LAST;
            count(done, early ? 0 : new Flips(refiner, schedule, input).ends(), "ends of Asn, Gln, His turned");
            var peptides = new Peptides(refiner, schedule, broken);
            count(done, peptides.run(), "peptides turned");
            if (parameters.fitSideChains()) count(done, new Disulphides(refiner, peptides).run(), "disulphides turned");
        }
        if (parameters.fitSideChains())
            count(done, new SideChainFit(refiner).run(cycle <= EVERYWHERE && inDoubt()), "side chains fitted");
        return done.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", done));
    }

    private static void count(List<String> done, int n, String what) { if (n > 0) done.add(n + " " + what); }
}
