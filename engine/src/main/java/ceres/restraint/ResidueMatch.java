package ceres.restraint;

import ceres.chem.Component;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One residue of a model laid on its dictionary entry: for every conformer, which atom of the model each atom of the component is.
///
/// @param altlocs the altlocs of the residue in order of appearance; one 0 if there are none
/// @param atoms `atoms[c][k]`: atom of the model that is component atom k in conformer c, -1 if it is missing
/// @param unmatched atoms of the model that the component does not know
record ResidueMatch(int residue, Component component, char[] altlocs, int[][] atoms, int[] unmatched) {

    static ResidueMatch of(Structure s, int residue, Component component) {
        int from = s.atomStart(residue), to = s.atomEnd(residue);
        char[] altlocs = altlocs(s, from, to);
        var atoms = new int[altlocs.length][component.size()];
        for (var row : atoms) Arrays.fill(row, -1);
        List<Integer> unmatched = new ArrayList<>();
        for (int a = from; a < to; a++) {
            int k = component.indexOf(s.atomName(a));
            if (k < 0) k = component.indexOf(AtomNames.modern(s.atomName(a), s.residueName(residue)));
            if (k < 0 || s.element(a).isHydrogen() != component.atom(k).element().isHydrogen() && s.element(a).number() != 0
                    || !isFinite(s, a)) {
                unmatched.add(a);
                continue;
            }
            place(s, a, k, altlocs, atoms);
        }
        surplus(from, to, atoms, unmatched);
        return new ResidueMatch(residue, component, altlocs, atoms, unmatched.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Atoms that no conformer shows: a second one of the same name, or one without altloc beside a full set of altlocs.
    private static void surplus(int from, int to, int[][] atoms, List<Integer> unmatched) {
        var shown = new boolean[to - from];
        for (int[] conformer : atoms) for (int a : conformer) if (a >= 0) shown[a - from] = true;
        for (int a = from; a < to; a++) if (!shown[a - from] && !unmatched.contains(a)) unmatched.add(a);
    }

    private static boolean isFinite(Structure s, int a) { return Double.isFinite(s.x(a) + s.y(a) + s.z(a)); }

    /// An atom without altloc belongs to every conformer that has no atom of its own in that place.
    private static void place(Structure s, int a, int k, char[] altlocs, int[][] atoms) {
        for (int c = 0; c < altlocs.length; c++) {
            int there = atoms[c][k];
            boolean own = s.altloc(a) == altlocs[c], thereIsOwn = there >= 0 && s.altloc(there) == altlocs[c];
            if (own && !thereIsOwn || s.altloc(a) == 0 && there < 0) atoms[c][k] = a;
        }
    }

    private static char[] altlocs(Structure s, int from, int to) {
        var found = new StringBuilder();
        for (int a = from; a < to; a++)
            if (s.altloc(a) != 0 && found.indexOf(String.valueOf(s.altloc(a))) < 0) found.append(s.altloc(a));
        return found.isEmpty() ? new char[1] : found.toString().toCharArray();
    }

    boolean singleConformer() { return altlocs.length == 1; }

    /// The atom of that name as conformer `altloc` sees it, -1 if it is missing. A residue without that altloc shows its first.
    int atom(String name, char altloc) {
        int k = component.indexOf(name);
        return k < 0 ? -1 : atoms[conformer(altloc)][k];
    }

    /// The atom of that name in the first conformer, -1 if it is missing.
    int atom(String name) {
        int k = component.indexOf(name);
        return k < 0 ? -1 : atoms[0][k];
    }

    int conformer(char altloc) {
        for (int c = 0; c < altlocs.length; c++) if (altlocs[c] == altloc) return c;
        return 0;
    }

    /// Heavy atoms of the component.
    int heavyAtoms() {
        int heavy = 0;
        for (var atom : component.atoms()) if (!atom.element().isHydrogen()) heavy++;
        return heavy;
    }

    /// Heavy atoms of the component that the model does not have, leaving atoms not counted.
    int missingHeavy() {
        int missing = 0;
        for (int k = 0; k < component.size(); k++)
            if (atoms[0][k] < 0 && !component.atom(k).element().isHydrogen() && !component.atom(k).leaving()) missing++;
        return missing;
    }
}
