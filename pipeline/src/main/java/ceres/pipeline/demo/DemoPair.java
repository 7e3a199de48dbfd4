package ceres.pipeline.demo;

import ceres.io.MapWriter;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The files of the demo: a start model, a map with its half-maps, and the truth that a user of real data never has.
///
/// @param model the start model, mmCIF
/// @param halfMaps two
/// @param truth what the map was made of
/// @param start the structure in `model`
public record DemoPair(Path model, Path map, List<Path> halfMaps, Structure truth, Structure start) {
    /// What the demo's entry is called.
    public static final String NAME = "demo";

    /// Resolution of the map, A.
    public static final double RESOLUTION = DemoMaps.RESOLUTION;

    /// Makes the pair and writes it. Deterministic for a seed.
    ///
    /// @param folder where the files go; made if it is not there
    public static DemoPair make(Path folder, long seed, Parallel team, Progress progress) {
        progress.report("make", 0, "folding a protein and a hairpin of RNA");
        var truth = Truth.make(seed);
        progress.report("make", 0.6, "simulating a map at " + RESOLUTION + " A");
        var maps = DemoMaps.of(truth, seed, team);
        progress.report("make", 0.8, "spoiling the model");
        var header = header(truth);
        var start = Perturbation.spoil(truth, header, seed);
        var files = List.of(folder.resolve("map.mrc.gz"), folder.resolve("half_map_1.mrc.gz"),
                folder.resolve("half_map_2.mrc.gz"));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("model.cif"), cif(start, header));
            Files.writeString(folder.resolve("truth.cif"), cif(truth, header));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MapWriter.writeMrc(maps.map(), files.get(0));
        MapWriter.writeMrc(maps.halfMaps().first(), files.get(1));
        MapWriter.writeMrc(maps.halfMaps().second(), files.get(2));
        progress.report("make", 1, truth.atomCount() + " atoms");
        return new DemoPair(folder.resolve("model.cif"), files.get(0), files.subList(1, 3), truth, start);
    }

    /// How far a model of this pair is from the truth.
    public Comparison compare(Structure model) { return Comparison.of(model, truth); }

    private static ModelHeader header(Structure truth) {
        var protein = new ArrayList<String>();
        for (int r = truth.residueStart(0); r < truth.residueEnd(0); r++) protein.add(truth.residueName(r));
        return Truth.header(protein);
    }

    /// A small mmCIF file: what a model builder would write.
    private static String cif(Structure s, ModelHeader header) {
        var out = new StringBuilder("data_DEMO\n_entry.id DEMO\n_exptl.entry_id DEMO\n_exptl.method 'ELECTRON MICROSCOPY'\n"
                + "_em_3d_reconstruction.entry_id DEMO\n_em_3d_reconstruction.id 1\n_em_3d_reconstruction.resolution "
                + RESOLUTION
                + "\n_struct.entry_id DEMO\n_struct.title 'A protein and a hairpin of RNA that the demo made up'\n");
        out.append(
                "loop_\n_entity.id\n_entity.type\n_entity.pdbx_description\n1 polymer 'made-up protein'\n2 polymer 'RNA hairpin'\n"
                        + "3 non-polymer BIOTIN\n");
        out.append("loop_\n_entity_poly.entity_id\n_entity_poly.type\n1 polypeptide(L)\n2 polyribonucleotide\n");
        out.append("loop_\n_entity_poly_seq.entity_id\n_entity_poly_seq.num\n_entity_poly_seq.mon_id\n");
        for (String entity : List.of("1", "2")) {
            var sequence = header.sequences().get(entity);
            for (int k = 0; k < sequence.size(); k++)
                out.append(entity).append(' ').append(k + 1).append(' ').append(sequence.get(k)).append('\n');
        }
        out.append("loop_\n_struct_asym.id\n_struct_asym.entity_id\nA 1\nB 2\nC 3\n");
        out.append("loop_\n");
        for (String item : List.of("group_PDB", "id", "type_symbol", "label_atom_id", "label_alt_id", "label_comp_id",
                "label_asym_id",
                "label_entity_id", "label_seq_id", "pdbx_PDB_ins_code", "Cartn_x", "Cartn_y", "Cartn_z", "occupancy",
                "B_iso_or_equiv", "auth_seq_id", "auth_comp_id", "auth_asym_id", "auth_atom_id", "pdbx_PDB_model_num"))
            out.append("_atom_site.").append(item).append('\n');
        for (int i = 0; i < s.atomCount(); i++) out.append(row(s, i));
        return out.append("#\n").toString();
    }

    private static String row(Structure s, int i) {
        int r = s.residueOf(i), c = s.chainOf(r);
        boolean hetero = s.residues().hetero()[r];
        String atom = s.atomName(i).contains("'") ? "\"" + s.atomName(i) + "\"" : s.atomName(i), name = s.residueName(r);
        return String.format(Locale.ROOT, "%s %d %s %s . %s %s %s %s ? %.3f %.3f %.3f 1.00 %.2f %d %s %s %s 1%n",
                hetero ? "HETATM" : "ATOM",
                i + 1, s.element(i).symbol(), atom, name, s.chains().labelId()[c], s.chains().entity()[c],
                hetero ? "." : String.valueOf(s.residues().labelSeq()[r]), s.x(i), s.y(i), s.z(i), s.b(i), s.seq(r), name,
                s.authChain(c), atom).replace(System.lineSeparator(), "\n");
    }
}
