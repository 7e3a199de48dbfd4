package ceres.refine;

import ceres.refine.moving.MovingModel;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.util.Arrays;
import java.util.HashMap;

/// Brings refined heavy atoms and their hydrogens back into the composition of the input.
final class RefinedStructure {
    private RefinedStructure() {}

    /// @param xyz all atoms of the moving model
    /// @param b heavy atoms
    /// @param occupancy heavy atoms
    static Structure of(MovingModel model, double[] xyz, double[] b, double[] occupancy, RefinementParameters.Hydrogens policy) {
        Structure moved = moved(model, xyz, b, occupancy);
        return switch (policy) {
            case INPUT -> moved;
            case NONE -> StructureBuilder.subset(moved, a -> !moved.isHydrogen(a));
            case ALL -> withAll(model, xyz, b, occupancy);
        };
    }

    private static Structure moved(MovingModel model, double[] xyz, double[] b, double[] occupancy) {
        Structure input = model.interpretation().structure();
        double[] place = input.atoms().xyz().clone(), u = input.atoms().b().clone(), q = input.atoms().occupancy().clone();
        var heavyOf = new int[input.atomCount()];
        Arrays.fill(heavyOf, -1);
        for (int k = 0; k < model.heavyCount(); k++) {
            int a = model.inputIndex(k);
            heavyOf[a] = k;
            System.arraycopy(xyz, 3 * k, place, 3 * a, 3);
            u[a] = b[k];
            q[a] = occupancy[k];
        }
        var riding = new HashMap<String, Integer>();
        int n = model.heavyCount();
        for (int k = 0; k < model.riding().size(); k++) {
            int residue = input.residueOf(model.inputIndex(model.riding().carrier[k]));
            riding.put(residue + " " + model.name(n + k) + " " + model.altloc(n + k), n + k);
        }
        for (int a = 0; a < input.atomCount(); a++) if (heavyOf[a] < 0) {
            String where = input.residueOf(a) + " " + input.atomName(a) + " ";
            Integer h = riding.getOrDefault(where + input.altloc(a), riding.get(where + '\0'));
            int carrier = h != null ? model.riding().carrier[h - n] : nearest(input, a, heavyOf);
            if (carrier < 0) continue;
            u[a] = b[carrier];
            if (h != null) System.arraycopy(xyz, 3 * h, place, 3 * a, 3);
            else
                for (int d = 0; d < 3; d++)
                    place[3 * a + d] += xyz[3 * carrier + d] - input.atoms().xyz()[3 * model.inputIndex(carrier) + d];
        }
        return input.withXyz(place).withB(u).withOccupancy(q);
    }

    /// The heavy atom of its residue that a hydrogen of the input is nearest to; it moves along with it.
    private static int nearest(Structure s, int hydrogen, int[] heavyOf) {
        int r = s.residueOf(hydrogen), best = -1;
        double least = Double.MAX_VALUE;
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
            if (heavyOf[a] >= 0 && s.distance2(hydrogen, a) < least) {
                least = s.distance2(hydrogen, a);
                best = heavyOf[a];
            }
        return best;
    }

    private static Structure withAll(MovingModel model, double[] xyz, double[] b, double[] occupancy) {
        Structure heavy = model.at(xyz, b).withOccupancy(occupancy);
        var ofResidue = new HashMap<Integer, java.util.List<Integer>>();
        int n = model.heavyCount();
        for (int k = 0; k < model.riding().size(); k++)
            if (model.present(n + k)) ofResidue.computeIfAbsent(model.residueOf(n + k), r -> new java.util.ArrayList<>()).add(k);
        var builder = new StructureBuilder();
        var chains = heavy.chains();
        var residues = heavy.residues();
        for (int c = 0; c < heavy.chainCount(); c++) {
            builder.chain(chains.authId()[c], chains.labelId()[c], chains.entity()[c]);
            for (int r = heavy.residueStart(c); r < heavy.residueEnd(c); r++) {
                builder.newResidue(residues.name()[r], residues.seq()[r], residues.icode()[r], residues.labelSeq()[r],
                        residues.hetero()[r]);
                for (int a = heavy.atomStart(r); a < heavy.atomEnd(r); a++) builder.copyAtom(heavy, a);
                for (int k : ofResidue.getOrDefault(r, java.util.List.of())) {
                    int h = n + k, carrier = model.riding().carrier[k];
                    builder.atom(model.name(h), 1, 0, model.altloc(h), xyz[3 * h], xyz[3 * h + 1], xyz[3 * h + 2],
                            occupancy[carrier], b[carrier]);
                }
            }
        }
        return builder.build();
    }
}
