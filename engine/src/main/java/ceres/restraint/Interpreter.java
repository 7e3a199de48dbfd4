package ceres.restraint;

import ceres.chem.Dictionary;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Turns a model into restraints: which component each residue is, what is linked to what, what geometry all of it should have.
public final class Interpreter {
    private Interpreter() {}

    /// Never throws on odd chemistry: what no dictionary knows is held in its input shape and reported.
    public static Interpretation interpret(Structure structure, ModelHeader header, Dictionary dictionary,
            InterpretOptions options) {
        int n = structure.atomCount();
        var report = new InterpretationReport(List.of(), List.of(), List.of(), List.of(),
                new InterpretationReport.Counts(n, 0, 0, 0, 0, 0, 0, 0, 0));
        return new Interpretation(structure, Restraints.NONE, new BondGraph(n, new int[0], new int[0]),
                new AtomTypes(new byte[n], new byte[n], new byte[n], new byte[n], new String[n]), List.of(), report,
                Collections.nCopies(structure.residueCount(), Optional.empty()));
    }
}
