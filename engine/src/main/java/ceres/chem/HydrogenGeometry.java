package ceres.chem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where hydrogens stand on the heavy atoms that carry them: one table for the validation's hydrogens and for riding hydrogens.
///
/// Source: the plans of Reduce (Word1999). Components that the table does not hold get plans from their dictionary entry by the same rules
/// ([GenericHydrogens]).
public final class HydrogenGeometry {
    /// Which end of the bond a length means.
    public enum Length {
        /// Centre of the electron cloud: shorter; default of validation and of cryo-EM refinement.
        ELECTRON_CLOUD,
        /// The nucleus.
        NUCLEAR
    }

    /// How the position follows from the neighbours; c is the carrier, u_k unit vectors from it to its neighbours, d the length.
    public enum Kind {
        /// c - d (u1 + u2 + u3) / |u1 + u2 + u3|
        METHINE,
        /// In the plane through the bisector of u1, u2 at right angles to theirs; `angle` is that from the bisector, signed.
        METHYLENE,
        /// `angle` = n1-c-H, `dihedral` = n2-n1-c-H.
        TURNED,
        /// c - d (u1 + u2) / |u1 + u2|
        PLANAR,
        /// In the plane n2-c-n1, H-c-n1 = `dihedral`-th part of 360 degrees - (n1-c-n2): the peptide N-H.
        AMIDE,
        /// c - d u1
        LINEAR
    }

    /// What may turn.
    public enum Mover {
        NONE,
        /// O-H, S-H: a full turn.
        HYDROXYL,
        /// N-H3+: about the staggered positions.
        AMMONIUM,
        /// The methyl of Met, as ammonium.
        METHYL
    }

    /// What the hydrogen is to a contact.
    public enum Role {
        ALIPHATIC,
        AROMATIC,
        POLAR,
        /// On a ring nitrogen.
        AROMATIC_POLAR
    }

    /// When the hydrogen is there at all.
    public enum Condition {
        ALWAYS,
        /// No phosphate is bonded to the carrier.
        NO_PHOSPHATE,
        /// O2' is there.
        RIBOSE,
        /// O2' is not there.
        DEOXYRIBOSE,
        /// One of the nitrogens of a histidine ring, decided by its surroundings.
        HISTIDINE,
        /// Nothing else is bonded to the carrier: O-H, S-H without disulfide, glycosidic bond or metal.
        FREE_CARRIER
    }

    /// One hydrogen.
    ///
    /// @param name atom name
    /// @param carrier atom name of c
    /// @param neighbours atom names of n1, n2, n3 as far as the kind needs them; `-C` is an atom of the residue before
    /// @param electronCloud length, A
    /// @param nuclear length, A
    /// @param angle radians
    /// @param dihedral radians; for AMIDE the fraction
    public record Plan(String name, Kind kind, String carrier, List<String> neighbours, double electronCloud, double nuclear,
            double angle,
            double dihedral, Role role, Mover mover, Condition condition) {
        public double length(Length convention) { return convention == Length.NUCLEAR ? nuclear : electronCloud; }
    }

    private static final class Standard {
        static final HydrogenGeometry GEOMETRY = new HydrogenGeometry();
    }

    private final Map<String, List<Plan>> plans = new HashMap<>();

    /// On a flat ring no position of a methyl is the natural one, so that of thymine turns.
    private static final Set<String> THYMINE_METHYL = Set.of("C7", "C5M", "C5A");

    private HydrogenGeometry() {
        for (String line : new String(NdTable.resource("hydrogens.txt"), StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("#")) continue;
            String[] w = line.split(" ");
            plans.computeIfAbsent(w[0], k -> new ArrayList<>()).add(plan(w));
        }
        plans.put("DU", plans.get("U"));
    }

    private static Plan plan(String[] w) {
        var kind = Kind.values()[Integer.parseInt(w[2]) - 1];
        var flags = List.of(w[10].split("\\|"));
        double dihedral = Double.parseDouble(w[8]);
        return new Plan(w[1], kind, w[3], Arrays.asList(w[4].split(",")), Double.parseDouble(w[5]), Double.parseDouble(w[6]),
                Math.toRadians(Double.parseDouble(w[7])), kind == Kind.AMIDE ? dihedral : Math.toRadians(dihedral), role(w[9]),
                mover(flags, w[3]),
                condition(flags));
    }

    private static Role role(String word) {
        return switch (word) {
            case "Har" -> Role.AROMATIC;
            case "Hpol" -> Role.POLAR;
            case "Ha+p" -> Role.AROMATIC_POLAR;
            default -> Role.ALIPHATIC;
        };
    }

    private static Mover mover(List<String> flags, String carrier) {
        if (THYMINE_METHYL.contains(carrier) && flags.contains("ROTATEONDEMAND")) return Mover.METHYL;
        if (flags.contains("ROTATEFLAG")) return carrier.startsWith("C") ? Mover.METHYL : Mover.HYDROXYL;
        return flags.contains("NH3FLAG") ? Mover.AMMONIUM : Mover.NONE;
    }

