package ceres.cli;

import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.compare.Comparison;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "compare", description = "Two bundles, metric by metric and residue by residue.", footer = "  ceres compare 6i5a_4413-2026-10 6i5a_4413-2026-11")
final class CompareCommand extends Verb {
    @Parameters(index = "0", paramLabel = "BUNDLE", description = "the one to compare with")
    Path first;

    @Parameters(index = "1", paramLabel = "BUNDLE", description = "the one that is compared")
    Path second;

    @Override
    public Integer call() {
        var comparison = Comparison.of(Bundle.open(first), Bundle.open(second));
        if (json) console.printJson(comparison);
        else
            console.out().print(comparison.text());
        return 0;
    }
}
