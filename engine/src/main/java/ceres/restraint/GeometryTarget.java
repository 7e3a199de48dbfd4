package ceres.restraint;

import ceres.numerics.Parallel;
import java.util.Arrays;

/// The energy of all restraints of a model and its gradient: E = sum of weighted squared deviations, not divided by their number.
///
/// Determinism. Every restraint writes its forces on its own atoms into a slot of its own (a column of 3-vectors, one for each place of an
/// atom in a restraint); then each atom adds up its slots in a fixed order. No two threads write the same number and no order of
/// adding depends on the team, so results are the same to the last bit for any number of threads. The price is one more pass
/// over memory, about a tenth of the time.
///
/// Energies: [BondTerm], [AngleTerm], [TorsionTerm], [ChiralityTerm], [PlaneTerm], [ParallelTerm] and their sources.
public final class GeometryTarget {
    private static final int PIECE = 2048;

    private final Restraints restraints;
    private final Term[] terms;
    private final int[] slotOffset;
    private final int[] gatherStart;
    private final int[] gatherSlot;
    private final double[] slots;

    /// @param restraints what holds the model; atom indices count from 0
    public GeometryTarget(Restraints restraints) {
        this.restraints = restraints;
        this.terms = new Term[]{new BondTerm(restraints.bonds()), new AngleTerm(restraints.angles()),
            new TorsionTerm(restraints.dihedrals()),
            new TorsionTerm(restraints.cBeta()), new ChiralityTerm(restraints.chiralities()), new PlaneTerm(restraints.planes()),
            new HydrogenBondTerm(restraints.hydrogenBonds()), new ParallelTerm(restraints.parallelities()),
            new ReferenceTerm(restraints.references())};
        this.slotOffset = new int[terms.length + 1];
        for (int t = 0; t < terms.length; t++) slotOffset[t + 1] = slotOffset[t] + terms[t].slots();
        this.slots = new double[3 * slotOffset[terms.length]];
        this.gatherStart = new int[highestAtom() + 2];
        this.gatherSlot = new int[slotOffset[terms.length]];
        plan();
    }

    private int highestAtom() {
        int highest = -1;
        for (var term : terms) for (int s = 0; s < term.slots(); s++) highest = Math.max(highest, term.atom(s));
        return highest;
    }

    private void plan() {
        for (var term : terms) for (int s = 0; s < term.slots(); s++) gatherStart[term.atom(s) + 1]++;
        for (int a = 0; a + 1 < gatherStart.length; a++) gatherStart[a + 1] += gatherStart[a];
        int[] next = gatherStart.clone();
        for (int t = 0; t < terms.length; t++)
            for (int s = 0; s < terms[t].slots(); s++) gatherSlot[next[terms[t].atom(s)]++] = slotOffset[t] + s;
    }

    public Restraints restraints() { return restraints; }

    /// E (dimensionless).
    ///
    /// @param xyz 3n coordinates, A
    /// @param gradient 3n, dE/dxyz is added to it, 1/A
    public double evaluate(double[] xyz, double[] gradient, Parallel team) {
        double energy = 0;
        for (int t = 0; t < terms.length; t++) {
            var term = terms[t];
            int base = 3 * slotOffset[t];
            energy += team.sum(term.size(), PIECE, (piece, from, to) -> term.energy(xyz, slots, base, from, to));
        }
        team.each(gatherStart.length - 1, PIECE, (piece, from, to) -> gather(gradient, from, to));
        return energy;
    }

    /// E without a gradient.
    public double energy(double[] xyz, Parallel team) {
        double energy = 0;
        for (int t = 0; t < terms.length; t++) energy += energy(Kind.values()[t], xyz, team);
        return energy;
    }

    /// The share of one kind of restraint in E.
    public double energy(Kind kind, double[] xyz, Parallel team) {
        var term = terms[kind.ordinal()];
        int base = 3 * slotOffset[kind.ordinal()];
        return team.sum(term.size(), PIECE, (piece, from, to) -> term.energy(xyz, slots, base, from, to));
    }

    private void gather(double[] gradient, int from, int to) {
        for (int a = from; a < to; a++) {
            double x = 0, y = 0, z = 0;
            for (int g = gatherStart[a]; g < gatherStart[a + 1]; g++) {
                int s = 3 * gatherSlot[g];
                x += slots[s];
                y += slots[s + 1];
                z += slots[s + 2];
            }
            gradient[3 * a] += x;
            gradient[3 * a + 1] += y;
            gradient[3 * a + 2] += z;
        }
    }

    /// The kinds of restraint, in the order in which they are summed.
    public enum Kind {
        BOND,
        ANGLE,
        DIHEDRAL,
        C_BETA,
        CHIRALITY,
        PLANE,
        HYDROGEN_BOND,
        PARALLEL,
        REFERENCE
    }

    /// One kind of restraint: straight loops over its columns.
    interface Term {
        /// Number of restraints.
        int size();

        /// Number of places that atoms have in them.
        int slots();

        /// The atom at a place.
        int atom(int slot);

        /// Energy of the restraints [from, to); the gradient on the atom at slot s is stored at `slots[base + 3 s]`.
        double energy(double[] xyz, double[] slots, int base, int from, int to);
    }

    /// The atom of a slot where each row has four atoms, one slot after the other.
    static int ofFour(int slot, int[] first, int[] second, int[] third, int[] fourth) {
        int row = slot >> 2;
        return switch (slot & 3) {
            case 0 -> first[row];
            case 1 -> second[row];
            case 2 -> third[row];
            default -> fourth[row];
        };
    }

    /// Sets a slot to (x, y, z).
    static void put(double[] slots, int at, double x, double y, double z) {
        slots[at] = x;
        slots[at + 1] = y;
        slots[at + 2] = z;
    }

    static void zero(double[] slots, int at, int places) { Arrays.fill(slots, at, at + 3 * places, 0); }
}
