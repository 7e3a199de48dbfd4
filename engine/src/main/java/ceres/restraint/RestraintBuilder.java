package ceres.restraint;

import ceres.restraint.Growing.Doubles;
import ceres.restraint.Growing.Ints;
import ceres.restraint.Restraints.Origin;
import java.util.ArrayList;
import java.util.List;

/// Collects restraints one by one. Angles come in degrees, as dictionaries and papers print them, and are stored in radians. A sigma
/// that is not positive drops the restraint.
final class RestraintBuilder {
    private static final Origin[] ORIGINS = Origin.values();

    private final Ints bondI = new Ints(), bondJ = new Ints();
    private final Doubles bondIdeal = new Doubles(), bondSigma = new Doubles();
    private final List<Origin> bondOrigin = new ArrayList<>();
    private final Ints angleI = new Ints(), angleJ = new Ints(), angleK = new Ints();
    private final Doubles angleIdeal = new Doubles(), angleSigma = new Doubles();
    private final List<Origin> angleOrigin = new ArrayList<>();
    private final Torsions dihedrals = new Torsions(), cBeta = new Torsions();
    private final Ints centre = new Ints(), chiralA = new Ints(), chiralB = new Ints(), chiralD = new Ints(),
            chiralBoth = new Ints();
    private final Doubles volume = new Doubles(), volumeSigma = new Doubles();
    private final Ints planeStart = new Ints(), planeAtom = new Ints();
    private final Doubles planeSigma = new Doubles();
    private final Ints hydrogenI = new Ints(), hydrogenJ = new Ints();
    private final Doubles hydrogenIdeal = new Doubles(), hydrogenSigma = new Doubles(), hydrogenLimit = new Doubles();
    private final Ints parallelStart = new Ints(), parallelAtom = new Ints();
    private final Doubles parallelSigma = new Doubles();
    private final Ints heldAtom = new Ints();
    private final Doubles heldXyz = new Doubles(), heldSigma = new Doubles(), heldLimit = new Doubles();

    private static final class Torsions {
        private final Ints i = new Ints(), j = new Ints(), k = new Ints(), l = new Ints(), period = new Ints(),
                origin = new Ints();
        private final Doubles ideal = new Doubles(), alternative = new Doubles(), sigma = new Doubles();

        Restraints.Dihedrals build() {
            var origins = new Origin[origin.size()];
            for (int r = 0; r < origins.length; r++) origins[r] = ORIGINS[origin.get(r)];
            return new Restraints.Dihedrals(i.toArray(), j.toArray(), k.toArray(), l.toArray(), ideal.toArray(),
                    alternative.toArray(), sigma.toArray(), period.toArray(), origins);
        }
    }

    RestraintBuilder() {
        planeStart.add(0);
        parallelStart.add(0);
    }

    int bonds() { return bondI.size(); }

    int chiralities() { return centre.size(); }

    /// Computes the volume of a chirality anew from the bonds and angles among the rows of its residue, which may have changed.
    void refreshVolume(int row, ResidueRows in) {
        int c = centre.get(row), a = chiralA.get(row), b = chiralB.get(row), d = chiralD.get(row);
        int[] lengths = {findBond(in.bondsFrom(), in.bondsTo(), c, a), findBond(in.bondsFrom(), in.bondsTo(), c, b),
            findBond(in.bondsFrom(), in.bondsTo(), c, d)};
        int[] opposite = {findAngle(in.anglesFrom(), in.anglesTo(), b, c, d), findAngle(in.anglesFrom(), in.anglesTo(), a, c, d),
            findAngle(in.anglesFrom(), in.anglesTo(), a, c, b)};
        double product = 1, squares = 1, cosines = 2;
        for (int k = 0; k < 3; k++) {
            if (lengths[k] < 0 || opposite[k] < 0) return;
            double x = Math.cos(angleIdeal.get(opposite[k]));
            product *= bondIdeal.get(lengths[k]);
            squares -= x * x;
            cosines *= x;
        }
        volume.set(row, Math.copySign(product * Math.sqrt(Math.max(0, squares + cosines)), volume.get(row)));
    }

    int angles() { return angleI.size(); }

    void bond(int i, int j, double ideal, double sigma, Origin origin) {
        if (!(sigma > 0) || !(ideal > 0) || i == j) return;
        bondI.add(i);
        bondJ.add(j);
        bondIdeal.add(ideal);
        bondSigma.add(sigma);
        bondOrigin.add(origin);
    }

    void angle(int i, int j, int k, double idealDeg, double sigmaDeg, Origin origin) {
        if (!(sigmaDeg > 0) || i == k) return;
        angleI.add(i);
        angleJ.add(j);
        angleK.add(k);
        angleIdeal.add(Math.toRadians(idealDeg));
        angleSigma.add(Math.toRadians(sigmaDeg));
        angleOrigin.add(origin);
    }

    /// Row of the angle among the rows [from, to), -1 if it is not there.
    int findAngle(int from, int to, int i, int j, int k) {
        for (int r = from; r < to; r++)
            if (angleJ.get(r) == j && (angleI.get(r) == i && angleK.get(r) == k || angleI.get(r) == k && angleK.get(r) == i))
                return r;
        return -1;
    }

