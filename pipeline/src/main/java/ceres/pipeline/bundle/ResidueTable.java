package ceres.pipeline.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `residues.json`: one row a residue, before and after; columns in the file, rows in memory.
public record ResidueTable(List<Row> rows) {

    /// @param chain author chain id
    /// @param seq author sequence number
    /// @param icode insertion code, empty for none
    /// @param altloc alternate location, empty for none
    /// @param name component id
    /// @param kind protein, nucleic, ligand, water, ion, saccharide
    /// @param moved root mean square shift of its atoms, A; null where it has no refined twin
    public record Row(String chain, int seq, String icode, String altloc, String name, String kind, @Nullable Double moved,
            State initial, @Nullable State refined) {
        /// `TYR 471`, with the insertion code.
        public String label() { return name + " " + seq + icode; }
    }

    /// What the judge says of a residue in one model; null where a thing does not apply to it.
    ///
    /// @param inclusion part of its atoms above the recommended contour, 0 to 1
    /// @param localResolution of the half-maps round it, A
    public record State(@Nullable Rama rama, @Nullable Rotamer rotamer, @Nullable Cbeta cbeta, @Nullable Cablam cablam,
            @Nullable Double omega, int clashes, @Nullable Double cc, @Nullable Double ccMain, @Nullable Double ccSide,
            @Nullable Double q, @Nullable Double b, @Nullable Double inclusion, @Nullable Double localResolution) {
        /// Without what a contour or half-maps add.
        public State(@Nullable Rama rama, @Nullable Rotamer rotamer, @Nullable Cbeta cbeta, @Nullable Cablam cablam,
                @Nullable Double omega, int clashes, @Nullable Double cc, @Nullable Double ccMain, @Nullable Double ccSide,
                @Nullable Double q, @Nullable Double b) {
            this(rama, rotamer, cbeta, cablam, omega, clashes, cc, ccMain, ccSide, q, b, null, null);
        }

        public static final State EMPTY = new State(null, null, null, null, null, 0, null, null, null, null, null);

        /// How many kinds of outlier it is: 0 to 4 of Ramachandran, rotamer, C-beta or CaBLAM, and clash.
        public int outlierKinds() {
            int n = 0;
            if (rama != null && rama.call.equals(OUTLIER)) n++;
            if (rotamer != null && rotamer.call.equals(OUTLIER)) n++;
            if (cbeta != null && cbeta.deviation >= 0.25 || cablam != null && cablam.call.equals(OUTLIER)) n++;
            if (clashes > 0) n++;
            return n;
        }
    }

    public static final String OUTLIER = "OUTLIER";

    /// Angles in degrees; `ramaClass` is `class` in the file; call FAVORED, ALLOWED or OUTLIER.
    public record Rama(double phi, double psi, @com.fasterxml.jackson.annotation.JsonProperty("class") String ramaClass,
            double percentile, String call) {}

    /// Chi angles in degrees.
    public record Rotamer(double[] chis, String name, double percentile, String call) {}

    /// A.
    public record Cbeta(double deviation) {}

    public record Cablam(String call, double percentile) {}

    /// As the file holds it.
    public Map<String, Object> columns() {
        var file = new LinkedHashMap<String, Object>();
        file.put("rows", rows.size());
        file.put("chain", column(Row::chain));
        file.put("seq", column(Row::seq));
        file.put("icode", column(Row::icode));
        file.put("altloc", column(Row::altloc));
        file.put("name", column(Row::name));
        file.put("kind", column(Row::kind));
        file.put("moved", column(r -> rounded(r.moved, 4)));
        file.put("initial", states(Row::initial));
        if (rows.stream().anyMatch(r -> r.refined != null)) file.put("refined", states(Row::refined));
        return file;
    }

    private <T extends @Nullable Object> List<T> column(Function<Row, T> of) {
        var list = new ArrayList<T>(rows.size());
        for (var row : rows) list.add(of.apply(row));
        return list;
    }

    private Map<String, Object> states(Function<Row, @Nullable State> which) {
        var s = new LinkedHashMap<String, Object>();
        Function<Row, State> state = r -> {
            var found = which.apply(r);
            return found == null ? State.EMPTY : found;
        };
        s.put("cc", column(r -> rounded(state.apply(r).cc, 4)));
        s.put("cc_main", column(r -> rounded(state.apply(r).ccMain, 4)));
        s.put("cc_side", column(r -> rounded(state.apply(r).ccSide, 4)));
        s.put("q", column(r -> rounded(state.apply(r).q, 4)));
        s.put("b", column(r -> rounded(state.apply(r).b, 2)));
        s.put("inclusion", column(r -> rounded(state.apply(r).inclusion, 3)));
        s.put("local_resolution", column(r -> rounded(state.apply(r).localResolution, 2)));
        s.put("omega", column(r -> rounded(state.apply(r).omega, 2)));
        s.put("clashes", column(r -> state.apply(r).clashes));
        s.put("rama", column(r -> state.apply(r).rama));
        s.put("rotamer", column(r -> state.apply(r).rotamer));
        s.put("cbeta", column(r -> state.apply(r).cbeta));
        s.put("cablam", column(r -> state.apply(r).cablam));
        return s;
    }

    private static @Nullable Double rounded(@Nullable Double value, int digits) {
        if (value == null) return null;
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }

    /// Back from the file.
    static ResidueTable read(JsonNode file) {
        int n = file.path("rows").asInt();
        var rows = new ArrayList<Row>(n);
        BiFunction<JsonNode, Integer, @Nullable State> state = (columns, i) -> columns.isMissingNode() ? null : state(columns, i);
        for (int i = 0; i < n; i++)
            rows.add(new Row(file.path("chain").get(i).asString(), file.path("seq").get(i).asInt(),
                    file.path("icode").get(i).asString(), file.path("altloc").get(i).asString(),
                    file.path("name").get(i).asString(),
                    file.path("kind").get(i).asString(), number(file.path("moved").get(i)), state(file.path("initial"), i),
                    state.apply(file.path("refined"), i)));
        return new ResidueTable(rows);
    }

    private static State state(JsonNode c, int i) {
        return new State(object(c.path("rama").get(i), Rama.class), object(c.path("rotamer").get(i), Rotamer.class),
                object(c.path("cbeta").get(i), Cbeta.class), object(c.path("cablam").get(i), Cablam.class),
                number(c.path("omega").get(i)), c.path("clashes").get(i).asInt(), number(c.path("cc").get(i)),
                number(c.path("cc_main").get(i)), number(c.path("cc_side").get(i)), number(c.path("q").get(i)),
                number(c.path("b").get(i)), number(c.path("inclusion").get(i)), number(c.path("local_resolution").get(i)));
    }

    private static @Nullable Double number(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asDouble();
    }

    private static <T> @Nullable T object(@Nullable JsonNode node, Class<T> type) {
        return node == null || node.isNull() ? null : Json.mapper().treeToValue(node, type);
    }
}
