package ceres.chem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The components that come with the program: standard amino acids, MSE, UNK, RNA and DNA.
///
/// The resource `components.txt.gz` is made by `tools/chem/make_components.py`, where the source of each value is named: EnghHuber1991,
/// Parkinson1996, Gelbin1996, Clowney1996, topology from the wwPDB chemical component dictionary.
final class OwnTables implements ComponentSource {
    private static final String RESOURCE = "/ceres/chem/components.txt.gz";

    private final Map<String, List<String>> blocks = new HashMap<>();

    OwnTables() {
        try (var in = OwnTables.class.getResourceAsStream(RESOURCE);
                var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("C ")) blocks.put(line.substring(2, line.indexOf('|')), block = new ArrayList<>());
                block.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + RESOURCE, e);
        }
    }

    @Override
    public Optional<Component> find(String id) {
        var block = blocks.get(id);
        return block == null ? Optional.empty() : Optional.of(parse(id, block));
    }

    @Override
    public String describe() { return "standard residues: Engh & Huber 1991, Parkinson 1996, Gelbin 1996, Clowney 1996"; }

    private static Component parse(String id, List<String> block) {
        var source = new Component.Source(Component.Source.Kind.OWN, "standard residues");
        var builder = new ComponentBuilder(id, source);
        for (String line : block) {
            String[] f = line.split(" ");
            switch (line.charAt(0)) {
                case 'C' -> {
                    String[] head = line.substring(2).split("\\|");
                    builder.named(head[2], head[1]);
                }
                case 'A' -> builder.atom(new Component.Atom(f[1], Element.of(f[2]), Integer.parseInt(f[3]), f[4].contains("a"),
                        f[4].contains("l"), f[5].charAt(0), ""));
                case 'B' -> builder.bond(f[1], f[2], BondOrder.of(f[3]), Double.parseDouble(f[4]), Double.parseDouble(f[5]));
                case 'G' -> builder.angle(f[1], f[2], f[3], Double.parseDouble(f[4]), Double.parseDouble(f[5]));
                case 'T' -> builder.torsion(f[1], f[2], f[3], f[4], f[5], Double.parseDouble(f[6]), Double.parseDouble(f[7]),
                        Integer.parseInt(f[8]));
                case 'V' ->
                    builder.chirality(f[1], f[2], f[3], f[4], Component.Sign.valueOf(f[5].toUpperCase(java.util.Locale.ROOT)));
                case 'P' -> builder.plane(List.of(f).subList(2, f.length), Double.parseDouble(f[1]));
                default -> throw new IllegalStateException(RESOURCE + ": " + line);
            }
        }
        return builder.build();
    }
}
