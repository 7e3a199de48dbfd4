package ceres.pipeline.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Writes a bundle under a temporary name beside its place and renames it when it is whole: there is a complete bundle or none.
///
/// Closing without [#commit] removes what was written. An older bundle at the same place is replaced at the last moment.
public final class BundleWriter implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private boolean committed;

    private BundleWriter(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /// @param target the folder that the bundle will be
    public static BundleWriter at(Path target) throws IOException {
        var absolute = target.toAbsolutePath().normalize();
        var parent = absolute.getParent();
        Files.createDirectories(parent);
        String part = "." + absolute.getFileName() + ".part-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        return new BundleWriter(absolute, Files.createDirectory(parent.resolve(part)));
    }

    /// Removes what a killed writer of the same bundle left behind. Only for the one who knows that no other is at work.
    public static void clearAbandoned(Path target) throws IOException {
        String name = "." + target.getFileName() + ".part-";
        try (var beside = Files.list(target.toAbsolutePath().getParent())) {
            for (var left : beside.filter(p -> p.getFileName().toString().startsWith(name)).toList()) delete(left);
        }
    }

    /// Where to write a file of that name.
    public Path path(String name) throws IOException {
        var path = temporary.resolve(name).normalize();
        if (!path.startsWith(temporary)) throw new IllegalArgumentException("outside the bundle: " + name);
        Files.createDirectories(path.getParent());
        return path;
    }

    public BundleWriter json(String name, Object document) throws IOException { return text(name, Json.pretty(document) + "\n"); }

    /// JSON without white space, for long columns.
    public BundleWriter columns(String name, Object document) throws IOException {
        return text(name, Json.compact(document) + "\n");
    }

    public BundleWriter text(String name, String content) throws IOException {
        Files.writeString(path(name), content, StandardCharsets.UTF_8);
        return this;
    }

    /// Writes the manifest, makes everything durable, and gives the bundle its name.
    public Bundle commit(PairId pair, RunRecord.Status status, Instant now) throws IOException {
        var manifest = new Manifest(Manifest.FORMAT, Manifest.FORMAT_VERSION, pair, status, now, Software.current(), files());
        json(Manifest.FILE, manifest);
        for (var entry : manifest.files()) sync(temporary.resolve(entry.name()));
        sync(temporary.resolve(Manifest.FILE));
        replace();
        committed = true;
        return Bundle.open(target);
    }

    private List<Manifest.Entry> files() throws IOException {
        var entries = new ArrayList<Manifest.Entry>();
        try (var walk = Files.walk(temporary)) {
            for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
                String name = temporary.relativize(file).toString().replace('\\', '/');
                if (!name.equals(Manifest.FILE))
                    entries.add(new Manifest.Entry(name, Files.size(file), sha256(file), Manifest.mediaType(name)));
            }
        }
        return entries;
    }

    private void replace() throws IOException {
        Path old = null;
        if (Files.exists(target)) {
            old = target.resolveSibling(temporary.getFileName() + ".old");
            Files.move(target, old);
        }
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (old != null) Files.move(old, target);
            throw e;
        }
        if (old != null) delete(old);
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// SHA-256 of a file, hexadecimal.
    public static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Removes a folder and all it holds.
    public static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies a resource of the program into the bundle.
    public BundleWriter copy(String name, InputStream content) throws IOException {
        Files.copy(content, path(name), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    @Override
    public void close() { if (!committed) delete(temporary); }
}
