package ceres.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.cli.CeresTest.Answer;
import ceres.density.ModelMap;
import ceres.io.MapWriter;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Verdict;
import ceres.testing.InternalCoordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Bad input and bad luck from the command line, on a helix and a map that the test makes: a named reason and the best safe result; never
/// a stack trace, never a wrecked model.
final class BadLuckTest {
    private static final int RESIDUES = 18;

    @TempDir
    Path folder;

    private final List<String> helix = helix("A", 0);
    private Grid grid;
    private float[] density;
    private Path model, map;

    @BeforeEach
    void makeAPair() throws IOException {
        model = pdb("model", helix);
        var truth = ModelReader.read(model).structure();
        grid = grid(truth);
        density = ModelMap.compute(truth, grid, 3, Parallel.single()).values().clone();
        float[] noise = noise();
        for (int i = 0; i < density.length; i++) density[i] += noise[i];
        map = mrc("map", density);
    }

    /// White noise of a third of the density's rms.
    private float[] noise() {
        var random = new SplittableRandom(3);
        double square = 0;
        for (float v : density) square += v * v;
        double sd = 0.3 * Math.sqrt(square / density.length);
        var noise = new float[density.length];
        for (int i = 0; i < noise.length; i++) noise[i] = (float) (sd * random.nextGaussian());
        return noise;
    }

    @Test
    void aMapWithoutTheModelIsSaidToBeSo() throws IOException {
        var empty = mrc("noise", noise());
        refused(run(model, empty), 2, "MODEL_MAP_MISPLACED", "no higher than by chance");
        assertThat(kept(refined(model, empty), model)).contains("the map shows nothing of the model");
    }

    @Test
    void invertedContrastIsSaidToBeSo() throws IOException {
        var v = density.clone();
        for (int i = 0; i < v.length; i++) v[i] = -v[i];
        var inverted = mrc("inverted", v);
        refused(run(model, inverted), 2, "MODEL_MAP_MISPLACED", "the contrast is inverted");
        assertThat(kept(refined(model, inverted), model)).contains("the contrast of the map is inverted");
    }

    @Test
    void aConstantMapIsRefused() {
        var constant = mrc("constant", new float[density.length]);
        refused(run(model, constant), 2, "UNREADABLE_MAP", "every voxel has the value 0.0");
        refused(refine(model, constant), 3, "", "every voxel has the value 0.0");
    }

    @Test
    void aMissingResolutionIsAskedFor() {
        for (String verb : new String[]{"run", "refine"})
            refused(CeresTest.ceres(verb, model.toString(), map.toString(), "--quiet", "--out", out()), 2, "RESOLUTION_MISSING",
                    "states");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-3, 1", "0.2, 1", "NaN, 1", "Infinity, 1", "three, 1", "50, 2"})
    void anAbsurdResolutionIsRefused(String resolution, int code) {
        var a = CeresTest.ceres("run", model.toString(), map.toString(), "--resolution", resolution, "--quiet", "--out", out());
        refused(a, code, "", "esolution");
        var b = CeresTest.ceres("refine", model.toString(), map.toString(), "--resolution", resolution, "--quiet", "--out",
                out());
        refused(b, code == 1 ? 1 : 3, "", "resolution");
    }

    @Test
    void atomsOnTopOfEachOtherComeApartAndAreNamed() throws IOException {
        var lines = new ArrayList<>(helix);
        lines.set(40, at(lines.get(40), lines.get(10)));
        var file = pdb("top", lines);
        var done = refined(file, map);
        assertThat(done.path("outcome").asString()).isEqualTo("REFINED");
        assertThat(done.path("notes").toString()).contains("1 pairs of atoms of the input lie within 0.5 A");
        var s = result(done);
        assertThat(s.distance(10, 40)).isGreaterThan(2);
        assertThat(farthest(s, ModelReader.read(model).structure())).isLessThan(2);
        var bundle = bundle(run(file, map));
        assertThat(bundle.table1().orElseThrow().notes().toString()).contains("1 pairs of atoms of the input lie within 0.5 A");
    }

    @Test
    void aChainOnTopOfAnotherIsLeftAndNamed() throws IOException {
        var lines = new ArrayList<>(helix);
        lines.addAll(helix("B", 0));
        var file = pdb("twice", lines);
        var done = refined(file, map);
        kept(done, file);
        assertThat(done.path("notes").toString()).contains(helix.size() + " pairs of atoms of the input");
    }

    @Test
    void atomsThatAllLieInOnePlaceAreNoModel() throws IOException {
        var file = pdb("point", helix.stream().map(l -> at(l, helix.get(20))).toList());
        String words = "most of its %d atoms lie on top of one another, in 1 places".formatted(helix.size());
        refused(refine(file, map), 3, "", words);
        var a = run(file, map);
        assertThat(a.code()).as(a.err() + a.out()).isIn(2, 3);
        assertThat(a.err()).containsAnyOf(words, "MODEL_MAP_MISPLACED").doesNotContain("\tat ");
    }

    /// As many chains far outside as inside, and more.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aChainFarOutsideIsNamedAndNothingIsTouched(int chains) throws IOException {
        var lines = new ArrayList<>(helix);
        for (int c = 0; c < chains; c++) lines.addAll(helix("BC".substring(c, c + 1), 300 * (c + 1)));
        var file = pdb("far", lines);
        refused(run(file, map), 2, "MODEL_OUTSIDE_MAP", "atoms (%d %%) lie inside the map".formatted(100 / (chains + 1)));
        var done = refined(file, map);
        assertThat(done.path("notes").toString())
                .contains("%d of %d atoms of the input lie outside the map (the first: B ALA 1 N)"
                        .formatted(chains * helix.size(), lines.size()));
        assertThat(kept(done, file)).contains("chain " + "B, C".substring(0, 3 * chains - 2) + " lies outside the map");
    }

