package ceres.validate;

import ceres.chem.RamaZTables;
import ceres.chem.ReferenceData;
import ceres.chem.ResidueClass;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.restraint.Interpretation;
import ceres.validate.contact.Clash;
import ceres.validate.contact.NearestPair;
import ceres.validate.geometry.Backbone;
import ceres.validate.geometry.CBeta;
import ceres.validate.geometry.Cablam;
import ceres.validate.geometry.CablamMeasure;
import ceres.validate.geometry.Call;
import ceres.validate.geometry.CovalentGeometry;
import ceres.validate.geometry.Omega;
import ceres.validate.geometry.Rama;
import ceres.validate.geometry.RamaZ;
import ceres.validate.geometry.RamaZMeasure;
import ceres.validate.geometry.SideChain;
import ceres.validate.geometry.SideChains;
import ceres.validate.geometry.Traces;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Takes all measures of one model, in order, and says what is missing.
final class Judge {
    private static final String STAGE = "model metrics";

    private final Interpretation model;
    private final Structure structure;
    private final ReferenceData data;
    private final MeasureOptions options;
    private final Parallel team;
    private final Progress progress;
    private final ResidueClass[] classes;
    private final Map<Metric, Measurement> measured = new EnumMap<>(Metric.class);
    private final List<String> notes = new ArrayList<>();

    Judge(Interpretation model, ModelHeader header, ReferenceData data, MeasureOptions options, Parallel team,
            Progress progress) {
        this.model = model;
        this.structure = model.structure();
        this.data = data;
        this.options = options;
        this.team = team;
        this.progress = progress;
        this.classes = classes(model);
    }

    private static ResidueClass[] classes(Interpretation model) {
        var s = model.structure();
        var classes = new ResidueClass[s.residueCount()];
        for (int r = 0; r < classes.length; r++) {
            String type = model.component(r).map(c -> c.type()).orElse("");
            classes[r] = ResidueClass.of(s.residueName(r), type);
        }
        return classes;
    }

