package ceres.web;

import ceres.archive.Archive;
import ceres.archive.Results;
import ceres.archive.Run;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Files of bundles over HTTP: the media type of the manifest, its SHA-256 as entity tag, one byte range.
///
/// A name is looked up among the artifacts of the run, so no path that a client writes ever reaches the file system.
final class FileAnswers {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    /// A bundle comes from a cluster node or a colleague: its pages run by themselves, apart from the site.
    private static final String SANDBOX = "sandbox allow-scripts allow-downloads allow-popups; default-src 'none'; script-src 'unsafe-inline'; "
            + "style-src 'unsafe-inline'; img-src data: blob:; connect-src data: blob:";

    private final Archive archive;

    FileAnswers(Archive archive) { this.archive = archive; }

    void serve(Context ctx, Run run, String name) throws IOException {
        var artifact = archive.results().artifact(run.id(), name).orElseThrow(NotFoundResponse::new);
        var file = archive.folder().resolve(run.folder()).resolve(artifact.name());
        if (!Files.isRegularFile(file)) throw new NotFoundResponse("the file is missing from the archive's folder");
        String tag = '"' + artifact.sha256() + '"';
        ctx.header("ETag", tag).header("Accept-Ranges", "bytes").header("Content-Security-Policy", SANDBOX);
        ctx.header("Cache-Control", run.isPrivate() ? "no-cache" : "public, max-age=86400");
        ctx.contentType(artifact.mediaType());
        if (ctx.queryParam("download") != null)
            ctx.header("Content-Disposition", "attachment; filename=\"" + downloadName(run, artifact) + "\"");
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        send(ctx, file, artifact, tag);
    }

    /// `6i52_4410_2026-09_refined.cif`: a file that left its folder still says what it is.
    private static String downloadName(Run run, Results.Artifact artifact) {
        return run.name() + "_" + run.month() + "_" + artifact.name().substring(artifact.name().lastIndexOf('/') + 1);
    }

    private static void send(Context ctx, Path file, Results.Artifact artifact, String tag) throws IOException {
        long size = artifact.bytes();
        var ifRange = Optional.ofNullable(ctx.header("If-Range"));
        var header = ifRange.isPresent() && !ifRange.get().equals(tag) ? null : ctx.header("Range");
        var range = header == null ? null : range(header, size);
        if (header != null && range == null && RANGE.matcher(header).matches()) {
            ctx.status(416).header("Content-Range", "bytes */" + size);
            return;
        }
        if (range == null) {
            ctx.result(Files.newInputStream(file));
            return;
        }
        ctx.status(206).header("Content-Range", "bytes %d-%d/%d".formatted(range[0], range[1], size));
        ctx.result(part(file, range[0], range[1] - range[0] + 1));
    }

    /// First and last byte; null where the header is not one satisfiable range.
    static long @org.jspecify.annotations.Nullable [] range(String header, long size) {
        var m = RANGE.matcher(header);
        if (!m.matches() || size == 0) return null;
        boolean hasFirst = !m.group(1).isEmpty(), hasLast = !m.group(2).isEmpty();
        if (!hasFirst && !hasLast || m.group(1).length() > 18 || m.group(2).length() > 18) return null;
        long first = hasFirst ? Long.parseLong(m.group(1)) : Math.max(0, size - Long.parseLong(m.group(2)));
        long last = hasFirst && hasLast ? Math.min(Long.parseLong(m.group(2)), size - 1) : size - 1;
        return first >= size || first > last ? null : new long[]{first, last};
    }

    private static InputStream part(Path file, long from, long length) throws IOException {
        var channel = FileChannel.open(file);
        channel.position(from);
        var in = Channels.newInputStream(channel);
        return new java.io.FilterInputStream(in) {
            private long left = length;

            @Override
            public int read() throws IOException {
                if (left <= 0) return -1;
                left--;
                return super.read();
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                if (left <= 0) return -1;
                int n = super.read(b, off, (int) Math.min(len, left));
                if (n > 0) left -= n;
                return n;
            }
        };
    }
}
