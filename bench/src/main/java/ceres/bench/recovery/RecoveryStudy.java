package ceres.bench.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Runs the studies and keeps their tables and figures.
///
///     bench/run-recovery SHARED docs/recovery               all of them
///     bench/run-recovery SHARED docs/recovery recovery ...   some, by name; `chain=6i5a` and `d=3,4` narrow them
///     bench/run-recovery page docs/recovery docs/recovery.md tables into the page
///
/// Everything is seeded: a second run gives the same tables but for the seconds.
public final class RecoveryStudy {
    private static final List<Study> STUDIES = List.of(new OverResolution(), new Rotamers(), new Convergence(), new Breakdown(),
            new BFactorRecovery(),
            new NucleicAcids(), new Displacement(), new ChainDisplacement(), new Dockings(), new Overfitting(),
            new GenuineOutliers(), new StrainedGeometry());

    private RecoveryStudy() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 3 && args[0].equals("page")) {
            page(Path.of(args[1]), Path.of(args[2]));
            return;
        }
        if (args.length < 2) throw new IllegalArgumentException("usage: SHARED FOLDER [study ...], or: page FOLDER PAGE.md");
        var scope = Scope.of(Path.of(args[0]), Arrays.asList(args).subList(2, args.length));
        for (Study study : STUDIES) if (scope.includes(study)) keep(study, scope, Path.of(args[1]));
    }

    private static void keep(Study study, Scope scope, Path folder) throws IOException {
        Table table = study.run(scope);
        if (table.rows().isEmpty())
            throw new IllegalArgumentException("no model of " + study.name() + " is called " + String.join(", ", scope.chains())
                    + ", or it is not made at those resolutions");
        table.write(folder);
        draw(study, table, folder);
    }

    /// Replaces what stands between `<!-- table NAME -->` and `<!-- end -->` by the table of that name, and draws the figures again.
    private static void page(Path folder, Path page) throws IOException {
        String text = Files.readString(page);
        for (Study study : STUDIES) {
            String begin = "<!-- table " + study.name() + " -->\n";
            int from = text.indexOf(begin), to = text.indexOf("<!-- end -->", Math.max(0, from));
            if (from < 0 || to < 0 || !Files.exists(folder.resolve(study.name() + ".csv"))) continue;
            Table table = Table.read(folder, study.name());
            text = text.substring(0, from) + begin + "\n" + table.markdown() + "\n" + text.substring(to);
            draw(study, table, folder);
        }
        Files.writeString(page, text);
    }

    private static void draw(Study study, Table table, Path folder) throws IOException {
        for (var figure : study.figures(table)) Files.writeString(folder.resolve(figure.name() + ".svg"), figure.svg());
    }
}
