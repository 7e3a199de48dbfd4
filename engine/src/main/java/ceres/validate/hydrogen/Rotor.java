package ceres.validate.hydrogen;

import ceres.chem.HydrogenGeometry.Kind;
import ceres.chem.HydrogenGeometry;
import ceres.numerics.Geometry;
import ceres.validate.contact.ContactModel;
import java.util.Arrays;

/// A hydroxyl, thiol or ammonium group: hydrogens that turn together about one bond.
final class Rotor implements Freedom {
    private static final double COARSE = Math.toRadians(10), AMMONIUM_COARSE = Math.toRadians(30), FINE = Math.toRadians(1);
    private static final int FINE_STEPS = 9, AMMONIUM_FINE_STEPS = 15;
    private static final double BETTER = 1e-6;

    private final ContactModel model;
    private final DotScore scorer;
    private final int carrier;
    private final int[] neighbours;
    private final int[] hydrogens;
    private final double[] offsets;
    private final double length, angle;
    private final boolean ammonium;
    private final double[] dihedrals;
    private final int[][] excluded;
    private final int[] near;
    private final int[] carrierExcluded;
    private final int[] carrierNear;
    private double dihedral;

    /// @param hydrogens indices in all atoms; the first has the dihedral of the rotor
    /// @param offsets added to the dihedral for each hydrogen, radians
    /// @param near atoms that a hydrogen may touch
    /// @param carrierNear atoms that the carrier may touch: its own contacts count, for a hydrogen may come between
    Rotor(ContactModel model, DotScore scorer, int carrier, int[] neighbours, int[] hydrogens, double[] offsets, double length,
            double angle, double start, int[] near, int[] carrierNear) {
        this.model = model;
        this.scorer = scorer;
        this.carrier = carrier;
        this.neighbours = neighbours;
        this.hydrogens = hydrogens;
        this.offsets = offsets;
        this.length = length;
        this.angle = angle;
        this.ammonium = hydrogens.length > 1;
        this.near = near;
        this.carrierNear = carrierNear;
        this.carrierExcluded = model.excluded(carrier);
        this.excluded = Arrays.stream(hydrogens).mapToObj(model::excluded).toArray(int[][]::new);
        this.dihedrals = candidates(start);
        this.dihedral = start;
    }

    private double[] candidates(double start) {
        int steps = ammonium ? 4 : 36;
        var all = new double[steps];
        for (int k = 0; k < steps; k++) all[k] = start + k * (ammonium ? AMMONIUM_COARSE : COARSE);
        if (ammonium) return all;
        double[] pointing = Arrays.stream(near).filter(model::isAcceptor).mapToDouble(this::towards).toArray();
        var both = Arrays.copyOf(all, steps + pointing.length);
        System.arraycopy(pointing, 0, both, steps, pointing.length);
        return both;
    }

    /// The dihedral at which the hydrogen points to an atom.
    private double towards(int acceptor) {
        return Geometry.torsion(model.atoms().xyz(), neighbours[1], neighbours[0], carrier, acceptor);
    }

    @Override
    public int states() { return dihedrals.length; }

    @Override
    public void set(int state) { turn(dihedrals[state]); }

    private void turn(double to) {
        dihedral = to;
        double[] xyz = model.atoms().xyz();
        for (int h = 0; h < hydrogens.length; h++)
            HydrogenGeometry.place(Kind.TURNED, length, angle, to + offsets[h], xyz, carrier, neighbours, xyz, 3 * hydrogens[h]);
    }

    @Override
    public double score() {
        double sum = scorer.of(carrier, carrierExcluded, carrierNear);
        for (int h = 0; h < hydrogens.length; h++) sum += scorer.of(hydrogens[h], excluded[h], near);
        return sum;
    }

    @Override
    public void refine() {
        double best = score(), at = dihedral, middle = dihedral;
        int steps = ammonium ? AMMONIUM_FINE_STEPS : FINE_STEPS;
        for (int k = 1; k <= steps; k++)
            for (int sign = -1; sign <= 1; sign += 2) {
                turn(middle + sign * k * FINE);
                double score = score();
                if (score > best + BETTER) {
                    best = score;
                    at = dihedral;
                }
            }
        turn(at);
    }

    @Override
    public int[] centres() { return new int[]{carrier}; }

    @Override
    public int[] scored() {
        int[] atoms = Arrays.copyOf(hydrogens, hydrogens.length + 1);
        atoms[hydrogens.length] = carrier;
        return atoms;
    }

    @Override
    public int[] changing() { return hydrogens; }

    @Override
    public double reach() { return length + model.radius(hydrogens[0]); }
}
