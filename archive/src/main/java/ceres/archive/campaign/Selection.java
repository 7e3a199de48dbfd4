package ceres.archive.campaign;

import ceres.archive.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// Which pairs take part in a month: small models every month, large ones every six.
///
/// Source: Liebschner2021, section 2.1.6 (20 MB of model file as the limit).
final class Selection {
    static final long LARGE_BYTES = 20_000_000;
    private static final int MONTHS_BETWEEN_LARGE = 6;

    private Selection() {}

    /// @param bytes of the model file, unpacked
    /// @param history runs of the entry
    static boolean isDue(long bytes, List<Run> history, YearMonth month) {
        if (bytes < LARGE_BYTES) return true;
        Optional<YearMonth> last = history.stream().filter(r -> !r.isPrivate()).map(Run::month).max(YearMonth::compareTo);
        return last.isEmpty() || !last.get().plusMonths(MONTHS_BETWEEN_LARGE).isAfter(month);
    }

    /// Size of a model file when it is unpacked: the last word of a gzip file says it, modulo 4 GB.
    static long unpackedBytes(Path file) {
        try {
            if (!file.toString().endsWith(".gz")) return Files.size(file);
            try (var f = new RandomAccessFile(file.toFile(), "r")) {
                f.seek(f.length() - 4);
                return Integer.toUnsignedLong(Integer.reverseBytes(f.readInt()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
