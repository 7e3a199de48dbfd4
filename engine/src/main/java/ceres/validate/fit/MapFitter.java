package ceres.validate.fit;

import ceres.density.AtomImage;
import ceres.density.LocalResolution;
import ceres.density.MapCorrelation;
import ceres.density.MapPointGroup;
import ceres.density.MapSymmetry;
import ceres.density.MolecularMask;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.map.MapStatistics;
import ceres.metric.Measurement;
import ceres.metric.Metric;
import ceres.model.NcsGroups;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Goes through the metrics in the order that needs the least memory, and says of each that cannot be had why.
final class MapFitter {
    private static final String STAGE = "fit to the map";
    private static final int SMALLEST_EDGE = 8, PIECE = 64;
    private static final Metric[] OF_MODEL = {Metric.CC_MASK, Metric.CC_BOX, Metric.CC_VOLUME, Metric.CC_PEAKS, Metric.EMRINGER,
        Metric.Q_SCORE, Metric.D_FSC_MODEL_0, Metric.D_FSC_MODEL_0143, Metric.D_FSC_MODEL_05, Metric.D_MODEL, Metric.D_MODEL_B0,
        Metric.B_OVERALL, Metric.D_FSC, Metric.D_FSC_05};
    private static final String CONSTANT = "one of the two maps is constant there";

    private final Structure structure;
    private final DensityMap map;
    private final Grid grid;
    private final double resolution;
    private final OptionalDouble contour;
    private final Parallel team;
    private final Progress progress;
    private final FitLedger ledger = new FitLedger();
    private final AtomSets sets;
    private Optional<HalfMaps> halves;
    private double[] q;
    private List<ResidueFit> residues = List.of();
    private List<ChainFit> chains = List.of(), wholeChains = List.of();
    private List<LigandFit> ligands = List.of();
    private Optional<EmRingerScan> emringer = Optional.empty();

    MapFitter(Structure structure, DensityMap map, Optional<HalfMaps> halfMaps, double resolution, OptionalDouble contour,
            Parallel team, Progress progress) {
        this.structure = structure;
        this.map = map;
        this.grid = map.grid();
        this.halves = halfMaps;
        this.resolution = resolution;
        this.contour = contour;
        this.team = team;
        this.progress = progress;
        this.sets = new AtomSets(structure);
        this.q = new double[structure.atomCount()];
        Arrays.fill(q, Double.NaN);
    }

    MapFit measure() {
        progress.report(STAGE, 0, "statistics of the map");
        var statistics = MapStatistics.of(map, team);
        checkHalves();
        var hindrance = hindrance(statistics);
        if (hindrance.isPresent()) {
            ledger.absent(hindrance.get(), OF_MODEL);
            ledger.absent(hindrance.get(), Metric.D99);
        } else
            measure(statistics);
        return new MapFit(ledger.measurements(), ledger.details(), residues, chains, wholeChains, ligands, q, ledger.curves(),
                statistics,
                emringer, ledger.warnings());
    }

    /// What makes every measurement impossible.
    private Optional<Measurement> hindrance(MapStatistics s) {
        if (!Double.isFinite(s.mean()) || !Double.isFinite(s.sd()))
            return failed("the map holds values that are not numbers");
        if (s.constant()) return failed("the map is constant");
        if (!grid.isOrthogonal())
            return Optional.of(Measurement.notApplicable("the cell of the map is not orthogonal: " + grid.cell()));
        int least = Math.min(grid.nx(), Math.min(grid.ny(), grid.nz()));
        if (least < SMALLEST_EDGE)
            return Optional.of(
                    Measurement.notApplicable("the map has an axis of %d voxels, fewer than %d".formatted(least, SMALLEST_EDGE)));
        if (!(resolution > 0 && Double.isFinite(resolution)))
            return Optional.of(Measurement.inputMissing("no resolution was stated"));
        return Optional.empty();
    }

    private static Optional<Measurement> failed(String why) {
        return Optional.of(new Measurement.Absent(Measurement.Reason.COMPUTATION_FAILED, why));
    }

    private void checkHalves() {
        if (halves.isPresent() && !halves.get().first().grid().sameAs(grid)) {
            ledger.warn("The half-maps lie on another grid than the map; they were not used.");
            ledger.absent(Measurement.inputMissing("the half-maps lie on another grid than the map"), Metric.D_FSC,
                    Metric.D_FSC_05);
            halves = Optional.empty();
        }
        if (halves.isEmpty()) ledger.absent(Measurement.inputMissing("no half-maps were given"), Metric.D_FSC, Metric.D_FSC_05);
    }

