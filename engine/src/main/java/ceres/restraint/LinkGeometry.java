package ceres.restraint;

import ceres.chem.Component;
import ceres.chem.CovalentRadii;
import ceres.chem.Element;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.restraint.Restraints.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The geometry of a covalent link between two components.
///
/// Disulfides have values of their own (EnghHuber1991), with both signs of the torsion. Everything else follows one rule. If an
/// atom lost a leaving atom to the link (O1 of a sugar), the new neighbour takes its place: angles, volume and planes at this
/// atom are those that the dictionary gives for the leaving atom; this keeps the anomer that the name of a sugar states. Otherwise
/// the angles follow from the hybridisation of the atom. Lengths are by elements and hybridisation, with the usual 0.02 A.
final class LinkGeometry {
    private static final double BOND_SIGMA = 0.02;
    private static final double ANGLE_SIGMA_DEG = 3;
    /// Single bonds, A; CSD averages (Allen1987). Keys: elements, the lighter first.
    private static final Map<String, Double> SINGLE = Map.ofEntries(Map.entry("C-C", 1.525), Map.entry("C-N", 1.465),
            Map.entry("C-O", 1.430),
            Map.entry("C-S", 1.810), Map.entry("N-O", 1.400), Map.entry("N-P", 1.650), Map.entry("O-P", 1.600),
            Map.entry("S-S", 2.031),
            Map.entry("P-S", 2.080), Map.entry("N-S", 1.630), Map.entry("O-S", 1.575), Map.entry("C-Se", 1.950),
            Map.entry("C-F", 1.360),
            Map.entry("C-Br", 1.950), Map.entry("C-Cl", 1.760), Map.entry("B-O", 1.470), Map.entry("B-C", 1.600));
    private static final double AMIDE = 1.334, ESTER = 1.336, GLYCOSIDIC = 1.439, CONJUGATED_CARBON = 1.495;

    private final Emitter emit;
    private final Structure structure;
    private final @Nullable ResidueMatch[] matches;

    LinkGeometry(Emitter emit, @Nullable ResidueMatch[] matches) {
        this.emit = emit;
        this.structure = emit.structure;
        this.matches = matches;
    }

    Link restrain(int i, int j, boolean declared) {
        emit.conformer(structure.altloc(i) != 0 ? structure.altloc(i) : structure.altloc(j), true);
        if (structure.atomName(i).equals("SG") && structure.atomName(j).equals("SG")) return disulfide(i, j, declared);
        boolean sugar = isAnomeric(i) || isAnomeric(j);
        emit.bond(i, j, length(i, j, sugar), BOND_SIGMA, Origin.LINK);
        end(i, j);
        end(j, i);
        boolean swap = !isAnomeric(i) && isAnomeric(j);
        int first = swap ? j : i, second = swap ? i : j;
        return new Link(sugar ? Link.Kind.GLYCOSIDIC : Link.Kind.COVALENT, first, second, declared, name(first, second));
    }

    private String name(int i, int j) {
        return structure.residueName(structure.residueOf(i)) + " " + structure.atomName(i) + " - "
                + structure.residueName(structure.residueOf(j)) + " " + structure.atomName(j);
    }

    private Link disulfide(int i, int j, boolean declared) {
        int bi = partner(i, "CB"), bj = partner(j, "CB"), ai = partner(i, "CA"), aj = partner(j, "CA");
        emit.bond(i, j, 2.031, 0.020, Origin.LINK);
        emit.angle(bi, i, j, 104.2, 2.1, Origin.LINK);
        emit.angle(bj, j, i, 104.2, 2.1, Origin.LINK);
        emit.torsion(bi, i, j, bj, 93, -86, 10, 0, Origin.LINK);
        emit.torsion(ai, bi, i, j, 60, 20, 3, Origin.LINK);
        emit.torsion(aj, bj, j, i, 60, 20, 3, Origin.LINK);
        return new Link(Link.Kind.DISULFIDE, i, j, declared, "SS");
    }

    private int partner(int atom, String name) {
        var match = matches[structure.residueOf(atom)];
        return match == null ? -1 : match.atom(name, structure.altloc(atom));
    }

    private @Nullable Component component(int atom) {
        var match = matches[structure.residueOf(atom)];
        return match == null ? null : match.component();
    }

    /// A carbon of a sugar between the ring oxygen and a leaving oxygen.
    boolean isAnomeric(int atom) {
        var component = component(atom);
        if (component == null || component.residueClass() != ResidueClass.SACCHARIDE || structure.element(atom) != Element.C)
            return false;
        int k = component.indexOf(structure.atomName(atom)), oxygens = 0;
        if (k < 0) return false;
        for (int n : component.neighbours(k)) if (component.atom(n).element() == Element.O) oxygens++;
        return oxygens == 2;
    }

    private double length(int i, int j, boolean glycosidic) {
        Element p = structure.element(i), q = structure.element(j);
        int other = p == Element.C ? j : i, carbon = p == Element.C ? i : j;
        if (glycosidic) return GLYCOSIDIC;
        if ((p == Element.C || q == Element.C) && isTrigonal(carbon)) {
            if (structure.element(other) == Element.N) return AMIDE;
            if (structure.element(other) == Element.O) return ESTER;
            if (structure.element(other) == Element.C && p == q) return CONJUGATED_CARBON;
        }
        String key = p.number() <= q.number() ? p.symbol() + "-" + q.symbol() : q.symbol() + "-" + p.symbol();
        return SINGLE.getOrDefault(key, CovalentRadii.of(p) + CovalentRadii.of(q));
    }

