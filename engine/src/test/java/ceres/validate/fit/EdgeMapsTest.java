package ceres.validate.fit;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.fault.Fault;
import ceres.io.MapReader;
import ceres.map.DensityMap;
import ceres.metric.Measurement;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Maps of every odd kind: each is refused by the reader in words, or measured, or said to be beyond measuring.
@Tag("slow")
class EdgeMapsTest {
    private static final Parallel TEAM = Parallel.of(2);

    static Stream<Path> maps() throws IOException {
        var folder = SharedData.find("edge_maps");
        if (folder.isEmpty()) return Stream.empty();
        try (var files = Files.list(folder.get())) {
            return files.filter(f -> f.toString().matches(".*\\.(map|mrc|ccp4)(\\.gz)?")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("maps")
    void isMeasuredOrRefused(Path file) {
        DensityMap map;
        try {
            map = MapReader.read(file).map();
        } catch (Fault.BadInput refused) {
            assertThat(refused.getMessage()).contains(file.getFileName().toString()).contains("try: ");
            return;
        }
        var fit = MapFit.measure(inside(map), map, Optional.empty(), 4, OptionalDouble.of(0.1), TEAM, Progress.NONE);
        assertThat(fit.measurements().asMap().values()).isNotEmpty().allSatisfy(m -> {
            if (m instanceof Measurement.Absent absent) assertThat(absent.detail()).isNotBlank();
        });
    }

    /// A few atoms round the middle of the map.
    private static Structure inside(DensityMap map) {
        var g = map.grid();
        double[] m = g.cell().orthogonalisation();
        var builder = new StructureBuilder().chain("A", "A", "1").residue("UNL", 1, '\0', 0, true);
        for (int i = 0; i < 12; i++) {
            double f = 0.4 + 0.2 * i / 12, q = 0.4 + 0.2 * (i * 5 % 12) / 12, r = 0.4 + 0.2 * (i * 7 % 12) / 12;
            builder.atom("C" + i, 6, 0, '\0', g.originX() + m[0] * f + m[1] * q + m[2] * r, g.originY() + m[4] * q + m[5] * r,
                    g.originZ() + m[8] * r, 1, 50);
        }
        return builder.build();
    }
}