    private void measure(MapStatistics statistics) {
        ledger.detail("constant_fraction", "Voxels that hold one and the same value", "fraction 0-1",
                Measurement.of(statistics.commonFraction()));
        if (statistics.masked())
            ledger.warn("%.0f %% of the voxels are exactly equal: the map was masked."
                    .formatted(100 * statistics.commonFraction()));
        if (resolution < 2 * grid.coarsestSpacing())
            ledger.warn("The grid cannot hold %.2f A; its limit is %.2f A."
                    .formatted(resolution, 2 * grid.coarsestSpacing()));
        pointGroup();
        var inclusion = new AtomInclusion(structure, sets, map, statistics);
        var fourier = new FourierFit(structure, map, halves, resolution, team, ledger);
        if (inclusion.outside() == structure.atomCount()) {
            ledger.warn("No atom lies inside the map.");
            ledger.absent(Measurement.notApplicable("no atom lies inside the map"), OF_MODEL);
            fourier.mapAlone();
        } else
            withModel(statistics, inclusion, fourier);
        progress.report(STAGE, 0.8, "half-maps");
        halves.ifPresent(fourier::halfMaps);
        progress.report(STAGE, 1, "done");
    }

    private void pointGroup() {
        MapPointGroup.find(map, halves).ifPresent(g -> {
            ledger.detail("map_symmetry", "Point group that the map was given: " + g.name(), "operators",
                    Measurement.of(g.order()));
            if (g.order() > 1) ledger.warn("The map has the point group %s. %s".formatted(g.name(), g.evidence().evidence()));
        });
    }

    /// Whether copies of a chain were averaged in the map; of several groups the one that was averaged least.
    private void copies() {
        MapSymmetry.Verdict least = null;
        for (var group : NcsGroups.find(structure)) {
            var verdict = MapSymmetry.test(map, halves, structure, group);
            if (least == null || verdict.cc().orElse(2) < least.cc().orElse(2)) least = verdict;
        }
        String none = "the model has no copies of a chain whose density could be compared";
        ledger.detail("ncs_agreement", "Agreement of the fine detail of the map at copies of a chain", "",
                least == null ? OptionalDouble.empty() : least.cc(), none);
        ledger.detail("ncs_repeated_noise", "Noise that repeats at copies of a chain", "fraction 0-1",
                least == null ? OptionalDouble.empty() : least.repeatedNoise(), least == null ? none : "no half-maps were given");
        if (least != null && least.symmetrised()) ledger.warn("Copies of chains were averaged in the map. " + least.evidence());
    }

    private void withModel(MapStatistics statistics, AtomInclusion inclusion, FourierFit fourier) {
        if (inclusion.outside() > 0)
            ledger.warn("%d of %d atoms lie outside the map.".formatted(inclusion.outside(), structure.atomCount()));
        inRealSpace(statistics, inclusion, fourier);
        copies();
        progress.report(STAGE, 0.5, "model and map by resolution");
        fourier.model();
    }

    /// What needs the model map, which is let go at the end.
    private void inRealSpace(MapStatistics statistics, AtomInclusion inclusion, FourierFit fourier) {
        progress.report(STAGE, 0.05, "model map");
        var correlation = new MapCorrelation(map, fourier.modelMap(), team);
        correlations(correlation);
        contrast(inclusion, statistics);
        progress.report(STAGE, 0.2, "Q-scores");
        qScores();
        emringer();
        included(inclusion, statistics);
        progress.report(STAGE, 0.4, "residues and chains");
        local(correlation, inclusion);
    }

    private void correlations(MapCorrelation correlation) {
        var mask = MolecularMask.of(structure, grid, team);
        int n = mask.size();
        ledger.put(Metric.CC_MASK, correlation.mask(mask), CONSTANT);
        ledger.put(Metric.CC_BOX, correlation.box(), CONSTANT);
        ledger.put(Metric.CC_VOLUME, correlation.volume(n), CONSTANT);
        ledger.put(Metric.CC_PEAKS, correlation.peaks(n), CONSTANT);
    }

    private void contrast(AtomInclusion inclusion, MapStatistics statistics) {
        var heavy = LocalFit.mean(sets.atoms(sets::isHeavy), inclusion::value);
        if (heavy.isPresent() && heavy.getAsDouble() < statistics.mean() - 0.5 * statistics.sd())
            ledger.warn(
                    "The map is lower at the atoms than elsewhere: its contrast is inverted, or the model lies beside its density.");
        var hand = Handedness.of(structure);
        if (hand.mirrored())
            ledger.warn("%d of %d helical turns are left-handed: model and map are mirror images of the truth."
                    .formatted(hand.left(), hand.left() + hand.right()));
    }

