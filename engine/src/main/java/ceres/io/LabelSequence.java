package ceres.io;

import ceres.model.Structure;
import java.util.ArrayList;
import java.util.List;

/// Numbers the residues of a polymer along its sequence.
///
/// The sequence is that of SEQRES where every residue of the chain finds a place in it in order; else it is what the chain holds, gaps
/// left out.
final class LabelSequence {
    private LabelSequence() {}

    /// Writes label numbers (from 1) of the residues of a chain; returns the sequence that they count.
    static List<String> number(Structure s, int chain, List<String> stated, int[] labelSeq) {
        var sites = sites(s, chain);
        int[] place = byNumber(s, sites, stated);
        if (place.length == 0) place = byOrder(s, sites, stated);
        List<String> sequence = stated;
        if (place.length == 0) {
            sequence = new ArrayList<>();
            place = new int[sites.size()];
            for (int i = 0; i < place.length; i++) {
                sequence.add(s.residueName(sites.get(i).getFirst()));
                place[i] = i + 1;
            }
        }
        for (int i = 0; i < place.length; i++) for (int r : sites.get(i)) labelSeq[r] = place[i];
        return sequence;
    }

    /// Residues of one place (micro-heterogeneity) together.
    private static List<List<Integer>> sites(Structure s, int chain) {
        var sites = new ArrayList<List<Integer>>();
        for (int r = s.residueStart(chain); r < s.residueEnd(chain); r++) {
            boolean same = !sites.isEmpty() && s.seq(sites.getLast().getFirst()) == s.seq(r)
                    && s.icode(sites.getLast().getFirst()) == s.icode(r)
                    && !s.residueName(sites.getLast().getFirst()).equals(s.residueName(r));
            if (!same) sites.add(new ArrayList<>());
            sites.getLast().add(r);
        }
        return sites;
    }

    /// If author numbers run along the sequence at one constant offset, they say where gaps are better than any alignment.
    private static int[] byNumber(Structure s, List<List<Integer>> sites, List<String> stated) {
        int first = sites.getFirst().getFirst();
        for (int at = 0; at < stated.size(); at++) {
            int offset = at + 1 - s.seq(first);
            var place = new int[sites.size()];
            boolean fits = true;
            for (int i = 0; i < place.length && fits; i++) {
                int r = sites.get(i).getFirst();
                place[i] = s.seq(r) + offset;
                fits = s.icode(r) == 0 && place[i] >= 1 && place[i] <= stated.size() && (i == 0 || place[i] > place[i - 1])
                        && holds(s, sites.get(i), stated.get(place[i] - 1));
            }
            if (fits) return place;
        }
        return new int[0];
    }

    /// The first place in order for each residue; empty if one finds none.
    private static int[] byOrder(Structure s, List<List<Integer>> sites, List<String> stated) {
        var place = new int[sites.size()];
        int at = 0;
        for (int i = 0; i < place.length; i++) {
            while (at < stated.size() && !holds(s, sites.get(i), stated.get(at))) at++;
            if (at == stated.size()) return new int[0];
            place[i] = ++at;
        }
        return place;
    }

    private static boolean holds(Structure s, List<Integer> site, String component) {
        for (int r : site) if (s.residueName(r).equals(component)) return true;
        return false;
    }
}
