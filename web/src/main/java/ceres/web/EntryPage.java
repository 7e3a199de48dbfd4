package ceres.web;

import ceres.archive.Archive;
import ceres.archive.Results;
import ceres.archive.Run;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.ChangeRecord;
import ceres.pipeline.bundle.CurationRecord;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Table1;
import ceres.pipeline.bundle.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The page of one result, in four tabs; a pair that was not refined has one tab that says why.
///
/// @param permanent the address names the month
/// @param plots of the bundle, in the order of the page
public record EntryPage(Layout layout, Run run, Tab tab, boolean permanent, List<Run> history, List<MetricRow.Group> groups,
        @Nullable Table1 table, @Nullable ChangeRecord changes, RunRecord record, List<CurationRecord.Finding> findings,
        List<Plot> plots,
        List<Results.Artifact> files, List<Results.Residue> residues, List<Results.Residue> worst, List<Results.Residue> moved) {

    private static final int LISTED = 10;
    private static final int LISTED_RESIDUES = 50;

    /// Four looks at one result; each has an address of its own.
    public enum Tab {
        SUMMARY("summary", "Summary"),
        MODEL("model", "Model"),
        DATA("data", "Data and files"),
        VIEW("3d", "3D");

        private final String id;
        private final String label;

        Tab(String id, String label) {
            this.id = id;
            this.label = label;
        }

        public String id() { return id; }

        public String label() { return label; }

        static Tab byId(@Nullable String id) {
            for (var t : values()) if (t.id.equals(id)) return t;
            return SUMMARY;
        }
    }

    /// @param name without folder and ending
    /// @param tab where it stands
    public record Plot(String name, String label, Tab tab, String address) {}

    static EntryPage of(Archive archive, Run run, Tab tab, boolean permanent) {
        var results = archive.results();
        var bundle = Bundle.openUnverified(archive.folder().resolve(run.folder()));
        var table = bundle.table1().orElse(null);
        Map<String, Verdict.Judged> judged = table == null || table.verdict() == null || table.verdict().metrics() == null
                ? Map.of()
                : table.verdict().metrics();
        var groups = tab == Tab.SUMMARY && table != null ? groups(results, run, judged) : List.<MetricRow.Group>of();
        boolean lists = tab == Tab.MODEL || tab == Tab.VIEW;
        var residues = lists ? results.residues(run.id()) : List.<Results.Residue>of();
        int listed = tab == Tab.MODEL ? LISTED_RESIDUES : LISTED;
        return new EntryPage(layout(run), run, tab, permanent, results.history(run.name()), groups, table,
                bundle.changes().orElse(null), bundle.run(), results.findings(run.id()), plots(run, bundle),
                results.artifacts(run.id()), residues,
                first(residues, listed, r -> r.ccRefined() == null ? r.ccInitial() == null ? 9 : r.ccInitial() : r.ccRefined(),
                        9),
                first(residues, listed, r -> r.moved() == null ? 0 : -r.moved(), 0));
    }

    private static List<MetricRow.Group> groups(Results results, Run run, Map<String, Verdict.Judged> judged) {
        var measured = results.measurements(run.id());
        return MetricRow.groups(measured, judged,
                run.resolution() == null ? Map.of() : results.ranks("refined", measured.refined(), run.resolution()));
    }

    private static Layout layout(Run run) {
        String title = run.pdb() == null ? run.name() : run.pdb() + " and EMD-" + run.emdb();
        return new Layout(title, run.sentence(), "table", Urls.run(run));
    }

    /// The smallest by a number, without those that have the number of absence.
    private static List<Results.Residue> first(List<Results.Residue> all, int count, ToDoubleFunction<Results.Residue> by,
            double absent) {
        return all.stream().filter(r -> by.applyAsDouble(r) < absent).sorted(Comparator.comparingDouble(by)).limit(count)
                .toList();
    }

    private static List<Plot> plots(Run run, Bundle bundle) {
        var all = new ArrayList<Plot>();
        for (var name : bundle.plots())
            all.add(new Plot(name, label(name), tabOf(name), Urls.file(run, Bundle.PLOTS + name + ".svg")));
        return all;
    }

    private static Tab tabOf(String name) {
        if (name.startsWith("fsc") || name.startsWith("map") || name.startsWith("hist_map")) return Tab.DATA;
        if (name.startsWith("cc_") || name.startsWith("cc-") || name.startsWith("q_")) return Tab.SUMMARY;
        return Tab.MODEL;
    }

    /// `cc_per_residue_001_A` is called "CC per residue, chain A".
    private static String label(String name) {
        var chain = name.replaceFirst("^(.*?)_\\d{3,}_(.+)$", "$1, chain $2");
        var words = chain.replace('_', ' ').split(" ");
        for (int i = 0; i < words.length - (chain.equals(name) ? 0 : 1); i++)
            words[i] = switch (words[i]) {
                case "cc", "fsc", "b", "q" -> words[i].toUpperCase(java.util.Locale.ROOT);
                default -> words[i];
            };
        var text = String.join(" ", words);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /// False as long as the archive is too small to compare with.
    public boolean hasRanks() { return groups.stream().flatMap(g -> g.rows().stream()).anyMatch(r -> r.rank().isPresent()); }

    public List<Plot> plotsOfTab() { return plots.stream().filter(p -> p.tab == tab).toList(); }

    public boolean has(String file) { return files.stream().anyMatch(f -> f.name().equals(file)); }

    public String address() { return permanent ? Urls.run(run) : Urls.entry(run.name()); }

    public String tabAddress(Tab other) { return other == Tab.SUMMARY ? address() : address() + "?tab=" + other.id; }

    public Tab[] tabs() { return Tab.values(); }

    /// Where each count of the summary leads: every changed residue, to be looked at in 3D.
    public String focusAddress(String chain, int seq, String icode) {
        return tabAddress(Tab.VIEW) + "&focus=" + Urls.query(chain + ":" + seq + icode);
    }

    /// What the viewer needs to know, as JSON for the page.
    public String viewerConfig() {
        var config = new LinkedHashMap<String, Object>();
        for (var source : Map.of("initial", Bundle.INITIAL, "refined", Bundle.REFINED, "map", Bundle.MAP).entrySet())
            if (has(source.getValue())) config.put(source.getKey(), Urls.file(run, source.getValue()));
        if (table != null && table.map() != null && table.map().contour() != null) config.put("contour", table.map().contour());
        config.put("residues", "/api/v1/entries/" + run.name() + "/" + run.month() + "/residues");
        config.put("name", run.name());
        return Json.compact(config);
    }

    /// schema.org description of the result for machines that read pages.
    public String jsonLd() {
        var d = new LinkedHashMap<String, Object>();
        d.put("@context", "https://schema.org/");
        d.put("@type", "Dataset");
        d.put("name", "CERES re-refinement of " + layout.title() + ", " + run.month());
        d.put("description", run.sentence());
        d.put("identifier", run.name() + "/" + run.month());
        d.put("dateCreated", run.finished().toString());
        d.put("creditText", record.software().reference());
        if (run.pdb() != null) d.put("isBasedOn", List.of(Urls.pdbPage(run.pdb()), Urls.emdbPage(String.valueOf(run.emdb()))));
        return Json.compact(d).replace("<", "\\u003c");
    }

    /// B factors of one kind of residue; null where there is none.
    public Table1.@Nullable Range range(Table1.Adp adp, String kind) {
        return switch (kind) {
            case "Protein" -> adp.protein();
            case "Nucleotides" -> adp.nucleotide();
            case "Ligands" -> adp.ligand();
            case "Waters" -> adp.water();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    public Optional<Table1.MapRecord> map() { return Optional.ofNullable(table).map(Table1::map); }
}
