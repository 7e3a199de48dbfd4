package ceres.chem;

import ceres.fault.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// One file of components: the restraints of a user's ligands, or the whole wwPDB chemical component dictionary (`components.cif`, gzipped or
/// not), of which only the blocks that are asked for are understood.
public final class ComponentFile implements ComponentSource {
    private final Path file;
    private final Component.Source.Kind kind;
    /// The text of every block, by the id in its name.
    private final Map<String, String> blocks = new HashMap<>();

    private ComponentFile(Path file, Component.Source.Kind kind) {
        this.file = file;
        this.kind = kind;
    }

    /// A user's own restraints, asked before everything else.
    ///
    /// @throws Fault.Usage the file is missing or holds no component
    public static ComponentFile ligand(Path file) {
        var source = new ComponentFile(file, Component.Source.Kind.USER);
        source.index();
        boolean any = source.blocks.keySet().stream().anyMatch(id -> source.find(id).isPresent());
        if (!any)
            throw new Fault.Usage(file, "holds no component (no _chem_comp_atom)",
                    "give a restraint file in CIF, as made by AceDRG, grade or eLBOW");
        return source;
    }

    /// The component dictionary of the wwPDB.
    public static ComponentFile dictionary(Path file) {
        var source = new ComponentFile(file, Component.Source.Kind.GENERATED);
        source.index();
        return source;
    }

    private void index() {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16)) {
            var text = new StringBuilder();
            String id = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.regionMatches(true, 0, "data_", 0, 5)) {
                    keep(id, text);
                    id = line.substring(5).strip().toUpperCase(Locale.ROOT);
                    if (id.startsWith("COMP_") && !id.equals("COMP_LIST")) id = id.substring(5);
                }
                text.append(line).append('\n');
            }
            keep(id, text);
        } catch (IOException e) {
            throw new Fault.Usage(file, "cannot be read: " + e.getMessage(), "check the name of the file");
        }
    }

    private void keep(String id, StringBuilder text) {
        if (!id.isEmpty()) blocks.put(id, text.toString());
        text.setLength(0);
    }

    @Override
    public Optional<Component> find(String id) {
        String text = blocks.get(id);
        if (text == null || id.equals("COMP_LIST")) return Optional.empty();
        String list = blocks.getOrDefault("COMP_LIST", "");
        return Optional.ofNullable(RestraintCif.read(list + "\n" + text, new Component.Source(kind, file.toString())).get(id));
    }

    @Override
    public String describe() { return blocks.size() + " components of " + file; }
}
