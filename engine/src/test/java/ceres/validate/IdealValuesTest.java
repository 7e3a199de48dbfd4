package ceres.validate;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ceres.chem.Component;
import ceres.chem.ComponentSource;
import ceres.chem.Dictionary;
import ceres.chem.MonomerLibrary;
import ceres.io.ModelReader;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import ceres.restraint.Restraints.Origin;
import ceres.validate.geometry.CovalentGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which ideal values differ from those of the CCP4 monomer library, by which the reference judged, and what that does to the RMSD of the
/// models. Writes `target/ideal-values.md`, the tables of docs/science/ideal-values.md.
@Tag("slow")
class IdealValuesTest {
    /// Differences below these, about a half and one sigma, are not listed: A, degrees.
    private static final double BOND = 0.010, ANGLE = 2.0;
    private static final List<String> STANDARD = List.of(
            "ALA ARG ASN ASP CYS GLN GLU GLY HIS ILE LEU LYS MET MSE PHE PRO SER THR TRP TYR VAL A C G U DA DC DG DT".split(" "));
    private static final List<String> OTHERS = List.of("GTP", "FK5", "HEM", "NAG", "BMA", "MAN", "ATP", "ADP");

    private final StringBuilder page = new StringBuilder();
    private final List<ComponentSource> libraries = MonomerLibrary.find(System.getenv());

    @Test
    void idealValuesAreThoseOfTheMonomerLibraryButForTheListed() throws IOException {
        assumeFalse(libraries.isEmpty(), "no monomer library on this machine: install one, or name it with CLIBD_MON");
        models();
        double[] standard = components("Standard residues", STANDARD);
        assertTrue(standard[0] < 0.012, "rms difference of ideal bond lengths " + standard[0] + " A");
        assertTrue(standard[1] < 1.5, "rms difference of ideal angles " + standard[1] + " degrees");
        components("Ligands and sugars", OTHERS);
        Files.writeString(Path.of("target/ideal-values.md"), page);
    }

    // ---- models

    private void models() {
        page.append(
                "| model | bonds, reference | ours | with the library's values | angles, reference | ours | with the library's values |"
                        + " most of the squared deviation of our bonds |\n|---|---:|---:|---:|---:|---:|---:|---|\n");
        for (var answers : ReferenceAnswers.all()) if (!answers.name().equals("7a4m")) model(answers);
        page.append('\n');
    }

    private void model(ReferenceAnswers answers) {
        double bonds = answers.number("geometry", "bond", "rmsd"), angles = answers.number("geometry", "angle", "rmsd");
        var own = geometry(answers.model(), Dictionary.standard());
        if (!(Double.isFinite(bonds) && Double.isFinite(angles))) return; // the reference knew not all components
        if (near(bonds, own.bonds().rms()) && near(angles, own.angles().rms())) return;
        var theirs = geometry(answers.model(), withLibrary());
        page.append(String.format(Locale.ROOT, "| %s | %.4f | %.4f | %.4f | %.3f | %.3f | %.3f | %s |%n", answers.name(), bonds,
                own.bonds().rms(), theirs.bonds().rms(), angles, own.angles().rms(), theirs.angles().rms(),
                shares(answers.model())));
    }

