package ceres.pipeline.curate;

import ceres.chem.ResidueClass;
import ceres.fault.ReasonCode;
import ceres.io.ModelFile;
import ceres.model.Structure;
import ceres.validate.fit.Handedness;
import java.util.Locale;

/// What the model alone gives away.
///
/// Source: Liebschner2021, 2.1.2 rules vi and vii.
final class ModelChecks {
    static final double MOST_SINGLE_ATOM_PERCENT = 25;

    private ModelChecks() {}

    static void check(ModelFile model, Findings findings) {
        method(model, findings);
        if (model.models() > 1)
            findings.error(ReasonCode.MULTI_MODEL, "%d models.".formatted(model.models()),
                    "keep one model, or take the first with --allow multi-model");
        singleAtoms(model.structure(), findings);
        hand(model.structure(), findings);
    }

    /// A model of left-handed helices was built into the mirror image of its map.
    private static void hand(Structure s, Findings findings) {
        var hand = Handedness.of(s);
        if (hand.mirrored())
            findings.warning(ReasonCode.MODEL_MAP_MISPLACED,
                    "%d of %d helical turns are left-handed: model and map are mirror images of the truth.".formatted(hand.left(),
                            hand.left() + hand.right()),
                    "mirror the map and build the model anew");
    }

    /// Electron crystallography and neutrons are other methods too; a file that names none is taken as it is.
    private static void method(ModelFile model, Findings findings) {
        var methods = model.header().methods();
        boolean microscopy = methods.stream().anyMatch(m -> m.toUpperCase(Locale.ROOT).contains("ELECTRON MICROSCOPY"));
        if (!methods.isEmpty() && !microscopy)
            findings.error(ReasonCode.NOT_CRYO_EM, "The method is %s.".formatted(String.join(", ", methods)),
                    "use a refinement program of that method, or insist with --allow other-method");
    }

    /// Water and ions are single atoms by nature and do not count.
    private static void singleAtoms(Structure s, Findings findings) {
        int residues = 0, single = 0;
        for (int r = 0; r < s.residueCount(); r++) {
            var kind = ResidueClass.of(s.residueName(r));
            if (kind == ResidueClass.WATER || kind == ResidueClass.ION || isLoneAtom(s, r, kind)) continue;
            residues++;
            if (heavyAtoms(s, r) == 1) single++;
        }
        double percent = residues == 0 ? 0 : 100.0 * single / residues;
        if (percent > MOST_SINGLE_ATOM_PERCENT)
            findings.error(ReasonCode.SINGLE_ATOM_RESIDUES,
                    "%d of %d residues (%.0f %%) have one atom.".formatted(single, residues, percent),
                    "build the missing atoms first, or insist with --allow sparse-model");
    }

    /// A component of one atom that is no polymer residue: an ion the list does not know. UNK is a residue all the same.
    private static boolean isLoneAtom(Structure s, int r, ResidueClass kind) {
        return !kind.isPolymer() && heavyAtoms(s, r) == 1 && s.find(r, "CA") < 0 && s.find(r, "P") < 0 && s.find(r, "C1'") < 0;
    }

    private static int heavyAtoms(Structure s, int r) {
        int n = 0;
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) if (!s.isHydrogen(a)) n++;
        return n;
    }
}
