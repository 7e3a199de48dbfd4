package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.testing.Check;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapFilesTest {
    @TempDir
    Path folder;

    private MapFile read(Consumer<MrcFixture> change) throws IOException {
        var fixture = new MrcFixture();
        change.accept(fixture);
        return MapReader.read(fixture.write(folder));
    }

    private void assertValues(MapFile file, MrcFixture f) {
        for (int s = 0; s < f.sections; s++)
            for (int r = 0; r < f.rows; r++)
                for (int c = 0; c < f.columns; c++) {
                    int[] at = f.xyz(c, r, s);
                    assertThat(file.map().at(at[0], at[1], at[2])).isEqualTo(c + 10 * r + 100 * s);
                }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,3", "2,3", "6,3", "12,3"})
    void everyModeIsRead(int mode, int sections) throws IOException {
        for (var order : new ByteOrder[]{ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            var f = new MrcFixture();
            f.mode = mode;
            f.sections = sections;
            f.order = order;
            if (order == ByteOrder.BIG_ENDIAN) f.stamp = new byte[]{0x11, 0x11, 0, 0};
            assertValues(MapReader.read(f.write(folder)), f);
        }
    }

    @Test
    void unsignedNumbersOfMode6AreNotNegative() throws IOException {
        var f = new MrcFixture();
        f.mode = 6;
        byte[] bytes = f.bytes();
        bytes[1024] = bytes[1025] = (byte) 0xff;
        assertThat(MapReader.read(Files.write(folder.resolve("f.mrc"), bytes)).map().at(0, 0, 0)).isEqualTo(65535f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3", "1 3 2", "2 1 3", "2 3 1", "3 1 2", "3 2 1"})
    void everyAxisOrderIsUndone(String axes) throws IOException {
        var f = new MrcFixture();
        f.axes = Arrays.stream(axes.split(" ")).mapToInt(Integer::parseInt).toArray();
        f.start = new int[]{7, -8, 9};
        var file = MapReader.read(f.write(folder));
        assertValues(file, f);
        int[] start = f.xyz(7, -8, 9);
        assertThat(file.map().grid().originX()).isCloseTo(1.5 * start[0], within(1e-9));
        assertThat(file.map().grid().originY()).isCloseTo(1.5 * start[1], within(1e-9));
        assertThat(file.map().grid().originZ()).isCloseTo(1.5 * start[2], within(1e-9));
    }

    @Test
    void aMachineStampThatLiesIsOverruledByAHeaderThatMakesSense() throws IOException {
        for (byte[] stamp : new byte[][]{{0, 0, 0, 0}, {'M', 'A', 'E', ' '}, {0x11, 0x11, 0, 0}, {0x44, 0x41, 0, 0}}) {
            var f = new MrcFixture();
            f.stamp = stamp;
            assertValues(MapReader.read(f.write(folder)), f);
        }
        var f = new MrcFixture();
        f.order = ByteOrder.BIG_ENDIAN;
        var file = MapReader.read(f.write(folder));
        assertValues(file, f);
        assertThat(file.warnings()).anyMatch(w -> w.contains("machine stamp"));
    }

    @Test
    void nstartPlacesTheMapAndOriginOnlyWhereItIsZero() throws IOException {
        var both = read(f -> {
            f.start = new int[]{2, 0, 0};
            f.origin = new float[]{10, 20, 30};
        });
        assertThat(both.map().grid().originX()).isEqualTo(3.0);
        assertThat(both.map().grid().originZ()).isEqualTo(0.0);
        assertThat(both.warnings()).anyMatch(w -> w.contains("NSTART was used"));
        var origin = read(f -> f.origin = new float[]{10.1f, 20, 30});
        assertThat(origin.map().grid().originX()).isCloseTo(10.1, within(1e-5));
        assertThat(origin.header().placement()).isEqualTo(MapHeader.Placement.ORIGIN);
        assertThat(origin.warnings()).anyMatch(w -> w.contains("off the grid points"));
        assertThat(read(f -> f.origin = new float[]{-15, 3, 30}).warnings()).isEmpty();
        assertThat(read(f -> f.origin = new float[]{1, Float.NaN, 0}).header().placement()).isEqualTo(MapHeader.Placement.ZERO);
    }

    @Test
    void theSkewTranslationOfCcp4IsAppliedAndARotationRefused() throws IOException {
        var moved = read(f -> f.skew = new float[]{1, 0, 0, 0, 1, 0, 0, 0, 1, 4, 5, 6});
        assertThat(moved.map().grid().originY()).isEqualTo(5.0);
        assertUnreadable(f -> f.skew = new float[]{0, 1, 0, 1, 0, 0, 0, 0, 1, 4, 5, 6}, "rotates the map");
    }

    @Test
    void aSubvolumeHasTheSpacingOfItsCell() throws IOException {
        var file = read(f -> {
            f.intervals = new int[]{50, 40, 30};
            f.cell = new double[]{100, 40, 15};
            f.start = new int[]{10, 0, -3};
        });
        var g = file.map().grid();
        assertThat(new double[]{g.dx(), g.dy(), g.dz()}).containsExactly(2.0, 1.0, 0.5);
        assertThat(new double[]{g.cell().a(), g.originX(), g.originZ()}).containsExactly(10.0, 20.0, -1.5);
    }

    @Test
    void cornersOfANonOrthogonalBoxLieWhereItsCellPutsThem() throws IOException {
        var g = read(f -> {
            f.angles = new double[]{80, 110, 95};
            f.start = new int[]{5, 4, 3};
        }).map().grid();
        assertThat(g.isOrthogonal()).isFalse();
        double[] o = g.cell().orthogonalisation();
        assertThat(new double[]{g.originX(), g.originY(), g.originZ()})
                .containsExactly(new double[]{o[0] + o[1] + o[2], o[4] + o[5], o[8]}, within(1e-5));
    }

    @Test
    void theExtendedHeaderIsSkipped() throws IOException {
        var f = new MrcFixture();
        f.extended = 160;
        assertValues(MapReader.read(f.write(folder)), f);
        assertValues(MapReader.read(MrcFixture.gzip(folder, f.bytes())), f);
    }

    @Test
    void gzipIsToldByContentNotByName() throws IOException {
        var f = new MrcFixture();
        Path gz = MrcFixture.gzip(folder, f.bytes());
        assertValues(MapReader.read(Files.move(gz, folder.resolve("zipped.mrc"))), f);
        assertValues(MapReader.read(Files.write(folder.resolve("plain.map.gz"), f.bytes())), f);
    }

    @Test
    void aHeaderThatLiesAboutSizeTakesNoMemory() throws IOException {
        assertUnreadable(f -> f.rows = 4, "bytes in all, but the file has", bytes -> Arrays.copyOf(bytes, bytes.length - 4));
        byte[] huge = new MrcFixture().bytes();
        for (int w = 0; w < 3; w++) huge[4 * w + 2] = 1;
        assertThatThrownBy(() -> MapReader.read(Files.write(folder.resolve("huge.mrc"), huge))).isInstanceOf(Fault.BadInput.class)
                .hasMessageContaining("more than");
        byte[] large = new MrcFixture().bytes();
        large[1] = large[5] = large[9] = 2;
        assertThatThrownBy(() -> MapReader.read(MrcFixture.gzip(folder, large))).isInstanceOf(Fault.BadInput.class)
                .hasMessageContaining("which a file of this size cannot hold");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        assertUnreadable(f -> f.mode = 4, "complex numbers");
        assertUnreadable(f -> f.mode = 101, "4-bit");
        assertUnreadable(f -> f.columns = 0, "an axis of the map is empty: the header states 0 x 4 x 3");
        assertUnreadable(f -> f.nan = 23, "1 of 60 voxels are not finite numbers, the first at (3, 2, 0)");
        assertUnreadable(f -> f.cell = new double[]{0, 0, 0}, "no usable cell");
        assertUnreadable(f -> f.angles = new double[]{30, 30, 150}, "no cell has the angles");
        assertUnreadable(_ -> {}, "has 100 bytes, fewer than the 1024", bytes -> Arrays.copyOf(bytes, 100));
        assertUnreadable(_ -> {}, "the file is empty", bytes -> new byte[0]);
        assertThatThrownBy(() -> MapReader.read(folder.resolve("absent.map"))).isInstanceOf(Fault.BadInput.class)
                .hasMessageContaining("no such file");
        byte[] zipped = Files.readAllBytes(MrcFixture.gzip(folder, new MrcFixture().bytes()));
        assertThatThrownBy(() -> MapReader.read(Files.write(folder.resolve("cut.gz"), Arrays.copyOf(zipped, zipped.length - 20))))
                .isInstanceOf(Fault.BadInput.class).hasMessageContaining("ends before the map is complete");
    }

    private void assertUnreadable(Consumer<MrcFixture> change, String found) throws IOException {
        assertUnreadable(change, found, b -> b);
    }

    private void assertUnreadable(Consumer<MrcFixture> change, String found, java.util.function.UnaryOperator<byte[]> spoil)
            throws IOException {
        var f = new MrcFixture();
        change.accept(f);
        Path file = Files.write(folder.resolve("bad.mrc"), spoil.apply(f.bytes()));
        assertThatThrownBy(() -> MapReader.read(file)).isInstanceOfSatisfying(Fault.BadInput.class, fault -> {
            assertThat(fault.code()).contains(ReasonCode.UNREADABLE_MAP);
            assertThat(fault.where()).isEqualTo(file.toString());
            assertThat(fault.found()).contains(found);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    /// Reference: gemmi 0.5.7 (python3-gemmi, `read_ccp4_map`, voxels by `axis_positions`), 2026-11-24; float32, hence six digits. Where NSTART is
    /// zero gemmi disregards ORIGIN, so origins are given for the others only; of the files that gemmi declines, none is here.
    @ParameterizedTest
    @CsvSource({"edge_maps/EMD-3197.map,20 20 20,-22.8 0 0,-1.80131,-1.66185,4.9141",
        "edge_maps/emd_1155.ccp4.gz,141 91 281,0 0 0,18,1,1",
        "edge_maps/emd_1788.map.gz,34 50 49,42 0 0,0,0,-1.38501",
        "edge_maps/emd_8216.map.gz,100 50 83,-0.237 -5.926 -4.986,-0.107889,-0.128433,-0.0522991",
        "edge_maps/gemmi_5i55_tiny.ccp4,6 8 10,-11.336 21.875 18.361,0.054935,-0.0915583,0.274675",
        "edge_maps/gemmi_iota_yzx.ccp4.gz,4 1 2,30 440 -60,60,102,144",
        "edge_maps/low-res-emd-32143.map.gz,100 100 100,0 0 0,1.65184e-05,1.25936e-05,5.84726e-05",
        "edge_maps/sfftk_tiny1.map,3 3 3,0 0 0,9,8,6",
        "pairs/emd4413_6i5a/6i5a_box.ccp4.gz,46 70 43,0 0 0,-0.00452184,-0.00697459,-0.023891",
        "pairs/cctbx_nonzero_origin/cctbx_non_zero_origin_map.ccp4,30 40 32,74.703 72.308 73.744,0,0,0.199339"})
    void realMapsAreAsGemmiReadsThem(String file, String size, String origin, double first, double second, double inside) {
        var map = MapReader.read(SharedData.require(file)).map();
        var g = map.grid();
        assertThat("%d %d %d".formatted(g.nx(), g.ny(), g.nz())).isEqualTo(size);
        double[] at = Arrays.stream(origin.split(" ")).mapToDouble(Double::parseDouble).toArray();
        assertThat(new double[]{g.originX(), g.originY(), g.originZ()}).containsExactly(at, within(6e-4));
        assertThat((double) map.at(0, 0, 0)).isCloseTo(first, within(1e-5 * Math.abs(first) + 1e-12));
        assertThat((double) map.at(1, 0, 0)).isCloseTo(second, within(1e-5 * Math.abs(second) + 1e-12));
        assertThat((double) map.at(g.nx() / 2, g.ny() / 3, g.nz() / 4)).isCloseTo(inside,
                within(1e-5 * Math.abs(inside) + 1e-12));
    }

    @Test
    void nstartAndOriginOfOneRealMapAreNotAddedUp() {
        var g = MapReader.read(SharedData.require("pairs/emd6374_3jb0/6374.mrc.gz")).map().grid();
        assertThat(new double[]{g.originX(), g.originY(), g.originZ()}).containsExactly(new double[]{-119.232, -80.592, 242.88},
                within(1e-3));
    }

    // ---- writing

    @Test
    void aWrittenMapIsReadBackInItsPlace() {
        Check.forAll(40, r -> {
            int nx = 2 + r.nextInt(5), ny = 2 + r.nextInt(5), nz = 2 + r.nextInt(5);
            var values = new float[nx * ny * nz];
            for (int i = 0; i < values.length; i++) values[i] = (float) r.nextGaussian();
            boolean onGrid = r.nextBoolean(), skewed = r.nextInt(4) == 0;
            double d = 0.8 + r.nextDouble();
            var cell = new UnitCell(nx * d, ny * d, nz * d, skewed ? 80 : 90, 90, skewed ? 105 : 90);
            double step = onGrid && !skewed ? d : 1;
            return new DensityMap(new Grid(nx, ny, nz, cell, step * (r.nextInt(40) - 20), step * r.nextInt(9),
                    onGrid ? 0 : 3.3 * r.nextDouble()), values);
        }, map -> {
            for (String name : new String[]{"back.mrc", "back.mrc.gz"}) {
                MapWriter.writeMrc(map, folder.resolve(name));
                var back = MapReader.read(folder.resolve(name)).map();
                assertThat(back.values()).isEqualTo(map.values());
                assertThat(back.grid().sameAs(map.grid())).as("%s %s", back.grid(), map.grid()).isTrue();
            }
        });
    }

    @Test
    void aMapForTheViewerHoldsItsGridAndItsValuesToAStep() throws IOException {
        var map = MapReader.read(SharedData.require("pairs/emd5830_3j63/A_box.ccp4.gz")).map();
        Path out = folder.resolve("map.bcif");
        MapWriter.writeBcif(map, out);
        var document = ceres.io.cif.BinaryCif.parse(out, Files.readAllBytes(out));
        assertThat(document.blocks().stream().map(b -> b.name())).containsExactly("SERVER", "EM");
        var em = document.blocks().get(1);
        assertThat(em.value("volume_data_3d_info.sample_count[0]")).contains("41");
        assertThat(em.value("volume_data_3d_info.axis_order[2]")).contains("2");
        assertThat(Double.parseDouble(em.value("volume_data_3d_info.spacegroup_cell_size[2]").orElseThrow())).isCloseTo(38.88,
                within(1e-5));
        var values = em.category("volume_data_3d").orElseThrow();
        assertThat(values.rows()).isEqualTo(map.values().length);
        var s = MapWriter.statistics(map);
        double halfStep = (s.max() - s.min()) / 254 / 2 + 1e-6;
        for (int i = 0; i < values.rows(); i += 97) assertThat(values.number(i, 0)).isCloseTo(map.values()[i], within(halfStep));
        assertThat(Files.size(out)).isLessThan(map.values().length + 4096L);
    }

    /// Oracle: ciftools-java 7.0.2 reads what we write, but for the quantised values: it takes the ends of their interval for whole numbers.
    @Test
    void anotherReaderOfBinaryCifReadsTheGridOfTheMap() throws IOException {
        var map = MapReader.read(new MrcFixture().write(folder)).map();
        Path out = folder.resolve("map.bcif");
        MapWriter.writeBcif(map, out);
        var em = org.rcsb.cif.CifIO.readFromPath(out).getBlocks().get(1);
        assertThat(em.getBlockHeader()).isEqualTo("EM");
        var info = em.getCategory("volume_data_3d_info");
        assertThat(info.getColumn("sample_count[1]").getStringData(0)).isEqualTo("4");
        assertThat(info.getColumn("name").getStringData(0)).isEqualTo("EM");
        assertThat(Double.parseDouble(info.getColumn("spacegroup_cell_size[0]").getStringData(0))).isEqualTo(7.5);
        assertThat(Double.parseDouble(info.getColumn("max_source").getStringData(0))).isEqualTo(234);
    }

    @Test
    void aMapWithFarOutliersGetsTwoBytesAVoxel() throws IOException {
        var values = new float[1000];
        for (int i = 0; i < values.length; i++) values[i] = i % 10;
        values[500] = 5000;
        var map = new DensityMap(new Grid(10, 10, 10, UnitCell.orthogonal(10, 10, 10), 1, 2, 3), values);
        Path out = folder.resolve("map.bcif");
        MapWriter.writeBcif(map, out);
        var column = ceres.io.cif.BinaryCif.parse(out, Files.readAllBytes(out)).blocks().get(1).category("volume_data_3d")
                .orElseThrow();
        assertThat(column.number(13, 0)).isCloseTo(3, within(0.04));
    }
}
