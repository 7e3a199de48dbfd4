package ceres.web;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Locale;
import java.util.Set;

/// Headers that tell browsers what these pages never do, and a look at the host name.
///
/// A site bound to the local machine may show unpublished work. Another page open in the same browser must not read it: there is no
/// `Access-Control-Allow-Origin`, and a request under a foreign host name (a name that was bent to 127.0.0.1) is refused.
final class Protection {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + "connect-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final boolean local;

    Protection(String host) { this.local = LOCAL.contains(host) || host.equals("::1"); }

    void apply(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY).header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("X-Frame-Options", "DENY").header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        if (local && !isLocal(ctx.header("Host"))) throw new ForbiddenResponse("this site serves this machine only");
    }

    private static boolean isLocal(String header) {
        if (header == null) return false;
        String name = header.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        return LOCAL.contains(name);
    }
}
