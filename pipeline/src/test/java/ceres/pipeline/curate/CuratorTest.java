package ceres.pipeline.curate;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.density.ModelMap;
import ceres.fault.ReasonCode;
import ceres.io.MapWriter;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A chain that winds through a box, and the map that it would give: Gaussians at its atoms and noise. Every finding is provoked by one change.
class CuratorTest {
    private static final double[] ORIGIN = {12, -8, 30};
    private static final int VOXELS = 40;
    private static final double SPACING = 1.0;
    /// Standard deviation of an atom's density, A: about 0.225 d of a map at d.
    private static final double WIDTH = 1.1;

    @TempDir
    Path folder;
    private Path map;
    private double[][] atoms;

    @BeforeEach
    void makeAPair() throws IOException {
        atoms = chain(new Random(7));
        map = folder.resolve("map.mrc");
        MapWriter.writeMrc(density(SPACING, 1, 0.1), map);
    }

    /// Residues of four atoms along a walk that turns at the walls.
    private static double[][] chain(Random random) {
        var xyz = new double[240][3];
        double[] at = {20, 20, 20}, step = {1, 0, 0};
        for (int i = 0; i < xyz.length; i++) {
            for (int k = 0; k < 3; k++) step[k] = 0.7 * step[k] + 0.6 * random.nextGaussian();
            double length = Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
            for (int k = 0; k < 3; k++) {
                at[k] += 1.4 * step[k] / length;
                if (at[k] < 9 || at[k] > 31) step[k] = -step[k];
                xyz[i][k] = at[k] + ORIGIN[k];
            }
        }
        return xyz;
    }

    private DensityMap density(double spacing, double scale, double noise) { return density(spacing, scale, noise, WIDTH); }

    private DensityMap density(double spacing, double scale, double noise, double width) {
        int n = (int) Math.round(VOXELS * SPACING / spacing);
        var grid = new Grid(n, n, n, UnitCell.orthogonal(n * spacing, n * spacing, n * spacing), ORIGIN[0], ORIGIN[1], ORIGIN[2]);
        var values = new float[grid.voxels()];
        var random = new Random(11);
        for (int i = 0; i < values.length; i++) values[i] = (float) (noise * random.nextGaussian());
        for (double[] a : atoms) add(grid, values, a, scale, width);
        return new DensityMap(grid, values);
    }

    private static void add(Grid g, float[] values, double[] atom, double scale, double width) {
        int[] centre = {(int) ((atom[0] - g.originX()) / g.dx()), (int) ((atom[1] - g.originY()) / g.dy()),
            (int) ((atom[2] - g.originZ()) / g.dz())};
        int reach = (int) (3.6 * width / g.dx());
        for (int k = Math.max(0, centre[2] - reach); k <= Math.min(g.nz() - 1, centre[2] + reach); k++)
            for (int j = Math.max(0, centre[1] - reach); j <= Math.min(g.ny() - 1, centre[1] + reach); j++)
                for (int i = Math.max(0, centre[0] - reach); i <= Math.min(g.nx() - 1, centre[0] + reach); i++) {
                    double dx = g.originX() + i * g.dx() - atom[0], dy = g.originY() + j * g.dy() - atom[1],
                            dz = g.originZ() + k * g.dz() - atom[2];
                    values[g.index(i, j, k)] += (float) (scale * Math.exp(-(dx * dx + dy * dy + dz * dz) / (2 * width * width)));
                }
    }

    private Path model(double[][] xyz, String... header) throws IOException {
        var lines = new ArrayList<>(List.of(header));
        String[] names = {" N  ", " CA ", " C  ", " O  "};
        for (int i = 0; i < xyz.length; i++)
            lines.add(String.format(Locale.ROOT, "ATOM  %5d %s ALA A%4d    %8.3f%8.3f%8.3f  1.00 20.00           %s", i + 1,
                    names[i % 4], i / 4 + 1,
                    xyz[i][0], xyz[i][1], xyz[i][2], names[i % 4].strip().substring(0, 1)));
        lines.add("END");
        return Files.write(folder.resolve("model.pdb"), lines);
    }

