package ceres.chem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Restraints for a component of which only topology and ideal coordinates are known.
///
/// * **Bonds** of 0.02 A: lengths of the coordinates, averaged over equivalent bonds and drawn half-way towards the mean of the type of bond
///   in small molecules ([BondTypes]). The component dictionary draws acids with their hydrogens and models are without, so oxygens of
///   carboxylates and phosphates share their charge: C-O 1.25, P-O 1.51 A.
/// * **Angles** of 3 degrees: angles of the coordinates, averaged alike; at flat atoms made to add up to 360 degrees.
/// * **Planes** of 0.02 A: flat rings with what is bonded to them, fused ones together; every other flat atom with its neighbours, both ends
///   of a double bond together.
/// * **Chirality**: centres with a stereo label, sign from the coordinates.
/// * **Torsions**: about each bond that is in no flat ring one torsion of heavy atoms; minima by hybridisation, rings as in the
///   coordinates. sp3-sp3: period 3, 15 degrees; sp2-sp2: 180 or 0, period 2, 15 degrees; sp2-sp3: period 6, 30 degrees.
public final class CcdRestraints {
    private static final double BOND_SIGMA = 0.02;
    /// What no molecule has: bonds of more than so many times the usual length (metals misplaced by tens of A), angles below this.
    private static final double MOST_STRETCH = 1.6, LEAST_ANGLE_DEG = 33;
    private static final double ANGLE_SIGMA_DEG = 3;
    private static final double PLANE_SIGMA = 0.02;

    /// P-O-P of diphosphates and P-O-C of esters (Parkinson1996).
    private static final double PYROPHOSPHATE_DEG = 131.0, PHOSPHATE_ESTER_DEG = 120.9;
    /// C-O-C in pyranoses (Jeffrey1990).
    private static final double PYRANOSE_OXYGEN_DEG = 112.8;

    private final CcdEntry entry;
    private final Perception p;
    private final double[] xyz;
    private final boolean measured;
    private final Fragments fragments;

    private CcdRestraints(CcdEntry entry) {
        this.entry = entry;
        this.p = new Perception(entry);
        this.xyz = entry.xyz();
        this.measured = entry.hasCoordinates();
        this.fragments = new Fragments(p);
    }

    public static Component of(CcdEntry entry, Component.Source source) {
        return Backbones.apply(new CcdRestraints(entry).make(source));
    }

    private Component make(Component.Source source) {
        return new Component(entry.id(), entry.name(), entry.type(), source, entry.atoms(), bonds(), angles(), torsions(),
                chiralities(), planes());
    }

    // ---- bonds

    private List<Component.Bond> bonds() {
        var mean = new HashMap<List<Integer>, double[]>();
        for (var b : entry.bonds()) add(mean, bondClass(b), length(b));
        return entry.bonds().stream().map(b -> {
            double[] sum = mean.get(bondClass(b));
            return new Component.Bond(b.a(), b.b(), order(b), ideal(b, sum[0] / sum[1]), BOND_SIGMA);
        }).toList();
    }

    private List<Integer> bondClass(CcdEntry.Bond b) {
        int i = p.equivalence[b.a()], j = p.equivalence[b.b()];
        return List.of(Math.min(i, j), Math.max(i, j));
    }

    private static void add(Map<List<Integer>, double[]> mean, List<Integer> key, double value) {
        double[] sum = mean.computeIfAbsent(key, k -> new double[2]);
        sum[0] += value;
        sum[1]++;
    }

