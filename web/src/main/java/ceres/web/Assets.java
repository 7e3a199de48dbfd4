package ceres.web;

import ceres.viewer.ViewerAssets;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Style sheets and scripts of the site: a handful, from the class path, named with their hash.
final class Assets {
    private record Asset(byte[] content, String type, String hash) {}

    private static final Map<String, Asset> ALL = load();

    private Assets() {}

    private static Map<String, Asset> load() {
        var all = new LinkedHashMap<String, Asset>();
        add(all, "site.css", "/ceres/web/site.css", "text/css; charset=utf-8");
        add(all, "site.js", "/ceres/web/site.js", "text/javascript; charset=utf-8");
        add(all, "favicon.svg", "/ceres/web/favicon.svg", "image/svg+xml");
        add(all, "viewer.js", ViewerAssets.FOLDER + "viewer.js", "text/javascript; charset=utf-8");
        add(all, "viewer.css", ViewerAssets.FOLDER + "viewer.css", "text/css; charset=utf-8");
        add(all, "licences.txt", ViewerAssets.FOLDER + "licences.txt", "text/plain; charset=utf-8");
        return all;
    }

    private static void add(Map<String, Asset> all, String name, String resource, String type) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException(resource + " is not in this build");
            byte[] content = in.readAllBytes();
            var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)).substring(0, 12);
            all.put(name, new Asset(content, type, hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String address(String name) { return "/assets/" + name + "?v=" + ALL.get(name).hash; }

    static byte[] content(String name) { return ALL.get(name).content; }

    static void serve(Context ctx) {
        var asset = ALL.get(ctx.pathParam("name"));
        if (asset == null) throw new NotFoundResponse();
        boolean pinned = asset.hash.equals(ctx.queryParam("v"));
        ctx.header("Cache-Control", pinned ? "public, max-age=31536000, immutable" : "no-cache");
        ctx.header("ETag", '"' + asset.hash + '"');
        if (('"' + asset.hash + '"').equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(asset.type).result(asset.content);
    }
}
