package ceres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was committed stays, whatever dies.
class LocalPostgresTest {
    @TempDir
    Path folder;

    private Process child;

    @AfterEach
    void endTheChild() { if (child != null) child.destroyForcibly(); }

    @Test
    void aServerWhoseOwnerWasKilledIsAdoptedWithWhatItHolds() throws Exception {
        child = ownerThatWrites(folder, "before the kill");
        child.destroyForcibly().waitFor(20, TimeUnit.SECONDS); // SIGKILL: no shutdown hook runs

        var postmaster = LocalPostgres.Postmaster.read(folder.resolve("cluster")).orElseThrow();
        assertThat(postmaster.isPostgres()).as("the server outlives its owner").isTrue();
        try (var server = LocalPostgres.open(folder)) {
            assertThat(server.wasAdopted()).isTrue();
            assertThat(note(server)).isEqualTo("before the kill");
        }
        assertThat(postmaster.process()).as("an adopted server is stopped on close").isEmpty();
    }

    @Test
    void whatWasCommittedSurvivesTheKillOfOwnerAndServer() throws Exception {
        child = ownerThatWrites(folder, "durable");
        var postmaster = LocalPostgres.Postmaster.read(folder.resolve("cluster")).orElseThrow();
        child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        var process = postmaster.process().orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);

        try (var server = LocalPostgres.open(folder)) {
            assertThat(server.wasAdopted()).isFalse();
            assertThat(note(server)).isEqualTo("durable");
        }
    }

    @Test
    void aSecondProcessJoinsAndLeavesTheServerRunning() throws Exception {
        child = ownerThatWrites(folder, "shared");
        try (var guest = LocalPostgres.open(folder)) {
            assertThat(guest.isGuest()).isTrue();
            assertThat(note(guest)).isEqualTo("shared");
        }
        try (var again = LocalPostgres.open(folder)) {
            assertThat(note(again)).isEqualTo("shared");
        }
        assertThat(child.isAlive()).isTrue();
        child.getOutputStream().close(); // the owner ends in good order and stops its server
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        assertThat(LocalPostgres.Postmaster.read(folder.resolve("cluster"))).isEmpty();
    }

    @Test
    void theNoteOfADeadServerIsForgottenEvenIfItsNumberLivesOn() throws Exception {
        try (var server = LocalPostgres.open(folder)) {
            write(server, "kept");
        }
        var note = folder.resolve("cluster/postmaster.pid");
        Files.writeString(note, ProcessHandle.current().pid() + "\n" + folder + "\n0\n5432\n\n127.0.0.1\n");
        try (var server = LocalPostgres.open(folder)) {
            assertThat(note(server)).isEqualTo("kept");
        }
    }

    @Test
    void theServerAsksForThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        try (var server = LocalPostgres.open(folder)) {
            assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            var stranger = (org.postgresql.ds.PGSimpleDataSource) server.dataSource();
            stranger.setPassword("guess");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(stranger::getConnection)).isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void everyCommitIsWrittenThrough() throws Exception {
        try (var server = LocalPostgres.open(folder); var c = server.dataSource().getConnection(); var s = c.createStatement()) {
            for (var setting : new String[]{"fsync", "synchronous_commit", "full_page_writes"}) {
                try (var r = s.executeQuery("show " + setting)) {
                    r.next();
                    assertThat(r.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
    }

    private static Process ownerThatWrites(Path folder, String text) throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), OwnerProcess.class.getName(),
                folder.toString(),
                text).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        assertThat(out.readLine()).isEqualTo("ready");
        return process;
    }

    private static String note(LocalPostgres server) throws SQLException {
        try (var c = server.dataSource().getConnection();
                var s = c.createStatement();
                var r = s.executeQuery("select text from note")) {
            r.next();
            return r.getString(1);
        }
    }

    static void write(LocalPostgres server, String text) throws SQLException {
        try (var c = server.dataSource().getConnection(); var s = c.createStatement()) {
            s.execute("create table note (text text)");
            s.execute("insert into note values ('" + text + "')");
        }
    }

    /// A process that owns a server until its standard input closes.
    static final class OwnerProcess {
        static void main(String[] args) throws Exception {
            try (var server = LocalPostgres.open(Path.of(args[0]))) {
                write(server, args[1]);
                System.out.println("ready");
                while (System.in.read() >= 0) {
                }
            }
        }
    }
}
