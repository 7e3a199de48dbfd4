package ceres.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The 3D viewer as text to serve or to put into a page: `CeresViewer.mount(element, {initial, refined, map, contour, residues})`.
///
/// Sources are addresses, `{text}`, `{base64}` (gzip inside allowed) or `{element: '#id'}` of a script element that holds base64, so that
/// a report opened from disk, where a page may not fetch its neighbours, carries its data inside itself. The element's `data-state`
/// says `loading`, `ready` or `error`. The script holds no closing script tag and can stand inside a page as it is.
public final class ViewerAssets {
    /// The folder of the viewer's files on the class path.
    public static final String FOLDER = "/ceres/viewer/";

    private ViewerAssets() {}

    /// Mol* and our controls, one classic script that defines `CeresViewer`.
    public static String script() { return read("viewer.js"); }

    /// The style sheet of the viewer's box.
    public static String style() { return read("viewer.css"); }

    /// The licences of Mol* and all else inside the script, which must go where the script goes.
    public static String licence() { return read("licences.txt"); }

    private static String read(String name) {
        try (InputStream in = ViewerAssets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) throw new IllegalStateException(FOLDER + name + " is not in this build: build the module viewer");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
