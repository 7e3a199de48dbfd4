package ceres.archive;

import ceres.fault.Fault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL server of our own in a folder of ours: durable, local, behind a password that only the folder's owner can read.
///
/// One process owns the server at a time and holds a lock on `owner.lock`; the kernel drops the lock when the process dies, however it
/// dies. So three cases can be told apart when the folder is opened:
///
/// 1. *Nobody owns it, no server runs*: start one. PostgreSQL recovers from its write-ahead log if it was not shut down.
/// 2. *Nobody owns it, a server runs*: its owner was killed. It is adopted: used as it is, and stopped on close.
/// 3. *Somebody owns it*: another `ceres` serves from the folder. It is used, and left running on close.
///
/// The programs are unpacked once into the user's cache folder, not into `/tmp`, which systems sweep.
final class LocalPostgres implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration START_WAIT = Duration.ofSeconds(60);

    private final Path folder;
    private final String password;
    private final int port;
    private final @Nullable Owner owner;

    /// What an owner must put down again.
    private record Owner(FileChannel channel, FileLock lock, @Nullable EmbeddedPostgres started,
            @Nullable ProcessHandle adopted) {}

    private LocalPostgres(Path folder, String password, int port, @Nullable Owner owner) {
        this.folder = folder;
        this.password = password;
        this.port = port;
        this.owner = owner;
    }

    /// Starts, adopts or joins the server of a folder.
    ///
    /// @param folder made if it is not there
    /// @throws Fault.Usage if the folder cannot be used
    static LocalPostgres open(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(folder.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock != null) return own(folder, channel, lock);
            channel.close();
            return join(folder);
        } catch (IOException e) {
            throw new Fault.Usage(folder, "the database cannot be opened: " + e.getMessage(),
                    "check that the folder is writable and on a local disk, or name another with --data");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // owned by this very process
        }
    }

    private static LocalPostgres own(Path folder, FileChannel channel, FileLock lock) throws IOException {
        var password = password(folder);
        var data = folder.resolve("cluster");
        var orphan = Postmaster.read(data).filter(Postmaster::isPostgres);
        if (orphan.isPresent()) {
            var adopted = new LocalPostgres(folder, password, orphan.get().port(),
                    new Owner(channel, lock, null, orphan.get().process().orElseThrow()));
            adopted.waitUntilReady();
            return adopted;
        }
        Postmaster.forget(data);
        boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
        var started = start(data, fresh ? null : password);
        if (fresh) secure(started, data, password);
        return new LocalPostgres(folder, password, started.getPort(), new Owner(channel, lock, started, null));
    }

    private static EmbeddedPostgres start(Path data, @Nullable String password) throws IOException {
        var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(programs().toFile()).setPGStartupWait(START_WAIT).setRegisterShutdownHook(false)
                .setLocaleConfig("locale", "C").setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on").setServerConfig("max_connections", "60")
                .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("timezone", "UTC")
                .setOutputRedirector(log(data)).setErrorRedirector(log(data));
        if (password != null) builder.setConnectConfig("password", password);
        return builder.start();
    }

    /// The server's own words, beside its data.
    private static ProcessBuilder.Redirect log(Path data) {
        return ProcessBuilder.Redirect.appendTo(new File(data.getParent().toFile(), "postgres.log"));
    }

    /// A new cluster trusts every local user; after this it asks for the password.
    private static void secure(EmbeddedPostgres started, Path data, String password) throws IOException {
        try (var c = started.getPostgresDatabase().getConnection(); var s = c.createStatement()) {
            s.execute("alter user " + USER + " password '" + password + "'");
            Files.writeString(data.resolve("pg_hba.conf"),
                    "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
            s.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("the new database could not be given a password: " + e.getMessage(), e);
        }
    }

    private static LocalPostgres join(Path folder) throws IOException {
        var deadline = System.nanoTime() + START_WAIT.toNanos();
        while (System.nanoTime() < deadline) {
            var running = Postmaster.read(folder.resolve("cluster")).filter(Postmaster::isPostgres);
            if (running.isPresent()) {
                var joined = new LocalPostgres(folder, password(folder), running.get().port(), null);
                joined.waitUntilReady();
                return joined;
            }
            pause();
        }
        throw new IOException("another ceres owns the folder but its server does not come up");
    }

    private void waitUntilReady() throws IOException {
        var deadline = System.nanoTime() + START_WAIT.toNanos();
        SQLException last = null;
        while (System.nanoTime() < deadline) {
            try (var c = dataSource().getConnection(); var s = c.createStatement(); var r = s.executeQuery("select 1")) {
                if (r.next()) return;
            } catch (SQLException e) {
                last = e;
            }
            pause();
        }
        throw new IOException(
                "the running server does not answer on port " + port + ": " + (last == null ? "" : last.getMessage()));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    /// Made once, readable by the owner of the folder only.
    private static String password(Path folder) throws IOException {
        var file = folder.resolve("password");
        if (Files.exists(file)) return Files.readString(file).strip();
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(bytes));
        return Files.readString(file);
    }

    private static Path programs() throws IOException {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base = cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return Files.createDirectories(base.resolve("ceres").resolve("postgres"));
    }

    /// Connections to the database, not pooled.
    DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[]{"127.0.0.1"});
        source.setPortNumbers(new int[]{port});
        source.setDatabaseName("postgres");
        source.setUser(USER);
        source.setPassword(password);
        return source;
    }

    /// True if the server outlives this object because somebody else owns it.
    boolean isGuest() { return owner == null; }

    /// True if the server was running without an owner when it was opened.
    boolean wasAdopted() { return owner != null && owner.adopted != null; }

    @Override
    public void close() {
        if (owner == null) return;
        try {
            if (owner.started != null) owner.started.close();
            if (owner.adopted != null) stop(owner.adopted);
            owner.lock.release();
            owner.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the database in " + folder + " did not stop cleanly", e);
        }
    }

    /// SIGTERM: the server waits for its last client and shuts down with a checkpoint.
    private static void stop(ProcessHandle server) {
        server.destroy();
        server.onExit().completeOnTimeout(server, 30, TimeUnit.SECONDS).join();
    }

    /// What `postmaster.pid` says of a running server: first line its process id, fourth its port.
    record Postmaster(long pid, int port) {
        static Optional<Postmaster> read(Path data) throws IOException {
            var file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) return Optional.empty();
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 4 || lines.get(3).isBlank()) return Optional.empty();
            return Optional.of(new Postmaster(Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip())));
        }

        Optional<ProcessHandle> process() { return ProcessHandle.of(pid).filter(ProcessHandle::isAlive); }

        /// False where the process is gone, or where its number was given to another program since.
        boolean isPostgres() { return process().flatMap(p -> p.info().command()).map(c -> c.endsWith("postgres")).orElse(false); }

        /// Removes the note of a server that is not there any more: PostgreSQL would take any process of that number for itself.
        static void forget(Path data) throws IOException { Files.deleteIfExists(data.resolve("postmaster.pid")); }
    }
}
