package ceres.io;

import ceres.io.cif.CifBlock;
import ceres.io.cif.CifCategory;
import ceres.io.cif.CifDocument;
import ceres.io.cif.CifWriter;
import ceres.model.Structure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// Writes refined models as mmCIF.
///
/// What a file said stays as it was, category for category; refinement replaces coordinates, occupancies, B factors, the distances of links and
/// the categories about itself, and takes out what was measured on the old coordinates. The data block is named after the original
/// with a suffix: a refined model is not the entry it came from.
public final class ModelWriter {
    /// Ends the name of every data block that this program writes.
    public static final String BLOCK_SUFFIX = "_ceres";

    private ModelWriter() {}

    /// The original document with coordinates, B factors, occupancies and the categories of the refinement replaced; every other
    /// category as it was. From a PDB file: an mmCIF of our own. Gzipped if the name ends in `.gz`.
    ///
    /// @param refined may lack atoms of the original or have more (an expanded assembly)
    public static void writeCif(ModelFile original, Structure refined, RefinementRecord record, Path out) {
        CifBlock base = base(original);
        var replaced = new RefinementCategories(base, record).all();
        write(withModel(base, original, refined, replaced), out);
    }

    /// The model as it stands, without a word about refinement: the starting model of a run, its assembly expanded perhaps.
    public static void writeCif(ModelFile original, Structure structure, Path out) {
        write(withModel(base(original), original, structure, Map.of()), out);
    }

    private static CifBlock base(ModelFile original) {
        return original.cif().map(c -> ModelReader.modelBlock(c, original.path(), new ArrayList<>()))
                .orElseGet(() -> PdbToCif.block(original));
    }

    private static CifBlock withModel(CifBlock base, ModelFile original, Structure structure, Map<String, CifCategory> replaced) {
        var sites = AtomSites.read(original.path(), base, new ArrayList<>());
        int[] match = AtomMatch.of(structure, sites.atoms().structure());
        CifCategory table = base.category("atom_site").orElseThrow();
        var atomSite = new AtomSiteCategory(table, sites.atoms().rows(), structure, match);
        var ours = new java.util.LinkedHashMap<String, CifCategory>(replaced);
        ours.put("atom_site", atomSite);
        AnisotropicCategory.of(base, atomSite, structure).ifPresent(c -> ours.put(c.name(), c));
        base.category("struct_conn").ifPresent(c -> ours.put("struct_conn", LinkDistances.of(c, structure)));
        AddedChains.categories(base, structure, atomSite).forEach(ours::put);
        return merge(base, ours, !replaced.isEmpty());
    }

    /// Our categories in the places of their namesakes, new ones before the atoms.
    private static CifBlock merge(CifBlock base, Map<String, CifCategory> ours, boolean dropStale) {
        var merged = new ArrayList<CifCategory>();
        Set<String> done = new LinkedHashSet<>();
        for (var category : base.categories()) {
            String name = category.name().toLowerCase(java.util.Locale.ROOT);
            if (name.equals("atom_site"))
                ours.forEach((key, c) -> {
                    if (!base.has(key) && done.add(key)) merged.add(c);
                });
            if (ours.containsKey(name)) {
                if (done.add(name)) merged.add(ours.get(name));
            } else if (!(dropStale && RefinementCategories.isStale(name)) && !name.equals("atom_site_anisotrop"))
                merged.add(category);
        }
        return new CifBlock(base.name() + BLOCK_SUFFIX, List.copyOf(merged));
    }

    private static void write(CifBlock block, Path out) {
        try (var raw = Files.newOutputStream(out);
                var stream = out.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw;
                var text = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 18)) {
            CifWriter.write(new CifDocument(List.of(block)), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
