package ceres.restraint;

import ceres.restraint.Restraints.Origin;

/// The phosphodiester bond between two nucleotides. Values: Parkinson1996, Gelbin1996 (they agree).
final class NucleicLinks {
    private final Emitter emit;

    NucleicLinks(Emitter emit) { this.emit = emit; }

    String restrain(ResidueMatch first, ResidueMatch second) {
        char[] altlocs = Conformers.union(first, second);
        for (int k = 0; k < altlocs.length; k++) {
            char alt = altlocs[k];
            emit.conformer(alt, k == 0);
            int c3 = first.atom("C3'", alt), o3 = first.atom("O3'", alt), p = second.atom("P", alt);
            emit.bond(o3, p, 1.607, 0.012, Origin.LINK);
            emit.angle(c3, o3, p, 119.7, 1.2, Origin.LINK);
            emit.angle(o3, p, second.atom("O5'", alt), 104.0, 1.9, Origin.LINK);
            emit.angle(o3, p, second.atom("OP1", alt), 107.4, 3.2, Origin.LINK);
            emit.angle(o3, p, second.atom("OP2", alt), 108.3, 3.2, Origin.LINK);
        }
        return "p";
    }
}
