package ceres.validate.hydrogen;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.validate.contact.AllAtoms;

/// Writes all atoms back into a structure.
final class Hydrogenated {
    private Hydrogenated() {}

    static Structure of(AllAtoms atoms) {
        var s = atoms.structure();
        var builder = new StructureBuilder();
        double[] xyz = atoms.xyz();
        for (int i = 0; i < atoms.size(); i++) {
            if (atoms.isAbsent(i)) continue;
            int r = atoms.residue(i), chain = s.chainOf(r);
            builder.chain(s.chains().authId()[chain], s.chains().labelId()[chain], s.chains().entity()[chain]);
            if (i == 0 || atoms.residue(i - 1) != r)
                builder.newResidue(s.residueName(r), s.seq(r), s.icode(r), s.residues().labelSeq()[r], s.residues().hetero()[r]);
            int charge = atoms.source(i) >= 0 ? s.atoms().charge()[atoms.source(i)] : 0;
            builder.atom(atoms.name(i), atoms.element(i), charge, atoms.altloc(i), xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2],
                    atoms.occupancy(i), atoms.b(i));
        }
        return builder.build();
    }
}