    /// Row of the bond among the rows [from, to), -1 if it is not there.
    int findBond(int from, int to, int i, int j) {
        for (int r = from; r < to; r++)
            if (bondI.get(r) == i && bondJ.get(r) == j || bondI.get(r) == j && bondJ.get(r) == i) return r;
        return -1;
    }

    void changeAngle(int row, double idealDeg, double sigmaDeg) {
        angleIdeal.set(row, Math.toRadians(idealDeg));
        angleSigma.set(row, Math.toRadians(sigmaDeg));
    }

    void changeBond(int row, double ideal, double sigma) {
        bondIdeal.set(row, ideal);
        bondSigma.set(row, sigma);
    }

    void torsion(int i, int j, int k, int l, double idealDeg, double sigmaDeg, int period, Origin origin) {
        torsion(i, j, k, l, idealDeg, Double.NaN, sigmaDeg, period, origin);
    }

    void torsion(int i, int j, int k, int l, double idealDeg, double alternativeDeg, double sigmaDeg, int period, Origin origin) {
        add(dihedrals, i, j, k, l, idealDeg, alternativeDeg, sigmaDeg, period, origin);
    }

    void cBeta(int i, int j, int k, int l, double idealDeg, double sigmaDeg) {
        add(cBeta, i, j, k, l, idealDeg, Double.NaN, sigmaDeg, 0, Origin.COMPONENT);
    }

    private static void add(Torsions t, int i, int j, int k, int l, double idealDeg, double alternativeDeg, double sigmaDeg,
            int period,
            Origin origin) {
        if (!(sigmaDeg > 0)) return;
        t.i.add(i);
        t.j.add(j);
        t.k.add(k);
        t.l.add(l);
        t.ideal.add(Math.toRadians(idealDeg));
        t.alternative.add(Math.toRadians(alternativeDeg));
        t.sigma.add(Math.toRadians(sigmaDeg));
        t.period.add(period);
        t.origin.add(origin.ordinal());
    }

    void chirality(int c, int a, int b, int d, double ideal, double sigma, boolean both) {
        centre.add(c);
        chiralA.add(a);
        chiralB.add(b);
        chiralD.add(d);
        volume.add(ideal);
        volumeSigma.add(sigma);
        chiralBoth.add(both ? 1 : 0);
    }

    /// A plane of at least four atoms; fewer are no plane.
    void plane(int[] atoms, double sigma) {
        if (atoms.length < 4) return;
        for (int a : atoms) {
            planeAtom.add(a);
            planeSigma.add(sigma);
        }
        planeStart.add(planeAtom.size());
    }

    void hydrogenBond(int i, int j, double ideal, double sigma, double limit) {
        hydrogenI.add(i);
        hydrogenJ.add(j);
        hydrogenIdeal.add(ideal);
        hydrogenSigma.add(sigma);
        hydrogenLimit.add(limit);
    }

    /// @param sigma radians
    void parallel(int[] first, int[] second, double sigma) {
        for (int a : first) parallelAtom.add(a);
        parallelStart.add(parallelAtom.size());
        for (int a : second) parallelAtom.add(a);
        parallelStart.add(parallelAtom.size());
        parallelSigma.add(sigma);
    }

    void hold(int atom, double x, double y, double z, double sigma, double limit) {
        heldAtom.add(atom);
        heldXyz.add(x);
        heldXyz.add(y);
        heldXyz.add(z);
        heldSigma.add(sigma);
        heldLimit.add(limit);
    }

    int[] bondFirst() { return bondI.toArray(); }

    int[] bondSecond() { return bondJ.toArray(); }

    Restraints build() {
        var both = new boolean[chiralBoth.size()];
        for (int r = 0; r < both.length; r++) both[r] = chiralBoth.get(r) == 1;
        return new Restraints(
                new Restraints.Bonds(bondI.toArray(), bondJ.toArray(), bondIdeal.toArray(), bondSigma.toArray(),
                        bondOrigin.toArray(Origin[]::new)),
                new Restraints.Angles(angleI.toArray(), angleJ.toArray(), angleK.toArray(), angleIdeal.toArray(),
                        angleSigma.toArray(),
                        angleOrigin.toArray(Origin[]::new)),
                dihedrals.build(),
                new Restraints.Chiralities(centre.toArray(), chiralA.toArray(), chiralB.toArray(), chiralD.toArray(),
                        volume.toArray(),
                        volumeSigma.toArray(), both),
                new Restraints.Planes(planeStart.toArray(), planeAtom.toArray(), planeSigma.toArray()), cBeta.build(),
                new Restraints.HydrogenBonds(hydrogenI.toArray(), hydrogenJ.toArray(), hydrogenIdeal.toArray(),
                        hydrogenSigma.toArray(),
                        hydrogenLimit.toArray()),
                new Restraints.Parallelities(parallelStart.toArray(), parallelAtom.toArray(), parallelSigma.toArray()),
                new Restraints.References(heldAtom.toArray(), heldXyz.toArray(), heldSigma.toArray(), heldLimit.toArray()));
    }
}
