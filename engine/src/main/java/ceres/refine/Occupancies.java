package ceres.refine;

import ceres.refine.density.ParticleMesh;
import ceres.model.Structure;
import ceres.numerics.Lbfgs;
import ceres.numerics.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Occupancies of alternate locations against the correlation: those of one residue share what they had together, none falls below 0.05.
///
/// Each residue with alternates has one variable an alternate; its share is the softmax of the variables. Atoms without alternates keep
/// theirs.
final class Occupancies {
    private static final double LEAST = 0.05, STIFF = 0.5;
    private static final int STEPS = 20;

    /// @param atoms of each alternate
    /// @param total occupancy that they share
    private record Group(List<int[]> atoms, double total) {}

    private final Refiner refiner;
    private final List<Group> groups = new ArrayList<>();

    Occupancies(Refiner refiner) {
        this.refiner = refiner;
        Structure s = refiner.model.heavy();
        for (int r = 0; r < s.residueCount(); r++) {
            var byAltloc = new TreeMap<Character, List<Integer>>();
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
                if (s.altloc(a) != 0) byAltloc.computeIfAbsent(s.altloc(a), c -> new ArrayList<>()).add(a);
            if (byAltloc.size() < 2) continue;
            var atoms = byAltloc.values().stream().map(l -> l.stream().mapToInt(Integer::intValue).toArray()).toList();
            double total = atoms.stream().mapToDouble(a -> refiner.occupancy[a[0]]).sum();
            if (total > 0.5) groups.add(new Group(atoms, Math.min(1, total)));
        }
    }

    int groups() { return groups.size(); }

    /// Refines; coordinates and B factors stay. The mask must be set.
    void refine(double weight, Parallel team) {
        if (groups.isEmpty()) return;
        refiner.box.levels(refiner.scatterers.effective(refiner.b), 2);
        int n = groups.stream().mapToInt(g -> g.atoms.size()).sum(), at = 0;
        var start = new double[n];
        for (Group g : groups)
            for (int[] atoms : g.atoms)
                start[at++] = Math
                        .log(Math.max(0.01, (refiner.occupancy[atoms[0]] / g.total - LEAST) / (1 - g.atoms.size() * LEAST)));
        double[] x = start.clone(), lnB = refiner.scatterers.lnB(refiner.b);
        Lbfgs.minimise((v, g) -> energy(v, g, start, lnB, weight, team), x, new Lbfgs.Options(6, STEPS, 0.7, 1, 1e-6));
        apply(x, refiner.occupancy);
        refiner.scatterers.occupancies(refiner.occupancy);
    }

    private double energy(double[] v, double[] g, double[] start, double[] lnB, double weight, Parallel team) {
        int n = refiner.model.heavyCount(), scatterers = refiner.scatterers.size();
        double[] q = refiner.occupancy.clone(), slope = new double[scatterers];
        apply(v, q);
        double[] w = refiner.scatterers.weights(q);
        double e = -weight * n
                * refiner.box.mesh().correlate(scatterers, refiner.xyz, lnB, w,
                        new ParticleMesh.Slopes(-weight * n, null, null, slope),
                        team);
        refiner.scatterers.collect(slope);
        int at = 0;
        for (Group group : groups) {
            int m = group.atoms.size();
            double[] pull = new double[m];
            for (int k = 0; k < m; k++) {
                for (int a : group.atoms.get(k)) pull[k] += slope[a] * refiner.scatterers.scattering(a) * group.total;
            }
            for (int k = 0; k < m; k++) {
                double d = v[at + k] - start[at + k];
                g[at + k] = (1 - m * LEAST) * softmax(v, at, m, k) * (pull[k] - weighted(v, at, m, pull)) + 2 * STIFF * d;
                e += STIFF * d * d;
            }
            at += m;
        }
        return e;
    }

    private static double weighted(double[] v, int at, int m, double[] pull) {
        double sum = 0;
        for (int k = 0; k < m; k++) sum += softmax(v, at, m, k) * pull[k];
        return sum;
    }

    private static double softmax(double[] v, int at, int m, int k) {
        double most = Arrays.stream(v, at, at + m).max().orElse(0), sum = 0;
        for (int j = 0; j < m; j++) sum += Math.exp(v[at + j] - most);
        return Math.exp(v[at + k] - most) / sum;
    }

    /// Part of the total for each alternate: at least LEAST, together 1.
    private static double[] shares(double[] v, int at, int m) {
        var share = new double[m];
        for (int k = 0; k < m; k++) share[k] = LEAST + (1 - m * LEAST) * softmax(v, at, m, k);
        return share;
    }

    private void apply(double[] v, double[] occupancy) {
        int at = 0;
        for (Group g : groups) {
            double[] share = shares(v, at, g.atoms.size());
            for (int k = 0; k < share.length; k++) for (int a : g.atoms.get(k)) occupancy[a] = share[k] * g.total;
            at += g.atoms.size();
        }
    }
}