    private static final String RESOLUTION = "REMARK   2 RESOLUTION.    3.00 ANGSTROMS.";
    private static final String METHOD = "EXPDTA    ELECTRON MICROSCOPY";

    private static double[][] moved(double[][] xyz, double x, double y, double z) {
        var out = new double[xyz.length][];
        for (int i = 0; i < out.length; i++) out[i] = new double[]{xyz[i][0] + x, xyz[i][1] + y, xyz[i][2] + z};
        return out;
    }

    private static Finding only(Curation c) {
        assertThat(c.findings()).hasSize(1);
        return c.findings().getFirst();
    }

    private static void assertError(Curation c, ReasonCode code, String evidence) {
        assertThat(c.accepted()).isFalse();
        assertThat(c.findings()).anySatisfy(f -> {
            assertThat(f.code()).isEqualTo(code);
            assertThat(f.isError()).isTrue();
            assertThat(f.evidence()).contains(evidence);
            assertThat(f.remedy()).isNotBlank();
        });
    }

    private static void assertWarning(Curation c, ReasonCode code, String evidence) {
        assertThat(c.accepted()).as("%s", c.findings()).isTrue();
        assertThat(only(c).code()).isEqualTo(code);
        assertThat(only(c).evidence()).contains(evidence);
    }

    private CurationInput input(Path model, OptionalDouble resolution, Allowance... allow) {
        return new CurationInput(model, map, List.of(), Optional.empty(), resolution, Set.of(allow));
    }

    @Test
    void aGoodPairHasNoFindings() throws IOException {
        var c = Curator.curate(CurationInput.of(model(atoms, METHOD, RESOLUTION), map));
        assertThat(c.findings()).isEmpty();
        assertThat(c.resolution()).hasValue(3.0);
        assertThat(c.resolutionSource()).isEqualTo("REMARK 2");
        assertThat(c.model()).isPresent();
        assertThat(c.map()).isPresent();
    }

    @Test
    void aModelThatNamesNoMethodIsTakenAsItIs() throws IOException {
        assertThat(Curator.curate(CurationInput.of(model(atoms, RESOLUTION), map)).accepted()).isTrue();
    }

    @Test
    void anotherMethodIsRefusedUnlessAllowed() throws IOException {
        Path model = model(atoms, "EXPDTA    X-RAY DIFFRACTION", RESOLUTION);
        assertError(Curator.curate(CurationInput.of(model, map)), ReasonCode.NOT_CRYO_EM, "X-RAY DIFFRACTION");
        var allowed = Curator.curate(input(model, OptionalDouble.empty(), Allowance.OTHER_METHOD));
        assertWarning(allowed, ReasonCode.NOT_CRYO_EM, "Allowed by --allow other-method");
        assertThat(allowed.allowed()).containsExactly(Allowance.OTHER_METHOD);
    }

    @Test
    void theUserOverridesTheResolutionOfTheFiles() throws IOException {
        Path model = model(atoms, METHOD, RESOLUTION);
        var c = Curator.curate(input(model, OptionalDouble.of(3.4)));
        assertThat(c.resolution()).hasValue(3.4);
        assertWarning(c, ReasonCode.RESOLUTION_MISMATCH, "--resolution 3.4 is used; the files state REMARK 2 3 A");
    }

    @Test
    void noResolutionAndTwoResolutionsAreErrors() throws IOException {
        assertError(Curator.curate(CurationInput.of(model(atoms, METHOD), map)), ReasonCode.RESOLUTION_MISSING, "Neither");
        Path two = model(atoms, METHOD, RESOLUTION, "REMARK   3   EFFECTIVE RESOLUTION (ANGSTROMS)  : 3.400");
        assertError(Curator.curate(CurationInput.of(two, map)), ReasonCode.RESOLUTION_MISMATCH, "REMARK 2 3 A, REMARK 3 3.4 A");
    }

