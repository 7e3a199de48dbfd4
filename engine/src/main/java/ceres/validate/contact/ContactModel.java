package ceres.validate.contact;

import ceres.chem.ContactRadii;
import ceres.chem.HydrogenGeometry;
import ceres.chem.ResidueClass;
import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import java.util.Arrays;

/// Atoms as contacts see them: radii, roles in hydrogen bonds, and who is bonded to whom by distance.
///
/// Source: Probe (Word1999). Bonds follow from distances alone, so that a contact is judged alike whatever a dictionary says.
public final class ContactModel {
    /// Overlaps beyond these are no longer hydrogen bonds, A.
    public static final double HYDROGEN_BOND = 0.6, SALT_BRIDGE = 0.8;
    private static final double BOND_SHORT = 0.6, BOND_LONG = 0.2;
    private static final int PIECE = 512;

    private final AllAtoms atoms;
    private final double[] radius;
    private final boolean[] donor, acceptor, water;
    private final byte[] charge;
    private final int[] bondStart;
    private final int[] bonded;
    private final double maxRadius;

    public ContactModel(AllAtoms atoms, ResidueClass[] classes, HydrogenGeometry.Length convention, Parallel team) {
        int n = atoms.size();
        this.atoms = atoms;
        this.radius = new double[n];
        this.donor = new boolean[n];
        this.acceptor = new boolean[n];
        this.water = new boolean[n];
        this.charge = new byte[n];
        var lists = bonds(team);
        this.bondStart = new int[n + 1];
        for (int i = 0; i < n; i++) bondStart[i + 1] = bondStart[i] + lists[i].length;
        this.bonded = new int[bondStart[n]];
        for (int i = 0; i < n; i++) System.arraycopy(lists[i], 0, bonded, bondStart[i], lists[i].length);
        double widest = 0;
        for (int i = 0; i < n; i++) {
            describe(i, classes[atoms.residue(i)], convention);
            widest = Math.max(widest, radius[i]);
        }
        this.maxRadius = widest;
    }

    // ---- bonds

    private int[][] bonds(Parallel team) {
        int n = atoms.size();
        var radii = ContactRadii.standard();
        double widest = 0;
        for (int i = 0; i < n; i++) if (!atoms.isHydrogen(i)) widest = Math.max(widest, radii.covalent(atoms.element(i)));
        double most = widest;
        var cells = new CellList(atoms.xyz(), 2.5);
        var found = new int[n][];
        team.each(n, PIECE, (piece, from, to) -> {
            for (int i = from; i < to; i++) found[i] = bondsOf(i, cells, most);
        });
        return symmetric(found);
    }

    /// Neighbours that atom i claims: for a hydrogen its nearest atom, for a heavy atom other heavy atoms.
    private int[] bondsOf(int i, CellList cells, double most) {
        if (atoms.carrier(i) >= 0) return new int[]{atoms.carrier(i)};
        var radii = ContactRadii.standard();
        boolean hydrogen = atoms.isHydrogen(i);
        double mine = radii.covalent(atoms.element(i));
        var list = new Ints();
        double[] xyz = atoms.xyz(), best = {Double.MAX_VALUE};
        cells.near(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], mine + most + BOND_LONG, j -> {
            if (j == i || atoms.isHydrogen(j) || !atoms.together(i, j)) return;
            double sum = mine + radii.covalent(atoms.element(j)), d = atoms.distance(i, j);
            if (d <= sum - BOND_SHORT || d > sum + BOND_LONG) return;
            if (!hydrogen) list.add(j);
            else if (atoms.residue(i) == atoms.residue(j) && d < best[0]) {
                best[0] = d;
                list.clear();
                list.add(j);
            }
        });
        return list.sorted();
    }

    private static int[][] symmetric(int[][] claims) {
        var lists = new Ints[claims.length];
        for (int i = 0; i < claims.length; i++) lists[i] = new Ints();
        for (int i = 0; i < claims.length; i++)
            for (int j : claims[i]) {
                lists[i].add(j);
                lists[j].add(i);
            }
        var all = new int[claims.length][];
        for (int i = 0; i < all.length; i++) all[i] = Arrays.stream(lists[i].sorted()).distinct().toArray();
        return all;
    }

    // ---- roles

    private void describe(int i, ResidueClass kind, HydrogenGeometry.Length convention) {
        var radii = ContactRadii.standard();
        String residue = atoms.residueName(i);
        water[i] = kind == ResidueClass.WATER;
        ContactRadii.Contact contact;
        if (atoms.isHydrogen(i)) {
            int parent = degree(i) > 0 ? bonded[bondStart[i]] : -1;
            contact = radii.hydrogen(residue, kind, atoms.name(i), parent < 0 ? "" : atoms.name(parent),
                    parent < 0 ? 0 : atoms.element(parent), convention);
        } else
            contact = radii.heavy(residue, kind, atoms.name(i), atoms.element(i), carriesHydrogen(i), convention);
        radius[i] = contact.radius();
        donor[i] = contact.donor();
        acceptor[i] = contact.acceptor();
        charge[i] = (byte) contact.charge();
    }

    private boolean carriesHydrogen(int i) {
        for (int s = bondStart[i]; s < bondStart[i + 1]; s++)
            if (atoms.isHydrogen(bonded[s]) && !atoms.isAbsent(bonded[s])) return true;
        return false;
    }

    /// Whether the nitrogen accepts depends on its hydrogen: to be called when a histidine changes its state.
    public void setAcceptor(int i, boolean value) { acceptor[i] = value; }

    public AllAtoms atoms() { return atoms; }

    public double radius(int i) { return radius[i]; }

    public double maxRadius() { return maxRadius; }

    public boolean isDonor(int i) { return donor[i]; }

    public boolean isAcceptor(int i) { return acceptor[i]; }

    public boolean isWater(int i) { return water[i]; }

    public int charge(int i) { return charge[i]; }

    public int degree(int i) { return bondStart[i + 1] - bondStart[i]; }

    public int neighbour(int i, int k) { return bonded[bondStart[i] + k]; }

    /// True if the pair makes a hydrogen bond as far as its kinds go: donor and acceptor, charges not alike.
    public boolean hydrogenBond(int i, int j) {
        boolean pair = donor[i] && acceptor[j] || donor[j] && acceptor[i];
        return pair && charge[i] * charge[j] <= 0;
    }

    /// How far a hydrogen bond may overlap: more for a salt bridge.
    public double hydrogenBondLimit(int i, int j) { return charge[i] * charge[j] < 0 ? SALT_BRIDGE : HYDROGEN_BOND; }

    /// The atoms that atom i has no contacts with, itself not among them: up to three bonds away, four if one of the two is a hydrogen.
    public int[] excluded(int i) {
        var reached = new Ints();
        reached.add(i);
        int from = 0;
        for (int level = 1; level <= 4; level++) {
            int to = reached.size();
            for (int s = from; s < to; s++) {
                int u = reached.get(s);
                for (int k = bondStart[u]; k < bondStart[u + 1]; k++) {
                    int v = bonded[k];
                    boolean far = level > 3 && !atoms.isHydrogen(i) && !atoms.isHydrogen(v);
                    if (!far && atoms.together(i, v) && !reached.contains(v)) reached.add(v);
                }
            }
            from = to;
        }
        return reached.tail(1);
    }
}