    ModelQuality judge() {
        progress.report(STAGE, 0, "backbone");
        var traces = new Traces(structure, classes);
        var rama = Backbone.ramachandran(traces, data.ramachandran());
        var omega = Backbone.omega(traces);
        progress.report(STAGE, 0.1, "side chains");
        var sideChains = SideChains.rotamers(structure, classes, data.rotamers());
        var cbeta = SideChains.cbeta(structure, classes);
        var cablam = CablamMeasure.measure(traces, data);
        progress.report(STAGE, 0.2, "Rama-Z");
        var ramaZ = RamaZMeasure.measure(traces, RamaZTables.standard());
        protein(rama, omega, sideChains, cbeta, cablam, ramaZ);
        progress.report(STAGE, 0.3, "covalent geometry");
        var covalent = CovalentGeometry.of(structure, model.restraints(), true);
        var heavy = CovalentGeometry.of(structure, model.restraints(), false);
        covalent(covalent);
        var nearest = NearestPair.of(model, team);
        put(Metric.MIN_NONBONDED_DISTANCE, nearest.map(p -> Measurement.of(p.distance()))
                .orElse(Measurement.notApplicable("no two atoms that are not bonded")));
        List<Clash> clashes = List.of();
        var rows = rows(rama, sideChains, cbeta, cablam, omega);
        progress.report(STAGE, 1, "done");
        return new ModelQuality(Measurements.of(measured), rows, rama, sideChains, cbeta, omega, cablam, clashes, 0, ramaZ,
                covalent,
                heavy, nearest, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), data.versions(),
                List.copyOf(notes));
    }

    private void put(Metric metric, Measurement value) { measured.put(metric, value); }

    // ---- protein

    private boolean hasProtein() {
        for (var c : classes) if (c.isProtein()) return true;
        return false;
    }

    private void protein(List<Rama> rama, List<Omega> omega, List<SideChain> sideChains, List<CBeta> cbeta, List<Cablam> cablam,
            RamaZ ramaZ) {
        var counted = rama.stream().filter(Rama::counted).toList();
        share(Metric.RAMA_OUTLIERS, counted, r -> r.call() == Call.OUTLIER ? 1 : 0, "residues with phi and psi");
        share(Metric.RAMA_ALLOWED, counted, r -> r.call() == Call.ALLOWED ? 1 : 0, "residues with phi and psi");
        share(Metric.RAMA_FAVORED, counted, r -> r.call() == Call.FAVORED ? 1 : 0, "residues with phi and psi");
        share(Metric.ROTAMER_OUTLIERS, sideChains, r -> r.call() == Call.OUTLIER ? 1 : 0, "whole side chains");
        share(Metric.ROTAMER_FAVORED, sideChains, r -> r.call() == Call.FAVORED ? 1 : 0, "whole side chains");
        share(Metric.CABLAM_OUTLIERS, cablam, r -> r.outlier() ? 1 : 0, "residues in five linked ones");
        share(Metric.CABLAM_DISFAVORED, cablam, r -> r.disfavored() ? 1 : 0, "residues in five linked ones");
        share(Metric.CA_GEOMETRY_OUTLIERS, cablam, r -> r.caOutlier() ? 1 : 0, "residues in five linked ones");
        count(Metric.CBETA_DEVIATIONS, cbeta, CBeta::outlier, "residues with C-beta");
        count(Metric.CIS_PROLINE, omega, o -> o.proline() && o.kind() == Omega.Kind.CIS, "linked peptides");
        count(Metric.CIS_GENERAL, omega, o -> !o.proline() && o.kind() == Omega.Kind.CIS, "linked peptides");
        count(Metric.TWISTED_PEPTIDES, omega, o -> o.kind() == Omega.Kind.TWISTED, "linked peptides");
        z(Metric.RAMA_Z, ramaZ.whole(), "residues with phi and psi");
        z(Metric.RAMA_Z_HELIX, ramaZ.helix(), "residues in helices");
        z(Metric.RAMA_Z_SHEET, ramaZ.sheet(), "residues in sheets");
        z(Metric.RAMA_Z_LOOP, ramaZ.loop(), "residues in loops");
    }

    private Measurement none(String what) {
        return Measurement.notApplicable(hasProtein() ? "the protein has no " + what : "no protein in the model");
    }

    private <T> void share(Metric metric, List<T> rows, ToDoubleFunction<T> one, String what) {
        if (rows.isEmpty()) {
            put(metric, none(what));
            return;
        }
        double sum = 0;
        for (T row : rows) sum += one.applyAsDouble(row);
        put(metric, Measurement.of(100 * sum / rows.size()));
    }

    private <T> void count(Metric metric, List<T> rows, java.util.function.Predicate<T> counts, String what) {
        put(metric, rows.isEmpty() ? none(what) : Measurement.of(rows.stream().filter(counts).count()));
    }

    private void z(Metric metric, Optional<RamaZ.Score> score, String what) {
        put(metric, score.map(s -> Measurement.ofFinite(s.z(), "coordinates are not finite")).orElse(none(what)));
    }

    // ---- covalent geometry

    private void covalent(CovalentGeometry g) {
        boolean known = g.bonds().n() > 0;
        var absent = Measurement.notApplicable("no bond of the model is in a dictionary");
        put(Metric.RMS_BONDS, known ? Measurement.of(g.bonds().rms()) : absent);
        put(Metric.RMSZ_BONDS, known ? Measurement.of(g.bonds().rmsz()) : absent);
        put(Metric.RMS_ANGLES, g.angles().n() > 0 ? Measurement.of(g.angles().rms()) : absent);
        put(Metric.RMSZ_ANGLES, g.angles().n() > 0 ? Measurement.of(g.angles().rmsz()) : absent);
    }

    // ---- rows

    private List<ResidueQuality> rows(List<Rama> rama, List<SideChain> sideChains, List<CBeta> cbeta, List<Cablam> cablam,
            List<Omega> omega) {
        Map<Integer, Rama> byRama = first(rama, Rama::residue);
        Map<Integer, SideChain> bySide = first(sideChains, SideChain::residue);
        Map<Integer, CBeta> byCbeta = first(cbeta, CBeta::residue);
        Map<Integer, Cablam> byCablam = first(cablam, Cablam::residue);
        Map<Integer, Omega> byOmega = first(omega, Omega::residue);
        var rows = new ArrayList<ResidueQuality>();
        for (int r = 0; r < structure.residueCount(); r++)
            rows.add(new ResidueQuality(r, structure.authChain(structure.chainOf(r)), structure.seq(r), structure.icode(r),
                    altloc(r),
                    structure.residueName(r), Optional.ofNullable(byRama.get(r)), Optional.ofNullable(bySide.get(r)),
                    Optional.ofNullable(byCbeta.get(r)), Optional.ofNullable(byCablam.get(r)),
                    Optional.ofNullable(byOmega.get(r)),
                    Optional.empty(), Optional.empty(), 0, 0, meanB(r)));
        return rows;
    }

    private static <T> Map<Integer, T> first(List<T> rows, java.util.function.ToIntFunction<T> residue) {
        var map = new java.util.HashMap<Integer, T>();
        for (T row : rows) map.putIfAbsent(residue.applyAsInt(row), row);
        return map;
    }

    private char altloc(int residue) {
        for (int a = structure.atomStart(residue); a < structure.atomEnd(residue); a++)
            if (structure.altloc(a) != 0) return structure.altloc(a);
        return 0;
    }

    private double meanB(int residue) {
        double sum = 0;
        int n = 0;
        for (int a = structure.atomStart(residue); a < structure.atomEnd(residue); a++) {
            if (structure.isHydrogen(a)) continue;
            sum += structure.b(a);
            n++;
        }
        return n == 0 ? 0 : sum / n;
    }
}
