package ceres.bench.recovery;

import ceres.density.Trilinear;
import ceres.model.Structure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// How near a model is to the truth. Atoms correspond by their order.
///
/// @param backbone rmsd of N, CA, C, O (P and sugar of nucleic acids), A
/// @param all rmsd of heavy atoms, equivalent ones named as is best, A
/// @param rotamers side chains counted
/// @param wrongRotamers of these, with a chi more than 40 degrees off
/// @param visible side chains counted whose density stands out of the noise
/// @param wrongVisible of these, wrong
/// @param peptides peptides counted
/// @param flipped of these, turned over
/// @param bCorrelation of mean B factors of residues with the true ones; NaN if these are all the same
/// @param bBias mean B over the true mean, less 1
record Agreement(double backbone, double all, int rotamers, int wrongRotamers, int visible, int wrongVisible, int peptides,
        int flipped, double bCorrelation, double bBias) {
    private static final double SAME = Math.toRadians(40);
    /// A side chain is visible if the density at its atoms beyond C-beta is that many standard deviations of the noise on average.
    private static final double VISIBLE = 2;
    private static final Set<String> BACKBONE = Set.of("N", "CA", "C", "O", "P", "OP1", "OP2", "O5'", "C5'", "C4'", "C3'", "O3'",
            "C2'", "O2'", "C1'", "O4'");
    private static final Map<String, List<String[]>> EQUIVALENT = Map.of("PHE", List.of(pair("CD1", "CD2"), pair("CE1", "CE2")),
            "TYR", List.of(pair("CD1", "CD2"), pair("CE1", "CE2")), "ASP", List.<String[]>of(pair("OD1", "OD2")), "GLU",
            List.<String[]>of(pair("OE1", "OE2")), "ARG", List.<String[]>of(pair("NH1", "NH2")));

    private static String[] pair(String a, String b) { return new String[]{a, b}; }

    static Agreement of(SimulatedPair pair, Structure model) {
        Structure truth = pair.truth();
        if (model.atomCount() != truth.atomCount())
            throw new IllegalArgumentException("%d atoms for %d".formatted(model.atomCount(), truth.atomCount()));
        double[] x = bestNames(truth, model.atoms().xyz()), y = truth.atoms().xyz();
        var seen = visible(pair);
        int rotamers = 0, wrong = 0, visible = 0, wrongVisible = 0, peptides = 0, flipped = 0;
        for (SideChain c : SideChain.of(truth)) {
            boolean off = !c.same(x, y, SAME);
            rotamers++;
            if (off) wrong++;
            if (!seen.contains(c.residue())) continue;
            visible++;
            if (off) wrongVisible++;
        }
        for (Peptide p : Peptide.of(truth)) {
            peptides++;
            if (!p.same(x, y)) flipped++;
        }
        double[] b = perResidue(truth, model.atoms().b()), c = perResidue(truth, truth.atoms().b());
        return new Agreement(rmsd(truth, x, y, true), rmsd(truth, x, y, false), rotamers, wrong, visible, wrongVisible, peptides,
                flipped, correlation(b, c), mean(model.atoms().b()) / mean(truth.atoms().b()) - 1);
    }

    /// The side chains whose true density stands out of the noise.
    static List<SideChain> visibleSideChains(SimulatedPair pair) {
        var seen = visible(pair);
        return SideChain.of(pair.truth()).stream().filter(c -> seen.contains(c.residue())).toList();
    }

    /// True if the side chain is in its true rotamer.
    static boolean right(SideChain c, Structure model, SimulatedPair pair) {
        return c.same(model.atoms().xyz(), pair.truth().atoms().xyz(), SAME);
    }

    /// How far the centre of the model is from where it should be, A.
    static double centreShift(SimulatedPair pair, Structure model) { return centreShift(pair.truth(), model); }

    static double centreShift(Structure truth, Structure model) {
        var c = new double[3];
        double[] x = model.atoms().xyz(), y = truth.atoms().xyz();
        for (int i = 0; i < x.length; i++) c[i % 3] += (x[i] - y[i]) * 3 / x.length;
        return Math.sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]);
    }

    /// Root mean square deviation of the backbone, A.
    static double backbone(Structure truth, Structure model) {
        return rmsd(truth, model.atoms().xyz(), truth.atoms().xyz(), true);
    }

    private static double rmsd(Structure s, double[] x, double[] y, boolean backboneOnly) {
        double sum = 0;
        int n = 0;
        for (int a = 0; a < s.atomCount(); a++) {
            if (backboneOnly && !BACKBONE.contains(s.atomName(a))) continue;
            n++;
            for (int d = 3 * a; d < 3 * a + 3; d++) sum += (x[d] - y[d]) * (x[d] - y[d]);
        }
        return Math.sqrt(sum / Math.max(1, n));
    }

    /// Coordinates with equivalent atoms exchanged where that is nearer to the truth.
    static double[] bestNames(Structure truth, double[] xyz) {
        double[] x = xyz.clone(), y = truth.atoms().xyz();
        for (int r = 0; r < truth.residueCount(); r++) {
            double gain = 0;
            var pairs = EQUIVALENT.getOrDefault(truth.residueName(r), List.of());
            for (String[] p : pairs) {
                int a = truth.find(r, p[0]), b = truth.find(r, p[1]);
                if (a < 0 || b < 0) continue;
                for (int d = 0; d < 3; d++) gain += (x[3 * a + d] - x[3 * b + d]) * (y[3 * b + d] - y[3 * a + d]);
            }
            if (gain <= 0) continue;
            for (String[] p : pairs) {
                int a = truth.find(r, p[0]), b = truth.find(r, p[1]);
                if (a < 0 || b < 0) continue;
                for (int d = 0; d < 3; d++) {
                    double t = x[3 * a + d];
                    x[3 * a + d] = x[3 * b + d];
                    x[3 * b + d] = t;
                }
            }
        }
        return x;
    }

    /// Residues whose true side chain shows.
    static Set<Integer> visible(SimulatedPair pair) {
        return showing(pair, SideChain.of(pair.truth()).stream().map(SideChain::residue).toList(),
                name -> !Set.of("N", "CA", "C", "O", "CB", "OXT").contains(name));
    }

    /// Residues whose true main chain shows.
    static Set<Integer> visibleMainChains(SimulatedPair pair) {
        return showing(pair, IntStream.range(0, pair.truth().residueCount()).boxed().toList(),
                name -> Set.of("N", "CA", "C", "O").contains(name));
    }

    private static Set<Integer> showing(SimulatedPair pair, List<Integer> residues, Predicate<String> counts) {
        var density = new Trilinear(pair.clean());
        Structure s = pair.truth();
        var seen = new HashSet<Integer>();
        for (int r : residues) {
            double sum = 0;
            int n = 0;
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
                if (!counts.test(s.atomName(a))) continue;
                sum += density.at(s.x(a), s.y(a), s.z(a));
                n++;
            }
            if (n > 0 && sum / n > VISIBLE * pair.noise()) seen.add(r);
        }
        return seen;
    }

    private static double[] perResidue(Structure s, double[] b) {
        var means = new double[s.residueCount()];
        for (int a = 0; a < b.length; a++) {
            int r = s.residueOf(a);
            means[r] += b[a] / (s.atomEnd(r) - s.atomStart(r));
        }
        return means;
    }

    private static double mean(double[] v) {
        double sum = 0;
        for (double x : v) sum += x;
        return sum / v.length;
    }

    static double correlation(double[] p, double[] q) {
        double mp = mean(p), mq = mean(q), pp = 0, qq = 0, pq = 0;
        for (int i = 0; i < p.length; i++) {
            pp += (p[i] - mp) * (p[i] - mp);
            qq += (q[i] - mq) * (q[i] - mq);
            pq += (p[i] - mp) * (q[i] - mq);
        }
        return pq / Math.sqrt(pp * qq);
    }
}
