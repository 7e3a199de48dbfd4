package ceres.refine.moving;

import ceres.model.Structure;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The residues of a model that can be rocked.
public final class Backrubs {
    private final Map<Integer, Backrub> of = new HashMap<>();

    public Backrubs(MovingModel model, Backbone backbone) {
        Structure s = model.heavy();
        for (var site : backbone.sites()) {
            int before = s.residueOf(site.alphaBefore()), alphaAfter = s.find(site.next(), "CA"), oBefore = s.find(before, "O"),
                    o = s.find(site.residue(), "O");
            // a proline's ring ties the nitrogen that would move
            boolean ring = s.residueName(site.next()).equals("PRO") || s.residueName(site.residue()).equals("PRO");
            if (site.altloc() != 0 || alphaAfter < 0 || oBefore < 0 || o < 0 || ring) continue;
            int[] core = IntStream.range(s.atomStart(site.residue()), s.atomEnd(site.residue())).toArray();
            of.put(site.residue(),
                    new Backrub(site, core, new int[]{site.carbonBefore(), oBefore}, site.nAfter(), alphaAfter, o));
        }
    }

    /// The move of a residue; null if it has none.
    @Nullable
    public Backrub of(int residue) { return of.get(residue); }
}
