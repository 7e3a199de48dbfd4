package ceres.pipeline.curate;

import ceres.fault.ReasonCode;

/// Something that speaks against refining a pair.
///
/// @param severity an error stops the refinement, a warning is shown on the page
/// @param evidence the fact that was found, with its numbers
/// @param remedy what would fix it
public record Finding(ReasonCode code, Severity severity, String evidence, String remedy) {
    /// How much a finding weighs.
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() { return severity == Severity.ERROR; }
}
