package ceres.archive.campaign;

import ceres.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The queue of a Slurm cluster, by its own commands. The folder of the campaign must be one that the nodes share.
///
/// A unit is a batch job of its own, with the memory that its files ask for; a ticket is the number of a job. The script leaves the exit
/// code in a file beside the log, because accounting (`sacct`) is not everywhere. A job that is out of the queue and has left none was
/// ended by Slurm; `scontrol` knows why for some minutes.
public final class Slurm implements Workplace {
    /// A file that another node wrote may come late.
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int MOST_FAILED_LOOKS = 60;
    private static final Pattern STATE = Pattern.compile("JobState=(\\S+) Reason=(\\S+)");

    /// The command line of a unit in so much memory.
    @FunctionalInterface
    public interface CommandLine {
        /// @param heapMb memory for the program, MB
        List<String> of(Unit unit, int heapMb);
    }

    private final CommandLine command;
    private final int threads;
    private final List<String> options;
    private final Duration interval, grace;
    private final Map<String, Instant> missing = new HashMap<>();
    private int failedLooks;

    /// @param threads of a unit
    /// @param options further ones of `sbatch`, as the site wants them: `--partition=cryo`
    public Slurm(CommandLine command, int threads, List<String> options) {
        this(command, threads, options, Duration.ofSeconds(5), GRACE);
    }

    Slurm(CommandLine command, int threads, List<String> options, Duration interval, Duration grace) {
        this.command = command;
        this.threads = threads;
        this.options = List.copyOf(options);
        this.interval = interval;
        this.grace = grace;
    }

    @Override
    public String name() { return "slurm"; }

    @Override
    public String start(Unit unit) {
        var memory = UnitMemory.of(unit.manifest());
        var line = new ArrayList<>(
                List.of("sbatch", "--parsable", "--job-name=ceres-" + unit.name(), "--cpus-per-task=" + threads,
                        "--mem=" + memory.processMb() + "M", "--output=" + unit.log(), "--open-mode=truncate", "--no-requeue"));
        line.addAll(options);
        try {
            Files.deleteIfExists(exitFile(unit));
        } catch (IOException e) {
            throw new Fault.Usage(exitFile(unit), "cannot be removed: " + e.getMessage(), "check who may write to the folder");
        }
        var answer = call(line, script(unit, command.of(unit, memory.heapMb())));
        if (answer.exit != 0)
            throw new Fault.Usage("sbatch", answer.words.strip(), "mend what Slurm names, then ceres campaign resume");
        return answer.out.strip().split(";")[0];
    }

    /// The exit code is written under another name first, so that it is never seen half.
    private static String script(Unit unit, List<String> command) {
        var words = new ArrayList<>(command);
        words.addAll(List.of("--manifest", unit.manifest().toString(), "--out", unit.out().toString()));
        var exit = exitFile(unit).toString();
        return "#!/bin/sh\n" + String.join(" ", words.stream().map(Slurm::quoted).toList()) + "\n"
                + "echo $? >" + quoted(exit + ".new") + " && mv " + quoted(exit + ".new") + " " + quoted(exit) + "\n";
    }

    private static String quoted(String word) { return "'" + word.replace("'", "'\\''") + "'"; }

    static Path exitFile(Unit unit) { return unit.log().resolveSibling(unit.name() + ".exit"); }

    @Override
    public Map<String, Ending> ended(Map<String, Unit> units) {
        var queue = queued();
        var ended = new HashMap<String, Ending>();
        if (queue == null) return ended;
        units.forEach((ticket, unit) -> {
            if (queue.contains(ticket)) return;
            var exit = exit(unit);
            if (exit != null) ended.put(ticket, Ending.exit(exit));
            else if (Instant.now().isAfter(missing.computeIfAbsent(ticket, t -> Instant.now()).plus(grace)))
                ended.put(ticket, Ending.killed(why(ticket)));
        });
        missing.keySet().removeAll(ended.keySet());
        return ended;
    }

    private static @Nullable Integer exit(Unit unit) {
        try {
            return Integer.valueOf(Files.readString(exitFile(unit)).strip());
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    /// Our jobs that wait or run; null if the controller does not answer, which passes.
    private @Nullable Set<String> queued() {
        var answer = call(List.of("squeue", "--me", "--noheader", "--format=%i %T"), "");
        if (answer.exit != 0) {
            if (++failedLooks > MOST_FAILED_LOOKS)
                throw new Fault.Usage("squeue", answer.words.strip(), "when Slurm answers again, ceres campaign resume");
            return null;
        }
        failedLooks = 0;
        var ids = new HashSet<String>();
        answer.out.lines().map(line -> line.strip().split(" ")).filter(w -> w.length == 2 && active(w[1]))
                .forEach(w -> ids.add(w[0]));
        return ids;
    }

    private static boolean active(String state) {
        return switch (state) {
            case "PENDING", "CONFIGURING", "RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "RESIZING", "REQUEUED",
                    "REQUEUE_HOLD",
                    "SIGNALING", "STAGE_OUT", "PREEMPTED" ->
                true;
            default -> false;
        };
    }

    private static String why(String ticket) {
        var m = STATE.matcher(call(List.of("scontrol", "show", "job", ticket), "").out);
        return m.find()
                ? "Slurm job %s ended as %s (%s)".formatted(ticket, m.group(1).toLowerCase(Locale.ROOT), m.group(2))
                : "Slurm job %s left the queue without an exit code".formatted(ticket);
    }

    @Override
    public void stop(Collection<String> tickets) {
        if (tickets.isEmpty()) return;
        var line = new ArrayList<>(List.of("scancel"));
        line.addAll(tickets);
        call(line, "");
        var deadline = Instant.now().plusSeconds(60);
        try {
            while (Instant.now().isBefore(deadline)) {
                var queue = queued();
                if (queue != null && tickets.stream().noneMatch(queue::contains)) return;
                Thread.sleep(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean outlivesUs() { return true; }

    @Override
    public Duration interval() { return interval; }

    // ---- commands of Slurm

    private record Answer(int exit, String out, String words) {}

    private static Answer call(List<String> line, String input) {
        try {
            var process = new ProcessBuilder(line).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(-1, out, line.getFirst() + " did not answer for a minute");
            }
            return new Answer(process.exitValue(), out, words);
        } catch (IOException e) {
            throw new Fault.Usage(line.getFirst(), "cannot be run: " + e.getMessage(),
                    "run this on a machine that has Slurm's commands, or use --executor local");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(-1, "", "interrupted");
        }
    }
}