    /// The three residue types (or links) that make the most of the squared deviation of bonds, with their shares.
    private static String shares(Path model) {
        var file = ModelReader.read(model);
        var read = Interpreter.interpret(file.structure(), file.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
        var s = read.structure();
        var b = read.restraints().bonds();
        var sums = new TreeMap<String, double[]>();
        double total = 0;
        for (int k = 0; k < b.size(); k++) {
            int i = b.i()[k], j = b.j()[k];
            boolean counts = b.origin()[k] == Origin.COMPONENT || b.origin()[k] == Origin.LINK;
            if (!counts || s.isHydrogen(i) || s.isHydrogen(j)) continue;
            double d = s.distance(i, j) - b.ideal()[k];
            String name = s.residueOf(i) == s.residueOf(j) ? s.residueName(s.residueOf(i)) : "links";
            double[] sum = sums.computeIfAbsent(name, n -> new double[2]);
            sum[0] += d * d;
            sum[1]++;
            total += d * d;
        }
        double all = total;
        return sums.entrySet().stream().sorted((x, y) -> Double.compare(y.getValue()[0], x.getValue()[0])).limit(3)
                .map(e -> String.format(Locale.ROOT, "%s %.0f %% (%.0f bonds, rms %.4f)", e.getKey(), 100 * e.getValue()[0] / all,
                        e.getValue()[1], Math.sqrt(e.getValue()[0] / e.getValue()[1])))
                .collect(Collectors.joining(", "));
    }

    /// The library before our own tables.
    private Dictionary withLibrary() {
        var all = new ArrayList<>(libraries);
        all.addAll(Dictionary.standard().sources());
        return new Dictionary(all);
    }

    private static boolean near(double theirs, double ours) { return Math.abs(ours - theirs) <= 0.05 * theirs; }

    private static CovalentGeometry geometry(Path model, Dictionary dictionary) {
        var file = ModelReader.read(model);
        var read = Interpreter.interpret(file.structure(), file.header(), dictionary, InterpretOptions.DEFAULT);
        return CovalentGeometry.of(read.structure(), read.restraints(), false);
    }

    // ---- components

    /// @return rms difference of bonds and of angles over all values that both sides have
    private double[] components(String title, List<String> ids) {
        page.append("## ").append(title)
                .append("\n\n| component | atoms | ours | sigma | library | sigma | difference | source of ours |\n"
                        + "|---|---|---:|---:|---:|---:|---:|---|\n");
        double bond = 0, angle = 0;
        int bonds = 0, angles = 0;
        for (String id : ids) {
            var ours = Dictionary.standard().component(id);
            var theirs = new Dictionary(libraries).component(id);
            if (ours.isEmpty() || theirs.isEmpty()) continue;
            for (double d : bonds(ours.get(), theirs.get())) {
                bond += d * d;
                bonds++;
            }
            for (double d : angles(ours.get(), theirs.get())) {
                angle += d * d;
                angles++;
            }
        }
        double[] rms = {Math.sqrt(bond / bonds), Math.sqrt(angle / angles)};
        page.append(String.format(Locale.ROOT, "%nOver all %d bonds and %d angles: rms difference %.4f A, %.2f degrees.%n%n",
                bonds, angles,
                rms[0], rms[1]));
        return rms;
    }

    private List<Double> bonds(Component ours, Component theirs) {
        var differences = new ArrayList<Double>();
        for (var b : ours.bonds()) {
            if (isHydrogen(ours, b.a(), b.b()) || Double.isNaN(b.ideal())) continue;
            String x = ours.atom(b.a()).name(), y = ours.atom(b.b()).name();
            for (var c : theirs.bonds()) {
                int i = theirs.indexOf(x), j = theirs.indexOf(y);
                if (!(c.a() == i && c.b() == j || c.a() == j && c.b() == i)) continue;
                double d = b.ideal() - c.ideal();
                differences.add(d);
                if (Math.abs(d) > BOND) row(ours, x + " " + y, "%.3f", b.ideal(), b.sigma(), c.ideal(), c.sigma());
            }
        }
        return differences;
    }

    private List<Double> angles(Component ours, Component theirs) {
        var differences = new ArrayList<Double>();
        for (var b : ours.angles()) {
            if (isHydrogen(ours, b.a(), b.vertex(), b.b())) continue;
            String x = ours.atom(b.a()).name(), v = ours.atom(b.vertex()).name(), y = ours.atom(b.b()).name();
            for (var c : theirs.angles()) {
                int i = theirs.indexOf(x), k = theirs.indexOf(v), j = theirs.indexOf(y);
                if (c.vertex() != k || !(c.a() == i && c.b() == j || c.a() == j && c.b() == i)) continue;
                double d = b.idealDeg() - c.idealDeg();
                differences.add(d);
                if (Math.abs(d) > ANGLE)
                    row(ours, x + " " + v + " " + y, "%.1f", b.idealDeg(), b.sigmaDeg(), c.idealDeg(), c.sigmaDeg());
            }
        }
        return differences;
    }

    private static boolean isHydrogen(Component c, int... atoms) {
        for (int a : atoms) if (c.atom(a).element().isHydrogen()) return true;
        return false;
    }

    private void row(Component ours, String atoms, String format, double ideal, double sigma, double other, double otherSigma) {
        String numbers = "| %s | %s | %s | %s | %s | %s | %s | %s |%n".formatted("%s", "%s", format, format, format, format,
                format, "%s");
        page.append(String.format(Locale.ROOT, numbers, ours.id(), atoms, ideal, sigma, other, otherSigma, ideal - other,
                ours.source().detail()));
    }
}
