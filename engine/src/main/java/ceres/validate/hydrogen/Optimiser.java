package ceres.validate.hydrogen;

import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import ceres.validate.contact.ContactModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the best combination of all freedoms.
final class Optimiser {
    /* Freedoms whose hydrogens can touch form cliques; cliques do not know of each other and are worked in parallel. A clique of one is
     * scanned. Of larger ones every freedom keeps its few best states, each judged with the others at their defaults, and all
     * combinations are tried; where these are too many, the freedoms take turns until none can improve, from three starts. Steps of one
     * degree finish. Ties go to the earlier state, so the answer does not depend on the order of work. Source: Word1999. */
    private static final int KEPT = 9, MAX_COMBINATIONS = 20_000, SWEEPS = 12, STARTS = 3;
    private static final double BETTER = 1e-6;

    private final List<Freedom> freedoms;
    private final List<List<Freedom>> touching = new ArrayList<>();

    private Optimiser(List<Freedom> freedoms, double[] xyz) {
        this.freedoms = freedoms;
        for (var f : freedoms) touching.add(freedoms.stream().filter(g -> g != f && mayTouch(f, g, xyz)).toList());
    }

    private static boolean mayTouch(Freedom f, Freedom g, double[] xyz) {
        for (int a : f.centres())
            for (int b : g.centres()) if (ceres.numerics.Geometry.distance(xyz, a, b) < f.reach() + g.reach()) return true;
        return false;
    }

    static void run(List<Freedom> freedoms, ContactModel model, Parallel team) {
        var cliques = cliques(freedoms, model);
        team.each(cliques.size(), 4, (piece, from, to) -> {
            for (int c = from; c < to; c++) new Optimiser(cliques.get(c), model.atoms().xyz()).solve();
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
                if (g != f && ceres.numerics.Geometry.distance(xyz, at, q) < freedoms.get(f).reach() + freedoms.get(g).reach())
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
        var states = new int[freedoms.size()][];
        long combinations = 1;
        for (var f : freedoms) f.set(0);
        for (int k = 0; k < states.length; k++) {
            states[k] = best(freedoms.get(k), freedoms.size() == 1 ? 1 : KEPT);
            combinations = Math.min(Integer.MAX_VALUE, combinations * states[k].length);
        }
        if (combinations <= MAX_COMBINATIONS) exhaust(states);
        else
            takeTurns();
        for (int pass = 0; pass < Math.min(2, freedoms.size()); pass++) for (var f : freedoms) f.refine();
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

    private double total() {
        double sum = 0;
        for (var f : freedoms) sum += f.score();
        return sum;
    }

    private void exhaust(int[][] states) {
        int m = states.length;
        var at = new int[m];
        int[] best = null;
        double top = Double.NEGATIVE_INFINITY;
        for (boolean more = true; more; more = next(at, states)) {
            for (int k = 0; k < m; k++) freedoms.get(k).set(states[k][at[k]]);
            double score = m == 1 ? 0 : total();
            if (score > top + BETTER) {
                top = score;
                best = at.clone();
            }
        }
        for (int k = 0; k < m; k++) freedoms.get(k).set(states[k][best[k]]);
    }

    private static boolean next(int[] at, int[][] states) {
        for (int k = 0; k < at.length; k++) {
            if (++at[k] < states[k].length) return true;
            at[k] = 0;
        }
        return false;
    }

    private void takeTurns() {
        int m = freedoms.size();
        int[] best = null;
        double top = Double.NEGATIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            var at = new int[m];
            for (int k = 0; k < m; k++) {
                at[k] = start == 0 ? 0 : start * freedoms.get(k).states() / STARTS;
                freedoms.get(k).set(at[k]);
            }
            boolean moved = true;
            for (int sweep = 0; sweep < SWEEPS && moved; sweep++) {
                moved = false;
                for (int k = 0; k < m; k++) moved |= improve(k, at);
            }
            double score = total();
            if (score > top + BETTER) {
                top = score;
                best = at;
            }
        }
        for (int k = 0; k < m; k++) freedoms.get(k).set(best[k]);
    }

    private boolean improve(int k, int[] at) {
        var f = freedoms.get(k);
        int was = at[k];
        double top = local(k);
        for (int s = 0; s < f.states(); s++) {
            f.set(s);
            double score = local(k);
            if (score > top + BETTER) {
                top = score;
                at[k] = s;
            }
        }
        f.set(at[k]);
        return at[k] != was;
    }

    /// The scores that a change of freedom k can change: its own and those of the freedoms it may touch.
    private double local(int k) {
        double sum = freedoms.get(k).score();
        for (var other : touching.get(k)) sum += other.score();
        return sum;
    }
}
