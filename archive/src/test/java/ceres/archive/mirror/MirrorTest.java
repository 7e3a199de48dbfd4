package ceres.archive.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.archive.TestBundles;
import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.PairId;
import ceres.progress.Progress;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server of the archives' layout on this machine that can break off, be busy and change its files.
class MirrorTest {
    private static final String HEADER = """
            <emd emdb_id="EMD-0275" version="3.0.0.1">
              <admin><current_status><code>REL</code></current_status><title>A complex</title></admin>
              <crossreferences><pdb_list><pdb_reference><pdb_id>6hxx</pdb_id></pdb_reference></pdb_list></crossreferences>
              <structure_determination_list><structure_determination><method>singleParticle</method></structure_determination></structure_determination_list>
              <map><file>emd_0275.map.gz</file></map>
              <interpretation><half_map_list><half_map><file>emd_0275_half_map_1.map.gz</file></half_map>
                <half_map><file>emd_0275_half_map_2.map.gz</file></half_map></half_map_list></interpretation>
            </emd>
            """;

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Mirror mirror;
    /// How many of the next answers break off in the middle.
    private volatile int breaks;
    private volatile int busy;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        mirror = Mirror.impatient(folder, new Sources(base.resolve("/pdb"), base.resolve("/beta/"), base.resolve("/emdb/"),
                base.resolve("/chem_comp"), new Sources.Lists(base.resolve("/entries.idx"), base.resolve("/emdb/search?wt=csv"),
                        base.resolve("/large"))));
        files.put("/pdb/hx/6hxx.cif.gz", gzip(TestBundles.cif(0).getBytes(StandardCharsets.UTF_8)));
        files.put("/emdb/EMD-0275/header/emd-0275.xml", HEADER.getBytes(StandardCharsets.UTF_8));
        files.put("/emdb/EMD-0275/map/emd_0275.map.gz", gzip(noise(300_000, 1)));
        files.put("/emdb/EMD-0275/other/emd_0275_half_map_1.map.gz", gzip(noise(1000, 2)));
        files.put("/emdb/EMD-0275/other/emd_0275_half_map_2.map.gz", gzip(noise(1000, 3)));
    }

    @AfterEach
    void stop() { server.stop(0); }

    private static byte[] noise(int n, long seed) {
        var bytes = new byte[n];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void aComponentIsBroughtOnce() throws IOException {
        files.put("/chem_comp/X/T3X/T3X.cif", "data_T3X\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Mirror.isComponent("T3X")).isTrue();
        assertThat(List.of("6i52", "12345", "EMD-4410", "6i52_4410")).noneMatch(Mirror::isComponent);
        var file = mirror.fetchComponent("t3x", Progress.NONE);
        assertThat(file).isEqualTo(folder.resolve("components/T3X.cif")).hasContent("data_T3X");
        assertThatThrownBy(() -> mirror.fetchComponent("Q9Q", Progress.NONE)).isInstanceOf(Fault.Usage.class);
    }

    @Test
    void theListsOfTheArchivesAreBrought() {
        files.put("/entries.idx", "IDCODE\n------\n".getBytes(StandardCharsets.UTF_8));
        files.put("/emdb/search", "emdb_id\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> mirror.fetchLists(Progress.NONE)).isInstanceOf(Fault.Network.class)
                .hasMessageContaining("/large");
        files.put("/large", "{}".getBytes(StandardCharsets.UTF_8));
        var lists = mirror.fetchLists(Progress.NONE);
        assertThat(lists.pdb()).isEqualTo(folder.resolve("lists/entries.idx")).hasContent("IDCODE\n------");
        assertThat(lists.emdb()).hasContent("emdb_id");
        assertThat(lists.large()).hasContent("{}");
        assertThat(Sources.WWPDB.lists().emdb().toString()).contains("fl=emdb_id,resolution,fitted_pdbs,map_release_date");
        assertThat(Sources.WWPDB.lists().large().getQuery()).contains("\"attribute\":\"rcsb_entry_info.molecular_weight\"");
    }

    private void answer(HttpExchange x) throws IOException {
        var path = x.getRequestURI().getPath();
        var range = x.getRequestHeaders().getFirst("Range");
        requests.add(path + (range == null ? "" : " " + range));
        try (x) {
            byte[] whole = files.get(path);
            if (busy > 0) {
                busy--;
                x.getResponseHeaders().set("Retry-After", "0");
                x.sendResponseHeaders(503, -1);
                return;
            }
            if (whole == null) {
                x.sendResponseHeaders(404, -1);
                return;
            }
            String tag = '"' + Integer.toHexString(Arrays.hashCode(whole)) + '"';
            x.getResponseHeaders().set("ETag", tag);
            if (tag.equals(x.getRequestHeaders().getFirst("If-None-Match"))) {
                x.sendResponseHeaders(304, -1);
                return;
            }
            boolean resume = range != null && tag.equals(x.getRequestHeaders().getFirst("If-Range"));
            byte[] part = resume ? Arrays.copyOfRange(whole, Integer.parseInt(range.replaceAll("\\D", "")), whole.length) : whole;
            x.sendResponseHeaders(resume ? 206 : 200, part.length);
            if (breaks > 0 && part.length > 100_000) {
                breaks--;
                x.getResponseBody().write(part, 0, 100_000);
                x.getResponseBody().flush();
                throw new IOException("the server breaks off");
            }
            x.getResponseBody().write(part);
        }
    }

    @Test
    void aPairComesWithAllItsFilesAndWhereTheyAreFrom() throws IOException {
        var pair = mirror.fetch("6HXX_EMD-0275", Progress.NONE).getFirst();
        assertThat(pair.id()).isEqualTo(PairId.of("6hxx", "0275"));
        assertThat(folder.relativize(pair.model())).hasToString("pdb/hx/6hxx.cif.gz");
        assertThat(folder.relativize(pair.map())).hasToString("emdb/EMD-0275/map/emd_0275.map.gz");
        assertThat(pair.halfMaps()).hasSize(2);
        assertThat(Files.readAllBytes(pair.map())).isEqualTo(files.get("/emdb/EMD-0275/map/emd_0275.map.gz"));
        assertThat(Files.readString(Download.note(pair.map()))).contains(BundleWriter.sha256(pair.map()),
                "/emdb/EMD-0275/map/emd_0275.map.gz");
        assertThat(mirror.present()).containsExactly(pair);
    }

    @Test
    void aMapAloneAndAModelAloneFindTheirPartners() throws IOException {
        assertThat(mirror.fetch("EMD-0275", Progress.NONE)).extracting(Mirror.Pair::id)
                .containsExactly(PairId.of("6hxx", "0275"));
        var cif = TestBundles.cif(0).replace("data_test\n",
                "data_6HXX\n_pdbx_database_related.db_name EMDB\n_pdbx_database_related.db_id EMD-0275\n"
                        + "_pdbx_database_related.content_type 'associated EM volume'\n_pdbx_database_related.details x\n");
        files.put("/pdb/hx/6hxx.cif.gz", gzip(cif.getBytes(StandardCharsets.UTF_8)));
        assertThat(mirror.fetch("6hxx", Progress.NONE)).extracting(Mirror.Pair::id).containsExactly(PairId.of("6hxx", "0275"));
    }

    @Test
    void whatIsHereAndUnchangedIsNotBroughtAgain() throws IOException {
        var first = mirror.fetch("6hxx_0275", Progress.NONE).getFirst();
        var when = Files.getLastModifiedTime(first.map());
        requests.clear();
        mirror.fetch("6hxx_0275", Progress.NONE);
        assertThat(requests).hasSize(5);
        assertThat(Files.getLastModifiedTime(first.map())).isEqualTo(when);
        files.put("/emdb/EMD-0275/map/emd_0275.map.gz", gzip(noise(5000, 9)));
        assertThat(Files.readAllBytes(mirror.fetch("6hxx_0275", Progress.NONE).getFirst().map()))
                .isEqualTo(files.get("/emdb/EMD-0275/map/emd_0275.map.gz"));
    }

    @Test
    void aDownloadThatBreaksOffGoesOnWhereItStopped() throws IOException {
        breaks = 2;
        var pair = mirror.fetch("6hxx_0275", Progress.NONE).getFirst();
        assertThat(Files.readAllBytes(pair.map())).isEqualTo(files.get("/emdb/EMD-0275/map/emd_0275.map.gz"));
        // bytes on their way when the connection breaks may be lost, so it goes on at or before the break
        var starts = requests.stream().filter(r -> r.contains("bytes=")).map(r -> r.replaceAll(".*bytes=(\\d+)-", "$1"))
                .mapToInt(Integer::parseInt).toArray();
        assertThat(starts).hasSize(2);
        assertThat(starts[0]).isBetween(1, 100_000);
        assertThat(starts[1]).isBetween(starts[0] + 1, starts[0] + 100_000);
        assertThat(pair.map().resolveSibling("emd_0275.map.gz.part")).doesNotExist();
    }

    @Test
    void halvesOfTwoVersionsAreNeverJoined() throws IOException {
        files.put("/emdb/EMD-0275/map/emd_0275.map.gz", gzip(noise(700_000, 6)));
        breaks = 4;
        assertThatThrownBy(() -> mirror.fetch("6hxx_0275", Progress.NONE)).isInstanceOf(Fault.Network.class)
                .hasMessageContaining("broke off")
                .hasMessageContaining("goes on where it stopped");
        assertThat(folder.resolve("emdb/EMD-0275/map/emd_0275.map.gz.part")).exists();
        assertThat(folder.resolve("emdb/EMD-0275/map/emd_0275.map.gz")).doesNotExist();
        files.put("/emdb/EMD-0275/map/emd_0275.map.gz", gzip(noise(250_000, 7)));
        var pair = mirror.fetch("6hxx_0275", Progress.NONE).getFirst();
        assertThat(Files.readAllBytes(pair.map())).isEqualTo(files.get("/emdb/EMD-0275/map/emd_0275.map.gz"));
    }

    @Test
    void aBusyServerIsAskedAgainAndABrokenFileIsNotKept() throws IOException {
        busy = 2;
        assertThat(mirror.fetch("6hxx_0275", Progress.NONE)).hasSize(1);
        var broken = gzip(noise(2000, 5));
        broken[broken.length - 6] ^= 1;
        files.put("/emdb/EMD-0275/map/emd_0275.map.gz", broken);
        assertThatThrownBy(() -> mirror.fetch("6hxx_0275", Progress.NONE)).isInstanceOf(Fault.Network.class)
                .hasMessageContaining("broken gzip");
        assertThat(Files.readAllBytes(folder.resolve("emdb/EMD-0275/map/emd_0275.map.gz"))).as("the sound one stays")
                .isEqualTo(gzip(noise(300_000, 1)));
    }

    @Test
    void whatTheArchivesDoNotHaveIsSaidWithItsCode() {
        files.remove("/pdb/hx/6hxx.cif.gz");
        assertThatThrownBy(() -> mirror.fetch("6hxx_0275", Progress.NONE)).isInstanceOfSatisfying(Fault.BadInput.class,
                f -> assertThat(f.code()).contains(ReasonCode.NO_MODEL));
        assertThatThrownBy(() -> mirror.fetch("6hxx_9999", Progress.NONE)).isInstanceOfSatisfying(Fault.BadInput.class,
                f -> assertThat(f.code()).contains(ReasonCode.NO_MAP));
        assertThatThrownBy(() -> mirror.fetch("nonsense", Progress.NONE)).isInstanceOf(Fault.Usage.class);
    }

    @Test
    void aServerThatIsNotThereIsANetworkFault() {
        server.stop(0);
        assertThatThrownBy(() -> mirror.fetch("6hxx_0275", Progress.NONE)).isInstanceOf(Fault.Network.class)
                .hasMessageContaining("check the network");
    }

    @Test
    void aHeaderCannotSendAFileOutOfTheMirror() throws IOException {
        files.put("/emdb/EMD-0275/header/emd-0275.xml",
                HEADER.replace("emd_0275_half_map_1.map.gz", "../../../../evil").getBytes(StandardCharsets.UTF_8));
        assertThat(mirror.fetch("6hxx_0275", Progress.NONE).getFirst().halfMaps()).isEmpty();
        var outside = new ArrayList<Path>();
        try (var walk = Files.walk(folder)) {
            walk.filter(p -> p.toString().contains("evil")).forEach(outside::add);
        }
        assertThat(outside).isEmpty();
    }

    @Test
    void extendedIdsHaveTheLayoutOfTheirOwn() {
        assertThat(Sources.WWPDB.model("pdb_1abc5678"))
                .hasPath("/pub/wwpdb/pdb/data/entries/67/pdb_1abc5678/pdb_1abc5678.cif.gz");
        assertThat(Sources.WWPDB.model("6i52")).hasPath("/pub/pdb/data/structures/divided/mmCIF/i5/6i52.cif.gz");
        assertThat(Sources.WWPDB.map("0275", java.util.Optional.empty()))
                .hasPath("/pub/emdb/structures/EMD-0275/map/emd_0275.map.gz");
    }
}