    private void qScores() {
        double[][] both = QScore.of(structure, map, QScore.Sampling.MAPQ, team, QScore.SIGMA, QScore.SIGMA_EMDB);
        q = both[0];
        int[] counted = sets.atoms(a -> sets.isHeavy(a) && !sets.isWater(a));
        String none = "no heavy atom lies in varied density";
        ledger.put(Metric.Q_SCORE, LocalFit.mean(counted, a -> q[a]), none);
        var emdb = LocalFit.mean(counted, a -> both[1][a]);
        ledger.detail("q_score_04", "Q-score, sigma 0.4 A", "", emdb, none);
        String range = "expected values are known from 1 to 6 A";
        ledger.detail("q_score_expected", "Q-score expected at this resolution", "", QReference.expected(resolution), range);
        ledger.detail("q_score_04_expected", "Q-score, sigma 0.4 A, expected", "", QReference.expectedEmdb(resolution), range);
        if (emdb.isEmpty()) return;
        ledger.detail("q_percentile", "Q-score, percentile of all EMDB entries", "%",
                Measurement.of(QReference.percentile(emdb.getAsDouble())));
        ledger.detail("q_percentile_resolution", "Q-score, percentile of entries of similar resolution", "%",
                QReference.percentile(emdb.getAsDouble(), resolution), "percentiles are known to 12 A");
    }

    private void emringer() {
        if (resolution <= EmRinger.WORST_RESOLUTION) emringer = EmRinger.scan(structure, map);
        ledger.put(Metric.EMRINGER,
                emringer.<Measurement>map(s -> Measurement.of(s.score())).orElseGet(() -> EmRinger.absent(resolution)));
        emringer.ifPresent(s -> {
            ledger.curve(
                    new Curve("emringer_scan", "EMRinger score", "map threshold", "score", false, s.thresholds(), s.scores()));
            double[] chi = new double[s.histogram().length], peaks = new double[chi.length];
            for (int k = 0; k < chi.length; k++) {
                chi[k] = 360.0 * k / chi.length;
                peaks[k] = s.histogram()[k];
            }
            ledger.curve(
                    new Curve("emringer_peaks", "peaks at the best threshold", "chi1 (degrees)", "count", false, chi, peaks));
        });
    }

    private void included(AtomInclusion inclusion, MapStatistics statistics) {
        var missing = Measurement.inputMissing("no recommended contour level was given");
        for (boolean backbone : new boolean[]{false, true}) {
            ledger.curve(inclusion.curve(statistics, contour, backbone));
            ledger.detail(backbone ? "atom_inclusion_backbone" : "atom_inclusion",
                    backbone ? "Backbone atoms inside the contour" : "Atoms inside the contour", "fraction 0-1",
                    contour.isEmpty()
                            ? missing
                            : FitLedger.of(inclusion.fraction(contour.getAsDouble(), backbone), "no heavy atoms of that kind"));
        }
    }

    private void local(MapCorrelation correlation, AtomInclusion inclusion) {
        double meanB = LocalFit.mean(sets.atoms(a -> true), structure::b).orElse(0);
        double radius = AtomImage.radius(resolution, meanB);
        ledger.detail("cc_radius", "Radius of local correlations", "A", Measurement.of(radius));
        var local = new LocalFit(structure, sets, correlation, radius, q, inclusion.included(contour), localResolution());
        residues = local.residues(team);
        chains = local.chains();
        wholeChains = local.wholeChains();
        ligands = local.ligands(residues);
        ledger.detail("cc_main_chain", "CC, main chain", "", local.ccMain(), "no protein");
        ledger.detail("cc_side_chain", "CC, side chains", "", local.ccSide(), "no atoms beside the main chain");
        ledger.detail("cc_ligands", "Mean CC of ligands", "", ligands.stream().filter(l -> l.kind().equals("ligand"))
                .flatMapToDouble(l -> l.cc().stream()).average(), "no ligands");
    }

    /// Resolution of the half-maps round the central atom of each residue, A; NaN where there is none.
    private double[] localResolution() {
        var d = new double[structure.residueCount()];
        Arrays.fill(d, Double.NaN);
        if (halves.isEmpty()) return d;
        team.each(d.length, PIECE, (piece, from, to) -> {
            var at = new LocalResolution(halves.get(), resolution);
            for (int r = from; r < to; r++) {
                if (sets.isWater(structure.atomStart(r))) continue;
                int a = central(r);
                d[r] = at.at(structure.x(a), structure.y(a), structure.z(a)).orElse(Double.NaN);
            }
        });
        return d;
    }

    private int central(int residue) {
        for (String name : new String[]{"CA", "C1'"}) {
            int a = structure.find(residue, name);
            if (a >= 0) return a;
        }
        return structure.atomStart(residue);
    }
}