    private double length(CcdEntry.Bond b) {
        double dx = xyz[3 * b.a()] - xyz[3 * b.b()], dy = xyz[3 * b.a() + 1] - xyz[3 * b.b() + 1],
                dz = xyz[3 * b.a() + 2] - xyz[3 * b.b() + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private BondOrder order(CcdEntry.Bond b) {
        return isChargedOxygen(b.a()) || isChargedOxygen(b.b()) ? BondOrder.DELOCALISED : b.order();
    }

    private double ideal(CcdEntry.Bond b, double mean) {
        if (p.isHydrogen(b.a()) || p.isHydrogen(b.b())) return BondTypes.toHydrogen(p, p.isHydrogen(b.a()) ? b.b() : b.a());
        Double published = fragments.lengths.get(Fragments.pair(b.a(), b.b()));
        if (published != null) return published;
        double typical = BondTypes.typical(p, b, isChargedOxygen(b.a()) || isChargedOxygen(b.b()));
        if (isChargedOxygen(b.a()) || isChargedOxygen(b.b()) || !measured) return typical;
        boolean credible = Math.abs(mean - typical) < 0.3 || p.rings.isEmpty();
        if (!credible || !(mean > 0.5) || mean > MOST_STRETCH * typical) return typical;
        if (!BondTypes.isKnown(p, b)) return mean;
        boolean metal = Perception.isMetal(p.element(b.a())) || Perception.isMetal(p.element(b.b()));
        return metal ? typical : 0.5 * (mean + typical);
    }

    /// An oxygen bonded to nothing heavy but the carbon of a carboxylate or the phosphorus or sulfur of an oxyacid.
    private boolean isChargedOxygen(int a) {
        if (p.element(a) != Element.O || p.heavyDegree(a) != 1) return false;
        int centre = -1;
        for (int b : p.neighbours[a]) if (!p.isHydrogen(b)) centre = b;
        var e = p.element(centre);
        int terminal = terminalOxygens(centre);
        if (e == Element.C) return terminal == 2 && p.hybridisation[centre] == 2;
        return (e == Element.P || e == Element.S || e.number() == 33 || e.number() == 23) && terminal >= 2;
    }

    private int terminalOxygens(int centre) {
        int terminal = 0;
        for (int b : p.neighbours[centre]) if (p.element(b) == Element.O && p.heavyDegree(b) == 1) terminal++;
        return terminal;
    }

    // ---- angles

    /// Some entries have atoms, hydrogens mostly, on top of others: then the angle is that of the hybridisation.
    private double plausible(double angleDeg, int vertex) {
        if (angleDeg >= LEAST_ANGLE_DEG) return angleDeg;
        return p.hybridisation[vertex] == 1 ? 180 : p.hybridisation[vertex] == 2 ? 120 : 109.5;
    }

    private List<Component.Angle> angles() {
        List<Component.Angle> raw = new ArrayList<>();
        var mean = new HashMap<List<Integer>, double[]>();
        for (int v = 0; v < entry.size(); v++) {
            if (Perception.isMetal(p.element(v)) && p.neighbours[v].length > 4) continue;
            int[] n = p.neighbours[v];
            for (int i = 0; i < n.length; i++)
                for (int j = i + 1; j < n.length; j++) {
                    raw.add(new Component.Angle(n[i], v, n[j], angle(n[i], v, n[j]), ANGLE_SIGMA_DEG));
                    add(mean, angleClass(n[i], v, n[j]), raw.getLast().idealDeg());
                }
        }
        var averaged = raw.stream().map(g -> {
            double[] sum = mean.get(angleClass(g.a(), g.vertex(), g.b()));
            return new Component.Angle(g.a(), g.vertex(), g.b(), plausible(sum[0] / sum[1], g.vertex()), g.sigmaDeg());
        }).toList();
        return closed(averaged);
    }

    private List<Integer> angleClass(int a, int v, int b) {
        boolean ring = p.sharesRing(a, b) && p.sharesRing(a, v) && p.sharesRing(v, b);
        int i = p.equivalence[a], j = p.equivalence[b];
        return List.of(p.equivalence[v], Math.min(i, j), Math.max(i, j), ring ? 1 : 0, stereo(a, v, b));
    }

    /// Tells cis from trans: two neighbours of one kind at a flat atom (an amide's two hydrogens) may be averaged, stereo groups not.
    private int stereo(int a, int v, int b) { return p.equivalence[a] == p.equivalence[b] ? 0 : p.hybridisation[v]; }

    private double angle(int a, int v, int b) {
        boolean shared = isChargedOxygen(a) && isChargedOxygen(b);
        if (shared && p.element(v) == Element.C) return 124;
        if (p.element(v) == Element.C && (isChargedOxygen(a) || isChargedOxygen(b)) && terminalOxygens(v) == 2) return 118;
        if (p.element(v) == Element.P && p.element(a) == Element.O && p.element(b) == Element.O) return atPhosphorus(a, v, b);
        if (p.element(v) == Element.O && p.heavyDegree(v) == 2 && !p.inRing(v)) {
            int phosphorus = (p.element(a) == Element.P ? 1 : 0) + (p.element(b) == Element.P ? 1 : 0);
            if (phosphorus == 2) return PYROPHOSPHATE_DEG;
            if (phosphorus == 1 && !p.isHydrogen(a) && !p.isHydrogen(b)) return PHOSPHATE_ESTER_DEG;
        }
        if (p.element(v) == Element.O && isPyranose(v)) return PYRANOSE_OXYGEN_DEG;
        if (!measured) return p.hybridisation[v] == 1 ? 180 : p.hybridisation[v] == 2 ? 120 : 109.47;
        double[] u = unit(v, a), w = unit(v, b);
        double deg = Math.toDegrees(Math.acos(Math.clamp(u[0] * w[0] + u[1] * w[1] + u[2] * w[2], -1, 1)));
        if (Perception.isMetal(p.element(v))) return deg > 145 ? 180 : deg > 75 && deg < 105 ? 90 : deg;
        return p.hybridisation[v] == 1 && deg > 170 ? 180 : deg;
    }

    /// The oxygen of a six-membered ring of tetrahedral atoms.
    private boolean isPyranose(int oxygen) {
        for (int[] ring : p.rings) {
            if (ring.length != 6 || !Perception.contains(ring, oxygen)) continue;
            boolean tetrahedral = true;
            for (int a : ring) tetrahedral &= p.hybridisation[a] == 3;
            if (tetrahedral) return true;
        }
        return false;
    }

    /// O-P-O of phosphates with one to four terminal oxygens (Parkinson1996 and small phosphates).
    private double atPhosphorus(int a, int v, int b) {
        boolean first = isChargedOxygen(a), second = isChargedOxygen(b);
        int terminal = terminalOxygens(v);
        if (terminal == 4 || terminal < 2) return 109.47;
        if (first && second) return terminal == 2 ? 119.6 : 112.9;
        return first == second ? 103.0 : terminal == 2 ? 108.1 : 105.8;
    }

    private double[] unit(int from, int to) {
        double[] u = {xyz[3 * to] - xyz[3 * from], xyz[3 * to + 1] - xyz[3 * from + 1], xyz[3 * to + 2] - xyz[3 * from + 2]};
        double length = Math.max(1e-9, Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]));
        for (int d = 0; d < 3; d++) u[d] /= length;
        return u;
    }

