package ceres.validate.geometry;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.List;

/// The protein chains of a model as walks along the backbone, one for each conformer of each chain.
///
/// A conformer of altloc X is every atom without altloc and every atom of X; a chain without altlocs has one conformer. Residues are
/// linked where C and the next N are less than 2 A apart, whatever their numbers say.
public final class Traces {
    private static final double LINK = 2.0;

    /// One walk. Arrays hold one entry a residue; atom indices are -1 where the conformer lacks the atom.
    ///
    /// @param altloc the conformer, 0 if the chain has one only
    /// @param single true if it is the only conformer of its chain
    /// @param residue indices in the structure, in order
    /// @param linked true if the residue is linked to the next one
    public record Trace(int chain, char altloc, boolean single, int[] residue, int[] n, int[] ca, int[] c, int[] o,
            boolean[] linked) {
        int size() { return residue.length; }
    }

    private final Structure structure;
    private final ResidueClass[] classes;
    private final List<Trace> traces = new ArrayList<>();

    /// @param classes one entry a residue
    public Traces(Structure structure, ResidueClass[] classes) {
        this.structure = structure;
        this.classes = classes;
        for (int chain = 0; chain < structure.chainCount(); chain++) walk(chain);
    }

    public List<Trace> all() { return traces; }

    Structure structure() { return structure; }

    ResidueClass kind(int residue) { return classes[residue]; }

    private void walk(int chain) {
        String altlocs = altlocs(chain);
        if (altlocs.isEmpty()) add(chain, (char) 0, true);
        for (int k = 0; k < altlocs.length(); k++) add(chain, altlocs.charAt(k), altlocs.length() == 1);
    }

    /// Altlocs of the protein residues of a chain in order of appearance.
    private String altlocs(int chain) {
        var seen = new StringBuilder();
        for (int r = structure.residueStart(chain); r < structure.residueEnd(chain); r++) {
            if (!classes[r].isProtein()) continue;
            for (int a = structure.atomStart(r); a < structure.atomEnd(r); a++) {
                char alt = structure.altloc(a);
                if (alt != 0 && seen.indexOf(String.valueOf(alt)) < 0) seen.append(alt);
            }
        }
        return seen.toString();
    }

    private void add(int chain, char altloc, boolean single) {
        var residues = new ArrayList<Integer>();
        for (int r = structure.residueStart(chain); r < structure.residueEnd(chain); r++)
            if (classes[r].isProtein() && present(r, altloc)) residues.add(r);
        if (residues.isEmpty()) return;
        int m = residues.size();
        int[] residue = residues.stream().mapToInt(Integer::intValue).toArray();
        var trace = new Trace(chain, altloc, single, residue, new int[m], new int[m], new int[m], new int[m], new boolean[m]);
        for (int i = 0; i < m; i++) {
            trace.n[i] = structure.find(residue[i], "N", altloc);
            trace.ca[i] = structure.find(residue[i], "CA", altloc);
            trace.c[i] = structure.find(residue[i], "C", altloc);
            trace.o[i] = structure.find(residue[i], "O", altloc);
        }
        for (int i = 0; i + 1 < m; i++)
            trace.linked[i] = trace.c[i] >= 0 && trace.n[i + 1] >= 0 && structure.distance(trace.c[i], trace.n[i + 1]) < LINK;
        traces.add(trace);
    }

    private boolean present(int residue, char altloc) {
        for (int a = structure.atomStart(residue); a < structure.atomEnd(residue); a++)
            if (structure.altloc(a) == 0 || structure.altloc(a) == altloc) return true;
        return false;
    }

    /// The first altloc among these atoms, 0 if none has one.
    char altlocOf(int... atoms) {
        for (int a : atoms) if (structure.altloc(a) != 0) return structure.altloc(a);
        return 0;
    }
}