    @Test
    void resolutionsAgreeWithinTheirRounding() {
        assertThat(ResolutionConsensus.agree(3.275, 3.28)).isTrue();
        assertThat(ResolutionConsensus.agree(3.3, 3.28)).isTrue();
        assertThat(ResolutionConsensus.agree(3.0, 3.00)).isTrue();
        assertThat(ResolutionConsensus.agree(3.4, 3.28)).isFalse();
        assertThat(ResolutionConsensus.agree(3.28, 3.29)).isFalse();
    }

    @Test
    void fiveAngstromIsTheLimitAndInclusive() throws IOException {
        Path model = model(atoms, METHOD);
        assertThat(Curator.curate(input(model, OptionalDouble.of(5.0))).accepted()).isTrue();
        assertError(Curator.curate(input(model, OptionalDouble.of(5.01))), ReasonCode.RESOLUTION_TOO_LOW,
                "5.01 A (--resolution)");
        assertWarning(Curator.curate(input(model, OptionalDouble.of(7), Allowance.LOW_RESOLUTION)), ReasonCode.RESOLUTION_TOO_LOW,
                "7 A");
    }

    @Test
    void severalModelsAreAnEnsemble() throws IOException {
        Path model = model(atoms, METHOD, RESOLUTION, "MODEL        1");
        var lines = new ArrayList<>(Files.readAllLines(model));
        lines.set(lines.size() - 1, "ENDMDL");
        lines.add("MODEL        2");
        lines.add(lines.get(5));
        lines.add("ENDMDL");
        Files.write(model, lines);
        assertError(Curator.curate(CurationInput.of(model, map)), ReasonCode.MULTI_MODEL, "2 models");
    }

    /// 25 % are accepted, more are not.
    @Test
    void residuesOfOneAtomAreCounted() throws IOException {
        assertThat(Curator.curate(CurationInput.of(sparse(15), map)).accepted()).isTrue();
        assertError(Curator.curate(CurationInput.of(sparse(16), map)), ReasonCode.SINGLE_ATOM_RESIDUES,
                "16 of 60 residues (27 %)");
    }

    private Path sparse(int residues) throws IOException {
        Path model = model(atoms, METHOD, RESOLUTION);
        var lines = new ArrayList<>(Files.readAllLines(model));
        lines.removeIf(l -> l.startsWith("ATOM") && Integer.parseInt(l.substring(22, 26).strip()) <= residues
                && !l.startsWith(" CA ", 12));
        return Files.write(model, lines);
    }

    @Test
    void aModelElsewhereIsOutsideTheMap() throws IOException {
        var c = Curator.curate(CurationInput.of(model(moved(atoms, 200, 0, 0), METHOD, RESOLUTION), map));
        assertError(c, ReasonCode.MODEL_OUTSIDE_MAP, "0 of 240 atoms (0 %) lie inside the map");
        var fromZero = Curator
                .curate(CurationInput.of(model(moved(atoms, -ORIGIN[0], -ORIGIN[1], -ORIGIN[2]), METHOD, RESOLUTION), map));
        assertThat(fromZero.findings().getFirst().remedy()).contains("as if the map began at (0, 0, 0)");
    }

    @Test
    void aModelInTheMapButNotOnItsDensityIsMisplaced() throws IOException {
        for (int seed = 0; seed < 6; seed++) {
            var other = chain(new Random(100 + seed));
            assertError(Curator.curate(CurationInput.of(model(other, METHOD, RESOLUTION), map)), ReasonCode.MODEL_MAP_MISPLACED,
                    "no higher than by chance");
        }
        Path shifted = model(moved(atoms, 0, 7, -6), METHOD, RESOLUTION);
        assertError(Curator.curate(CurationInput.of(shifted, map)), ReasonCode.MODEL_MAP_MISPLACED, "no higher than by chance");
        assertThat(Curator.curate(input(shifted, OptionalDouble.empty(), Allowance.PLACEMENT)).accepted()).isTrue();
    }

    @Test
    void aLittleDisplacementIsTheBusinessOfRefinement() throws IOException {
        assertThat(Curator.curate(CurationInput.of(model(moved(atoms, 0.6, -0.6, 0.6), METHOD, RESOLUTION), map)).accepted())
                .isTrue();
    }

