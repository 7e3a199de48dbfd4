package ceres.refine.moving;

import ceres.chem.RamaClass;
import ceres.chem.RamachandranTables;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The residues of a model that have phi and psi, each conformer on its own.
public final class Backbone {
    /// @param residue index in the heavy-atom structure
    /// @param next residue index of the following residue
    /// @param alphaBefore CA of the residue before, for omega
    public record Site(int residue, int next, int carbonBefore, int n, int alpha, int carbon, int nAfter, int alphaBefore,
            char altloc) {
        public double phi(double[] xyz) { return Torsion.angle(xyz, carbonBefore, n, alpha, carbon); }

        public double psi(double[] xyz) { return Torsion.angle(xyz, n, alpha, carbon, nAfter); }

        public double omega(double[] xyz) { return Torsion.angle(xyz, alphaBefore, carbonBefore, n, alpha); }
    }

    private final Structure s;
    private final List<Site> sites = new ArrayList<>();

    public Backbone(MovingModel model) {
        this.s = model.heavy();
        for (int r = 0; r < s.residueCount(); r++) {
            if (!model.kind(r).isProtein() || s.find(r, "CA") < 0) continue;
            find(model, r);
        }
    }

    private void find(MovingModel model, int r) {
        var conformers = new TreeSet<Character>();
        int n = s.find(r, "N"), c = s.find(r, "C");
        if (n < 0 || c < 0) return;
        int before = linked(model, n, "C", r), after = linked(model, c, "N", r);
        if (before < 0 || after < 0) return;
        for (int q : new int[]{before, r, after})
            for (String name : new String[]{"C", "N", "CA"})
                for (int a = s.atomStart(q); a < s.atomEnd(q); a++)
                    if (s.altloc(a) != 0 && s.atomName(a).equals(name)) conformers.add(s.altloc(a));
        if (conformers.isEmpty()) conformers.add('\0');
        for (char alt : conformers) {
            int[] atoms = {s.find(before, "C", alt), s.find(r, "N", alt), s.find(r, "CA", alt), s.find(r, "C", alt),
                s.find(after, "N", alt), s.find(before, "CA", alt)};
            boolean whole = true;
            for (int a : atoms) whole &= a >= 0;
            if (whole) sites.add(new Site(r, after, atoms[0], atoms[1], atoms[2], atoms[3], atoms[4], atoms[5], alt));
        }
    }

    /// The residue whose atom of that name is bonded to this atom; -1 if there is none.
    private int linked(MovingModel model, int atom, String name, int residue) {
        for (int k = 0; k < model.bonds().degree(atom); k++) {
            int b = model.bonds().neighbour(atom, k);
            if (!model.isHydrogen(b) && s.residueOf(b) != residue && s.atomName(b).equals(name)) return s.residueOf(b);
        }
        return -1;
    }

    public List<Site> sites() { return sites; }

    public RamaClass kind(Site site, double[] xyz) {
        return RamaClass.of(s.residueName(site.residue), s.residueName(site.next), site.omega(xyz));
    }

    /// The value of the distribution at the site: below [RamaClass#allowed] an outlier.
    public double score(Site site, double[] xyz) {
        return RamachandranTables.standard().table(kind(site, xyz)).at(Math.toDegrees(site.phi(xyz)),
                Math.toDegrees(site.psi(xyz)));
    }

    public boolean outlier(Site site, double[] xyz) { return score(site, xyz) < kind(site, xyz).allowed(); }
}
