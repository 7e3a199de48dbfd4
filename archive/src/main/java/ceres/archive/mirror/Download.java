package ceres.archive.mirror;

import ceres.fault.Fault;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.Software;
import ceres.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One file over HTTP into one place: resumed where it broke off, checked, renamed when whole.
///
/// While it comes it is `NAME.part`, with `NAME.part.json` saying which version the part is of, so that a resumed download never joins two
/// versions. When it is whole, its length is what the server said, and a gzip file unpacks to its end (its CRC is the only checksum
/// that the archives offer); then it gets its name and `NAME.origin.json`: address, entity tag, time, SHA-256. A file that is there is
/// asked about with its entity tag and not brought again while it is unchanged.
final class Download {
    private static final int TRIES = 4;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String AGENT = "ceres/" + Software.VERSION + " (+https://github.com/ceres-em/ceres)";

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Duration pause;

    /// @param pause before the second try; doubles with each further one
    Download(Duration pause) { this.pause = pause; }

    /// What is noted of a file beside it.
    ///
    /// @param etag null if the server gives none, as `lastModified`
    record Origin(String url, @Nullable String etag, @Nullable String lastModified, long bytes, String sha256, Instant fetched) {}

    /// Which version a part is of.
    private record Part(@Nullable String etag, @Nullable String lastModified) {
        static Part of(HttpHeaders h) {
            return new Part(h.firstValue("ETag").orElse(null), h.firstValue("Last-Modified").orElse(null));
        }

        /// A weak tag says "alike", which is not enough to join halves.
        Optional<String> strong() {
            return Optional.ofNullable(etag).filter(e -> !e.startsWith("W/")).or(() -> Optional.ofNullable(lastModified));
        }
    }