    @Test
    void theScaleAndTheOffsetOfAMapDoNotMatter() throws IOException {
        var d = density(SPACING, 1, 0.1);
        var values = d.values().clone();
        for (int i = 0; i < values.length; i++) values[i] = 1e-4f * values[i] - 5e-4f;
        MapWriter.writeMrc(new DensityMap(d.grid(), values), map);
        assertThat(Curator.curate(CurationInput.of(model(atoms, METHOD, RESOLUTION), map)).findings()).isEmpty();
    }

    @Test
    void lowResolutionAndSharpeningDoNotMatter() throws IOException {
        Path model = model(atoms, METHOD);
        for (double d : new double[]{4, 5, 6, 8, 10}) {
            MapWriter.writeMrc(density(SPACING, 1, 0.3, 0.225 * d), map);
            assertThat(Curator.curate(input(model, OptionalDouble.of(d), Allowance.LOW_RESOLUTION)).accepted()).as("at %s A", d)
                    .isTrue();
        }
        DensityMap narrow = density(SPACING, 1, 0.3, 0.9), wide = density(SPACING, 0.25, 0, 1.8);
        for (int i = 0; i < narrow.values().length; i++) narrow.values()[i] -= wide.values()[i];
        MapWriter.writeMrc(narrow, map);
        assertThat(Curator.curate(input(model, OptionalDouble.of(3))).accepted()).isTrue();
        assertError(Curator.curate(input(model(chain(new Random(99)), METHOD), OptionalDouble.of(3))),
                ReasonCode.MODEL_MAP_MISPLACED, "by chance");
    }

    @Test
    void invertedContrastIsNamed() throws IOException {
        MapWriter.writeMrc(density(SPACING, -1, 0.1), map);
        var c = Curator.curate(CurationInput.of(model(atoms, METHOD, RESOLUTION), map));
        assertError(c, ReasonCode.MODEL_MAP_MISPLACED, "the contrast is inverted");
        assertThat(c.findings().getFirst().remedy()).isEqualTo("multiply the map by -1");
    }

    @Test
    void aConstantMapIsNone() throws IOException {
        var d = density(SPACING, 1, 0.1);
        MapWriter.writeMrc(new DensityMap(d.grid(), new float[d.values().length]), map);
        assertError(Curator.curate(CurationInput.of(model(atoms, METHOD, RESOLUTION), map)), ReasonCode.UNREADABLE_MAP,
                "every voxel has the value 0.0");
    }

    @Test
    void aGridTooCoarseForTheResolutionIsAWarning() throws IOException {
        var c = Curator.curate(input(model(atoms, METHOD), OptionalDouble.of(1.8)));
        assertWarning(c, ReasonCode.MAP_RESOLUTION_DOUBTFUL, "hold nothing finer than 2.00 A");
    }

    @Test
    void thePlaceholderCellIsNormalAndAContradictionAWarningWhereTheModelFits() throws IOException {
        assertThat(Curator
                .curate(CurationInput
                        .of(model(atoms, METHOD, RESOLUTION, "CRYST1    1.000    1.000    1.000  90.00  90.00  90.00 P 1"), map))
                .findings())
                .isEmpty();
        assertThat(Curator
                .curate(CurationInput
                        .of(model(atoms, METHOD, RESOLUTION, "CRYST1   40.000   40.000   40.000  90.00  90.00  90.00 P 1"), map))
                .findings())
                .isEmpty();
        Path foreign = model(atoms, METHOD, RESOLUTION, "CRYST1   77.000   88.000   99.000  90.00  90.00  90.00 P 1");
        assertWarning(Curator.curate(CurationInput.of(foreign, map)), ReasonCode.BOX_MISMATCH, "77.0 x 88.0 x 99.0 A");
        Path lost = model(moved(atoms, 300, 0, 0), METHOD, RESOLUTION,
                "CRYST1   77.000   88.000   99.000  90.00  90.00  90.00 P 1");
        assertError(Curator.curate(CurationInput.of(lost, map)), ReasonCode.BOX_MISMATCH, "77.0 x 88.0 x 99.0 A");
    }

