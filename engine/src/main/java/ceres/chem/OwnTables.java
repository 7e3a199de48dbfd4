package ceres.chem;

import java.util.List;
import java.util.Optional;

/// The components that come with the program: standard amino acids, MSE, UNK, RNA and DNA.
///
/// The resource `components.txt.gz` is made by `tools/chem/make_components.py`, where the source of each value is named: EnghHuber1991,
/// Parkinson1996, Gelbin1996, Clowney1996, topology from the wwPDB chemical component dictionary.
final class OwnTables implements ComponentSource {
    private static final String RESOURCE = "/ceres/chem/components.txt.gz";

    private static final ComponentText TEXT = new ComponentText(RESOURCE);

    @Override
    public Optional<Component> find(String id) { return TEXT.lines(id).map(lines -> parse(id, lines)); }

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
                case 'A' -> builder.atom(ComponentText.atom(f));
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