    @Test
    void aModelOutsideItsMapIsRefusedDockedIfAskedToAndElseLeft() throws IOException {
        var file = pdb("outside", helix("A", 400));
        refused(run(file, map), 2, "MODEL_OUTSIDE_MAP", "0 of %d atoms".formatted(helix.size()));
        var docked = refined(file, map);
        assertThat(docked.path("notes").toString()).contains("The model was docked into the map by");
        assertThat(farthest(result(docked), ModelReader.read(model).structure())).isLessThan(1.5);
        assertThat(kept(refined(file, map, "dock=false"), file)).contains("the map shows nothing of the model");
    }

    /// A ring that no dictionary knows, in the density of nothing; two digits are a name that wwPDB never gives to a component.
    @Test
    void anUnknownComponentKeepsItsShapeAndIsNamed() throws IOException {
        var lines = new ArrayList<>(helix);
        for (int k = 0; k < 6; k++)
            lines.add(atom("C" + (k + 1), "42", "L", 1, new double[]{6 + 1.39 * Math.cos(k * Math.PI / 3),
                11 + 1.39 * Math.sin(k * Math.PI / 3), 12}).replace("ATOM  ", "HETATM"));
        var file = pdb("ligand", lines);
        var done = refined(file, map);
        assertThat(done.path("notes").toString()).contains("42 is in no dictionary: its 6 atoms are held");
        var s = result(done);
        int first = helix.size();
        assertThat(s.residueName(s.residueOf(first))).isEqualTo("42");
        for (int k = 0; k < 6; k++) assertThat(s.distance(first + k, first + (k + 1) % 6)).isBetween(1.3, 1.5);
        assertThat(bundle(run(file, map)).table1().orElseThrow().notes().toString()).contains("42 is in no dictionary");
    }

    /// Weights that make the target overflow.
    @ParameterizedTest
    @ValueSource(strings = {"correlation_weight=1e300", "density_weight=1e300", "ramachandran_weight=1e300",
        "b_factor_weight=1e300", "contact_scale=1e300", "chi_sigma_deg=1e-300", "ramachandran_floor=1e-300"})
    void aTargetThatIsNoNumberWrecksNothing(String weight) throws IOException {
        var done = refined(model, map, weight);
        assertThat(farthest(result(done), ModelReader.read(model).structure())).isLessThan(1);
    }

