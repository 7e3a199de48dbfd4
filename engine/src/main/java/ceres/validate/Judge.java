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
import ceres.validate.contact.AllAtoms;
import ceres.validate.contact.Clash;
import ceres.validate.contact.Clashes;
import ceres.validate.contact.ContactModel;
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
import ceres.validate.hydrogen.Flip;
import ceres.validate.hydrogen.Hydrogens;
import ceres.validate.ligand.Ligands;
import ceres.validate.ligand.Sugars;
import ceres.validate.ligand.Waters;
import ceres.validate.nucleic.Bases;
import ceres.validate.nucleic.NucleicBackbone;
import ceres.validate.nucleic.Pucker;
import ceres.validate.nucleic.Puckers;
import ceres.validate.nucleic.Suite;
import ceres.validate.nucleic.Suites;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
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
        var nearest = NearestPair.of(model, team);
        put(Metric.MIN_NONBONDED_DISTANCE, nearest.map(p -> Measurement.of(p.distance()))
                .orElse(Measurement.notApplicable("no two atoms that are not bonded")));
        var shape = team.meanwhile(this::shape);
        progress.report(STAGE, 0.1, "hydrogens and contacts");
        var contacts = contacts();
        progress.report(STAGE, 0.8, "backbone, side chains, covalent geometry");
        var s = shape.get();
        protein(s.rama, s.omega, s.sideChains, s.cbeta, s.cablam, s.ramaZ);
        covalent(s.heavy);
        molprobity();
        progress.report(STAGE, 0.9, "nucleic acids and ligands");
        var puckers = Puckers.measure(structure, classes);
        var suites = Suites.measure(structure, classes);
        nucleic(puckers, suites);
        var rows = new Rows(structure, s.rama, s.sideChains, s.cbeta, s.cablam, s.omega, puckers, suites, contacts.clashes).all();
        progress.report(STAGE, 1, "done");
        return new ModelQuality(Measurements.of(measured), rows, s.rama, s.sideChains, s.cbeta, s.omega, s.cablam,
                contacts.clashes,
                contacts.atoms, s.ramaZ, s.covalent, s.heavy, nearest, contacts.flips, puckers, suites,
                Bases.pairs(structure, classes),
                Bases.glycosidic(structure, classes), Ligands.measure(model, classes, contacts.clashes),
                Waters.measure(structure, classes, contacts.clashes), Sugars.measure(model, classes),
                NucleicBackbone.of(structure, classes, model.restraints()), data.versions(), List.copyOf(notes));
    }

    // ---- conformation and covalent geometry

    /// What needs neither hydrogens nor neighbours, and so is measured beside the contacts.
    private record Shape(List<Rama> rama, List<Omega> omega, List<SideChain> sideChains, List<CBeta> cbeta, List<Cablam> cablam,
            RamaZ ramaZ, CovalentGeometry covalent, CovalentGeometry heavy) {}

    private Shape shape() {
        var traces = new Traces(structure, classes);
        return new Shape(Backbone.ramachandran(traces, data.ramachandran()), Backbone.omega(traces),
                SideChains.rotamers(structure, classes, data.rotamers()), SideChains.cbeta(structure, classes),
                CablamMeasure.measure(traces, data), RamaZMeasure.measure(traces, RamaZTables.standard()),
                CovalentGeometry.of(structure, model.restraints(), true),
                CovalentGeometry.of(structure, model.restraints(), false));
    }

    // ---- contacts

    private record Contacts(List<Clash> clashes, int atoms, List<Flip> flips) {
        static final Contacts NONE = new Contacts(List.of(), 0, List.of());
    }

    private Contacts contacts() {
        String obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            put(Metric.CLASHSCORE, Measurement.notApplicable(obstacle));
            return Contacts.NONE;
        }
        ContactModel all;
        List<Flip> flips = List.of();
        if (options.keepHydrogens()) all = new ContactModel(AllAtoms.asGiven(structure), classes, options.length(), team);
        else {
            var hydrogens = Hydrogens.add(model, classes, options.length(), options.applyFlips(), team);
            all = hydrogens.contacts();
            flips = hydrogens.flips();
            notes.addAll(hydrogens.notes());
        }
        var found = Clashes.find(all, team);
        put(Metric.CLASHSCORE, found.atoms() > 0
                ? Measurement.of(found.score())
                : Measurement.notApplicable("no atom but water has an occupancy above 0.1"));
        return new Contacts(found.clashes(), found.atoms(), flips);
    }

    /// Why contacts cannot be had; empty if they can.
    private String obstacle() {
        int heavy = 0, finite = 0;
        var places = new HashSet<Long>();
        for (int a = 0; a < structure.atomCount(); a++) {
            if (structure.isHydrogen(a)) continue;
            heavy++;
            double sum = structure.x(a) + structure.y(a) + structure.z(a);
            if (!Double.isFinite(sum)) continue;
            finite++;
            places.add(Double.doubleToLongBits(structure.x(a)) * 31 + Double.doubleToLongBits(structure.y(a)) * 17
                    + Double.doubleToLongBits(structure.z(a)));
        }
        if (heavy == 0) return "the model has hydrogens only";
        if (finite == 0) return "no atom has finite coordinates";
        if (finite < heavy) notes.add((heavy - finite) + " atoms without finite coordinates were left out");
        return 2 * places.size() < finite ? "most atoms lie on top of one another" : "";
    }

    private void molprobity() {
        if (measured.get(Metric.CLASHSCORE) instanceof Measurement.Value(double clash)
                && measured.get(Metric.RAMA_FAVORED) instanceof Measurement.Value(double favored)) {
            double outliers = measured.get(Metric.ROTAMER_OUTLIERS) instanceof Measurement.Value(double r) ? r : 0;
            put(Metric.MOLPROBITY_SCORE,
                    Measurement.of(MolProbityScore.of(clash, outliers, favored)));
        } else
            put(Metric.MOLPROBITY_SCORE,
                    Measurement.notApplicable(
                            hasProtein() ? "needs clashscore and Ramachandran statistics" : "no protein in the model"));
    }

    // ---- nucleic acids

    private void nucleic(List<Pucker> puckers, List<Suite> suites) {
        var absent = Measurement.notApplicable("no RNA in the model");
        put(Metric.RNA_PUCKER_OUTLIERS,
                puckers.isEmpty() ? absent : Measurement.of(puckers.stream().filter(Pucker::outlier).count()));
        var complete = suites.stream().filter(Suite::complete).toList();
        var none = suites.isEmpty() ? absent : Measurement.notApplicable("no complete suite in the RNA");
        put(Metric.RNA_SUITE_OUTLIERS,
                complete.isEmpty() ? none : Measurement.of(complete.stream().filter(Suite::outlier).count()));
        put(Metric.RNA_MEAN_SUITENESS,
                complete.isEmpty() ? none : Measurement.of(complete.stream().mapToDouble(Suite::suiteness).average().orElse(0)));
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

    /// Heavy atoms only: what ideal length an X-H bond has is a convention.
    private void covalent(CovalentGeometry g) {
        boolean known = g.bonds().n() > 0;
        var absent = Measurement.notApplicable("no bond of the model is in a dictionary");
        put(Metric.RMS_BONDS, known ? Measurement.of(g.bonds().rms()) : absent);
        put(Metric.RMSZ_BONDS, known ? Measurement.of(g.bonds().rmsz()) : absent);
        put(Metric.RMS_ANGLES, g.angles().n() > 0 ? Measurement.of(g.angles().rms()) : absent);
        put(Metric.RMSZ_ANGLES, g.angles().n() > 0 ? Measurement.of(g.angles().rmsz()) : absent);
    }
}
