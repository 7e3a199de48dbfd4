package ceres.chem;

import ceres.fault.Fault;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// One file of components: the restraints of a user's ligands, or the whole wwPDB chemical component dictionary (`components.cif`, gzipped or
/// not), of which only the blocks that are asked for are understood.
public final class ComponentFile implements ComponentSource {
    private final Path file;
    private final Component.Source.Kind kind;
    /// The text of every block, deflated, by the id in its name; null until it is asked for: the whole dictionary of the wwPDB has 400 MB.
    private @Nullable Map<String, byte[]> blocks;

    private ComponentFile(Path file, Component.Source.Kind kind) {
        this.file = file;
        this.kind = kind;
    }

    /// A user's own restraints, asked before everything else.
    ///
    /// @throws Fault.Usage the file is missing or holds no component
    public static ComponentFile ligand(Path file) {
        var source = new ComponentFile(file, Component.Source.Kind.USER);
        boolean any = source.blocks().keySet().stream().anyMatch(id -> source.find(id).isPresent());
        if (!any)
            throw new Fault.Usage(file, "holds no component (no _chem_comp_atom)",
                    "give a restraint file in CIF, as made by AceDRG, grade or eLBOW");
        return source;
    }

    /// The component dictionary of the wwPDB; read when it is first asked.
    public static ComponentFile dictionary(Path file) { return new ComponentFile(file, Component.Source.Kind.GENERATED); }

    private synchronized Map<String, byte[]> blocks() {
        if (blocks == null) blocks = index();
        return blocks;
    }

    private Map<String, byte[]> index() {
        Map<String, byte[]> found = new HashMap<>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16)) {
            var text = new StringBuilder();
            String id = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.regionMatches(true, 0, "data_", 0, 5)) {
                    keep(found, id, text);
                    id = line.substring(5).strip().toUpperCase(Locale.ROOT);
                    if (id.startsWith("COMP_") && !id.equals("COMP_LIST")) id = id.substring(5);
                }
                text.append(line).append('\n');
            }
            keep(found, id, text);
        } catch (IOException e) {
            throw new Fault.Usage(file, "cannot be read: " + e.getMessage(), "check the name of the file");
        }
        return found;
    }

    private static void keep(Map<String, byte[]> found, String id, StringBuilder text) {
        if (!id.isEmpty()) found.put(id, deflated(text.toString()));
        text.setLength(0);
    }

    private static byte[] deflated(String text) {
        var out = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
            deflating.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String inflated(byte @Nullable [] block) {
        if (block == null) return "";
        try (var in = new InflaterInputStream(new ByteArrayInputStream(block))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Component> find(String id) {
        byte[] block = blocks().get(id);
        if (block == null || id.equals("COMP_LIST")) return Optional.empty();
        String text = inflated(block), list = inflated(blocks().get("COMP_LIST"));
        return Optional.ofNullable(RestraintCif.read(list + "\n" + text, new Component.Source(kind, file.toString())).get(id));
    }

    @Override
    public String describe() { return (kind == Component.Source.Kind.USER ? "components of " : "component dictionary ") + file; }
}
