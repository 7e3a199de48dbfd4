package ceres.refine.moving;

import ceres.chem.CablamClass;
import ceres.chem.ReferenceData;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which way the carbonyls point for the trace of C-alphas they stand on, as CaBLAM sees it: used to choose which peptides to turn and as a
/// gate, never as a force. Source: Williams2018, Prisant2020; the tables and the angle nu are those of the validation.
public final class Carbonyls {
    /// @param residue index in the heavy-atom structure
    /// @param alpha C-alphas of the two residues before, the residue and the two after
    /// @param before oxygen of the residue before
    record Site(int residue, int[] alpha, int carbonBefore, int n, int before, int o) {}

    private final Structure s;
    private final List<Site> sites = new ArrayList<>();
    private final Map<Integer, Site> of = new HashMap<>();

    public Carbonyls(Structure heavy, Backbone backbone) {
        this.s = heavy;
        Map<Integer, Backbone.Site> at = new HashMap<>();
        for (var b : backbone.sites()) at.putIfAbsent(b.residue(), b);
        for (var b : backbone.sites()) {
            var before = at.get(s.residueOf(b.alphaBefore()));
            var after = at.get(b.next());
            if (before == null || after == null || at.get(b.residue()) != b) continue;
            int o = s.find(b.residue(), "O"), oBefore = s.find(before.residue(), "O"), last = s.find(after.next(), "CA");
            if (o < 0 || oBefore < 0 || last < 0) continue;
            var site = new Site(b.residue(), new int[]{before.alphaBefore(), before.alpha(), b.alpha(), after.alpha(), last},
                    b.carbonBefore(), b.n(), oBefore, o);
            sites.add(site);
            of.put(site.residue, site);
        }
    }

    /// How common the orientation of the peptides about a residue is; 1 where there is nothing to say.
    public double value(int residue, double[] xyz) {
        Site site = of.get(residue);
        return site == null ? 1 : value(site, xyz);
    }

    private double value(Site site, double[] xyz) {
        int[] a = site.alpha;
        double omega = Geometry.torsion(xyz, a[1], site.carbonBefore, site.n, a[2]);
        double value = CablamClass.of(s.residueName(site.residue), omega).peptides(ReferenceData.standard()).at(
                Geometry.torsionDeg(xyz, a[0], a[1], a[2], a[3]), Geometry.torsionDeg(xyz, a[1], a[2], a[3], a[4]),
                Math.toDegrees(Geometry.torsionAcross(xyz, site.before, a[1], a[2], a[3], site.o)));
        return Double.isFinite(value) ? value : 1;
    }

    public boolean outlier(int residue, double[] xyz) { return value(residue, xyz) < CablamClass.OUTLIER; }

    /// What one residue is of all, %.
    public double residue() { return 100.0 / Math.max(1, sites.size()); }

    /// % of residues whose peptides are outliers.
    public double outliers(double[] xyz) {
        int n = 0;
        for (var site : sites) if (value(site, xyz) < CablamClass.OUTLIER) n++;
        return sites.isEmpty() ? 0 : 100.0 * n / sites.size();
    }
}
