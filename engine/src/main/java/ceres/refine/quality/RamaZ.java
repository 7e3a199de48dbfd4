package ceres.refine.quality;

import ceres.refine.moving.Backbone;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.Torsion;
import ceres.chem.RamaClass;
import ceres.chem.RamaZTables;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.model.TraceRegions;
import java.util.ArrayList;
import java.util.List;

/// Rama-Z of coordinates on the way: how normal phi and psi are as a whole. A gate, never a force. Tables, regions and calibration are those
/// of the validation. Source: Sobolev2020.
public final class RamaZ {
    /* The calibration is that of whole proteins. The average over a few residues scatters more between good models than it says, and a
     * single ideal helix, right in every residue, lies beyond 3. */
    private static final int FEWEST = 50;

    private record Residue(Backbone.Site site, int alphaAfter) {}

    private final MovingModel model;
    private final Structure s;
    private final List<Residue> residues = new ArrayList<>();

    public RamaZ(MovingModel model, Backbone backbone) {
        this.model = model;
        this.s = model.heavy();
        for (var site : backbone.sites()) {
            int after = s.find(site.next(), "CA", site.altloc());
            boolean standard = after >= 0;
            for (int r : new int[]{s.residueOf(site.alphaBefore()), site.residue(), site.next()})
                standard &= model.kind(r) == ResidueClass.AMINO_ACID;
            if (standard) residues.add(new Residue(site, after));
        }
    }

    /// Rama-Z of the whole model where it says something: with fewer than 50 residues, 0.
    public double judged(double[] xyz) { return residues.size() < FEWEST ? 0 : of(xyz); }

    /// Rama-Z of the whole model; 0 if nothing has one.
    public double of(double[] xyz) {
        if (residues.isEmpty()) return 0;
        char[] region = TraceRegions.of(s, xyz, model::kind);
        double sum = 0;
        for (var r : residues) {
            var site = r.site;
            boolean cis = Math.abs(site.omega(xyz)) < RamaClass.CIS
                    || Math.abs(Torsion.angle(xyz, site.alpha(), site.carbon(), site.nAfter(), r.alphaAfter)) < RamaClass.CIS;
            sum += RamaZTables.standard().residue(region[site.residue()], s.residueName(site.residue()),
                    s.residueName(site.next()), cis, Math.toDegrees(site.phi(xyz)), Math.toDegrees(site.psi(xyz)));
        }
        return RamaZTables.Part.WHOLE.z(sum / residues.size());
    }
}
