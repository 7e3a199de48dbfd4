package ceres.io;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file as its content, unzipped if it is gzipped: told by its first two bytes, never by its name.
///
/// @param file the file
/// @param code the reason code of the faults of this file
/// @param bytes size on disk
/// @param gzipped true if the content is compressed
record Content(Path file, ReasonCode code, long bytes, boolean gzipped) {
    private static final int BUFFER = 1 << 18;
    /// No more than this leaves a gzip stream for one byte that enters (the format's own limit, RFC 1951).
    private static final long MOST_INFLATION = 1032;

    static Content of(Path file, ReasonCode code) {
        try {
            if (Files.isDirectory(file)) throw new Fault.BadInput(code, file, "is a folder, not a file");
            long bytes = Files.size(file);
            if (bytes == 0) throw new Fault.BadInput(code, file, "the file is empty");
            try (var in = Files.newInputStream(file)) {
                byte[] magic = in.readNBytes(2);
                return new Content(file, code, bytes, magic.length == 2 && (magic[0] & 255) == 0x1f && (magic[1] & 255) == 0x8b);
            }
        } catch (IOException e) {
            throw fault(file, code, e);
        }
    }

    /// The most bytes that the content can have.
    long mostContent() { return gzipped ? Math.multiplyExact(bytes, MOST_INFLATION) : bytes; }

    InputStream open() throws IOException {
        var raw = Files.newInputStream(file);
        if (!gzipped) return new BufferedInputStream(raw, BUFFER);
        try {
            return new GZIPInputStream(raw, BUFFER);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// The number of content bytes; a gzipped file is read once for it.
    long length() {
        if (!gzipped) return bytes;
        try (var in = open()) {
            return drain(in);
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private static long drain(InputStream in) throws IOException {
        var sink = new byte[BUFFER];
        long n = 0;
        for (int got = in.read(sink); got >= 0; got = in.read(sink)) n += got;
        return n;
    }

    private byte[] allPlain() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /// All of the content; refused when it would take more than half of the memory.
    byte[] all() {
        long limit = Math.min(Integer.MAX_VALUE - 64L, Runtime.getRuntime().maxMemory() / 2);
        if (bytes > limit) throw tooLarge(limit);
        if (!gzipped) return allPlain();
        try (var in = open()) {
            var out = new ByteArrayOutputStream((int) Math.min(limit, 5 * bytes));
            var chunk = new byte[BUFFER];
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                if (out.size() + (long) got > limit) throw tooLarge(limit);
                out.write(chunk, 0, got);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private Fault tooLarge(long limit) {
        return new Fault.BadInput(code, file,
                "the content has more than %d MB, more than the memory of this run allows".formatted(limit >> 20),
                "give the program more memory (CERES_JAVA_OPTS=-Xmx8g) or a smaller file", null);
    }

    Fault fault(IOException e) { return fault(file, code, e); }

    private static Fault fault(Path file, ReasonCode code, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> new Fault.BadInput(code, file, "there is no such file", "check the path", e);
            case EOFException _ ->
                new Fault.BadInput(code, file, "the compressed file ends too early", "fetch or copy the file again", e);
            case ZipException z -> new Fault.BadInput(code, file, "the compressed file is damaged (" + z.getMessage() + ")",
                    "fetch or copy the file again", e);
            default -> new Fault.BadInput(code, file, "cannot be read (" + e.getMessage() + ")", code.remedy(), e);
        };
    }
}
