package ceres.cli;

import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "doctor", description = "Checks the installation and says what is missing and how to get it. Exit code 2 if something that is needed is missing.", footer = {
    "  ceres doctor", "  ceres doctor --offline --json"})
final class DoctorCommand extends Verb {
    @Option(names = "--offline", description = "do not ask whether the archives can be reached")
    boolean offline;

    @Mixin
    ArchiveOptions archive;

    @Override
    public Integer call() {
        var findings = Checkup.of(archive.folder(), !offline);
        if (json) console.printJson(Checkup.document(findings));
        else
            findings.forEach(this::line);
        return Checkup.complete(findings) ? 0 : 2;
    }

    private void line(Checkup.Finding f) {
        console.out().printf("%-8s %-16s %s%n", f.state().name().toLowerCase(Locale.ROOT), f.what(), f.found());
        if (!f.remedy().isEmpty()) console.out().printf("%-8s %-16s try: %s%n", "", "", f.remedy());
    }
}