    @Test
    void halfMapsThatCannotBeUsedAreDropped() throws IOException {
        Path model = model(atoms, METHOD, RESOLUTION);
        Path first = folder.resolve("half1.mrc"), second = folder.resolve("half2.mrc"), coarse = folder.resolve("coarse.mrc");
        MapWriter.writeMrc(density(SPACING, 1, 0.2), first);
        MapWriter.writeMrc(density(SPACING, 0.99, 0.3), second);
        MapWriter.writeMrc(density(2 * SPACING, 1, 0.2), coarse);
        assertThat(withHalves(model, first, second).halfMaps()).hasSize(2);
        var grid = withHalves(model, first, coarse);
        assertThat(grid.halfMaps()).isEmpty();
        assertWarning(grid, ReasonCode.HALFMAP_GRID_MISMATCH, "coarse.mrc has 20 x 20 x 20 voxels of 2.000 A");
        assertWarning(withHalves(model, first, first), ReasonCode.MAP_RESOLUTION_DOUBTFUL, "The half-maps are identical");
        assertWarning(withHalves(model, first, map), ReasonCode.MAP_RESOLUTION_DOUBTFUL, "identical with the map");
        Path other = folder.resolve("other.mrc");
        MapWriter.writeMrc(density(SPACING, -1, 0.2), other);
        assertWarning(withHalves(model, first, other), ReasonCode.MAP_RESOLUTION_DOUBTFUL, "do not resemble each other");
    }

    /// Half-maps of another molecule of the same size lie in the same place of the same box, so they resemble the map as a whole.
    @Test
    void halfMapsOfAnotherMapAreFoundOutAndSharpeningIsNoReason() throws IOException {
        Path model = model(atoms, METHOD, RESOLUTION), first = folder.resolve("half1.mrc"), second = folder.resolve("half2.mrc");
        var own = atoms;
        atoms = chain(new Random(41));
        MapWriter.writeMrc(density(SPACING, 1, 0.2), first);
        MapWriter.writeMrc(density(SPACING, 0.99, 0.3), second);
        var foreign = withHalves(model, first, second);
        assertThat(foreign.halfMaps()).isEmpty();
        assertWarning(foreign, ReasonCode.MAP_RESOLUTION_DOUBTFUL, "those of another map");
        atoms = own;
        MapWriter.writeMrc(density(SPACING, 1, 0.2, 2.2), first);
        MapWriter.writeMrc(density(SPACING, 1, 0.2, 2.3), second);
        assertThat(withHalves(model, first, second).halfMaps()).hasSize(2);
    }

    /// The files state 3 and 4.2 A; half-maps decide where theirs is near one of the two.
    @Test
    void halfMapsDecideBetweenResolutions() throws IOException {
        Path two = model(atoms, METHOD, RESOLUTION, "REMARK   3   EFFECTIVE RESOLUTION (ANGSTROMS)  : 4.200");
        Path first = folder.resolve("half1.mrc"), second = folder.resolve("half2.mrc");
        halfMaps(3.05, 1.5, first, second);
        var fine = withHalves(two, first, second);
        assertThat(fine.resolution()).as("%s", fine.findings()).hasValue(3.0);
        assertWarning(fine, ReasonCode.RESOLUTION_MISMATCH, "So 3 A is used");
        halfMaps(4.2, 1.5, first, second);
        var coarse = withHalves(two, first, second);
        assertThat(coarse.resolution()).as("%s", coarse.findings()).hasValue(4.2);
        halfMaps(3.9, 1.5, first, second);
        var between = withHalves(two, first, second);
        assertError(between, ReasonCode.RESOLUTION_MISMATCH, "not clearly one of them");
        assertThat(between.resolution()).isEmpty();
    }

