package ceres.validate.hydrogen;

import ceres.numerics.CellList;
import ceres.validate.contact.ContactModel;
import java.util.ArrayList;
import java.util.Arrays;

/// Atoms that another may touch.
final class NearAtoms {
    private NearAtoms() {}

    /// Atoms within reach of an atom that share a conformer with it and are not excluded from contacts with `own`, in order.
    ///
    /// @param own atoms that move together; what all of them are bonded to does not count
    static int[] of(ContactModel model, DotScore scorer, CellList cells, int centre, double reach, int[] own) {
        double[] xyz = model.atoms().xyz();
        int[] excluded = model.excluded(own[0]);
        Arrays.sort(excluded);
        var list = new ArrayList<Integer>();
        cells.near(xyz[3 * centre], xyz[3 * centre + 1], xyz[3 * centre + 2], reach + 1.5, j -> {
            if (!scorer.counts(j) || !model.atoms().together(own[0], j) || Arrays.binarySearch(excluded, j) >= 0) return;
            for (int o : own) if (o == j) return;
            boolean moves = model.atoms().isHydrogen(j);
            if (moves || model.atoms().distance(centre, j) <= reach) list.add(j);
        });
        return list.stream().sorted().mapToInt(Integer::intValue).toArray();
    }
}
