package ceres.validate.hydrogen;

import ceres.numerics.CellList;
import ceres.numerics.Geometry;
import ceres.numerics.Parallel;
import ceres.validate.contact.ContactModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Finds the best combination of all freedoms.
final class Optimiser {
    /* Freedoms whose hydrogens can touch form cliques; cliques do not know of each other and are worked in parallel. A clique of one is
     * scanned. Of larger ones every freedom keeps its few best states, each judged with the others at their defaults, and all
     * combinations are tried; where these are too many, the freedoms take turns until none can improve, from three starts. The score of a
     * freedom depends on its own state and those of its neighbours only, so it is computed once for each such combination. Steps of one
     * degree finish. Ties go to the earlier state, so the answer does not depend on the order of work. Source: Word1999. */
    private static final int KEPT = 6, MAX_COMBINATIONS = 10_000, SWEEPS = 12, STARTS = 3;
    private static final double BETTER = 1e-6;

    private final List<Freedom> freedoms;
    private final ContactModel model;
    private final List<int[]> touching = new ArrayList<>();
    private final List<Map<Long, Double>> scores = new ArrayList<>();
    private int[][] states = {};

    private Optimiser(List<Freedom> freedoms, ContactModel model) {
        this.freedoms = freedoms;
        this.model = model;
        double[] xyz = model.atoms().xyz();
        for (int k = 0; k < freedoms.size(); k++) {
            int self = k;
            touching.add(IntStream.range(0, freedoms.size())
                    .filter(t -> t != self && mayTouch(freedoms.get(self), freedoms.get(t), xyz)).toArray());
            scores.add(new HashMap<>());
        }
    }

    private static boolean mayTouch(Freedom f, Freedom g, double[] xyz) {
        for (int a : f.centres())
            for (int b : g.centres()) if (Geometry.distance(xyz, a, b) < f.reach() + g.reach()) return true;
        return false;
    }

    static void run(List<Freedom> freedoms, ContactModel model, Parallel team) {
        var cliques = cliques(freedoms, model);
        team.each(cliques.size(), 4, (piece, from, to) -> {
            for (int c = from; c < to; c++) new Optimiser(cliques.get(c), model).solve();
        });
    }

    // ---- cliques

    private static List<List<Freedom>> cliques(List<Freedom> freedoms, ContactModel model) {
        int n = freedoms.size();
        var owner = new ArrayList<Integer>();
        var points = new ArrayList<Double>();
        double widest = 0;
        for (int f = 0; f < n; f++) {
            widest = Math.max(widest, freedoms.get(f).reach());
            for (int c : freedoms.get(f).centres()) {
                owner.add(f);
                for (int k = 0; k < 3; k++) points.add(model.atoms().xyz()[3 * c + k]);
            }
        }
        double[] xyz = points.stream().mapToDouble(Double::doubleValue).toArray();
        var cells = new CellList(xyz, Math.max(1, 2 * widest));
        var group = new int[n];
        for (int f = 0; f < n; f++) group[f] = f;
        for (int p = 0; p < owner.size(); p++) {
            int f = owner.get(p);
            double reach = freedoms.get(f).reach() + widest;
            int at = p;
            cells.near(xyz[3 * p], xyz[3 * p + 1], xyz[3 * p + 2], reach, q -> {
                int g = owner.get(q);
                if (g != f && Geometry.distance(xyz, at, q) < freedoms.get(f).reach() + freedoms.get(g).reach())
                    join(group, f, g);
            });
        }
        var lists = new ArrayList<List<Freedom>>();
        var place = new int[n];
        Arrays.fill(place, -1);
        for (int f = 0; f < n; f++) {
            int root = root(group, f);
            if (place[root] < 0) {
                place[root] = lists.size();
                lists.add(new ArrayList<>());
            }
            lists.get(place[root]).add(freedoms.get(f));
        }
        return lists;
    }

    private static int root(int[] group, int f) {
        while (group[f] != f) f = group[f] = group[group[f]];
        return f;
    }

    private static void join(int[] group, int f, int g) {
        int a = root(group, f), b = root(group, g);
        group[Math.max(a, b)] = Math.min(a, b);
    }

    // ---- one clique

    private void solve() {
        int m = freedoms.size();
        for (var f : freedoms) f.set(0);
        states = new int[m][];
        long combinations = 1;
        for (int k = 0; k < m; k++) {
            states[k] = best(freedoms.get(k), m == 1 ? 1 : KEPT);
            combinations = Math.min(Integer.MAX_VALUE, combinations * states[k].length);
        }
        if (m > 1) forgetThoseOutOfReach();
        int[] chosen = m == 1 ? new int[1] : combinations <= MAX_COMBINATIONS ? exhaust() : takeTurns();
        for (int k = 0; k < m; k++) freedoms.get(k).set(states[k][chosen[k]]);
        for (int pass = 0; pass < Math.min(2, m); pass++) for (var f : freedoms) f.refine();
    }