    private static Condition condition(List<String> flags) {
        if (flags.contains("IFNOPO4")) return Condition.NO_PHOSPHATE;
        if (flags.contains("O2PRIMEFLAG")) return Condition.RIBOSE;
        if (flags.contains("NOO2PRIMEFLAG")) return Condition.DEOXYRIBOSE;
        if (flags.contains("XTRAFLAG")) return Condition.HISTIDINE;
        return flags.contains("UNSUREDROPFLAG") ? Condition.FREE_CARRIER : Condition.ALWAYS;
    }

    public static HydrogenGeometry standard() { return Standard.GEOMETRY; }

    /// True if the table knows the component: an amino acid or nucleotide without its backbone, or a whole cap or haem.
    public boolean has(String component) { return plans.containsKey(component); }

    /// The component's own hydrogens: side chain or base (with H1'); empty if the table does not know it.
    public List<Plan> plans(String component) { return plans.getOrDefault(component, List.of()); }

    /// The peptide N-H; not for proline.
    public List<Plan> amide() { return plans.get("amide"); }

    /// The one N-H of a residue that begins a fragment without being a terminus: as in Reduce.
    public List<Plan> fragmentStart() { return plans.get("break-amide"); }

    /// N-H3+ of an amino terminus.
    public List<Plan> terminus() { return plans.get("nt-amide"); }

    /// N-H2+ of a proline terminus.
    public List<Plan> prolineTerminus() { return plans.get("nt-pro"); }

    /// H-alpha of every amino acid but glycine.
    public List<Plan> alpha() { return plans.get("alpha"); }

    /// Sugar and its hydroxyls of every nucleotide, H1' excepted.
    public List<Plan> sugar() { return plans.get("ribose-phosphate-backbone"); }

    /// Places a hydrogen.
    ///
    /// @param xyz coordinates of all atoms, x of atom i at 3i, A
    /// @param c atom index of the carrier
    /// @param n atom indices of the neighbours, as many as the kind needs
    /// @param out receives the three coordinates at `at`
    public static void place(Plan plan, double length, double[] xyz, int c, int[] n, double[] out, int at) {
        place(plan.kind, length, plan.angle, plan.dihedral, xyz, c, n, out, at);
    }

    /// As above with angle and dihedral given apart, for atoms that turn.
    public static void place(Kind kind, double length, double angle, double dihedral, double[] xyz, int c, int[] n, double[] out, int at) {
        double[] u = unit(xyz, c, n[0]);
        double[] v = n.length > 1 && kind != Kind.TURNED ? unit(xyz, c, n[1]) : null;
        double[] h = switch (kind) {
            case METHINE -> {
                double[] w = unit(xyz, c, n[2]);
                yield normal(-u[0] - v[0] - w[0], -u[1] - v[1] - w[1], -u[2] - v[2] - w[2]);
            }
            case METHYLENE -> {
                double[] m = normal(u[0] + v[0], u[1] + v[1], u[2] + v[2]), p = normal(cross(u, v));
                double cos = Math.cos(angle), sin = Math.sin(angle);
                yield new double[] {cos * m[0] + sin * p[0], cos * m[1] + sin * p[1], cos * m[2] + sin * p[2]};
            }
            case TURNED -> turned(xyz, c, n, angle, dihedral);
            case PLANAR -> normal(-u[0] - v[0], -u[1] - v[1], -u[2] - v[2]);
            case AMIDE -> {
                double between = Math.acos(Math.clamp(u[0] * v[0] + u[1] * v[1] + u[2] * v[2], -1, 1));
                double bend = dihedral * (2 * Math.PI - between);
                double[] across = normal(cross(cross(u, v), u));
                yield new double[] {Math.cos(bend) * u[0] - Math.sin(bend) * across[0], Math.cos(bend) * u[1] - Math.sin(bend) * across[1],
                        Math.cos(bend) * u[2] - Math.sin(bend) * across[2]};
            }
            case LINEAR -> new double[] {-u[0], -u[1], -u[2]};
        };
        for (int k = 0; k < 3; k++) out[at + k] = xyz[3 * c + k] + length * h[k];
    }

    /// Unit vector c-H with n1-c-H = angle and n2-n1-c-H = dihedral (IUPAC sign).
    private static double[] turned(double[] xyz, int c, int[] n, double angle, double dihedral) {
        double[] axis = unit(xyz, n[0], c), back = unit(xyz, n[1], n[0]);
        double[] p = normal(cross(back, axis)), q = cross(p, axis);
        double along = -Math.cos(angle), side = Math.sin(angle) * Math.cos(dihedral), up = Math.sin(angle) * Math.sin(dihedral);
        return new double[] {along * axis[0] + side * q[0] + up * p[0], along * axis[1] + side * q[1] + up * p[1],
                along * axis[2] + side * q[2] + up * p[2]};
    }

    private static double[] unit(double[] xyz, int from, int to) {
        return normal(xyz[3 * to] - xyz[3 * from], xyz[3 * to + 1] - xyz[3 * from + 1], xyz[3 * to + 2] - xyz[3 * from + 2]);
    }

    private static double[] normal(double... v) {
        double norm = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return norm == 0 ? new double[] {1, 0, 0} : new double[] {v[0] / norm, v[1] / norm, v[2] / norm};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
