package ceres.pipeline.report;

import static ceres.pipeline.table.HtmlTable.escape;

import ceres.pipeline.bundle.ChangeRecord;
import ceres.pipeline.bundle.ChangeRecord.Place;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.ResidueTable.Row;
import ceres.pipeline.bundle.ResidueTable.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The lists of the page: what the refinement changed, and what a person should look at.
final class Changes {
    private static final int MOST = 200;
    private static final int SUSPECTS = 40;

    private Changes() {}

    static void section(StringBuilder out, ChangeRecord c) {
        out.append("<section id=\"changes\"><h2>What changed</h2>\n<ul class=\"counts\">");
        count(out, c.moved().size(), String.format(Locale.ROOT, "residue# moved more than %.1f Å", c.movedThreshold()));
        count(out, c.rotamers().size(), "rotamer# changed");
        count(out, c.peptidesFlipped().size(), "peptide# flipped");
        count(out, c.atomsRemoved().size(), "atom# removed");
        count(out, c.ligands().size(), "ligand# affected");
        count(out, c.fitsBetter(), "residue# better in the map");
        count(out, c.fitsWorse(), "residue# worse in the map");
        out.append("</ul>\n");
        list(out, "Moved", c.moved(), List.of("Residue", "Moved (Å)", "CC initial", "CC refined"),
                m -> List.of(go(m.residue()), number(m.distance()), number(m.ccInitial()), number(m.ccRefined())));
        list(out, "Rotamers", c.rotamers(), List.of("Residue", "From", "To", "CC initial", "CC refined"),
                r -> List.of(go(r.residue()), escape(r.from()), escape(r.to()), number(r.ccInitial()), number(r.ccRefined())));
        list(out, "Peptides flipped", c.peptidesFlipped(), List.of("Residue"), p -> List.of(go(p)));
        list(out, "Atoms removed", c.atomsRemoved(), List.of("Residue", "Atom", "Why"),
                a -> List.of(go(a.residue()), escape(a.atom()), escape(a.why())));
        list(out, "Ligands", c.ligands(), List.of("Ligand", "Moved (Å)", "CC initial", "CC refined"),
                l -> List.of(go(l.residue()), number(l.distance()), number(l.ccInitial()), number(l.ccRefined())));
        list(out, "With their evidence", c.reported(), List.of("Residue", "What", "From", "To", "Evidence"),
                r -> List.of(go(r.residue()), escape(r.what()), escape(r.from()), escape(r.to()), escape(r.evidence())));
        out.append("</section>\n");
    }

    private static void count(StringBuilder out, int n, String words) {
        out.append("<li><b>").append(n).append("</b> ").append(words.replace("#", n == 1 ? "" : "s")).append("</li>");
    }

    private static <T> void list(StringBuilder out, String title, List<T> items, List<String> heads,
            Function<T, List<String>> cells) {
        if (items.isEmpty()) return;
        out.append("<details><summary>").append(title).append(" (").append(items.size()).append(")</summary>\n");
        table(out, items.subList(0, Math.min(MOST, items.size())), heads, cells);
        if (items.size() > MOST) out.append("<p>The first ").append(MOST).append("; all are in changes.json.</p>");
        out.append("</details>\n");
    }

    /// Columns of numbers stand right, columns with words left.
    private static <T> void table(StringBuilder out, List<T> items, List<String> heads, Function<T, List<String>> cells) {
        var rows = items.stream().map(cells).toList();
        out.append("<div class=\"scroll\"><table><thead><tr>");
        for (int c = 0; c < heads.size(); c++)
            out.append("<th scope=\"col\"").append(left(rows, c)).append('>').append(heads.get(c)).append("</th>");
        out.append("</tr></thead><tbody>\n");
        for (var row : rows) {
            out.append("<tr><th scope=\"row\">").append(row.getFirst()).append("</th>");
            for (int c = 1; c < row.size(); c++)
                out.append("<td").append(left(rows, c)).append('>').append(row.get(c)).append("</td>");
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    private static String left(List<List<String>> rows, int column) {
        return rows.stream().allMatch(r -> r.get(column).matches("[-−]?[0-9.]*")) ? "" : " class=\"left\"";
    }

    /// The residues that a person should look at first: outliers of the latest model, and those that fit worst.
    static void suspects(StringBuilder out, ResidueTable table) {
        var rows = new ArrayList<>(table.rows().stream().filter(r -> badness(r) > 0).toList());
        rows.sort(Comparator.comparingDouble(Changes::badness).reversed());
        out.append("<section id=\"residues\"><h2>Residues to look at</h2>\n");
        if (rows.isEmpty()) out.append("<p>No residue is an outlier and all fit the map.</p>");
        else {
            out.append("<p>").append(rows.size()).append(" of ").append(table.rows().size())
                    .append(" residues are an outlier of some kind or fit the map with less than 0.5")
                    .append(rows.size() > SUSPECTS ? "; the " + SUSPECTS + " worst:" : ":").append("</p>\n");
            table(out, rows.subList(0, Math.min(SUSPECTS, rows.size())),
                    List.of("Residue", "CC", "Q", "Ramachandran", "Rotamer", "C-beta", "Clashes", "Why"), Changes::suspect);
        }
        out.append("</section>\n");
    }

    private static List<String> suspect(Row r) {
        var s = latest(r);
        return List.of(go(new Place(r.chain(), r.seq(), r.icode(), r.name())), number(s.cc()), number(s.q()),
                s.rama() == null ? "" : s.rama().call().toLowerCase(Locale.ROOT),
                s.rotamer() == null ? "" : escape(s.rotamer().name()) + " " + s.rotamer().call().toLowerCase(Locale.ROOT),
                s.cbeta() == null ? "" : number(s.cbeta().deviation()), s.clashes() == 0 ? "" : Integer.toString(s.clashes()),
                why(s));
    }

    private static String why(State s) {
        var words = new ArrayList<String>();
        if (s.rama() != null && s.rama().call().equals(ResidueTable.OUTLIER)) words.add("Ramachandran outlier");
        if (s.rotamer() != null && s.rotamer().call().equals(ResidueTable.OUTLIER)) words.add("rotamer outlier");
        if (s.cbeta() != null && s.cbeta().deviation() >= 0.25) words.add("C-beta deviation");
        if (s.cablam() != null && s.cablam().call().equals(ResidueTable.OUTLIER)) words.add("CaBLAM outlier");
        if (s.clashes() > 0) words.add(s.clashes() == 1 ? "clash" : "clashes");
        if (s.cc() != null && s.cc() < 0.5) words.add("poor fit");
        return String.join(", ", words);
    }

    private static double badness(Row r) {
        var s = latest(r);
        double fit = s.cc() != null && s.cc() < 0.5 ? 1 + (0.5 - s.cc()) * 2 : 0;
        return s.outlierKinds() + fit;
    }

    private static State latest(Row r) { return r.refined() != null ? r.refined() : r.initial(); }

    private static String go(Place p) {
        return "<button type=\"button\" class=\"go\" data-focus=\"%s|%d|%s\">%s %s %d%s</button>".formatted(escape(p.chain()),
                p.seq(),
                escape(p.icode()), escape(p.chain()), escape(p.name()), p.seq(), escape(p.icode()));
    }

    private static String number(@Nullable Double v) { return v == null ? "" : String.format(Locale.ROOT, "%.2f", v); }
}
