package ceres.restraint;

import ceres.chem.BondOrder;
import ceres.chem.Component;
import ceres.chem.Element;
import ceres.model.Structure;
import java.util.Set;

/// What each atom is to its surroundings, from its component and its bonds in the model.
final class Typing {
    private static final Set<Integer> NON_METALS = Set.of(1, 2, 5, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18, 33, 34, 35, 36, 52, 53, 54,
            0);

    private final Structure structure;
    private final BondGraph graph;
    private final byte[] hybridisation, flags, hydrogens, charge;
    private final String[] energyType;

    Typing(Structure structure, BondGraph graph) {
        int n = structure.atomCount();
        this.structure = structure;
        this.graph = graph;
        this.hybridisation = new byte[n];
        this.flags = new byte[n];
        this.hydrogens = new byte[n];
        this.charge = structure.atoms().charge().clone();
        this.energyType = new String[n];
        java.util.Arrays.fill(energyType, "");
    }

    static boolean isMetal(int element) { return !NON_METALS.contains(element); }

    /// Types all atoms of a residue that its component knows.
    void residue(ResidueMatch match) {
        var component = match.component();
        for (int k = 0; k < component.size(); k++) {
            byte hybrid = hybridisation(component, k);
            int attached = component.hydrogensOn(k);
            for (int[] conformer : match.atoms()) {
                int a = conformer[k];
                if (a < 0) continue;
                hybridisation[a] = hybrid;
                charge[a] = (byte) component.atom(k).charge();
                energyType[a] = component.atom(k).energyType();
                hydrogens[a] = (byte) Math.max(0, attached - spent(match, k, a));
                if (component.atom(k).aromatic()) flags[a] |= AtomTypes.AROMATIC;
            }
        }
    }

    /// Hydrogens that the atom has lost here: to a link, or because the group is ionised at neutral pH.
    private int spent(ResidueMatch match, int k, int a) {
        var component = match.component();
        int replaced = 0, outside = 0;
        for (int j : component.neighbours(k))
            if (!component.atom(j).element().isHydrogen() && component.atom(j).leaving()) replaced++;
        for (int s = 0; s < graph.degree(a); s++) {
            int b = graph.neighbour(a, s);
            if (structure.residueOf(b) != match.residue() && !isMetal(structure.atoms().element()[b])) outside++;
        }
        int lost = Math.max(0, outside - replaced);
        // the dictionary's nitrogen is an ammonium, a peptide's has one hydrogen
        if (lost > 0 && component.isPeptide() && component.atom(k).name().equals("N") && component.has("H3")) lost++;
        if (isIonisedOxygen(match, k)) lost = Math.max(lost, 1);
        return lost;
    }

    /// OD2, OE2, OXT and the oxygens of phosphates: the component dictionary draws them with a hydrogen, models are without.
    private static boolean isIonisedOxygen(ResidueMatch match, int k) {
        var component = match.component();
        if (component.atom(k).element() != Element.O) return false;
        for (int j : component.neighbours(k)) {
            if (component.atom(j).element().isHydrogen()) {
                for (int[] conformer : match.atoms()) if (conformer[j] >= 0) return false;
                continue;
            }
            if (component.atom(j).element() == Element.P || isCarboxyl(component, j)) return true;
        }
        return false;
    }

    private static boolean isCarboxyl(Component component, int carbon) {
        if (component.atom(carbon).element() != Element.C) return false;
        int oxygens = 0;
        for (int j : component.neighbours(carbon))
            if (component.atom(j).element() == Element.O && component.neighbours(j).length - component.hydrogensOn(j) == 1)
                oxygens++;
        return oxygens == 2;
    }

    /// 0 unknown, 1 sp, 2 sp2, 3 sp3, by bond orders and neighbours in the dictionary.
    static byte hybridisation(Component component, int k) {
        boolean aromatic = component.atom(k).aromatic();
        int doubles = 0, triples = 0;
        for (var b : component.bonds()) {
            if (b.a() != k && b.b() != k) continue;
            if (b.order() == BondOrder.DOUBLE) doubles++;
            if (b.order() == BondOrder.TRIPLE) triples++;
            if (b.order() == BondOrder.AROMATIC || b.order() == BondOrder.DELOCALISED) aromatic = true;
        }
        var element = component.atom(k).element();
        if (element.isHydrogen() || isMetal(element.number()) || component.neighbours(k).length == 0) return 0;
        if (triples > 0 || doubles > 1 && element == Element.C) return 1;
        if (element == Element.P || element == Element.S) return 3;
        if (doubles > 0 || aromatic || element == Element.N && isConjugated(component, k)) return 2;
        return 3;
    }

    /// An amide, guanidine or aniline nitrogen: single bonds only, but a neighbour with a double bond.
    private static boolean isConjugated(Component component, int k) {
        if (component.neighbours(k).length > 3) return component.atom(k).name().equals("N") && component.isPeptide();
        for (int j : component.neighbours(k))
            for (var b : component.bonds())
                if ((b.a() == j || b.b() == j) && (b.order() == BondOrder.DOUBLE || b.order() == BondOrder.AROMATIC
                        || b.order() == BondOrder.DELOCALISED) && component.atom(j).element() != Element.P
                        && component.atom(j).element() != Element.S)
                    return true;
        return component.atom(k).name().equals("N") && component.isPeptide();
    }

    AtomTypes build() {
        for (int a = 0; a < flags.length; a++) flags[a] |= (byte) polarity(a);
        return new AtomTypes(hybridisation, flags, hydrogens, charge, energyType);
    }

    private int polarity(int a) {
        int z = structure.atoms().element()[a];
        if (isMetal(z)) return AtomTypes.METAL;
        if (z == 1)
            return graph.degree(a) > 0 && isPolar(structure.atoms().element()[graph.neighbour(a, 0)]) ? AtomTypes.POLAR_H : 0;
        if (z == 9 || z == 17 || z == 35 || z == 53) return AtomTypes.ACCEPTOR;
        if (!isPolar(z)) return 0;
        boolean water = z == 8 && graph.degree(a) == 0;
        int result = hydrogens[a] > 0 || water || hasHydrogen(a) ? AtomTypes.DONOR : 0;
        if (z == 8 || z == 16 || z == 7 && isLonePairNitrogen(a)) result |= AtomTypes.ACCEPTOR;
        return result;
    }

    /// A nitrogen with a lone pair that points outwards: of a ring, with two neighbours and no hydrogen.
    private boolean isLonePairNitrogen(int a) {
        int heavy = 0;
        for (int s = 0; s < graph.degree(a); s++) if (!structure.isHydrogen(graph.neighbour(a, s))) heavy++;
        return heavy <= 2 && hydrogens[a] == 0 && !hasHydrogen(a) || structure.residueName(structure.residueOf(a)).equals("HIS")
                && !structure.atomName(a).equals("N");
    }

    private boolean hasHydrogen(int a) {
        for (int s = 0; s < graph.degree(a); s++) if (structure.isHydrogen(graph.neighbour(a, s))) return true;
        return false;
    }

    private static boolean isPolar(int z) { return z == 7 || z == 8 || z == 16; }
}
