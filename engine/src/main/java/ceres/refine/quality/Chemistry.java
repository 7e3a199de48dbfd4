package ceres.refine.quality;

import ceres.refine.moving.MovingModel;
import ceres.refine.moving.Torsion;
import ceres.chem.RamaClass;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.restraint.Restraints;
import java.util.ArrayList;
import java.util.List;

/// What a refinement must leave as it found it: the hand of every centre and the side of every peptide. Compared centre by centre and peptide
/// by peptide with the input, so that one put right does not pay for one put wrong.
public final class Chemistry {
    private static final double TRANS = Math.toRadians(90);

    private record Peptide(int alphaBefore, int carbonBefore, int n, int alpha) {
        double omega(double[] xyz) { return Math.abs(Torsion.angle(xyz, alphaBefore, carbonBefore, n, alpha)); }
    }

    private final double[] input;
    private final List<Peptide> trans = new ArrayList<>();

    public Chemistry(MovingModel model) {
        Structure s = model.heavy();
        this.input = s.atoms().xyz();
        for (int r = 0; r < s.residueCount(); r++)
            if (model.kind(r).isProtein())
                for (int n = s.atomStart(r); n < s.atomEnd(r); n++) if (s.atomName(n).equals("N")) peptide(model, r, n);
        trans.removeIf(p -> p.omega(input) < TRANS);
    }

    private void peptide(MovingModel model, int r, int n) {
        Structure s = model.heavy();
        for (int k = 0; k < model.bonds().degree(n); k++) {
            int c = model.bonds().neighbour(n, k);
            if (model.isHydrogen(c) || s.residueOf(c) == r || !s.atomName(c).equals("C")) continue;
            char alt = s.altloc(n) != 0 ? s.altloc(n) : s.altloc(c);
            int before = s.find(s.residueOf(c), "CA", alt), alpha = s.find(r, "CA", alt);
            if (before >= 0 && alpha >= 0) trans.add(new Peptide(before, c, n, alpha));
        }
    }

    /// Peptides that were trans in the input and are cis (|omega| below 30 degrees), proline's included.
    public int newCisPeptides(double[] xyz) { return (int) trans.stream().filter(p -> p.omega(xyz) < RamaClass.CIS).count(); }

    /// Centres whose hand was right in the input and is wrong.
    public int inversions(double[] xyz, Restraints.Chiralities c) {
        int wrong = 0;
        for (int k = 0; k < c.size(); k++) if (!c.both()[k] && rightHand(input, c, k) && !rightHand(xyz, c, k)) wrong++;
        return wrong;
    }

    private static boolean rightHand(double[] xyz, Restraints.Chiralities c, int k) {
        return Geometry.volume(xyz, c.centre()[k], c.a()[k], c.b()[k], c.d()[k]) * c.ideal()[k] > 0;
    }
}
