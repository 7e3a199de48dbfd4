package ceres.chem;

import java.util.List;
import java.util.Optional;

/// The several hundred commonest components that come with the program, as topology and coordinates of the wwPDB chemical component
/// dictionary (CC0); [CcdRestraints] makes restraints of them. The resource is made by `tools/chem/make_ccd.py`.
final class CcdFacts implements ComponentSource {
    private static final String RESOURCE = "/ceres/chem/ccd.txt.gz";

    private static final ComponentText TEXT = new ComponentText(RESOURCE);

    @Override
    public Optional<Component> find(String id) {
        var entry = entry(id);
        return entry.map(
                e -> CcdRestraints.of(e, new Component.Source(Component.Source.Kind.GENERATED, "wwPDB component dictionary")));
    }

    Optional<CcdEntry> entry(String id) { return TEXT.lines(id).map(lines -> parse(id, lines)); }

    @Override
    public String describe() {
        return TEXT.ids().size() + " common components, restraints generated from the wwPDB component dictionary";
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
                        ComponentText.atom(f),
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
