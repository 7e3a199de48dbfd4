package ceres.chem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// A resource of component entries: lines of text, an entry beginning with `C id|...`. Read and cut when first asked, and an entry turned
/// into lines only when it is wanted, since most models need a dozen of several hundred.
final class ComponentText {
    private record Piece(int from, int to) {}

    private final String resource;
    private byte[] text = {};
    private final Map<String, Piece> pieces = new HashMap<>();

    ComponentText(String resource) { this.resource = resource; }

    private synchronized void read() {
        if (!pieces.isEmpty()) return;
        try (var in = ComponentText.class.getResourceAsStream(resource); var unpacked = new GZIPInputStream(in, 1 << 16)) {
            text = unpacked.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource, e);
        }
        int from = -1;
        for (int at = 0; at < text.length; at = lineEnd(at) + 1)
            if (text[at] == 'C' && text[at + 1] == ' ') {
                if (from >= 0) put(from, at);
                from = at;
            }
        if (from >= 0) put(from, text.length);
    }

    private int lineEnd(int at) {
        while (at < text.length && text[at] != '\n') at++;
        return at;
    }

    private void put(int from, int to) {
        int bar = from + 2;
        while (text[bar] != '|') bar++;
        pieces.put(new String(text, from + 2, bar - from - 2, StandardCharsets.UTF_8), new Piece(from, to));
    }

    /// The lines of an entry, the one that begins with `C` first; empty if there is none.
    Optional<List<String>> lines(String id) {
        read();
        var piece = pieces.get(id);
        return piece == null
                ? Optional.empty()
                : Optional.of(
                        Arrays.asList(new String(text, piece.from, piece.to - piece.from, StandardCharsets.UTF_8).split("\n")));
    }

    Set<String> ids() {
        read();
        return pieces.keySet();
    }

    /// The atom of a line `A name element charge flags stereo`: flags `a` aromatic, `l` leaving.
    static Component.Atom atom(String[] f) {
        return new Component.Atom(f[1], Element.of(f[2]), Integer.parseInt(f[3]), f[4].contains("a"), f[4].contains("l"),
                f[5].charAt(0),
                "");
    }
}
