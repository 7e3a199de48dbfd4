package ceres.chem;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How large an atom is to its neighbours and what it does in a hydrogen bond.
///
/// Source: the atom types of Probe (Word1999), which MolProbity's clashscore rests on. Radii in A.
public final class ContactRadii {
    private static final double COVALENT_UNKNOWN = 1.5;
    private static final double RADIUS_UNKNOWN = 1.70;

    /// An atom as contacts see it.
    ///
    /// @param radius van der Waals radius with explicit hydrogens, A
    /// @param donor a hydrogen on N, O or S
    /// @param acceptor accepts a hydrogen bond: O, S, bare N, aromatic face, halide
    /// @param charge +1, -1 or 0
    /// @param aromatic member of an aromatic ring
    public record Contact(double radius, boolean donor, boolean acceptor, int charge, boolean aromatic) {}

    private static final class Standard {
        static final ContactRadii RADII = new ContactRadii();
    }

    private final double[] electronCloud = new double[128];
    private final double[] nuclear = new double[128];
    private final double[] covalent = new double[128];
    private final boolean[] metal = new boolean[128];
    private final Map<String, double[]> special = new HashMap<>();
    private final Map<String, Set<String>> ring = new HashMap<>();
    private final Map<String, Set<String>> face = new HashMap<>();
    private final Map<String, Map<String, Integer>> charge = new HashMap<>();

    private ContactRadii() {
        Arrays.fill(electronCloud, RADIUS_UNKNOWN);
        Arrays.fill(nuclear, RADIUS_UNKNOWN);
        Arrays.fill(covalent, COVALENT_UNKNOWN);
        for (String line : new String(NdTable.resource("contacts.txt"), StandardCharsets.UTF_8).split("\n")) {
            String[] w = line.split(" ");
            switch (w[0]) {
                case "element" -> element(w);
                case "type" -> special.put(w[1], new double[]{Double.parseDouble(w[2]), Double.parseDouble(w[3])});
                case "ring" -> members(ring, w, 1);
                case "face" -> members(face, w, 1);
                case "charge" -> charges(w);
                default -> {}
            }
        }
        face.put("DU", face.get("U"));
    }

    private void element(String[] w) {
        int z = Integer.parseInt(w[1]);
        if (z >= electronCloud.length) return;
        electronCloud[z] = Double.parseDouble(w[2]);
        nuclear[z] = Double.parseDouble(w[3]);
        covalent[z] = Double.parseDouble(w[4]);
        metal[z] = w[5].equals("1");
    }

    private static void members(Map<String, Set<String>> map, String[] w, int from) {
        int colon = Arrays.asList(w).indexOf(":");
        var atoms = Arrays.asList(w).subList(colon + 1, w.length);
        for (int k = from; k < colon; k++) map.computeIfAbsent(w[k], r -> new HashSet<>()).addAll(atoms);
    }

    private void charges(String[] w) {
        int colon = Arrays.asList(w).indexOf(":");
        for (int k = 2; k < colon; k++)
            for (int a = colon + 1; a < w.length; a++)
                charge.computeIfAbsent(w[k], r -> new HashMap<>()).put(w[a], w[1].equals("+") ? 1 : -1);
    }

    public static ContactRadii standard() { return Standard.RADII; }

    /// Van der Waals radius of an element without regard to its surroundings; 1.70 if unknown.
    public double vdw(int element, HydrogenGeometry.Length convention) {
        if (element <= 0 || element >= electronCloud.length) return RADIUS_UNKNOWN;
        return convention == HydrogenGeometry.Length.NUCLEAR ? nuclear[element] : electronCloud[element];
    }

    /// Covalent radius, for metals with the allowance of Probe; 1.5 if unknown.
    public double covalent(int element) {
        return element <= 0 || element >= covalent.length ? COVALENT_UNKNOWN : covalent[element];
    }

    public boolean isMetal(int element) { return element > 0 && element < metal.length && metal[element]; }

    /// True for members of the rings of PHE, TYR, TRP, HIS and of the bases.
    public boolean isAromatic(String residue, String atom) { return member(ring, residue, atom) || member(face, residue, atom); }

    private static boolean member(Map<String, Set<String>> map, String residue, String atom) {
        var atoms = map.get(residue);
        return atoms != null && atoms.contains(atom);
    }

    /// A heavy atom.
    ///
    /// @param carriesHydrogen true if a hydrogen is bonded to it
    public Contact heavy(String residue, ResidueClass kind, String atom, int element, boolean carriesHydrogen,
            HydrogenGeometry.Length convention) {
        boolean aromatic = isAromatic(residue, atom);
        double radius = vdw(element, convention);
        if (element == 6) radius = carbon(residue, kind, atom, aromatic, convention);
        return new Contact(radius, false, acceptor(residue, kind, atom, element, carriesHydrogen), charge(residue, atom, element),
                aromatic);
    }

    private double carbon(String residue, ResidueClass kind, String atom, boolean aromatic, HydrogenGeometry.Length convention) {
        int column = convention == HydrogenGeometry.Length.NUCLEAR ? 1 : 0;
        if (aromatic) return special.get("aromatic-carbon")[column];
        boolean carbonyl = kind.isProtein() && switch (residue) {
            case "ASP", "ASN" -> atom.equals("CG") || atom.equals("C");
            case "GLU", "GLN" -> atom.equals("CD") || atom.equals("C");
            default -> atom.equals("C");
        };
        return carbonyl ? special.get("carbonyl-carbon")[column] : vdw(6, convention);
    }

    private boolean acceptor(String residue, ResidueClass kind, String atom, int element, boolean carriesHydrogen) {
        return switch (element) {
            case 6 -> member(face, residue, atom);
            case 7 -> member(face, residue, atom)
                    || !carriesHydrogen && (residue.equals("HIS") && !atom.equals("N") || !kind.isProtein() && !kind.isNucleic());
            case 8, 16, 9, 17, 35, 53 -> true;
            default -> false;
        };
    }

    private int charge(String residue, String atom, int element) {
        if (element == 9 || element == 17 || element == 35 || element == 53) return -1;
        if (isMetal(element)) return 1;
        if (element == 8) switch (atom) {
            case "OXT", "OP1", "OP2", "O1P", "O2P" -> {
                return -1;
            }
            default -> {}
        }
        return element == 8 ? charge.getOrDefault(residue, Map.of()).getOrDefault(atom, 0) : 0;
    }

    /// A hydrogen.
    ///
    /// @param atom its name
    /// @param carrier name of the atom that carries it
    /// @param carrierElement atomic number of that atom, 0 if it has none
    public Contact hydrogen(String residue, ResidueClass kind, String atom, String carrier, int carrierElement,
            HydrogenGeometry.Length convention) {
        boolean donor = carrierElement == 7 || carrierElement == 8 || carrierElement == 16;
        boolean aromatic = isAromatic(residue, carrier);
        double radius = donor
                ? special.get("polar-hydrogen")[convention.ordinal()]
                : aromatic ? special.get("aromatic-hydrogen")[convention.ordinal()] : vdw(1, convention);
        boolean terminal = kind.isProtein() && (atom.equals("H1") || atom.equals("H2") || atom.equals("H3")) && donor;
        int sign = terminal ? 1 : charge.getOrDefault(residue, Map.of()).getOrDefault(atom, 0);
        return new Contact(radius, donor, false, donor ? sign : 0, aromatic);
    }
}
