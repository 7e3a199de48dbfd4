package ceres.cli;

import ceres.pipeline.StaticExport;
import ceres.pipeline.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "The entry page of a bundle as files that open from disk, with the data beside it.", footer = "  ceres export result --static page    # then open page/index.html")
final class ExportCommand extends Verb {
    @Parameters(paramLabel = "BUNDLE", description = "folder that ceres run wrote")
    Path bundle;

    @Option(names = "--static", required = true, paramLabel = "DIR", description = "folder to write; made if it is not there")
    Path folder;

    @Override
    public Integer call() throws IOException {
        var page = StaticExport.write(Bundle.open(bundle), folder);
        if (json) console.printJson(Map.of("page", page.toString()));
        else
            console.out().println(page.toUri());
        return 0;
    }
}
