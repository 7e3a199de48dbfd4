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

/// The several hundred commonest components that come with the program, as topology and coordinates of the wwPDB chemical component
/// dictionary (CC0); [CcdRestraints] makes restraints of them. The resource is made by `tools/chem/make_ccd.py`.
final class CcdFacts implements ComponentSource {
    private static final String RESOURCE = "/ceres/chem/ccd.txt.gz";

    private final Map<String, List<String>> blocks = new HashMap<>();

    CcdFacts() {
        try (var in = CcdFacts.class.getResourceAsStream(RESOURCE);
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
        var entry = entry(id);
        return entry.map(
                e -> CcdRestraints.of(e, new Component.Source(Component.Source.Kind.GENERATED, "wwPDB component dictionary")));
    }

    Optional<CcdEntry> entry(String id) {
        var block = blocks.get(id);
        return block == null ? Optional.empty() : Optional.of(parse(id, block));
    }

    @Override
    public String describe() {
        return blocks.size() + " common components, restraints generated from the wwPDB component dictionary";
    }

    private static CcdEntry parse(String id, List<String> block) {
        var builder = new CcdEntry.Builder(id);
        for (String line : block) {
            if (line.startsWith("C ")) {
                String[] head = line.substring(2).split("\\|", 3);
                builder.named(head[2], head[1]);
                continue;
            }
            String[] f = line.split(" ");
            if (f[0].equals("A"))
                builder.atom(
                        new Component.Atom(f[1], Element.of(f[2]), Integer.parseInt(f[3]), f[4].contains("a"), f[4].contains("l"),
                                f[5].charAt(0), ""),
                        coordinate(f[6]), coordinate(f[7]), coordinate(f[8]));
            else
                builder.bond(f[1], f[2], switch (f[3]) {
                    case "a" -> BondOrder.AROMATIC;
                    case "2" -> BondOrder.DOUBLE;
                    case "3" -> BondOrder.TRIPLE;
                    default -> BondOrder.SINGLE;
                });
        }
        return builder.build();
    }

    private static double coordinate(String hundredths) {
        return hundredths.equals("?") ? Double.NaN : Integer.parseInt(hundredths) / 100.0;
    }
}
