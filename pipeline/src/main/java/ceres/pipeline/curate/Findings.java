package ceres.pipeline.curate;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Collects findings; an error whose limit the user lifted becomes a warning.
final class Findings {
    private final List<Finding> list = new ArrayList<>();
    private final Set<Allowance> allow;
    private final Set<Allowance> used = EnumSet.noneOf(Allowance.class);

    Findings(Set<Allowance> allow) { this.allow = allow; }

    void error(ReasonCode code, String evidence) { error(code, evidence, code.remedy()); }

    void error(ReasonCode code, String evidence, String remedy) {
        for (var a : allow)
            if (a.codes().contains(code)) {
                used.add(a);
                warning(code, evidence + " Allowed by --allow " + a.option() + ".", remedy);
                return;
            }
        list.add(new Finding(code, Finding.Severity.ERROR, evidence, remedy));
    }

    void warning(ReasonCode code, String evidence) { warning(code, evidence, code.remedy()); }

    void warning(ReasonCode code, String evidence, String remedy) {
        list.add(new Finding(code, Finding.Severity.WARNING, evidence, remedy));
    }

    /// A file that could not be read.
    void unreadable(Fault fault, ReasonCode otherwise) {
        error(fault.code().orElse(otherwise), fault.where() + ": " + fault.found(), fault.remedy());
    }

    boolean hasErrors() { return list.stream().anyMatch(Finding::isError); }

    boolean has(ReasonCode code) { return list.stream().anyMatch(f -> f.code() == code); }

    Set<Allowance> used() { return Set.copyOf(used); }

    /// Errors first, otherwise in the order they were found; but what a single option mends (a missing resolution) after what it does not.
    List<Finding> sorted() {
        return list.stream()
                .sorted(Comparator.comparing(Finding::severity).thenComparing(f -> f.code() == ReasonCode.RESOLUTION_MISSING))
                .toList();
    }
}
