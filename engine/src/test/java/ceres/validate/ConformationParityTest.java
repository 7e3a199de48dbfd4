package ceres.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.testing.SharedData;
import ceres.validate.geometry.CBeta;
import ceres.validate.geometry.Call;
import ceres.validate.geometry.Omega;
import ceres.validate.geometry.Rama;
import ceres.validate.geometry.RamaZ;
import ceres.validate.geometry.SideChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every residue of 13 models against cctbx 2022.9 (Debian), run 2026-08-22 with the grids of rotarama_data and rebuilt arginine and lysine
/// grids. The answers carry two decimals of angles and four of scores, hence the tolerances. 2ERL has a blank chain id, which the reader
/// names A; the reference lists a residue once more for altlocs that its own atoms do not have.
class ConformationParityTest {
    private static final String ORACLE = "expected/spec-data/oracle";

    @ParameterizedTest
    @ValueSource(strings = {"1A2P", "1UBQ", "1VC7", "2ERL", "2V8O", "3jd6_noh", "4HUM", "4NPD", "4PRF", "4a7h_chainC",
        "big_cube_model", "pae"})
    void everyResidueHasTheAnswerOfTheReference(String name) {
        Path oracle = SharedData.require(ORACLE);
        var quality = Oracle.measure(oracle.resolve("models/" + name + ".pdb.gz"), MeasureOptions.DEFAULT);
        var ours = index(quality);
        int rows = 0, absent = 0;
        for (var row : Oracle.rows(oracle.resolve(name + ".csv"))) {
            Object mine = find(ours, row);
            rows++;
            if (mine == null) absent++;
            else
                compare(row, mine);
        }
        assertTrue(absent <= rows / 19, absent + " of " + rows + " rows are absent: more than altlocs listed twice");
    }

    private static Map<String, Object> index(ModelQuality q) {
        var map = new HashMap<String, Object>();
        for (var r : q.rama()) map.put(key("rama", q, r.residue(), r.altloc()), r);
        for (var r : q.sideChains()) map.put(key("rota", q, r.residue(), r.altloc()), r);
        for (var r : q.cbeta()) map.put(key("cbdev", q, r.residue(), r.altloc()), r);
        for (var r : q.omega()) map.put(key("omega", q, r.residue(), r.altloc()), r);
        return map;
    }

    private static String key(String metric, ModelQuality q, int residue, char altloc) {
        var r = q.residues().get(residue);
        return metric + r.seq() + (r.icode() == 0 ? "" : r.icode()) + r.name() + r.chain() + (altloc == 0 ? "" : altloc);
    }

    private static Object find(Map<String, Object> ours, Oracle.Row row) {
        String chain = row.chain().isEmpty() ? "A" : row.chain();
        return ours.get(row.metric() + row.seq() + row.name() + chain + row.altloc());
    }

    private static void compare(Oracle.Row row, Object mine) {
        switch (mine) {
            case Rama r -> {
                angle(row, row.values()[0], r.phiDeg());
                angle(row, row.values()[1], r.psiDeg());
                // cis by |omega| < 30 in the reference of 2022, < 90 in that of 2026 and here: PRO 594 of 2V8O has omega -37.6
                if (row.name().equals("PRO") && row.seq().equals("594")) return;
                assertEquals(row.score(), r.percentile(), 0.005, row::toString);
                call(row, r.call());
            }
            case SideChain r -> {
                boolean rebuilt = row.name().equals("ARG") || row.name().equals("LYS");
                assertEquals(row.score(), r.percentile(), rebuilt ? 0.05 : 0.005, row::toString);
                call(row, r.call());
                assertTrue(row.call().endsWith("/" + r.name()), () -> row + " against " + r.name());
            }
            case CBeta r -> assertEquals(row.values()[0], r.deviation(), 0.001, row::toString);
            case Omega r -> angle(row, row.values()[0], r.omegaDeg());
            default -> throw new AssertionError(mine);
        }
    }

    private static void angle(Oracle.Row row, double expected, double actual) {
        double d = Math.abs(expected - actual) % 360;
        assertEquals(0, Math.min(d, 360 - d), 0.0051, row::toString);
    }

    private static void call(Oracle.Row row, Call call) {
        assertTrue(row.call().toUpperCase(java.util.Locale.ROOT).startsWith(call.name()), () -> row + " against " + call);
    }

    /// Reference: Rama-Z of the same program; five decimals. Chains that copy another's secondary structure (1A2P) are among them.
    @Test
    void ramaZOfTwelveModels() throws IOException {
        Path oracle = SharedData.require(ORACLE);
        int compared = 0;
        for (String line : Files.readAllLines(oracle.resolve("summary.csv"))) {
            String[] w = line.split(",", -1);
            if (w[0].equals("model") || w[17].isEmpty()) continue;
            RamaZ z = Oracle.measure(oracle.resolve("models/" + w[0] + ".pdb.gz"), MeasureOptions.DEFAULT).ramaZ();
            score(w, 17, z.whole());
            score(w, 20, z.helix());
            score(w, 23, z.sheet());
            score(w, 26, z.loop());
            compared++;
        }
        assertTrue(compared >= 12, "compared " + compared);
    }

    private static void score(String[] w, int at, Optional<RamaZ.Score> mine) {
        var where = List.of(w[0], at, mine).toString();
        assertEquals(Integer.parseInt(w[at + 2]), mine.map(RamaZ.Score::residues).orElse(0), where);
        if (mine.isEmpty()) return;
        assertEquals(Double.parseDouble(w[at]), mine.get().z(), 2e-5, where);
        assertEquals(Double.parseDouble(w[at + 1]), mine.get().uncertainty(), 2e-5, where);
    }
}
