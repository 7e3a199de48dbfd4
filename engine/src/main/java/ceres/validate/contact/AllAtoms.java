package ceres.validate.contact;

import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.List;

/// The atoms that contacts are taken between: those of a model, with the hydrogens it has, without hydrogens, or with new ones.
///
/// Columns of one entry an atom, sorted by residue. Coordinates of hydrogens that turn are changed in place while they are optimised;
/// everything else stays.
public final class AllAtoms {
    private final Structure structure;
    private final String[] name;
    private final byte[] element;
    private final char[] altloc;
    private final int[] residue;
    private final int[] source;
    private final int[] carrier;
    private final double[] xyz;
    private final boolean[] absent;
    private final double[] occupancy;
    private final int[] added;
    private final int[] index;

    private AllAtoms(Structure structure, int n, int hydrogens) {
        this.structure = structure;
        this.name = new String[n];
        this.element = new byte[n];
        this.altloc = new char[n];
        this.residue = new int[n];
        this.source = new int[n];
        this.carrier = new int[n];
        this.xyz = new double[3 * n];
        this.absent = new boolean[n];
        this.occupancy = new double[n];
        this.added = new int[hydrogens];
        this.index = new int[structure.atomCount()];
        java.util.Arrays.fill(index, -1);
    }

    /// A hydrogen to add.
    ///
    /// @param carrier atom index in the structure
    public record Added(String name, char altloc, int carrier, double occupancy, double x, double y, double z) {}

    /// The model as it is.
    public static AllAtoms asGiven(Structure s) { return of(s, true, List.of()); }

    /// The model without its hydrogens, with these instead.
    ///
    /// @param added sorted by the residue of the carrier
    public static AllAtoms with(Structure s, List<Added> added) { return of(s, false, added); }

    private static AllAtoms of(Structure s, boolean keepHydrogens, List<Added> added) {
        var order = new ArrayList<Integer>();
        for (int a = 0; a < s.atomCount(); a++)
            if ((keepHydrogens || !s.isHydrogen(a)) && Double.isFinite(s.x(a) + s.y(a) + s.z(a))) order.add(a);
        var all = new AllAtoms(s, order.size() + added.size(), added.size());
        int at = 0, h = 0;
        for (int k = 0; k < order.size(); k++) {
            int a = order.get(k);
            all.index[a] = at;
            all.copy(a, at++);
            boolean last = k + 1 == order.size() || s.residueOf(order.get(k + 1)) != s.residueOf(a);
            while (last && h < added.size() && s.residueOf(added.get(h).carrier) == s.residueOf(a)) {
                all.added[h] = at;
                all.put(added.get(h++), at++);
            }
        }
        return all;
    }

    private void copy(int a, int at) {
        name[at] = structure.atomName(a);
        element[at] = structure.atoms().element()[a];
        altloc[at] = structure.altloc(a);
        residue[at] = structure.residueOf(a);
        source[at] = a;
        occupancy[at] = structure.occupancy(a);
        carrier[at] = -1;
        System.arraycopy(structure.atoms().xyz(), 3 * a, xyz, 3 * at, 3);
    }

    private void put(Added hydrogen, int at) {
        name[at] = hydrogen.name;
        element[at] = 1;
        altloc[at] = hydrogen.altloc;
        occupancy[at] = hydrogen.occupancy;
        residue[at] = structure.residueOf(hydrogen.carrier);
        source[at] = -1;
        carrier[at] = index[hydrogen.carrier];
        xyz[3 * at] = hydrogen.x;
        xyz[3 * at + 1] = hydrogen.y;
        xyz[3 * at + 2] = hydrogen.z;
    }

    public Structure structure() { return structure; }

    public int size() { return name.length; }

    public String name(int i) { return name[i]; }

    public int element(int i) { return element[i]; }

    public boolean isHydrogen(int i) { return element[i] == 1; }

    public char altloc(int i) { return altloc[i]; }

    /// Index of its residue in the structure.
    public int residue(int i) { return residue[i]; }

    /// Index in the structure, -1 for an added hydrogen.
    public int source(int i) { return source[i]; }

    /// Where an atom of the structure is here, -1 if it is not.
    public int index(int structureAtom) { return index[structureAtom]; }

    /// Of an added hydrogen the atom that carries it, else -1.
    public int carrier(int i) { return carrier[i]; }

    /// 3n coordinates, A; those of turning hydrogens may change.
    public double[] xyz() { return xyz; }

    /// A hydrogen that a histidine does not have in its present state.
    public boolean isAbsent(int i) { return absent[i]; }

    public void setAbsent(int i, boolean value) { absent[i] = value; }

    public double occupancy(int i) { return occupancy[i]; }

    /// Index of the k-th added hydrogen.
    public int added(int k) { return added[k]; }

    public double b(int i) { return structure.b(source[i] >= 0 ? source[i] : source[carrier[i]]); }

    public String residueName(int i) { return structure.residueName(residue[i]); }

    public double distance(int i, int j) { return Geometry.distance(xyz, i, j); }

    /// True unless the atoms belong to different alternates.
    public boolean together(int i, int j) { return altloc[i] == 0 || altloc[j] == 0 || altloc[i] == altloc[j]; }

    Clash.Partner partner(int i) {
        int r = residue[i];
        return new Clash.Partner(r, structure.authChain(structure.chainOf(r)), structure.seq(r), structure.icode(r),
                structure.residueName(r), name[i], altloc[i], xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]);
    }
}
