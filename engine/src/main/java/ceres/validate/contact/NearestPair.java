package ceres.validate.contact;

import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import ceres.restraint.BondGraph;
import ceres.restraint.Interpretation;
import java.util.Optional;

/// The two atoms that come closest without being bonded.
///
/// Bonded, bonded to the same atom, alternates of each other, and metals with what coordinates them do not count; pairs three bonds apart
/// do. Hydrogens do not count: theirs are the contacts that the clashscore judges, and a hydrogen bond would be the shortest of all.
///
/// @param first atom index
/// @param second atom index
/// @param distance A
public record NearestPair(int first, int second, double distance) {
    private static final double[] REACH = {2.5, 6, 20, 200};
    private static final double COORDINATION = 3.2, BONDED_IF_UNKNOWN = 2.2;

    /// Empty if no two atoms qualify.
    public static Optional<NearestPair> of(Interpretation model, Parallel team) {
        for (double reach : REACH) {
            var found = within(model, reach, team);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static Optional<NearestPair> within(Interpretation model, double reach, Parallel team) {
        var s = model.structure();
        int n = s.atomCount();
        var cells = new CellList(s.atoms().xyz(), reach);
        int size = 1024;
        var best = new NearestPair[Parallel.pieces(n, size)];
        team.each(n, size, (piece, from, to) -> {
            for (int i = from; i < to; i++) {
                if (s.isHydrogen(i) || !Double.isFinite(s.x(i) + s.y(i) + s.z(i))) continue;
                int atom = i;
                double radius = best[piece] == null ? reach : best[piece].distance;
                cells.near(s.x(i), s.y(i), s.z(i), radius, j -> {
                    if (j <= atom || s.isHydrogen(j)) return;
                    double d = s.distance(atom, j);
                    if ((best[piece] == null || d < best[piece].distance) && counts(model, atom, j, d))
                        best[piece] = new NearestPair(atom, j, d);
                });
            }
        });
        NearestPair least = null;
        for (var b : best) if (b != null && (least == null || b.distance < least.distance)) least = b;
        return Optional.ofNullable(least);
    }

    private static boolean counts(Interpretation model, int i, int j, double d) {
        Structure s = model.structure();
        if (s.altloc(i) != 0 && s.altloc(j) != 0 && s.altloc(i) != s.altloc(j)) return false;
        BondGraph bonds = model.bonds();
        if (bonds.bonded(i, j) || bonds.is13(i, j)) return false;
        boolean metal = model.types().isMetal(i) || model.types().isMetal(j);
        if (metal && d < COORDINATION) return false;
        boolean unknown = s.residueOf(i) == s.residueOf(j) && model.component(s.residueOf(i)).isEmpty();
        return !unknown || d > BONDED_IF_UNKNOWN;
    }
}