    /// Angles of published fragments hold; the others at a flat atom with three neighbours are shifted alike so that all add up to 360
    /// degrees.
    private List<Component.Angle> closed(List<Component.Angle> angles) {
        Map<Integer, double[]> open = new HashMap<>();
        for (var g : angles) {
            double[] sum = open.computeIfAbsent(g.vertex(), k -> new double[]{360, 0});
            Double published = published(g);
            sum[0] -= published == null ? g.idealDeg() : published;
            sum[1] += published == null ? 1 : 0;
        }
        return angles.stream().map(g -> {
            Double published = published(g);
            double[] sum = open.get(g.vertex());
            boolean flat = p.hybridisation[g.vertex()] == 2 && p.neighbours[g.vertex()].length == 3 && sum[1] > 0;
            double ideal = published != null ? published : flat ? g.idealDeg() + sum[0] / sum[1] : g.idealDeg();
            return new Component.Angle(g.a(), g.vertex(), g.b(), ideal, g.sigmaDeg());
        }).toList();
    }

    private @org.jspecify.annotations.Nullable Double published(Component.Angle g) {
        return fragments.anglesDeg.get(Fragments.triple(g.a(), g.vertex(), g.b()));
    }

    // ---- planes

    private List<Component.Plane> planes() {
        List<Set<Integer>> groups = new ArrayList<>();
        Set<Integer> covered = new HashSet<>();
        for (var ring : fusedFlatRings()) {
            var group = new TreeSet<>(ring);
            for (int a : ring)
                if (p.hybridisation[a] == 2) for (int b : p.neighbours[a]) if (!Perception.isMetal(p.element(b))) group.add(b);
            groups.add(group);
            covered.addAll(ring);
        }
        for (int a = 0; a < entry.size(); a++) {
            if (p.hybridisation[a] != 2 || covered.contains(a) || p.neighbours[a].length < 3) continue;
            var group = new TreeSet<Integer>(List.of(a));
            for (int b : p.neighbours[a]) group.add(b);
            for (int k = 0; k < p.neighbours[a].length; k++)
                if (isStiff(a, k)) for (int c : p.neighbours[p.neighbours[a][k]]) group.add(c);
            groups.add(group);
        }
        return distinct(groups).stream()
                .map(g -> new Component.Plane(g.stream().mapToInt(Integer::intValue).toArray(), PLANE_SIGMA)).toList();
    }

