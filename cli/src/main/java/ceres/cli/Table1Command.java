package ceres.cli;

import ceres.fault.Fault;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.Table1;
import ceres.pipeline.table.CifTable;
import ceres.pipeline.table.CsvTable;
import ceres.pipeline.table.HtmlTable;
import ceres.pipeline.table.LatexTable;
import ceres.pipeline.table.Layout;
import ceres.pipeline.table.TextTable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "table1", description = "The cryo-EM Table 1 of a bundle, for a paper.", footer = {
    "  ceres table1 result --format tex > table1.tex", "  ceres table1 result --format csv"})
final class Table1Command extends Verb {
    enum Format {
        text,
        html,
        csv,
        json,
        tex,
        cif
    }

    @Parameters(paramLabel = "BUNDLE", description = "folder that ceres run wrote")
    Path bundle;

    @Option(names = "--format", paramLabel = "FORMAT", description = "html, csv, json, tex, cif (default: text, or json with --json)")
    @Nullable
    Format format;

    @Override
    public Integer call() {
        var table = Bundle.open(bundle).table1()
                .orElseThrow(() -> new Fault.Usage(bundle, "the bundle has no Table 1: its model could not be measured",
                        "see curation.json for the reason"));
        console.out().print(text(table, format != null ? format : json ? Format.json : Format.text));
        return 0;
    }

    private static String text(Table1 t, Format format) {
        return switch (format) {
            case text -> TextTable.of(Layout.of(t));
            case html -> HtmlTable.of(Layout.of(t), "");
            case csv -> CsvTable.of(t);
            case json -> Json.pretty(t) + "\n";
            case tex -> LatexTable.of(t);
            case cif -> CifTable.of(t);
        };
    }
}
