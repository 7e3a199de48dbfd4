package ceres.pipeline.plot;

import java.util.Locale;

/// Writes one SVG drawing. Coordinates in pixels from the upper left; numbers are written with at most two decimals.
///
/// The style sheet is part of every drawing, so that a file on its own, a page of its own colours and a dark page all show it right:
/// a page may set `--plot-ink`, `--plot-paper`, `--plot-grid` and `--plot-muted`.
final class Svg {
    /// Initial model, refined model, data: Okabe-Ito orange, blue, green.
    static final String INITIAL = "initial", REFINED = "refined", DATA = "data";

    private static final String STYLE = """
            .cp{font:12px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;--ink:var(--plot-ink,#1d2530);--paper:var(--plot-paper,#fff);\
            --grid:var(--plot-grid,#e3e7ec);--muted:var(--plot-muted,#5c6773);--initial:#e69f00;--refined:#0072b2;--data:#009e73;--alarm:#d55e00;\
            --zone1:#dbe9f4;--zone2:#b4d0e7}
            @media (prefers-color-scheme:dark){.cp{--ink:var(--plot-ink,#e8ecf1);--paper:var(--plot-paper,#14181d);--grid:var(--plot-grid,#2b323b);\
            --muted:var(--plot-muted,#9aa6b2);--refined:#56b4e9;--alarm:#ff8a4c;--zone1:#1d2f3f;--zone2:#274a67}}
            @media print{.cp{--ink:#000;--paper:#fff;--grid:#ddd;--muted:#444;--refined:#0072b2;--alarm:#d55e00;--zone1:#dbe9f4;--zone2:#b4d0e7}}
            .cp text{fill:var(--ink)}.cp .muted{fill:var(--muted)}.cp .small{font-size:10.5px}.cp .head{font-size:14px;font-weight:600}
            .cp .panel{font-weight:600}.cp .grid{stroke:var(--grid);stroke-width:1;fill:none}.cp .axis{stroke:var(--muted);stroke-width:1;fill:none}
            .cp .paper{fill:var(--paper)}.cp .line{fill:none;stroke-width:1.8;stroke-linejoin:round}.cp .thin{stroke-width:1.1}.cp .dash{stroke-dasharray:5 4}
            .cp .s-initial{stroke:var(--initial)}.cp .s-refined{stroke:var(--refined)}.cp .s-data{stroke:var(--data)}.cp .s-alarm{stroke:var(--alarm)}
            .cp .f-initial{fill:var(--initial)}.cp .f-refined{fill:var(--refined)}.cp .f-data{fill:var(--data)}.cp .f-alarm{fill:var(--alarm)}
            .cp .zone1{fill:var(--zone1)}.cp .zone2{fill:var(--zone2)}.cp .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
            .cp .faint{opacity:.35}.cp .soft{opacity:.65}.cp .hollow{fill:var(--paper);stroke-width:1.5}
            """;

    private final StringBuilder out = new StringBuilder(8192);
    private final int width;
    private final int height;

    /// @param id unique in a page that holds several drawings
    /// @param description what the drawing shows, with its numbers, for those who cannot see it
    Svg(String id, int width, int height, String title, String description) {
        this.width = width;
        this.height = height;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cp\" viewBox=\"0 0 ").append(width).append(' ')
                .append(height)
                .append("\" width=\"").append(width).append("\" height=\"").append(height)
                .append("\" role=\"img\" aria-labelledby=\"").append(id).append("-t ").append(id).append("-d\">\n")
                .append("<title id=\"").append(id).append("-t\">").append(escape(title)).append("</title>\n")
                .append("<desc id=\"").append(id).append("-d\">").append(escape(description)).append("</desc>\n")
                .append("<style>").append(STYLE).append("</style>\n");
        rect("paper", 0, 0, width, height);
    }

    int width() { return width; }

    int height() { return height; }

    Svg rect(String css, double x, double y, double w, double h) {
        out.append("<rect class=\"").append(css).append("\" x=\"").append(n(x)).append("\" y=\"").append(n(y))
                .append("\" width=\"")
                .append(n(w)).append("\" height=\"").append(n(Math.max(0, h))).append("\"/>\n");
        return this;
    }

    Svg line(String css, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"").append(css).append("\" x1=\"").append(n(x1)).append("\" y1=\"").append(n(y1))
                .append("\" x2=\"")
                .append(n(x2)).append("\" y2=\"").append(n(y2)).append("\"/>\n");
        return this;
    }

    /// A dot; `hint` is shown where the pointer rests on it, empty for none.
    Svg dot(String css, double x, double y, double r, String hint) {
        out.append("<circle class=\"").append(css).append("\" cx=\"").append(n(x)).append("\" cy=\"").append(n(y))
                .append("\" r=\"")
                .append(n(r)).append('"');
        if (hint.isEmpty()) out.append("/>\n");
        else
            out.append("><title>").append(escape(hint)).append("</title></circle>\n");
        return this;
    }

    Svg path(String css, CharSequence d) {
        if (!d.isEmpty()) out.append("<path class=\"").append(css).append("\" d=\"").append(d).append("\"/>\n");
        return this;
    }

    /// @param anchor start, middle or end
    Svg text(String css, double x, double y, String anchor, String words) {
        out.append("<text class=\"").append(css).append("\" x=\"").append(n(x)).append("\" y=\"").append(n(y))
                .append("\" text-anchor=\"").append(anchor).append("\">").append(escape(words)).append("</text>\n");
        return this;
    }

    /// Text that reads from bottom to top.
    Svg upward(String css, double x, double y, String words) {
        out.append("<text class=\"").append(css).append("\" text-anchor=\"middle\" transform=\"translate(").append(n(x))
                .append(' ')
                .append(n(y)).append(") rotate(-90)\">").append(escape(words)).append("</text>\n");
        return this;
    }

    String close() { return out.append("</svg>\n").toString(); }

    /// A coordinate: two decimals at most, no trailing zeros, no locale.
    static String n(double v) {
        long hundredths = Math.round(v * 100);
        if (hundredths % 100 == 0) return Long.toString(hundredths / 100);
        String s = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
        return s.endsWith("0") ? s.substring(0, s.length() - 1) : s;
    }

    static String escape(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