    /// A double bond between carbons or nitrogens, or the C-N bonds of a guanidinium.
    private boolean isStiff(int a, int k) {
        int b = p.neighbours[a][k];
        if (p.hybridisation[b] != 2 || p.inFlatRing(b)) return false;
        if (p.orders[a][k] == BondOrder.DOUBLE) return true;
        return isGuanidinium(a) && p.element(b) == Element.N || isGuanidinium(b) && p.element(a) == Element.N;
    }

    private boolean isGuanidinium(int a) {
        if (p.element(a) != Element.C || p.neighbours[a].length != 3) return false;
        for (int b : p.neighbours[a]) if (p.element(b) != Element.N) return false;
        return true;
    }

    private List<Set<Integer>> fusedFlatRings() {
        List<Set<Integer>> merged = new ArrayList<>();
        for (int r = 0; r < p.flat.length; r++) {
            if (!p.flat[r]) continue;
            Set<Integer> group = new TreeSet<>();
            for (int a : p.rings.get(r)) group.add(a);
            for (var it = merged.iterator(); it.hasNext();) {
                var other = it.next();
                if (other.stream().filter(group::contains).count() >= 2 && isFlatTogether(group, other)) {
                    group.addAll(other);
                    it.remove();
                }
            }
            merged.add(group);
        }
        return merged;
    }

    private boolean isFlatTogether(Set<Integer> a, Set<Integer> b) {
        if (!measured) return true;
        var all = new TreeSet<>(a);
        all.addAll(b);
        return p.deviation(all.stream().mapToInt(Integer::intValue).toArray()) < 0.1;
    }

    private static List<Set<Integer>> distinct(List<Set<Integer>> groups) {
        List<Set<Integer>> kept = new ArrayList<>();
        for (var g : groups) {
            if (g.size() < 4 || kept.stream().anyMatch(k -> k.containsAll(g))) continue;
            kept.removeIf(g::containsAll);
            kept.add(g);
        }
        return kept;
    }

    // ---- chirality

    private List<Component.Chirality> chiralities() {
        List<Component.Chirality> found = new ArrayList<>();
        for (int a = 0; a < entry.size(); a++) {
            if (p.hybridisation[a] != 3 || entry.atoms().get(a).stereo() == 'N' || p.element(a) == Element.P) continue;
            int[] heavy = java.util.Arrays.stream(p.neighbours[a]).filter(b -> !p.isHydrogen(b)).toArray();
            if (heavy.length < 3) continue;
            double volume = measured ? volume(a, heavy[0], heavy[1], heavy[2]) : 0;
            var sign = volume > 0.5 ? Component.Sign.POSITIVE : volume < -0.5 ? Component.Sign.NEGATIVE : Component.Sign.BOTH;
            found.add(new Component.Chirality(a, heavy[0], heavy[1], heavy[2], sign));
        }
        return found;
    }

