package ceres.chem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a dictionary knows of one chemical component: its atoms, how they are bonded, and the geometry that it should have.
///
/// Atoms are named by their index in [#atoms]; everything else refers to these indices. Lengths in A, angles in degrees (as
/// dictionaries print them; [ceres.restraint] turns them into radians). A component stands alone: what a polymer link removes (OXT, H2) is
/// still here, and what is not in the model drops the restraints that need it.
public final class Component {
    private final String id;
    private final String name;
    private final String type;
    private final Source source;
    private final List<Atom> atoms;
    private final List<Bond> bonds;
    private final List<Angle> angles;
    private final List<Torsion> torsions;
    private final List<Chirality> chiralities;
    private final List<Plane> planes;
    private final Map<String, Integer> index = new HashMap<>();
    private final int[][] neighbours;

    /// @param name atom name, stripped
    /// @param charge formal charge
    /// @param aromatic member of an aromatic ring
    /// @param leaving absent when the component is linked (`_chem_comp_atom.pdbx_leaving_atom_flag`)
    /// @param stereo `R`, `S` or `N`
    /// @param energyType atom type of the dictionary's force field, empty if it has none
    public record Atom(String name, Element element, int charge, boolean aromatic, boolean leaving, char stereo, String energyType) {}

    /// @param ideal length, A; NaN if the source has none
    /// @param sigma A
    public record Bond(int a, int b, BondOrder order, double ideal, double sigma) {}

    /// Angle a-vertex-b.
    public record Angle(int a, int vertex, int b, double idealDeg, double sigmaDeg) {}

    /// @param period n for a target that repeats every 360/n degrees; 0 for a harmonic one
    public record Torsion(String name, int a, int b, int c, int d, double idealDeg, double sigmaDeg, int period) {}

    public enum Sign {
        POSITIVE, NEGATIVE, BOTH
    }

    /// Sign of the volume (a - centre) . ((b - centre) x (c - centre)).
    public record Chirality(int centre, int a, int b, int c, Sign sign) {}

    /// @param sigma A, one for all atoms
    public record Plane(int[] atoms, double sigma) {}

    /// Where a component comes from, for the report.
    ///
    /// @param kind in order of trust
    /// @param detail file or table
    public record Source(Kind kind, String detail) {
        public enum Kind {
            /// A file the user gave.
            USER,
            /// The project's own tables.
            OWN,
            /// A monomer library on this machine.
            LIBRARY,
            /// Topology of the wwPDB chemical component dictionary, restraints generated here.
            GENERATED
        }
    }

    public Component(String id, String name, String type, Source source, List<Atom> atoms, List<Bond> bonds, List<Angle> angles,
            List<Torsion> torsions, List<Chirality> chiralities, List<Plane> planes) {
        this.id = id;
        this.name = name;
        this.type = type;
        this.source = source;
        this.atoms = List.copyOf(atoms);
        this.bonds = List.copyOf(bonds);
        this.angles = List.copyOf(angles);
        this.torsions = List.copyOf(torsions);
        this.chiralities = List.copyOf(chiralities);
        this.planes = List.copyOf(planes);
        for (int i = 0; i < atoms.size(); i++) index.put(atoms.get(i).name, i);
        this.neighbours = adjacency(atoms.size(), bonds);
    }

    private static int[][] adjacency(int n, List<Bond> bonds) {
        var lists = new ArrayList<List<Integer>>();
        for (int i = 0; i < n; i++) lists.add(new ArrayList<>());
        for (var bond : bonds) {
            lists.get(bond.a).add(bond.b);
            lists.get(bond.b).add(bond.a);
        }
        return lists.stream().map(l -> l.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
    }

    /// Component id: `ALA`, `A`, `NAG`.
    public String id() { return id; }

    /// Name in words, empty if the source has none.
    public String name() { return name; }

    /// `_chem_comp.type`, upper case: `L-PEPTIDE LINKING`, `RNA LINKING`, `NON-POLYMER`.
    public String type() { return type; }

    public Source source() { return source; }

    public List<Atom> atoms() { return atoms; }

    public List<Bond> bonds() { return bonds; }

    public List<Angle> angles() { return angles; }

    public List<Torsion> torsions() { return torsions; }

    public List<Chirality> chiralities() { return chiralities; }

    public List<Plane> planes() { return planes; }

    public int size() { return atoms.size(); }

    public Atom atom(int i) { return atoms.get(i); }

    /// Index of the atom of that name, -1 if there is none.
    public int indexOf(String atomName) { return index.getOrDefault(atomName, -1); }

    public boolean has(String atomName) { return index.containsKey(atomName); }

    /// Indices of the atoms bonded to atom i, in the order of [#bonds].
    public int[] neighbours(int i) { return neighbours[i]; }

    /// How many hydrogens the dictionary puts on atom i.
    public int hydrogensOn(int i) {
        int n = 0;
        for (int j : neighbours[i]) if (atoms.get(j).element.isHydrogen()) n++;
        return n;
    }

    /// Length of the bond between two atoms, A; NaN if they are not bonded or the source has no value.
    public double idealLength(int a, int b) {
        for (var bond : bonds) if (bond.a == a && bond.b == b || bond.a == b && bond.b == a) return bond.ideal;
        return Double.NaN;
    }

    /// Angle a-vertex-b, degrees; NaN if the source has none.
    public double idealAngleDeg(int a, int vertex, int b) {
        for (var g : angles) if (g.vertex == vertex && (g.a == a && g.b == b || g.a == b && g.b == a)) return g.idealDeg;
        return Double.NaN;
    }

    /// The volume that follows from ideal bonds and angles, with its sign (positive for BOTH), A^3:
    /// V = a b c sqrt(1 - cos^2 alpha - cos^2 beta - cos^2 gamma + 2 cos alpha cos beta cos gamma). Missing values count as 1.5 A and
    /// 109.47 degrees.
    public double idealVolume(Chirality v) {
        double product = 1;
        for (int s : new int[]{v.a, v.b, v.c}) {
            double length = idealLength(v.centre, s);
            product *= length > 0 ? length : 1.5;
        }
        double x = cosine(v.b, v.centre, v.c), y = cosine(v.a, v.centre, v.c), z = cosine(v.a, v.centre, v.b);
        double size = product * Math.sqrt(Math.max(0, 1 - x * x - y * y - z * z + 2 * x * y * z));
        return v.sign == Sign.NEGATIVE ? -size : size;
    }

    private double cosine(int a, int vertex, int b) {
        double deg = idealAngleDeg(a, vertex, b);
        return Math.cos(Math.toRadians(deg > 0 ? deg : 109.47));
    }

    public ResidueClass residueClass() { return ResidueClass.of(id, type); }

    /// True for whatever can be linked through its N and C.
    public boolean isPeptide() {
        return residueClass().isProtein() || type.contains("PEPTIDE") && !type.contains("PEPTIDE-LIKE");
    }

    public boolean isNucleotide() { return residueClass().isNucleic(); }

    @Override
    public String toString() { return id + " (" + atoms.size() + " atoms, " + source.kind + ")"; }
}
