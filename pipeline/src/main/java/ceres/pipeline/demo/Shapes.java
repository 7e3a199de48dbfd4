package ceres.pipeline.demo;

import ceres.chem.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The ideal shapes of residues: internal coordinates for polymers, positions for the ligand. The table's header names its sources.
final class Shapes {
    /// @param tied the torsion that turns this atom (`chi1`, `epsilon`), empty if none does
    /// @param length A
    /// @param angle radians
    /// @param torsion radians; against the tied torsion if there is one
    record Place(String atom, int atomicNumber, String parent, String grand, String great, double length, double angle,
            double torsion,
            String tied) {}

    /// @param xyz A
    record Point(String atom, int atomicNumber, double[] xyz) {}

    private static final Shapes STANDARD = new Shapes();

    private final Map<String, List<Place>> places = new HashMap<>();
    private final Map<String, List<Point>> points = new HashMap<>();

    private Shapes() {
        String current = "";
        for (String line : table().split("\n")) {
            String[] w = line.split(" ");
            switch (w[0]) {
                case "component" -> current = w[1];
                case "place" -> places.computeIfAbsent(current, c -> new ArrayList<>()).add(place(w));
                case "xyz" -> points.computeIfAbsent(current, c -> new ArrayList<>()).add(point(w));
                default -> {}
            }
        }
    }

    static Shapes standard() { return STANDARD; }

    /// The side chain beyond C-beta, the sugar with its phosphate (`sugar`), or a base; empty for ALA and GLY.
    List<Place> places(String component) { return places.getOrDefault(component, List.of()); }

    List<Point> points(String component) { return points.getOrDefault(component, List.of()); }

    private static Place place(String[] w) {
        boolean tied = w.length > 9;
        return new Place(w[1], number(w[2]), w[3], w[4], w[5], Double.parseDouble(w[6]), radians(w[7]),
                radians(tied ? w[10] : w[8]),
                tied ? w[9] : "");
    }

    private static Point point(String[] w) {
        return new Point(w[1], number(w[2]),
                new double[]{Double.parseDouble(w[3]), Double.parseDouble(w[4]), Double.parseDouble(w[5])});
    }

    private static int number(String symbol) { return Element.of(symbol).number(); }

    private static double radians(String degrees) { return Math.toRadians(Double.parseDouble(degrees)); }

    private static String table() {
        try (var in = Shapes.class.getResourceAsStream("shapes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
