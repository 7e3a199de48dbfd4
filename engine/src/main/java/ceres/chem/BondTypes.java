package ceres.chem;

import java.util.Map;

/// Mean lengths of types of bond in small molecules, A. Source: Allen1987, J. Chem. Soc. Perkin Trans. 2, S1, merged to element,
/// hybridisation and order; hydrogens at the X-ray (electron cloud) distances.
final class BondTypes {
    /// Key: element and hybridisation of both ends, sorted, and the order of the bond (a: in an aromatic ring).
    private static final Map<String, Double> LENGTHS = Map.ofEntries(Map.entry("C3-C3-1", 1.527), Map.entry("C2-C3-1", 1.507),
            Map.entry("C2-C2-1", 1.465), Map.entry("C2-C2-2", 1.337), Map.entry("C2-C2-a", 1.390), Map.entry("C1-C3-1", 1.466),
            Map.entry("C1-C1-3", 1.190), Map.entry("C1-C2-1", 1.435), Map.entry("C3-N3-1", 1.475), Map.entry("C3-N2-1", 1.460),
            Map.entry("C2-N2-1", 1.350), Map.entry("C2-N2-2", 1.295), Map.entry("C2-N2-a", 1.348), Map.entry("C1-N1-3", 1.140),
            Map.entry("C3-O3-1", 1.425), Map.entry("C2-O3-1", 1.362), Map.entry("C2-O2-2", 1.222), Map.entry("C2-O2-1", 1.365),
            Map.entry("C3-S3-1", 1.810), Map.entry("C2-S3-1", 1.760), Map.entry("C3-F3-1", 1.375), Map.entry("C2-F3-1", 1.355),
            Map.entry("C3-Cl3-1", 1.785), Map.entry("C2-Cl3-1", 1.738), Map.entry("C2-Br3-1", 1.898), Map.entry("C2-I3-1", 2.098),
            Map.entry("O3-P3-1", 1.600), Map.entry("S3-S3-1", 2.040), Map.entry("C3-P3-1", 1.810), Map.entry("N2-N2-1", 1.375),
            Map.entry("N2-N2-a", 1.350), Map.entry("N2-O2-2", 1.220), Map.entry("N3-S3-1", 1.640), Map.entry("N2-S3-1", 1.640),
            Map.entry("O2-S3-2", 1.435), Map.entry("O3-S3-1", 1.575), Map.entry("N3-P3-1", 1.650),
            // porphyrins, chlorins and iron-sulfur clusters (CSD averages)
            Map.entry("Fe0-N2-1", 2.030), Map.entry("Fe0-N3-1", 2.030), Map.entry("Mg0-N2-1", 2.060),
            Map.entry("Mg0-N3-1", 2.060),
            Map.entry("Fe0-S3-1", 2.280), Map.entry("Co0-N2-1", 1.930), Map.entry("Ni0-N2-1", 1.960));

    private static final double CARBOXYLATE = 1.250, PHOSPHATE = 1.510, SULFATE = 1.460;

    private BondTypes() {}

    static double toHydrogen(Perception p, int heavy) {
        var e = p.element(heavy);
        if (e == Element.C)
            return p.hybridisation[heavy] == 3 ? p.hydrogens(heavy) == 1 ? 0.98 : p.hydrogens(heavy) == 2 ? 0.97 : 0.96 : 0.93;
        if (e == Element.N) return p.neighbours[heavy].length == 4 ? 0.89 : 0.86;
        if (e == Element.O) return 0.82;
        return e == Element.S ? 1.20 : 1.35;
    }

    private static String key(Perception p, CcdEntry.Bond b) {
        String i = p.element(b.a()).symbol() + p.hybridisation[b.a()], j = p.element(b.b()).symbol() + p.hybridisation[b.b()];
        String order = switch (b.order()) {
            case DOUBLE -> "2";
            case TRIPLE -> "3";
            case AROMATIC, DELOCALISED -> "a";
            default -> "1";
        };
        return (i.compareTo(j) <= 0 ? i + "-" + j : j + "-" + i) + "-" + order;
    }

    static boolean isKnown(Perception p, CcdEntry.Bond b) { return LENGTHS.containsKey(key(p, b)); }

    static double typical(Perception p, CcdEntry.Bond b, boolean chargedOxygen) {
        if (chargedOxygen) {
            var centre = p.element(p.element(b.a()) == Element.O ? b.b() : b.a());
            if (centre == Element.C) return CARBOXYLATE;
            if (centre == Element.P) return PHOSPHATE;
            if (centre == Element.S) return SULFATE;
        }
        Double known = LENGTHS.get(key(p, b));
        if (known != null) return known;
        double shorter = b.order() == BondOrder.TRIPLE
                ? 0.34
                : b.order() == BondOrder.DOUBLE ? 0.20 : b.order() == BondOrder.SINGLE ? 0 : 0.13;
        return CovalentRadii.of(p.element(b.a())) + CovalentRadii.of(p.element(b.b())) - shorter;
    }
}
