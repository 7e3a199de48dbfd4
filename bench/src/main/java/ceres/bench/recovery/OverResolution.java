package ceres.bench.recovery;

import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.refine.RefinementParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What comes back of a model with 30 % wrong rotamers, 5 % flipped peptides and a random error of 0.5 A, at resolutions from 2 to 5 A.
final class OverResolution implements Study {
    static final double WRONG = 0.30, FLIPPED = 0.05, ERROR = 0.5, HALF_FSC = 0.143;
    private static final String D = "d, A", MODEL = "model", CHAIN = "chain", BACKBONE = "backbone, A", ALL = "all, A",
            ROTAMERS = "wrong rotamers, %", VISIBLE = "of visible, %", PEPTIDES = "flipped peptides, %";

    @Override
    public String name() { return "recovery"; }

    static Table table(String name) {
        return new Table(name, CHAIN, "residues", D, MODEL, BACKBONE, ALL, ROTAMERS, VISIBLE, PEPTIDES, "clashscore",
                "Rama favoured, %", "Rama outliers, %", "rotamer outliers, %", "CC (mask)", "B correlation", "B bias, %",
                "CPU, s");
    }

    @Override
    public Table run(Scope scope) {
        var table = table(name());
        for (Truth chain : scope.among(Truths.proteins(scope.shared())))
            for (double d : scope.among(2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0)) one(chain, d, table);
        return table;
    }

    /// Adds the rows of start, result and truth.
    static void one(Truth chain, double d, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, HALF_FSC, 1);
        var start = new Disturbance(truth.structure(), 7).wrongRotamers(WRONG).flippedPeptides(FLIPPED).shaken(ERROR).structure();
        var trial = Trial.run(truth, start, pair, Optional.empty(), RefinementParameters.DEFAULT);
        row(table, truth, pair, "start", start, Double.NaN, Double.NaN);
        row(table, truth, pair, "refined", trial.refined(), trial.cc(), trial.cpu());
        row(table, truth, pair, "truth", truth.structure(), Trial.ccOf(truth, pair), Double.NaN);
    }

    static void row(Table table, Truth truth, SimulatedPair pair, String what, Structure model, double cc, double cpu) {
        var a = Agreement.of(pair, model);
        var q = Trial.judge(truth, model);
        boolean b = what.equals("refined");
        table.add(truth.name(), truth.structure().residueCount(), Table.number(pair.resolution(), 1), what,
                Table.number(a.backbone(), 2), Table.number(a.all(), 2), percent(a.wrongRotamers(), a.rotamers()),
                percent(a.wrongVisible(), a.visible()), percent(a.flipped(), a.peptides()),
                Table.number(Trial.value(q, Metric.CLASHSCORE), 1), Table.number(Trial.value(q, Metric.RAMA_FAVORED), 1),
                Table.number(Trial.value(q, Metric.RAMA_OUTLIERS), 1), Table.number(Trial.value(q, Metric.ROTAMER_OUTLIERS), 1),
                Table.number(cc, 3), Table.number(b ? a.bCorrelation() : Double.NaN, 2),
                Table.number(b ? 100 * a.bBias() : Double.NaN, 0), Table.number(cpu, 0));
    }

    private static String percent(int part, int whole) { return Table.number(whole == 0 ? Double.NaN : 100.0 * part / whole, 1); }

    @Override
    public List<Figure> figures(Table t) {
        return List.of(figure(t, "recovery-backbone", "rmsd of the backbone to the truth, A", BACKBONE, 0.6),
                figure(t, "recovery-all", "rmsd of all heavy atoms to the truth, A", ALL, 2),
                figure(t, "recovery-rotamers", "wrong rotamers left among visible side chains, %", VISIBLE, 40),
                figure(t, "recovery-peptides", "flipped peptides left, %", PEPTIDES, 8));
    }

    private static Figure figure(Table t, String name, String title, String column, double most) {
        var chart = new Chart(title, "resolution, A", 2, 5, most);
        for (String chain : chains(t)) chart.curve(chain, curve(t, chain, column));
        if (column.equals(VISIBLE)) chart.gate(3, 10).gate(4, 25);
        return new Figure(name, chart.svg());
    }

    private static List<String> chains(Table t) { return t.rows().stream().map(r -> r.getFirst()).distinct().toList(); }

    private static List<double[]> curve(Table t, String chain, String column) {
        var points = new ArrayList<double[]>();
        for (int r = 0; r < t.rows().size(); r++)
            if (t.text(r, CHAIN).equals(chain) && t.text(r, MODEL).equals("refined"))
                points.add(new double[]{t.at(r, D), t.at(r, column)});
        points.sort((p, q) -> Arrays.compare(p, q));
        return points;
    }
}
