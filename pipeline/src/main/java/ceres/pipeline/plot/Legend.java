package ceres.pipeline.plot;

/// Keys of a drawing in one row, from the right side to the left.
final class Legend {
    private final Svg svg;
    private double right;
    private final double y;

    Legend(Svg svg, double right, double y) {
        this.svg = svg;
        this.right = right;
        this.y = y;
    }

    Legend dot(String css, String words) {
        double start = right - 6.4 * words.length() - 14;
        svg.dot(css, start, y - 4, 4, "").text("small", start + 9, y, "start", words);
        right = start - 16;
        return this;
    }

    Legend line(String css, String words) {
        double start = right - 6.4 * words.length() - 28;
        svg.line("line " + css, start, y - 4, start + 20, y - 4).text("small", start + 26, y, "start", words);
        right = start - 16;
        return this;
    }
}
