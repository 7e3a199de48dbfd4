package ceres.refine;

import ceres.chem.Dictionary;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which ends of Asn, Gln and His the refinement would turn in models as they were deposited, and which Reduce would: a Markdown table. Gate:
/// the two agree on 95 % of the side chains. In the package of the refinement, a part of which it tries.
///
///     java --add-modules jdk.incubator.vector -cp "bench/target/lib/*:bench/target/classes" ceres.refine.FlipAgreement SHARED
public final class FlipAgreement {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> NAMES = Set.of("ASN", "GLN", "HIS");
    /// Reference answers that are for all copies of a model whose file holds one, or too large to be interpreted in a moment.
    private static final Set<String> LEFT_OUT = Set.of("7a4m", "1aon");
    private static final double TURNED = 0.5;

    private FlipAgreement() {}

    /// @param sites side chains decided on
    /// @param reduce of these, turned by Reduce
    /// @param ours turned by us
    /// @param both turned by both
    private record Row(int sites, int reduce, int ours, int both) {
        Row plus(Row o) { return new Row(sites + o.sites, reduce + o.reduce, ours + o.ours, both + o.both); }

        String cells() {
            int apart = reduce + ours - 2 * both;
            return String.format(Locale.ROOT, "%d | %d | %d | %d | %.1f", sites, reduce, ours, both,
                    100.0 * (sites - apart) / Math.max(1, sites));
        }
    }

    public static void main(String[] args) throws IOException {
        Path shared = Path.of(args[0]);
        System.out.println(
                "| model | Asn, Gln, His | turned by Reduce | by us | by both | agreement, % |\n|---|---|---|---|---|---|");
        var sum = new Row(0, 0, 0, 0);
        for (String folder : new String[]{"models", "pairs"})
            try (Stream<Path> files = Files.list(shared.resolve("expected/" + folder))) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString().replace(".json.gz", "");
                    if (LEFT_OUT.contains(name)) continue;
                    Row row = row(file,
                            folder.equals("pairs") ? shared.resolve("pairs/" + name.split("__")[0]) : shared.resolve(folder));
                    if (row.sites == 0) continue;
                    System.out.println("| " + name + " | " + row.cells() + " |");
                    sum = sum.plus(row);
                }
            }
        System.out.println("| all | " + sum.cells() + " |");
    }

    private static Row row(Path answers, Path folder) throws IOException {
        JsonNode json;
        try (var in = new GZIPInputStream(Files.newInputStream(answers))) {
            json = JSON.readTree(in);
        }
        Path file = model(folder, json.path("model").asString());
        var read = ModelReader.read(file);
        Structure bare = StructureBuilder.subset(read.structure(), a -> !read.structure().isHydrogen(a));
        try (var team = Parallel.single()) {
            return compare(refiner(bare, read.header(), team), reduce(json.path("metrics").path("flips").path("residues")));
        }
    }

    private static Path model(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.getFileName().toString().replace(".gz", "").equals(name)).findFirst().orElseThrow();
        }
    }

    private static Set<String> reduce(JsonNode residues) {
        var turned = new TreeSet<String>();
        for (JsonNode r : residues)
            if (r.path("altloc").asString().isBlank())
                turned.add(r.path("chain").asString().strip() + " " + r.path("resseq").asString().strip()
                        + r.path("icode").asString().strip());
        return turned;
    }

    /// The map plays no part: a few voxels of it.
    private static Refiner refiner(Structure bare, ModelHeader header, Parallel team) {
        var model = Interpreter.interpret(bare, header, Dictionary.standard(), InterpretOptions.DEFAULT);
        var values = new float[4096];
        for (int v = 0; v < values.length; v++) values[v] = v % 7;
        var map = new DensityMap(new Grid(16, 16, 16, UnitCell.orthogonal(80, 80, 80), 0, 0, 0), values);
        return new Refiner(new RefinementProblem(model, map, Optional.empty(), 10, RefinementParameters.DEFAULT), team);
    }

    private static Row compare(Refiner r, Set<String> reduce) {
        double[] before = r.xyz.clone();
        new Flips(r, Schedule.of(RefinementParameters.DEFAULT, 10, r.quality()), before).ends();
        Structure s = r.model.heavy();
        int sites = 0, theirs = 0, ours = 0, both = 0;
        for (var site : r.sideChains.sites()) {
            if (!NAMES.contains(site.name()) || site.altloc() != 0) continue;
            int q = site.residue(),
                    end = s.find(q, site.name().equals("ASN") ? "OD1" : site.name().equals("GLN") ? "OE1" : "ND1");
            double moved = 0;
            for (int d = 3 * end; d < 3 * end + 3; d++) moved += Math.abs(r.xyz[d] - before[d]);
            boolean we = moved > TURNED,
                    they = reduce.contains(s.authChain(s.chainOf(q)) + " " + s.seq(q) + (s.icode(q) == 0 ? "" : s.icode(q)));
            sites++;
            if (they) theirs++;
            if (we) ours++;
            if (we && they) both++;
        }
        return new Row(sites, theirs, ours, both);
    }
}
