package ceres.pipeline.curate;

import ceres.fault.ReasonCode;
import java.util.Optional;
import java.util.Set;

/// A limit that a user may lift by name (`--allow low-resolution`): its codes become warnings. A campaign allows nothing.
public enum Allowance {
    LOW_RESOLUTION("low-resolution", ReasonCode.RESOLUTION_TOO_LOW),
    PLACEMENT("placement", ReasonCode.MODEL_OUTSIDE_MAP, ReasonCode.MODEL_MAP_MISPLACED),
    OTHER_METHOD("other-method", ReasonCode.NOT_CRYO_EM),
    MULTI_MODEL("multi-model", ReasonCode.MULTI_MODEL),
    SPARSE_MODEL("sparse-model", ReasonCode.SINGLE_ATOM_RESIDUES),
    BOX("box", ReasonCode.BOX_MISMATCH);

    private final String option;
    private final Set<ReasonCode> codes;

    Allowance(String option, ReasonCode... codes) {
        this.option = option;
        this.codes = Set.of(codes);
    }

    /// The word after `--allow`.
    public String option() { return option; }

    /// The codes that it turns into warnings.
    public Set<ReasonCode> codes() { return codes; }

    /// The allowance of that word.
    public static Optional<Allowance> of(String option) {
        for (var a : values()) if (a.option.equalsIgnoreCase(option.strip())) return Optional.of(a);
        return Optional.empty();
    }
}