    /// Of the freedoms that may touch, only those matter to one another that do in some of the states kept; the score is the same and depends
    /// on fewer.
    private void forgetThoseOutOfReach() {
        int m = freedoms.size();
        var scored = new double[m][];
        var changing = new double[m][];
        for (int k = 0; k < m; k++) {
            scored[k] = places(k, freedoms.get(k).scored());
            changing[k] = places(k, freedoms.get(k).changing());
        }
        for (int k = 0; k < m; k++) {
            int self = k;
            touching.set(k, Arrays.stream(touching.get(k))
                    .filter(t -> meet(scored[self], changing[t]) || meet(scored[t], changing[self])).toArray());
        }
    }

    /// Where some atoms of freedom k are in each state kept, and their radii: x, y, z, r each. The freedom is left at its default.
    private double[] places(int k, int[] atoms) {
        double[] xyz = model.atoms().xyz();
        var all = new double[4 * atoms.length * states[k].length];
        int at = 0;
        for (int state : states[k]) {
            freedoms.get(k).set(state);
            for (int a : atoms) {
                System.arraycopy(xyz, 3 * a, all, at, 3);
                all[at + 3] = model.radius(a);
                at += 4;
            }
        }
        freedoms.get(k).set(0);
        return all;
    }

    private static boolean meet(double[] a, double[] b) {
        for (int i = 0; i < a.length; i += 4)
            for (int j = 0; j < b.length; j += 4) {
                double dx = a[i] - b[j], dy = a[i + 1] - b[j + 1], dz = a[i + 2] - b[j + 2], reach = a[i + 3] + b[j + 3];
                if (dx * dx + dy * dy + dz * dz < reach * reach) return true;
            }
        return false;
    }

    /// The best states with all others at their defaults, the default itself always among them; the freedom is left at its default.
    private int[] best(Freedom f, int keep) {
        var score = new double[f.states()];
        var order = new Integer[f.states()];
        for (int s = 0; s < score.length; s++) {
            f.set(s);
            score[s] = f.score();
            order[s] = s;
        }
        f.set(0);
        Arrays.sort(order,
                (a, b) -> Math.abs(score[a] - score[b]) <= BETTER ? Integer.compare(a, b) : Double.compare(score[b], score[a]));
        var kept = new ArrayList<Integer>();
        for (int k = 0; k < Math.min(keep, order.length); k++) kept.add(order[k]);
        if (keep > 1 && !kept.contains(0)) kept.add(0);
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The score of freedom k as all freedoms that matter to it stand at the kept states `at`; computed once a combination.
    private double score(int k, int[] at) {
        long key = at[k];
        for (int t : touching.get(k)) key = key * (KEPT + 2) + at[t];
        var known = scores.get(k).get(key);
        if (known != null) return known;
        for (int t : touching.get(k)) freedoms.get(t).set(states[t][at[t]]);
        freedoms.get(k).set(states[k][at[k]]);
        double score = freedoms.get(k).score();
        scores.get(k).put(key, score);
        return score;
    }

    private double total(int[] at) {
        double sum = 0;
        for (int k = 0; k < at.length; k++) sum += score(k, at);
        return sum;
    }

    private int[] exhaust() {
        var at = new int[states.length];
        int[] best = at.clone();
        double top = Double.NEGATIVE_INFINITY;
        for (boolean more = true; more; more = next(at)) {
            double score = total(at);
            if (score > top + BETTER) {
                top = score;
                best = at.clone();
            }
        }
        return best;
    }

    private boolean next(int[] at) {
        for (int k = 0; k < at.length; k++) {
            if (++at[k] < states[k].length) return true;
            at[k] = 0;
        }
        return false;
    }

    private int[] takeTurns() {
        int m = freedoms.size();
        int[] best = new int[m];
        double top = Double.NEGATIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            var at = new int[m];
            for (int k = 0; k < m; k++) at[k] = start * states[k].length / STARTS;
            boolean moved = true;
            for (int sweep = 0; sweep < SWEEPS && moved; sweep++) {
                moved = false;
                for (int k = 0; k < m; k++) moved |= improve(k, at);
            }
            double score = total(at);
            if (score > top + BETTER) {
                top = score;
                best = at;
            }
        }
        return best;
    }

    private boolean improve(int k, int[] at) {
        int was = at[k], best = was;
        double top = local(k, at);
        for (int s = 0; s < states[k].length; s++) {
            at[k] = s;
            double score = local(k, at);
            if (score > top + BETTER) {
                top = score;
                best = s;
            }
        }
        at[k] = best;
        return best != was;
    }

    /// The scores that a change of freedom k can change: its own and those of the freedoms it may touch.
    private double local(int k, int[] at) {
        double sum = score(k, at);
        for (int t : touching.get(k)) sum += score(t, at);
        return sum;
    }
}
