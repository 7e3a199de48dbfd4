package ceres.house;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The documents say what is there.
class DocumentsTest {
    /// `Chen2010`; the format MRC2014 is not a paper.
    private static final Pattern CITATION = Pattern.compile("\\b(?!MRC2014)[A-Z][A-Za-z]+(?:19|20)\\d\\d[a-z]?\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    /// The metric ids of the contract of the result bundle, table "Metrics".
    private static final List<String> CONTRACT = List.of("clashscore", "rms_bonds", "rmsz_bonds", "rms_angles", "rmsz_angles",
            "cbeta_deviations", "rotamer_outliers", "rotamer_favored", "rama_outliers", "rama_allowed", "rama_favored", "rama_z",
            "rama_z_helix", "rama_z_sheet", "rama_z_loop", "min_nonbonded_distance", "cablam_outliers", "cablam_disfavored",
            "ca_geometry_outliers", "cis_general", "cis_proline", "twisted_peptides", "molprobity_score", "rna_pucker_outliers",
            "rna_suite_outliers", "rna_mean_suiteness", "resolution_consensus", "d_fsc", "d_fsc_05", "d_model", "d_model_b0",
            "d99",
            "b_overall", "cc_box", "cc_mask", "cc_volume", "cc_peaks", "d_fsc_model_0", "d_fsc_model_0143", "d_fsc_model_05",
            "emringer", "q_score", "fsc_work", "fsc_free", "rmsd_initial_refined");

    @Test
    void theCatalogueHoldsEveryMetricOfTheContract() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::id)).containsAll(CONTRACT);
    }

    @Test
    void everyClassNamedByTheDocumentsExists() throws IOException {
        Set<String> classes = Repository
                .files(List.of("engine", "pipeline", "archive", "web", "cli", "bench", "e2e"), "src", ".java")
                .stream().map(f -> f.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        for (var document : List.of("ARCHITECTURE.md", "CONTRIBUTING.md", "COVERAGE.md"))
            assertThat(named(Repository.read(document))).as("classes named by " + document).isSubsetOf(classes);
    }

    /// Names in code type that look like a class: `Structure`, `ModelReader`; constants (`NO_MODEL`) and files (`README.md`) do not.
    private static Set<String> named(String text) {
        var names = new TreeSet<String>();
        Matcher m = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`").matcher(text);
        while (m.find()) names.add(m.group(1));
        return names;
    }

    @Test
    void everyCitationHasItsReference() throws IOException {
        var known = new TreeSet<String>();
        Matcher entry = Pattern.compile("(?m)^@\\w+\\{(\\w+),").matcher(Repository.read("docs/sources.bib"));
        while (entry.find()) known.add(entry.group(1));
        assertThat(Arrays.stream(Metric.values()).map(Metric::source)).as("sources of the metrics").allMatch(known::contains);
        var unknown = new TreeSet<String>();
        for (Path source : Repository.files(Repository.MODULES, "src/main/java", ".java")) {
            Matcher m = CITATION.matcher(Files.readString(source));
            while (m.find()) if (!known.contains(m.group())) unknown.add(Repository.ROOT.relativize(source) + ": " + m.group());
        }
        assertThat(unknown).as("citations without an entry in docs/sources.bib").isEmpty();
    }

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() {
        for (var document : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "COVERAGE.md", "docs/acceptance.md",
                "bench/README.md")) {
            Path folder = Repository.ROOT.resolve(document).getParent();
            Matcher m = LINK.matcher(Repository.read(document));
            while (m.find()) assertThat(folder.resolve(m.group(1))).as("link of " + document).exists();
        }
    }

    @Test
    void everyFeatureOfThePaperIsAccountedFor() {
        String coverage = Repository.read("COVERAGE.md");
        for (int f = 1; f <= 97; f++) assertThat(coverage).contains("| F%03d |".formatted(f));
        for (int p = 1; p <= 10; p++) assertThat(coverage).contains("| P%02d |".formatted(p));
    }
}
