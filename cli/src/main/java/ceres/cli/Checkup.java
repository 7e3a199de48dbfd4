package ceres.cli;

import ceres.archive.Archive;
import ceres.chem.ComponentSource;
import ceres.chem.MonomerLibrary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Looks at what the program needs on this machine, one question after the other.
final class Checkup {
    private static final long GIGA = 1L << 30;
    private static final List<String> ARCHIVES = List.of("https://files.wwpdb.org/", "https://ftp.ebi.ac.uk/");

    /// How a check ended.
    enum State {
        OK,
        /// Works, but less well or without something optional.
        NOTE,
        /// Something that is needed is missing.
        MISSING
    }

    /// @param remedy empty if there is nothing to do
    record Finding(String what, State state, String found, String remedy) {}

    private final Path data;
    private final boolean network;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(Path data, boolean network) {
        this.data = data;
        this.network = network;
    }

    /// @param data folder of the archive
    /// @param network ask the archives whether they can be reached
    static List<Finding> of(Path data, boolean network) {
        var c = new Checkup(data, network);
        c.java();
        c.memory();
        c.disk();
        c.database();
        c.monomers();
        if (network) ARCHIVES.forEach(c::reach);
        return List.copyOf(c.findings);
    }

    private void add(String what, State state, String found, String remedy) { findings.add(new Finding(what, state, found, remedy)); }

    private void java() {
        var version = Runtime.version();
        boolean lanes = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        String found = version + ", " + System.getProperty("java.home");
        if (version.feature() < 25) add("Java", State.MISSING, found, "install a JDK 25 or later and name it with CERES_JAVA_HOME");
        else if (!lanes) add("Java", State.NOTE, found + ", without the Vector API: slower",
                "start with ./ceres, or add --add-modules jdk.incubator.vector");
        else
            add("Java", State.OK, found, "");
    }

    private void memory() {
        long heap = Runtime.getRuntime().maxMemory(), all = physical();
        String found = String.format(Locale.ROOT, "%.1f GB for the program of %.1f GB, %d processors", (double) heap / GIGA, (double) all / GIGA,
                Runtime.getRuntime().availableProcessors());
        if (heap < GIGA) add("memory", State.NOTE, found, "maps of more than 256^3 voxels need more: set CERES_HEAP=2g");
        else
            add("memory", State.OK, found, "");
    }

    private static long physical() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getTotalMemorySize()
                : 0;
    }

    private void disk() {
        try {
            Path existing = data.toAbsolutePath();
            while (!Files.exists(existing)) existing = existing.getParent();
            long free = Files.getFileStore(existing).getUsableSpace();
            String found = String.format(Locale.ROOT, "%s, %.1f GB free", data, (double) free / GIGA);
            if (!Files.isWritable(existing)) add("data folder", State.MISSING, found + ", not writable", "name another with --data or CERES_DATA");
            else if (free < 2 * GIGA) add("data folder", State.NOTE, found, "make room: a bundle takes 5 to 50 MB, the database 100 MB");
            else
                add("data folder", State.OK, found, "");
        } catch (IOException e) {
            add("data folder", State.MISSING, data + ": " + e.getMessage(), "name another with --data or CERES_DATA");
        }
    }

    /// Starts a database of its own in a folder that is thrown away, and stops it.
    private void database() {
        Path folder = null;
        long begin = System.nanoTime();
        try {
            folder = Files.createTempDirectory("ceres-doctor");
            try (var archive = Archive.open(folder, null)) {
                int entries = archive.results().counts().entries();
                add("database", State.OK, String.format(Locale.ROOT, "the embedded PostgreSQL starts (%.1f s, %d entries in a new one)",
                        (System.nanoTime() - begin) / 1e9, entries), "");
            }
        } catch (IOException | RuntimeException e) {
            add("database", State.MISSING, "the embedded PostgreSQL does not start: " + e.getMessage(),
                    "use a server of yours with --db-url; ceres run and validate need no database");
        } finally {
            if (folder != null) ceres.pipeline.bundle.BundleWriter.delete(folder);
        }
    }

    private void monomers() {
        List<ComponentSource> found = MonomerLibrary.find(System.getenv());
        if (found.isEmpty()) add("monomer library", State.NOTE, "none; ligands that the built-in dictionary does not know are held in their input shape",
                "install CCP4's and name it with CLIBD_MON, or give a ligand's dictionary with --ligand");
        else
            add("monomer library", State.OK, String.join(", ", found.stream().map(ComponentSource::describe).toList()), "");
    }

    private void reach(String archive) {
        try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(4)).build()) {
            var request = HttpRequest.newBuilder(URI.create(archive)).method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .timeout(Duration.ofSeconds(6)).build();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            add("archive", State.OK, archive + " answers (" + status + ")", "");
        } catch (IOException e) {
            add("archive", State.NOTE, archive + " cannot be reached", "only deposited pairs need it (fetch, run ID); check the network or the proxy");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean complete(List<Finding> findings) { return findings.stream().noneMatch(f -> f.state == State.MISSING); }

    static Map<String, Object> document(List<Finding> findings) { return Map.of("complete", complete(findings), "checks", findings); }
}