    @Test
    void occupanciesOfZeroAreNamed() throws IOException {
        var file = pdb("zero", helix.stream().map(l -> l.substring(0, 54) + "  0.00  0.00" + l.substring(66)).toList());
        assertThat(kept(refined(file, map), file)).contains("every atom of the model has an occupancy of 0");
        var bundle = bundle(run(file, map));
        assertThat(bundle.table1().orElseThrow().notes().toString()).contains("every atom of the model has an occupancy of 0");
        assertThat(bundle.table1().orElseThrow().verdict().overall()).isEqualTo(Verdict.Overall.UNCHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-99.00", "   nan", "******", "999999"})
    void bFactorsThatAreNoneDoNoHarm(String b) throws IOException {
        var file = pdb("b", helix.stream().map(l -> l.substring(0, 60) + b + l.substring(66)).toList());
        var s = result(refined(file, map));
        for (double v : s.atoms().b()) assertThat(v).isBetween(1.0, 1000.0);
        assertThat(farthest(s, ModelReader.read(model).structure())).isLessThan(1);
    }

    private Answer run(Path model, Path map) {
        return CeresTest.ceres("run", model.toString(), map.toString(), "--resolution", "3", "--quiet", "--threads", "1", "--out",
                out(), "macro_cycles=1");
    }

    private Answer refine(Path model, Path map, String... more) {
        var words = new ArrayList<>(
                List.of("refine", model.toString(), map.toString(), "--resolution", "3", "--quiet", "--threads",
                        "1", "--out", out() + ".cif", "--json", "macro_cycles=1"));
        words.addAll(List.of(more));
        return CeresTest.ceres(words.toArray(String[]::new));
    }

    private String out() { return folder.resolve("out-" + System.nanoTime()).toString(); }

    private JsonNode refined(Path model, Path map, String... more) {
        var a = refine(model, map, more);
        assertThat(a.code()).as(a.err() + a.out()).isZero();
        return Json.mapper().readTree(a.out());
    }

    private static Structure result(JsonNode done) { return ModelReader.read(Path.of(done.path("out").asString())).structure(); }

    /// That the coordinates came back as they were; the reason.
    private static String kept(JsonNode done, Path input) {
        assertThat(done.path("outcome").asString()).isEqualTo("INPUT_KEPT");
        assertThat(farthest(result(done), ModelReader.read(input).structure())).isLessThan(0.002);
        return done.path("reason").asString();
    }

    private static Bundle bundle(Answer a) {
        assertThat(a.code()).as(a.err() + a.out()).isZero();
        var folder = a.out().lines().filter(l -> l.startsWith("bundle:")).findFirst().orElseThrow().substring(7).strip();
        var bundle = Bundle.open(Path.of(folder));
        assertThat(bundle.manifest().status()).isEqualTo(RunRecord.Status.REFINED);
        return bundle;
    }

    private static void refused(Answer a, int code, String reason, String words) {
        assertThat(a.code()).as(a.err() + a.out()).isEqualTo(code);
        assertThat(a.err() + a.out()).contains(reason).contains(words).doesNotContain("\tat ");
    }

    /// Farthest that an atom has moved, A.
    private static double farthest(Structure a, Structure b) {
        assertThat(a.atomCount()).isEqualTo(b.atomCount());
        double most = 0;
        for (int i = 0; i < a.atomCount(); i++)
            most = Math.max(most, Math.hypot(a.x(i) - b.x(i), Math.hypot(a.y(i) - b.y(i), a.z(i) - b.z(i))));
        return most;
    }

    /// A helix of alanine and leucine that begins at x, in lines of a PDB file.
    private static List<String> helix(String chain, double x) {
        var trace = new ArrayList<double[]>(List.of(new double[]{x, 0, 0}, new double[]{x + 1.458, 0, 0},
                new double[]{x + 2.0, 1.42, 0}));
        for (int r = 0; r < RESIDUES; r++) {
            next(trace, 1.329, 116.9, -42);
            next(trace, 1.458, 121.7, 180);
            next(trace, 1.525, 111.0, -62);
        }
        var lines = new ArrayList<String>();
        for (int r = 0; r < RESIDUES; r++) {
            String name = r % 3 == 1 ? "LEU" : "ALA";
            double[] n = trace.get(3 * r), a = trace.get(3 * r + 1), c = trace.get(3 * r + 2), after = trace.get(3 * r + 3),
                    beta = InternalCoordinates.at(n, c, a, 1.53, 110.1, 122.8);
            lines.add(atom("N", name, chain, r + 1, n));
            lines.add(atom("CA", name, chain, r + 1, a));
            lines.add(atom("C", name, chain, r + 1, c));
            lines.add(atom("O", name, chain, r + 1, InternalCoordinates.at(after, a, c, 1.231, 120.1, 180)));
            lines.add(atom("CB", name, chain, r + 1, beta));
            if (name.equals("ALA")) continue;
            double[] g = InternalCoordinates.at(n, a, beta, 1.53, 116.3, -65);
            lines.add(atom("CG", name, chain, r + 1, g));
            lines.add(atom("CD1", name, chain, r + 1, InternalCoordinates.at(a, beta, g, 1.524, 110.7, 175)));
            lines.add(atom("CD2", name, chain, r + 1, InternalCoordinates.at(a, beta, g, 1.524, 110.7, -63)));
        }
        return lines;
    }

    private static void next(List<double[]> chain, double length, double angleDeg, double torsionDeg) {
        int n = chain.size();
        chain.add(InternalCoordinates.at(chain.get(n - 3), chain.get(n - 2), chain.get(n - 1), length, angleDeg, torsionDeg));
    }

    private static String atom(String name, String residue, String chain, int seq, double[] x) {
        return String.format(Locale.ROOT, "ATOM      1  %-3s %3s %s%4d    %8.3f%8.3f%8.3f  1.00 40.00           %s", name,
                residue,
                chain, seq, x[0], x[1], x[2], name.substring(0, 1));
    }

    /// The line with the coordinates of another.
    private static String at(String line, String place) {
        return line.substring(0, 30) + place.substring(30, 54) + line.substring(54);
    }

    private Path pdb(String name, List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name + ".pdb"), String.join("\n", lines) + "\nEND\n");
    }

    private Path mrc(String name, float[] values) {
        var file = folder.resolve(name + ".mrc");
        MapWriter.writeMrc(new DensityMap(grid, values), file);
        return file;
    }

    /// Voxels of 1 A, 9 A of room.
    private static Grid grid(Structure s) {
        var n = new int[3];
        var low = new double[3];
        for (int d = 0; d < 3; d++) {
            double lo = 1e9, hi = -1e9;
            for (int i = d; i < s.atoms().xyz().length; i += 3) {
                lo = Math.min(lo, s.atoms().xyz()[i]);
                hi = Math.max(hi, s.atoms().xyz()[i]);
            }
            low[d] = Math.floor(lo - 9);
            n[d] = (int) Math.ceil(hi + 9 - low[d]);
        }
        return new Grid(n[0], n[1], n[2], UnitCell.orthogonal(n[0], n[1], n[2]), low[0], low[1], low[2]);
    }
}
