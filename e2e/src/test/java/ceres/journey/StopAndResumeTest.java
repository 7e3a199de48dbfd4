package ceres.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A refinement that was stopped in the middle of a macro-cycle, politely or not, goes on when the same command is given again, says so,
/// and ends with the bytes of one that was left alone.
@Tag("slow")
class StopAndResumeTest {
    private static final int SECONDS = 600;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "SIG{0} in cycle {1}")
    @CsvSource({"TERM, 2", "KILL, 3"})
    void goesOnAndEndsWithTheSameBytes(String signal, int cycle) throws Exception {
        var whole = folder.resolve("whole.cif");
        assertThat(Launcher.run(SECONDS, words(whole)).exit()).isZero();
        var out = folder.resolve("stopped.cif");
        stopInCycle(cycle, signal, out);
        assertThat(out).doesNotExist();
        assertThat(state(out)).exists();
        var again = Launcher.run(SECONDS, words(out));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).containsPattern("continued after macro-cycle [" + (cycle - 1) + "-9]\n");
        assertThat(out).hasSameBinaryContentAs(whole);
        assertThat(state(out).getParent()).doesNotExist();
    }

    private static Path state(Path out) { return out.resolveSibling("." + out.getFileName() + ".work").resolve("refine.state"); }

    private void stopInCycle(int cycle, String signal, Path out) throws IOException, InterruptedException {
        Path said = folder.resolve("out.txt"), log = folder.resolve("err.txt");
        var process = Launcher.start(said, log, words(out));
        String before = "(?s).*\ncycle +" + (cycle - 1) + " +CC .*";
        for (int tenths = 0; tenths < 10 * SECONDS && process.isAlive() && !Files.readString(log).matches(before); tenths++)
            Thread.sleep(100);
        Thread.sleep(200);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isNotZero();
    }

    private static String[] words(Path out) {
        return new String[]{"refine", SharedData.require("pairs/emd5830_3j63/start_with_H.pdb").toString(),
            SharedData.require("pairs/emd5830_3j63/A_box.ccp4.gz").toString(), "--resolution", "3.8", "--threads", "2", "--out",
            out.toString()};
    }
}