    /// Brings a file, unless it is there and unchanged.
    ///
    /// @return empty if the server has no such file
    /// @throws Fault.Network if the server cannot be reached, refuses, or sends something broken
    Optional<Path> bring(URI from, Path to, Progress progress) {
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            return attempts(from, to, progress);
        } catch (IOException e) {
            throw new Fault.Usage(to, "cannot be written: " + e.getMessage(),
                    "check that the mirror's folder is writable and has room");
        }
    }

    private Optional<Path> attempts(URI from, Path to, Progress progress) throws IOException {
        Broken last = new Broken("no try was made", Duration.ZERO);
        for (int i = 0; i < TRIES; i++) {
            if (i > 0) sleep(last.wait.isZero() ? pause.multipliedBy(1L << i - 1) : last.wait);
            if (progress.cancelled()) break;
            try {
                return once(from, to, progress);
            } catch (Broken e) {
                last = e;
                progress.log(from + ": " + e.getMessage());
            }
        }
        throw new Fault.Network(from, last.getMessage(),
                "check the network and run the command again: it goes on where it stopped", last);
    }

    /// Something that another try may mend.
    private static final class Broken extends Exception {
        private final transient Duration wait;

        Broken(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }
    }

    private Optional<Path> once(URI from, Path to, Progress progress) throws IOException, Broken {
        var part = to.resolveSibling(to.getFileName() + ".part");
        var known = read(note(to), Origin.class).filter(o -> Files.exists(to) && o.url.equals(from.toString()));
        var begun = read(note(part), Part.class).filter(p -> Files.exists(part) && p.strong().isPresent());
        var request = HttpRequest.newBuilder(from).timeout(ANSWER).header("User-Agent", AGENT).header("Accept-Encoding",
                "identity");
        if (known.isPresent()) {
            if (known.get().etag != null) request.header("If-None-Match", known.get().etag);
            else if (known.get().lastModified != null) request.header("If-Modified-Since", known.get().lastModified);
        } else if (begun.isPresent())
            request.header("Range", "bytes=" + Files.size(part) + "-").header("If-Range", begun.get().strong().orElseThrow());
        var answer = send(request.build());
        try (var body = answer.body()) {
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(take(from, to, part, answer, body, false, progress));
                case 206 -> Optional.of(take(from, to, part, answer, body, true, progress));
                case 304 -> Optional.of(to);
                case 404, 410 -> Optional.empty();
                case 416 -> throw startOver(part);
                case 429, 500, 502, 503, 504 ->
                    throw new Broken("the server answered " + answer.statusCode() + " (busy)", retryAfter(answer.headers()));
                default -> throw new Fault.Network(from, "the server answered " + answer.statusCode(),
                        "look at the address in a browser; another mirror can be named with --pdb-url and --emdb-url", null);
            };
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws Broken {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new Broken("cannot be reached: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("interrupted", Duration.ZERO);
        }
    }

    private static Broken startOver(Path part) throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(note(part));
        return new Broken("the part that was here does not fit the file any more", Duration.ZERO);
    }

    /// Seconds or a date; never longer than a person would wait.
    private static Duration retryAfter(HttpHeaders headers) {
        var text = headers.firstValue("Retry-After").orElse("").strip();
        if (!text.matches("\\d{1,6}")) return Duration.ZERO;
        var wait = Duration.ofSeconds(Long.parseLong(text));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private Path take(URI from, Path to, Path part, HttpResponse<InputStream> answer, InputStream body, boolean resumed,
            Progress progress)
            throws IOException, Broken {
        long before = resumed ? Files.size(part) : 0;
        if (!resumed) write(note(part), Part.of(answer.headers()));
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        try (var out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                resumed ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
            copy(body, out, before, length < 0 ? -1 : before + length, "fetch " + to.getFileName(), progress);
        }
        long size = Files.size(part);
        if (length >= 0 && size != before + length)
            throw new Broken("broke off after %d of %d bytes".formatted(size, before + length), Duration.ZERO);
        requireWhole(from, part);
        var origin = new Origin(from.toString(), answer.headers().firstValue("ETag").orElse(null),
                answer.headers().firstValue("Last-Modified").orElse(null),
                size, BundleWriter.sha256(part), Instant.now());
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        write(note(to), origin);
        Files.deleteIfExists(note(part));
        return to;
    }

    /// A connection that breaks is not a full disk: what was read is kept for the next try, what cannot be written is said.
    private static void copy(InputStream body, OutputStream out, long done, long all, String stage, Progress progress)
            throws IOException, Broken {
        var buffer = new byte[1 << 16];
        while (true) {
            int n;
            try {
                n = body.read(buffer);
            } catch (IOException e) {
                throw new Broken("broke off after " + done + " bytes: " + e.getMessage(), Duration.ZERO);
            }
            if (n < 0) return;
            out.write(buffer, 0, n);
            done += n;
            progress.report(stage, all > 0 ? (double) done / all : 0, "%.1f MB".formatted(done / 1e6));
            if (progress.cancelled()) throw new Broken("stopped on request", Duration.ZERO);
        }
    }

    private static void requireWhole(URI from, Path part) throws IOException, Broken {
        if (!from.getPath().endsWith(".gz")) return;
        try (var in = new GZIPInputStream(Files.newInputStream(part), 1 << 16)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new Broken("is a broken gzip file: " + e.getMessage(), Duration.ZERO);
        }
    }

    static Path note(Path file) {
        return file.resolveSibling(
                file.getFileName() + (file.getFileName().toString().endsWith(".part") ? ".json" : ".origin.json"));
    }

    private static <T> Optional<T> read(Path note, Class<T> type) {
        if (!Files.exists(note)) return Optional.empty();
        try {
            return Optional.of(Json.mapper().readValue(note, type));
        } catch (JacksonException e) {
            return Optional.empty(); // a note that broke off: the file is brought again
        }
    }

    private static void write(Path note, Object content) throws IOException {
        Files.writeString(note, Json.pretty(content) + "\n");
    }

    /// A little chance, so that many clients of a busy server do not come back together.
    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait.plusMillis(ThreadLocalRandom.current().nextLong(1 + wait.toMillis() / 10)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while waiting for a server", e));
        }
    }
}