    private boolean isTrigonal(int atom) {
        var component = component(atom);
        int k = component == null ? -1 : component.indexOf(structure.atomName(atom));
        return k >= 0 && Typing.hybridisation(component, k) == 2;
    }

    /// Angles, volume and planes at one end of the link, `atom`; its new neighbour is `far`.
    private void end(int atom, int far) {
        var match = matches[structure.residueOf(atom)];
        int k = match == null ? -1 : match.component().indexOf(structure.atomName(atom));
        if (k < 0) return;
        int[] at = match.atoms()[match.conformer(structure.altloc(atom))];
        int leaving = leaving(match.component(), k, at);
        if (leaving >= 0) replace(match.component(), k, at, atom, leaving, far);
        else
            angles(match.component(), k, at, atom, far);
    }

    /// The heavy neighbour that the model does not have any more, marked as leaving rather than not; else a hydrogen of such a mark; else -1.
    private static int leaving(Component component, int k, int[] at) {
        int found = -1;
        for (int n : component.neighbours(k)) {
            if (at[n] >= 0 || component.atom(n).element().isHydrogen()) continue;
            if (found < 0 || component.atom(n).leaving()) found = n;
        }
        return found;
    }

    private void replace(Component component, int k, int[] at, int atom, int leaving, int far) {
        for (var g : component.angles()) {
            if (g.vertex() != k || g.a() != leaving && g.b() != leaving) continue;
            emit.angle(at[g.a() == leaving ? g.b() : g.a()], atom, far, g.idealDeg(), ANGLE_SIGMA_DEG, Origin.LINK);
        }
        for (var v : component.chiralities()) {
            if (v.centre() != k || v.a() != leaving && v.b() != leaving && v.c() != leaving) continue;
            emit.chirality(atom, v.a() == leaving ? far : at[v.a()], v.b() == leaving ? far : at[v.b()],
                    v.c() == leaving ? far : at[v.c()],
                    component.idealVolume(v), 0.2, v.sign() == Component.Sign.BOTH);
        }
        if (Typing.hybridisation(component, k) == 2) plane(component, k, at, atom, far);
    }

    private void angles(Component component, int k, int[] at, int atom, int far) {
        boolean amide = isAmide(component, k, far);
        int hybrid = amide ? 2 : Typing.hybridisation(component, k);
        double ideal = hybrid == 1
                ? 180
                : hybrid == 2
                        ? 121
                        : component.atom(k).element() == Element.O
                                ? 115.5
                                : component.atom(k).element() == Element.S
                                        ? structure.element(far) == Element.S ? 104.2 : 101
                                        : 109.5;
        for (int n : component.neighbours(k))
            if (at[n] >= 0 && !component.atom(n).element().isHydrogen())
                emit.angle(at[n], atom, far, ideal, ANGLE_SIGMA_DEG, Origin.LINK);
        if (amide) amidePlane(component, k, at, atom, far);
        else if (hybrid == 2) plane(component, k, at, atom, far);
    }

    /// True for an amine that the link makes an amide.
    private boolean isAmide(Component component, int k, int far) {
        return component.atom(k).element() == Element.N && structure.element(far) == Element.C && isTrigonal(far)
                && Typing.hybridisation(component, k) == 3 && hasOxygen(far);
    }

    private boolean hasOxygen(int carbon) {
        var component = component(carbon);
        int k = component == null ? -1 : component.indexOf(structure.atomName(carbon));
        if (k < 0) return false;
        for (int n : component.neighbours(k)) if (component.atom(n).element() == Element.O) return true;
        return false;
    }

    /// The amide that the link makes: N and what hangs on it in the plane of the carbon and its neighbours.
    private void amidePlane(Component component, int k, int[] at, int atom, int far) {
        var group = new ArrayList<Integer>(List.of(atom, far));
        for (int n : component.neighbours(k)) if (!component.atom(n).element().isHydrogen()) group.add(at[n]);
        var other = matches[structure.residueOf(far)];
        if (other == null) return;
        int c = other.component().indexOf(structure.atomName(far));
        int[] there = other.atoms()[other.conformer(structure.altloc(far))];
        for (int n : other.component().neighbours(c)) if (!other.component().atom(n).element().isHydrogen()) group.add(there[n]);
        emit.plane(0.02, group.stream().mapToInt(Integer::intValue).toArray());
    }

    /// A trigonal atom, its neighbours and the new one in a plane.
    private void plane(Component component, int k, int[] at, int atom, int far) {
        int[] neighbours = component.neighbours(k);
        var group = new int[neighbours.length + 2];
        group[0] = atom;
        group[1] = far;
        for (int n = 0; n < neighbours.length; n++) group[n + 2] = at[neighbours[n]];
        if (group.length == 4 && neighbours.length == 2) {
            emit.plane(0.02, group);
            return;
        }
        if (neighbours.length == 3) emit.plane(0.02, group);
    }
}
