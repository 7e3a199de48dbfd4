package ceres.web;

import ceres.archive.Results;
import ceres.archive.TablePage;
import ceres.archive.TableQuery;
import ceres.fault.ReasonCode;
import ceres.metric.Metric;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Verdict;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table of all results. Filter, order, columns and page are the address, so a view can be sent to a colleague.
///
/// @param columns metrics that are shown, each before and after
public record ResultsPage(Layout layout, TableQuery query, TablePage page, List<Metric> columns, List<YearMonth> months,
        Map<String, String> parameters) {
    static final List<Metric> DEFAULT_COLUMNS = List.of(Metric.CC_MASK, Metric.CLASHSCORE, Metric.RAMA_FAVORED,
            Metric.RAMA_OUTLIERS,
            Metric.ROTAMER_OUTLIERS, Metric.CBETA_DEVIATIONS);
    static final int PAGE = 50;
    static final int LARGEST_PAGE = 500;

    static ResultsPage of(Results results, Map<String, List<String>> parameters) {
        var query = query(parameters);
        return new ResultsPage(
                Layout.of("All results", "Re-refined and validated map-model pairs, sortable and filterable.", "table"), query,
                results.table(query, columns(parameters)), columns(parameters), results.months(), kept(parameters));
    }

    /// What of the address is understood; everything else falls back to its default.
    static TableQuery query(Map<String, List<String>> p) {
        int size = Math.clamp(integer(p, "size", PAGE), 1, LARGEST_PAGE);
        int number = Math.clamp(integer(p, "page", 1), 1, 100_000);
        return new TableQuery(text(p, "q"), number(p, "min_resolution"), number(p, "max_resolution"),
                constant(RunRecord.Status.class, text(p, "status")),
                constant(Verdict.Overall.class, text(p, "verdict")), month(text(p, "month")), code(text(p, "code")),
                order(text(p, "sort")),
                (number - 1) * size, size);
    }

    static List<Metric> columns(Map<String, List<String>> p) {
        var chosen = p.getOrDefault("col", List.of()).stream().flatMap(c -> List.of(c.split(",")).stream())
                .flatMap(c -> Metric.byId(c).stream()).distinct()
                .toList();
        return chosen.isEmpty() ? DEFAULT_COLUMNS : chosen;
    }

    static String text(Map<String, List<String>> p, String name) { return p.getOrDefault(name, List.of("")).getFirst().strip(); }

    private static @Nullable Double number(Map<String, List<String>> p, String name) {
        try {
            double v = Double.parseDouble(text(p, name));
            return Double.isFinite(v) ? v : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static int integer(Map<String, List<String>> p, String name, int otherwise) {
        var text = text(p, name);
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    static @Nullable YearMonth month(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}") ? YearMonth.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String code(String text) {
        return constant(ReasonCode.class, text) == null ? null : text.toUpperCase(java.util.Locale.ROOT);
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String text) {
        for (var c : type.getEnumConstants()) if (c.name().equalsIgnoreCase(text)) return c;
        return null;
    }

    private static TableQuery.Order order(String sort) {
        boolean descending = sort.startsWith("-");
        return TableQuery.Column.byId(descending ? sort.substring(1) : sort).map(c -> new TableQuery.Order(c, descending))
                .orElse(TableQuery.Order.byName());
    }

    /// The parameters that a link to another view of the same table takes along.
    private static Map<String, String> kept(Map<String, List<String>> p) {
        var kept = new LinkedHashMap<String, String>();
        for (var name : List.of("q", "min_resolution", "max_resolution", "status", "verdict", "month", "code", "sort", "size"))
            if (!text(p, name).isEmpty()) kept.put(name, text(p, name));
        if (p.containsKey("col")) kept.put("col", columns(p).stream().map(Metric::id).collect(Collectors.joining(",")));
        return kept;
    }

    /// This view with one parameter changed; the page number starts over.
    public String with(String name, String value) { return address("/table", name, value); }

    public String export(String format) { return address("/table." + format, "", ""); }

    private String address(String path, String name, String value) {
        var p = new LinkedHashMap<>(parameters);
        if (value.isEmpty()) p.remove(name);
        else
            p.put(name, value);
        var query = p.entrySet().stream().map(e -> e.getKey() + "=" + Urls.query(e.getValue())).collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// The address that orders by a column: the other way round if it does already.
    public String sortedBy(String column) {
        return with("sort", isSortedBy(column) && !query.order().descending() ? "-" + column : column);
    }

    public boolean isSortedBy(String column) { return query.order().column().id().equals(column); }

    public String ariaSort(String column) {
        return !isSortedBy(column) ? "none" : query.order().descending() ? "descending" : "ascending";
    }

    public String arrow(String column) { return !isSortedBy(column) ? "" : query.order().descending() ? " \u25bc" : " \u25b2"; }

    public int number() { return query.offset() / query.limit() + 1; }

    public int pages() { return Math.max(1, (page.total() + query.limit() - 1) / query.limit()); }

    public int firstRow() { return page.rows().isEmpty() ? 0 : query.offset() + 1; }

    public int lastRow() { return query.offset() + page.rows().size(); }

    public String parameter(String name) { return parameters.getOrDefault(name, ""); }

    public boolean isFiltered() {
        return parameters.keySet().stream().anyMatch(k -> !List.of("sort", "size", "col").contains(k));
    }

    public boolean isShown(Metric metric) { return columns.contains(metric); }

    public Verdict.Overall[] verdicts() { return Verdict.Overall.values(); }

    public ReasonCode[] codes() { return ReasonCode.values(); }

    public TableQuery.RunColumn[] runColumns() {
        return new TableQuery.RunColumn[]{TableQuery.RunColumn.NAME, TableQuery.RunColumn.MONTH, TableQuery.RunColumn.RESOLUTION,
            TableQuery.RunColumn.RESIDUES, TableQuery.RunColumn.VERDICT};
    }

    /// As a spreadsheet reads it: one row a result, absent values empty.
    static String csv(ResultsPage p) {
        var out = new StringBuilder("entry,pdb,emdb,title,month,status,verdict,resolution,residues,atoms");
        for (var m : p.columns) out.append(',').append(m.id()).append("_initial,").append(m.id()).append("_refined");
        out.append("\r\n");
        for (var row : p.page.rows()) {
            var r = row.run();
            var cells = new ArrayList<String>(
                    List.of(r.name(), or(r.pdb()), r.emdbAccession().orElse(""), or(r.title()), r.month().toString(),
                            r.status().name(), r.verdict().name(), or(r.resolution()), or(r.residues()), or(r.atoms())));
            for (var m : p.columns) {
                cells.add(row.measurements().initial().value(m).stream().mapToObj(String::valueOf).findFirst().orElse(""));
                cells.add(row.measurements().refined().value(m).stream().mapToObj(String::valueOf).findFirst().orElse(""));
            }
            out.append(cells.stream().map(ResultsPage::quoted).collect(Collectors.joining(","))).append("\r\n");
        }
        return out.toString();
    }

    private static String or(@Nullable Object value) { return Optional.ofNullable(value).map(Object::toString).orElse(""); }

    /// Quoted where it must be; a leading `=` would be a formula to a spreadsheet.
    private static String quoted(String cell) {
        String safe = cell.matches("[=+@].*") ? "'" + cell : cell;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
