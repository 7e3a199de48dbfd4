package ceres.pipeline;

import ceres.chem.Component;
import ceres.chem.ResidueClass;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.ResidueTable.Row;
import ceres.pipeline.bundle.ResidueTable.State;
import ceres.restraint.Interpretation;
import ceres.validate.ResidueQuality;
import ceres.validate.fit.ResidueFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Brings what the judge of the model and the judge of the fit say of a residue together, before and after.
public final class Rows {
    private Rows() {}

    /// One row for each residue of the initial model.
    public static ResidueTable table(Measured initial, Optional<Measured> refined) {
        var before = states(initial);
        var after = refined.map(Rows::states);
        var match = refined.map(r -> new AtomMatch(initial.structure(), r.structure()));
        var rows = new ArrayList<Row>();
        for (var q : initial.quality().residues()) {
            int twin = match.map(m -> m.residueTwin(q.residue())).orElse(-1);
            Double moved = match.map(m -> finite(m.shift(q.residue()))).orElse(null);
            var now = twin < 0 ? null : after.orElseThrow().get(twin);
            rows.add(new Row(q.chain(), q.seq(), text(q.icode()), text(q.altloc()), q.name(), kind(initial.model(), q.residue()),
                    moved,
                    before.getOrDefault(q.residue(), State.EMPTY), now));
        }
        return new ResidueTable(rows);
    }

    private static Map<Integer, State> states(Measured m) {
        var fits = new HashMap<Integer, ResidueFit>();
        m.fit().ifPresent(f -> f.residues().forEach(r -> fits.put(r.residue(), r)));
        var states = new HashMap<Integer, State>();
        for (var q : m.quality().residues()) states.put(q.residue(), state(q, Optional.ofNullable(fits.get(q.residue()))));
        return states;
    }

    private static State state(ResidueQuality q, Optional<ResidueFit> fit) {
        return new State(
                q.rama().map(
                        r -> new ResidueTable.Rama(r.phiDeg(), r.psiDeg(), r.kind().label(), r.percentile(), r.call().name()))
                        .orElse(null),
                q.rotamer().map(r -> new ResidueTable.Rotamer(r.chisDeg(), r.name(), r.percentile(), r.call().name()))
                        .orElse(null),
                q.cbeta().map(c -> new ResidueTable.Cbeta(c.deviation())).orElse(null),
                q.cablam().map(c -> new ResidueTable.Cablam(c.call().name(), c.percentile())).orElse(null),
                q.omega().map(o -> o.omegaDeg()).orElse(null), q.clashes(), number(fit.map(ResidueFit::cc)),
                number(fit.map(ResidueFit::ccMain)), number(fit.map(ResidueFit::ccSide)), number(fit.map(ResidueFit::q)),
                finite(q.meanB()), number(fit.map(ResidueFit::inclusion)), number(fit.map(ResidueFit::localResolution)));
    }

    private static @Nullable Double number(Optional<OptionalDouble> v) {
        return v.isPresent() && v.get().isPresent() ? finite(v.get().getAsDouble()) : null;
    }

    private static @Nullable Double finite(double v) { return Double.isFinite(v) ? v : null; }

    static String text(char c) { return c == 0 || c == ' ' ? "" : String.valueOf(c); }

    /// protein, nucleic, ligand, water, ion or saccharide.
    static String kind(Interpretation model, int residue) {
        var c = ResidueClass.of(model.structure().residueName(residue), model.component(residue).map(Component::type).orElse(""));
        return c.isProtein() ? "protein" : c.isNucleic() ? "nucleic" : c.name().toLowerCase(Locale.ROOT);
    }

    /// The rows of one model as `validate --json --residues` prints them.
    public static List<Map<String, Object>> json(ResidueTable table) {
        var list = new ArrayList<Map<String, Object>>();
        for (var row : table.rows()) {
            var m = new LinkedHashMap<String, Object>();
            m.put("chain", row.chain());
            m.put("seq", row.seq());
            m.put("icode", row.icode());
            m.put("altloc", row.altloc());
            m.put("name", row.name());
            var s = row.initial();
            put(m, "rama", s.rama());
            put(m, "rotamer", s.rotamer());
            put(m, "cbeta", s.cbeta());
            put(m, "cablam", s.cablam());
            put(m, "omega", s.omega());
            put(m, "cc", s.cc());
            put(m, "cc_main", s.ccMain());
            put(m, "cc_side", s.ccSide());
            put(m, "q", s.q());
            put(m, "b", s.b());
            put(m, "inclusion", s.inclusion());
            put(m, "local_resolution", s.localResolution());
            m.put("clashes", s.clashes());
            list.add(m);
        }
        return list;
    }

    private static void put(Map<String, Object> m, String key, @Nullable Object value) { if (value != null) m.put(key, value); }

    /// The clashes of a model as `validate --json --residues` prints them, the worst first.
    public static List<Map<String, Object>> clashes(Measured measured) {
        var list = new ArrayList<Map<String, Object>>();
        for (var c : measured.quality().clashes()) {
            var m = new LinkedHashMap<String, Object>();
            m.put("atoms", List.of(partner(c.first()), partner(c.second())));
            m.put("overlap", c.overlap());
            list.add(m);
        }
        return list;
    }

    private static Map<String, Object> partner(ceres.validate.contact.Clash.Partner p) {
        var m = new LinkedHashMap<String, Object>();
        m.put("chain", p.chain());
        m.put("seq", p.seq());
        m.put("icode", text(p.icode()));
        m.put("altloc", text(p.altloc()));
        m.put("name", p.residueName());
        m.put("atom", p.atom());
        return m;
    }
}