    /// Half-maps whose signal ends at d, A: the same waves up to d, noise of their own all over.
    private void halfMaps(double d, double noise, Path first, Path second) throws IOException {
        var signal = new StructureBuilder().chain("A", "A", "1").residue("UNL", 1, '\0', 0, true);
        for (double[] a : atoms) signal.atom("C", 6, 0, '\0', a[0], a[1], a[2], 1, 5);
        var grid = density(SPACING, 1, 0).grid();
        var clean = ModelMap.compute(signal.build(), grid, d, Parallel.single());
        double sd = 0;
        for (float v : clean.values()) sd += v * v / clean.values().length;
        for (Path file : List.of(first, second)) {
            var random = new Random(file.equals(first) ? 5 : 6);
            var values = clean.values().clone();
            for (int i = 0; i < values.length; i++) values[i] += (float) (noise * Math.sqrt(sd) * random.nextGaussian());
            MapWriter.writeMrc(new DensityMap(grid, values), file);
        }
    }

    @Test
    void aMapOfTheWrongHandIsNamed() throws IOException {
        Path model = model(atoms, METHOD, RESOLUTION);
        var d = density(SPACING, 1, 0.1);
        var flipped = new float[d.values().length];
        var g = d.grid();
        for (int k = 0; k < g.nz(); k++)
            for (int j = 0; j < g.ny(); j++)
                for (int i = 0; i < g.nx(); i++) flipped[g.index(i, j, g.nz() - 1 - k)] = d.at(i, j, k);
        MapWriter.writeMrc(new DensityMap(g, flipped), map);
        var c = Curator.curate(CurationInput.of(model, map));
        assertError(c, ReasonCode.MODEL_MAP_MISPLACED, "In the mirror image of the map along z it is higher");
        assertThat(c.findings().getFirst().remedy()).contains("hand of the map");
        MapWriter.writeMrc(d, map);
        Path other = model(chain(new Random(100)), METHOD, RESOLUTION);
        assertThat(Curator.curate(CurationInput.of(other, map)).findings().getFirst().evidence()).doesNotContain("mirror");
    }

    /// A map at 8 A that states 3 A, and one that states nearly what it shows.
    @Test
    void aBlurredMapIsDoubtedOnItsData() throws IOException {
        halfMaps(8, 0.3, map, folder.resolve("other.mrc"));
        var blurred = Curator.curate(CurationInput.of(model(atoms, METHOD, RESOLUTION), map));
        assertWarning(Curator.onData(blurred, Parallel.single(), Progress.NONE), ReasonCode.MAP_RESOLUTION_DOUBTFUL,
                "A map of the model resembles the map most at");
        halfMaps(3.5, 0.3, map, folder.resolve("other.mrc"));
        var sharp = Curator.curate(CurationInput.of(model(atoms, METHOD, RESOLUTION), map));
        assertThat(Curator.onData(sharp, Parallel.single(), Progress.NONE).findings()).isEmpty();
    }

    private Curation withHalves(Path model, Path first, Path second) {
        return Curator.curate(
                new CurationInput(model, map, List.of(first, second), Optional.empty(), OptionalDouble.empty(), Set.of()));
    }

    @Test
    void whatCannotBeReadIsAFindingAndComesFirst() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.cif"), "data_X\nloop_\n_atom_site.id\n");
        var c = Curator.curate(CurationInput.of(broken, folder.resolve("absent.map")));
        assertThat(c.findings()).extracting(Finding::code).containsExactly(ReasonCode.UNREADABLE_MODEL,
                ReasonCode.UNREADABLE_MAP);
        assertThat(c.model()).isEmpty();
        assertThat(c.findings().getFirst().evidence()).contains("broken.cif");
    }

    @Test
    void aMapThatShowsLessThanItsStatedResolutionIsDoubtful() throws IOException {
        var good = Curator.curate(CurationInput.of(model(atoms, METHOD, RESOLUTION), map));
        assertThat(Curator.withMapResolution(good, 3.4, 0.7).findings()).isEmpty();
        assertThat(Curator.withMapResolution(good, 8.9, 0.3).findings()).isEmpty();
        assertWarning(Curator.withMapResolution(good, 6.2, 0.7), ReasonCode.MAP_RESOLUTION_DOUBTFUL, "at 6.2 A (CC_mask 0.70)");
    }

    @Test
    void everyAllowanceIsFoundByItsWord() {
        for (var a : Allowance.values()) assertThat(Allowance.of(a.option().toUpperCase(Locale.ROOT))).contains(a);
        assertThat(Allowance.of("everything")).isEmpty();
    }
}
