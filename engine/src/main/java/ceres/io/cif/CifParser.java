package ceres.io.cif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Parses CIF text into categories. Values stay where they are in the text until somebody asks for them, so that a ribosome of millions
/// of values costs little more than its file.
public final class CifParser {
    private final CifText text;
    private final List<CifBlock> blocks = new ArrayList<>();
    private List<CifCategory> categories = new ArrayList<>();
    private final Map<String, Pairs> pairs = new LinkedHashMap<>();
    private int at;

    private CifParser(CifText text) { this.text = text; }

    /// @param where the file, for messages
    /// @throws ceres.fault.Fault.BadInput UNREADABLE_MODEL with the line that breaks the syntax
    public static CifDocument parse(Object where, byte[] bytes) { return new CifParser(new CifText(where, bytes)).document(); }

    /// Items written as pairs, of one category; they may be scattered over the block.
    private static final class Pairs {
        final String name;
        final int place;
        final List<String> items = new ArrayList<>();
        final Offsets starts = new Offsets();
        final int from;
        int to;
        boolean scattered;

        Pairs(String name, int place, int from) {
            this.name = name;
            this.place = place;
            this.from = from;
            this.to = from;
        }
    }

    /// A growing list of offsets.
    private static final class Offsets {
        private int[] list = new int[16];
        private int size;

        void add(int offset) {
            if (size == list.length) list = Arrays.copyOf(list, 2 * size);
            list[size++] = offset;
        }

        int[] toArray() { return Arrays.copyOf(list, size); }
    }

    private CifDocument document() {
        at = text.startsWith(0, "\u00ef\u00bb\u00bf") ? 3 : 0;
        String name = null;
        for (next(); at < text.length(); next()) {
            if (text.startsWith(at, "data_")) {
                if (name != null) close(name);
                name = text.text(at + 5, text.end(at));
                at = text.end(at);
            } else if (name == null) throw text.fault(at, "'%s' where a CIF begins with data_".formatted(shown()));
            else if (text.startsWith(at, "save_")) skipFrame();
            else if (text.isWord(at, "loop_")) loop();
            else if (text.at(at) == '_') pair();
            else
                throw text.fault(at, "'%s' where an item or a loop should begin".formatted(shown()));
        }
        if (name == null) throw text.fault(0, "no data block");
        close(name);
        return new CifDocument(List.copyOf(blocks));
    }

    private void next() { at = text.skipBlank(at); }

    private void close(String name) {
        int shift = 0;
        for (var p : pairs.values()) {
            var category = new TextCategory(text, p.name, List.copyOf(p.items), p.starts.toArray(), true,
                    p.scattered ? -1 : p.from, p.to);
            categories.add(p.place + shift++, category);
        }
        blocks.add(new CifBlock(name, List.copyOf(categories)));
        categories = new ArrayList<>();
        pairs.clear();
    }

    /// Dictionaries hold save frames; models do not, so what is in one is passed over.
    private void skipFrame() {
        for (at = text.end(at), next(); at < text.length(); at = text.end(at), next())
            if (text.isWord(at, "save_")) {
                at = text.end(at);
                return;
            }
        throw text.fault(at, "a save frame that does not end");
    }

    private void pair() {
        int begin = at;
        String tag = text.text(at, text.end(at));
        at = text.end(at);
        next();
        if (at == text.length() || text.isKeyword(at)) throw text.fault(begin, tag + " has no value");
        String category = categoryOf(tag);
        var p = pairs.computeIfAbsent(category.toLowerCase(Locale.ROOT), _ -> new Pairs(category, categories.size(), begin));
        p.scattered |= p.to != p.from && text.skipBlank(p.to) != begin;
        p.items.add(itemOf(tag));
        p.starts.add(at);
        at = text.end(at);
        p.to = at;
    }

    private void loop() {
        int begin = at;
        at = text.end(at);
        var items = new ArrayList<String>();
        String category = "";
        for (next(); at < text.length() && text.at(at) == '_'; next()) {
            String tag = text.text(at, text.end(at));
            if (items.isEmpty()) category = categoryOf(tag);
            else if (!category.equalsIgnoreCase(categoryOf(tag)))
                throw text.fault(at, "%s in a loop of _%s".formatted(tag, category));
            items.add(itemOf(tag));
            at = text.end(at);
        }
        if (items.isEmpty()) throw text.fault(begin, "a loop without items");
        var starts = new Offsets();
        int to = at;
        for (; at < text.length() && !text.isKeyword(at); next()) {
            starts.add(at);
            at = to = text.end(at);
        }
        if (starts.size % items.size() != 0)
            throw text.fault(begin, "the loop of _%s has %d values for %d items".formatted(category, starts.size, items.size()));
        categories.add(new TextCategory(text, category, List.copyOf(items), starts.toArray(), false, begin, to));
    }

    private static String categoryOf(String tag) {
        int dot = tag.indexOf('.');
        return dot < 0 ? "" : tag.substring(1, dot);
    }

    private static String itemOf(String tag) { return tag.substring(tag.indexOf('.') < 0 ? 1 : tag.indexOf('.') + 1); }

    private String shown() {
        String word = text.text(at, Math.min(text.end(at), at + 30));
        int line = word.indexOf('\n');
        return line < 0 ? word : word.substring(0, line);
    }
}