    private double volume(int c, int a, int b, int d) {
        double ax = xyz[3 * a] - xyz[3 * c], ay = xyz[3 * a + 1] - xyz[3 * c + 1], az = xyz[3 * a + 2] - xyz[3 * c + 2];
        double bx = xyz[3 * b] - xyz[3 * c], by = xyz[3 * b + 1] - xyz[3 * c + 1], bz = xyz[3 * b + 2] - xyz[3 * c + 2];
        double dx = xyz[3 * d] - xyz[3 * c], dy = xyz[3 * d + 1] - xyz[3 * c + 1], dz = xyz[3 * d + 2] - xyz[3 * c + 2];
        return ax * (by * dz - bz * dy) + ay * (bz * dx - bx * dz) + az * (bx * dy - by * dx);
    }

    // ---- torsions

    private List<Component.Torsion> torsions() {
        List<Component.Torsion> found = new ArrayList<>();
        for (var bond : entry.bonds()) {
            int b = bond.a(), c = bond.b();
            if (p.isHydrogen(b) || p.isHydrogen(c) || Perception.isMetal(p.element(b)) || Perception.isMetal(p.element(c)))
                continue;
            int a = end(b, c), d = end(c, b);
            if (a < 0 || d < 0 || a == d || inSameFlatRing(b, c) || p.hybridisation[b] == 1 || p.hybridisation[c] == 1) continue;
            torsion(found, a, b, c, d, bond.order());
        }
        return found;
    }

    /// The heavy neighbour by which a torsion is measured: of a ring if the bond is in one.
    private int end(int a, int other) {
        int found = -1;
        boolean ring = p.sharesRing(a, other);
        for (int b : p.neighbours[a]) {
            if (b == other || p.isHydrogen(b)) continue;
            if (found < 0 || ring && !(p.sharesRing(found, other) && p.sharesRing(found, a)) && p.sharesRing(b, other)
                    && p.sharesRing(b, a))
                found = b;
        }
        return found;
    }

    private boolean inSameFlatRing(int a, int b) {
        for (int r = 0; r < p.flat.length; r++)
            if (p.flat[r] && Perception.contains(p.rings.get(r), a) && Perception.contains(p.rings.get(r), b)) return true;
        return false;
    }

    private void torsion(List<Component.Torsion> found, int a, int b, int c, int d, BondOrder order) {
        int sum = p.hybridisation[b] + p.hybridisation[c];
        String name = "tor_" + (found.size() + 1);
        boolean ring = p.sharesRing(b, c);
        double now = measured ? torsion(a, b, c, d) : 180;
        if (ring) {
            if (measured && sum == 6) found.add(new Component.Torsion(name, a, b, c, d, now, 15, ringPeriod(b, c)));
            else if (measured && p.sharesRing(a, d)) found.add(new Component.Torsion(name, a, b, c, d, now, 15, 1));
            return;
        }
        boolean phosphate = p.element(b) == Element.P || p.element(c) == Element.P;
        if (sum == 6) found.add(new Component.Torsion(name, a, b, c, d, 180, phosphate ? 30 : 15, 3));
        else if (sum == 4)
            found.add(new Component.Torsion(name, a, b, c, d, stiffTorsion(now, order), order == BondOrder.DOUBLE ? 5 : 15, 2));
        else if (sum == 5) found.add(new Component.Torsion(name, a, b, c, d, 90, 30, 6));
    }

    private static double stiffTorsion(double now, BondOrder order) {
        return order == BondOrder.DOUBLE && Math.abs(now) < 90 ? 0 : 180;
    }

    /// Six-membered rings keep their chair; the pucker of five-membered ones is free to choose between both sides.
    private int ringPeriod(int b, int c) {
        for (int[] ring : p.rings) if (ring.length == 5 && Perception.contains(ring, b) && Perception.contains(ring, c)) return 3;
        return 1;
    }

    private double torsion(int i, int j, int k, int l) {
        double[] a = unit(i, j), b = unit(j, k), c = unit(k, l);
        double[] m = cross(a, b), n = cross(b, c);
        return Math.toDegrees(Math.atan2(a[0] * n[0] + a[1] * n[1] + a[2] * n[2], m[0] * n[0] + m[1] * n[1] + m[2] * n[2]));
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[]{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
