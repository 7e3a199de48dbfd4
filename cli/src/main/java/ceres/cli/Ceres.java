package ceres.cli;

import ceres.pipeline.bundle.Software;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `ceres`: finds the verb, runs it, and turns what it threw into an exit code.
///
/// A new verb is one class that extends [Verb] and one line in [#VERBS].
@Command(name = "ceres", mixinStandardHelpOptions = true, versionProvider = Ceres.Version.class, synopsisSubcommandLabel = "VERB", subcommandsRepeatable = false, description = "Re-refinement and validation of cryo-EM models.%n", commandListHeading = "%nVerbs:%n", footer = {
    "", "Each verb has --help with an example. Start with: ceres demo",
    "Exit codes: 0 done, 1 wrong usage, 2 input rejected or unreadable, 3 refinement failed, 4 network, 5 a bug."})
public final class Ceres implements Runnable {
    /// The verbs in the order of the help text. A supplier, so that a short command loads one of them only.
    static final Map<String, Supplier<Verb>> VERBS = verbs();

    private static Map<String, Supplier<Verb>> verbs() {
        var v = new LinkedHashMap<String, Supplier<Verb>>();
        v.put("demo", DemoCommand::new);
        v.put("run", RunCommand::new);
        v.put("validate", ValidateCommand::new);
        v.put("refine", RefineCommand::new);
        v.put("curate", CurateCommand::new);
        v.put("inspect", InspectCommand::new);
        v.put("table1", Table1Command::new);
        v.put("compare", CompareCommand::new);
        v.put("export", ExportCommand::new);
        v.put("run-entry", RunEntryCommand::new);
        v.put("fetch", FetchCommand::new);
        v.put("campaign", CampaignCommand::new);
        v.put("ingest", IngestCommand::new);
        v.put("serve", ServeCommand::new);
        v.put("doctor", DoctorCommand::new);
        return v;
    }

    /// Where a bug should be reported.
    static final String REPORT_TO = "https://github.com/ceres-em/ceres/issues";

    @Spec
    CommandSpec spec;

    @Override
    public void run() { throw new ParameterException(spec.commandLine(), "name a verb"); }

    static void main(String[] args) {
        Stderr.adopt();
        System.exit(run(args, System.out, System.err));
    }

    /// Runs one command line.
    ///
    /// @param out receives the answer, and with `--json` nothing but JSON
    /// @param err receives progress, warnings and faults
    /// @return the exit code of the contract
    static int run(String[] args, PrintStream out, PrintStream err) {
        var console = new Console(out, err, args);
        try {
            return commandLine(args, console).execute(args);
        } catch (OutOfMemoryError e) {
            return console.fault(e, Arrays.asList(args));
        } finally {
            out.flush();
            err.flush();
        }
    }

    /// The parser: with the one verb that is named, or with all of them where help is asked for.
    private static CommandLine commandLine(String[] args, Console console) {
        boolean one = args.length > 0 && VERBS.containsKey(args[0]);
        var wanted = one ? List.of(args[0]) : List.copyOf(VERBS.keySet());
        var verbs = new LinkedHashMap<String, Verb>();
        for (var name : wanted) {
            var verb = VERBS.get(name).get();
            verb.console = console;
            if (one) verb.prepare();
            verbs.put(name, verb);
        }
        var root = new CommandLine(new Ceres());
        verbs.forEach(root::addSubcommand);
        root.setOut(console.outWriter()).setErr(console.errWriter());
        root.setExecutionStrategy(new CommandLine.RunLast());
        root.setParameterExceptionHandler((e, a) -> console.usage(e));
        root.setExecutionExceptionHandler((e, line, parsed) -> console.fault(e, Arrays.asList(args)));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(true);
        return root;
    }

    /// What `--version` prints.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() { return new String[]{Software.NAME + " " + Software.VERSION}; }
    }
}
