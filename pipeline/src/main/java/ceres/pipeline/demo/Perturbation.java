package ceres.pipeline.demo;

import ceres.chem.RotamerTables;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Spoils a model the way that models built into maps are wrong: everything a little off, side chains turned or in another rotamer,
/// some peptides flipped, the ligand askew; and then tidied up by restraints, so that bonds and angles betray nothing.
final class Perturbation {
    private static final double SMOOTH_ERROR = 0.35, ATOM_ERROR = 0.12, WRONG_ROTAMERS = 0.22, TURNED = 0.25;
    private static final int FLIPS = 4;

    private final Structure truth;
    private final double[] xyz;
    private final Random random;

    private Perturbation(Structure truth, long seed) {
        this.truth = truth;
        this.xyz = truth.atoms().xyz().clone();
        this.random = new Random(seed);
    }

    /// @return the start model; B factors are all 50 A^2
    static Structure spoil(Structure truth, ModelHeader header, long seed) {
        var p = new Perturbation(truth, seed);
        p.turnSideChains();
        p.flipPeptides();
        p.shake();
        p.tiltLigand();
        var flat = new double[truth.atomCount()];
        java.util.Arrays.fill(flat, 50);
        return Relaxation.relax(truth.withXyz(p.xyz), header, true, 0.5, 300).withB(flat);
    }

    private void turnSideChains() {
        for (int r = 0; r < truth.residueCount(); r++) {
            var chis = RotamerTables.standard().chiAtoms(truth.residueName(r));
            if (chis.isEmpty() || truth.residueName(r).equals("PRO")) continue;
            double dice = random.nextDouble();
            double[] now = Comparison.chis(truth, xyz, r);
            if (dice < WRONG_ROTAMERS) rebuild(r, otherRotamer(truth.residueName(r), now));
            else if (dice < WRONG_ROTAMERS + TURNED) {
                now[0] += Math.toRadians(random.nextBoolean() ? 28 : -28) * (0.7 + 0.6 * random.nextDouble());
                rebuild(r, now);
            }
        }
    }

    /// A rotamer of the library with another chi1.
    private double[] otherRotamer(String name, double[] now) {
        var far = RotamerTables.standard().rotamers(name).stream()
                .filter(r -> Math.abs(Comparison.difference(r.chi()[0], now[0], 360)) > Math.toRadians(60)).toList();
        return far.isEmpty() ? now : far.get(random.nextInt(far.size())).chi().clone();
    }

    /// Places the side chain again from N, CA and CB with these torsions.
    private void rebuild(int r, double[] chi) {
        for (var p : Shapes.standard().places(truth.residueName(r))) {
            double torsion = p.torsion() + (p.tied().isEmpty() ? 0 : chi[p.tied().charAt(3) - '1']);
            double[] at = TorsionTree.attach(point(r, p.great()), point(r, p.grand()), point(r, p.parent()), p.length(),
                    p.angle(), torsion);
            System.arraycopy(at, 0, xyz, 3 * truth.find(r, p.atom()), 3);
        }
    }

    private double[] point(int r, String atom) {
        int i = truth.find(r, atom);
        return new double[]{xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]};
    }

    private void flipPeptides() {
        List<Integer> places = new ArrayList<>();
        for (int r = 2; r + 3 < truth.residueEnd(0); r++)
            if (!truth.residueName(r).equals("PRO") && !truth.residueName(r + 1).equals("PRO")) places.add(r);
        for (int k = 0; k < FLIPS; k++) {
            int r = places.remove(random.nextInt(places.size()));
            places.removeIf(q -> Math.abs(q - r) < 3);
            flip(r);
        }
    }

    /// Half a turn of the peptide plane about the line from CA to CA.
    private void flip(int r) {
        double[] a = point(r, "CA"), b = point(r + 1, "CA"), axis = TorsionTree.unit(TorsionTree.minus(b, a));
        for (int i : new int[]{truth.find(r, "C"), truth.find(r, "O"), truth.find(r + 1, "N")}) {
            double[] d = TorsionTree.minus(new double[]{xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]}, a);
            double along = TorsionTree.dot(d, axis);
            for (int k = 0; k < 3; k++) xyz[3 * i + k] = a[k] + 2 * along * axis[k] - d[k];
        }
    }

    /// A displacement that is smooth along the chain, and a small one of each atom.
    private void shake() {
        int n = truth.residueCount();
        var shift = new double[n + 4][3];
        for (var s : shift) for (int k = 0; k < 3; k++) s[k] = random.nextGaussian();
        for (int i = 0; i < truth.atomCount(); i++) {
            int r = truth.residueOf(i);
            for (int k = 0; k < 3; k++) {
                double smooth = 0;
                for (int q = 0; q < 5; q++) smooth += shift[r + q][k];
                xyz[3 * i + k] += SMOOTH_ERROR / Math.sqrt(3) * smooth / Math.sqrt(5) + ATOM_ERROR * random.nextGaussian();
            }
        }
    }

    private void tiltLigand() {
        int r = truth.residueCount() - 1;
        double[] first = {xyz[3 * truth.atomStart(r)], xyz[3 * truth.atomStart(r) + 1], xyz[3 * truth.atomStart(r) + 2]};
        double[] axis = TorsionTree.unit(new double[]{random.nextGaussian(), random.nextGaussian(), random.nextGaussian()});
        double tilt = Math.toRadians(12);
        for (int i = truth.atomStart(r); i < truth.atomEnd(r); i++) {
            double[] d = TorsionTree.minus(new double[]{xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]}, first);
            double[] c = TorsionTree.cross(axis, d);
            double along = TorsionTree.dot(axis, d);
            for (int k = 0; k < 3; k++)
                xyz[3 * i + k] = first[k] + Math.cos(tilt) * d[k] + Math.sin(tilt) * c[k]
                        + (1 - Math.cos(tilt)) * along * axis[k];
        }
    }
}
