package ceres.archive.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Child processes of this one; a ticket is the number of a process.
public final class LocalProcesses implements Workplace {
    private final List<String> command;
    private final Map<String, Process> processes = new HashMap<>();

    /// @param command of one unit of work, before `--manifest FILE --out DIR`
    public LocalProcesses(List<String> command) { this.command = List.copyOf(command); }

    @Override
    public String name() { return "local"; }

    @Override
    public String start(Unit unit) {
        var line = new ArrayList<>(command);
        line.addAll(List.of("--manifest", unit.manifest().toString(), "--out", unit.out().toString()));
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(unit.log().toFile()).start();
            var ticket = Long.toString(process.pid());
            processes.put(ticket, process);
            return ticket;
        } catch (IOException e) {
            throw new UncheckedIOException("a job could not be started: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, Ending> ended(Map<String, Unit> units) {
        var ended = new HashMap<String, Ending>();
        for (var ticket : units.keySet()) {
            var process = processes.get(ticket);
            if (process == null) ended.put(ticket, Ending.abandoned());
            else if (!process.isAlive()) {
                processes.remove(ticket);
                ended.put(ticket, Ending.exit(process.exitValue()));
            }
        }
        return ended;
    }

    @Override
    public void stop(Collection<String> tickets) {
        var ours = tickets.stream().map(processes::remove).filter(Objects::nonNull).toList();
        ours.forEach(Process::destroy);
        for (var process : ours) {
            process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
            process.destroyForcibly();
        }
    }

    @Override
    public boolean outlivesUs() { return false; }

    @Override
    public Duration interval() { return Duration.ofMillis(250); }
}
