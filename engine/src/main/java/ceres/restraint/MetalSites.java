package ceres.restraint;

import ceres.chem.CovalentRadii;
import ceres.chem.Element;
import ceres.chem.ResidueClass;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Geometry;
import ceres.restraint.Restraints.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Metals and the atoms that coordinate them.
///
/// A donor (N, O, S of another component) is taken if the file declares it or if it stands within 0.4 A (water and alkali metals 0.25 A) of the
/// distance expected for the pair, nearest first, up to the largest usual coordination number. Distances are those of small
/// molecules and well-resolved proteins; zinc with four protein donors also gets its tetrahedral angles, by the numbers of Cys and His.
///
/// Sources: Harding2006 (distances); zinc: Touw2016 as tabulated by number of ligands; iron-sulfur clusters keep the dictionary of the
/// cluster, and bonds to its iron 2.30 A.
final class MetalSites {
    private static final double DECLARED_AT_MOST = 3.6;

    /// @param n distance to nitrogen, A   @param o to oxygen   @param water to water   @param s to sulfur   @param most coordination number
    private record Metal(double n, double o, double water, double s, double sigma, int most) {}

    private static final Map<String, Metal> METALS = Map.ofEntries(Map.entry("Na", new Metal(2.50, 2.41, 2.41, 2.90, 0.10, 6)),
            Map.entry("K", new Metal(2.90, 2.81, 2.81, 3.30, 0.12, 8)),
            Map.entry("Mg", new Metal(2.20, 2.08, 2.07, 2.60, 0.05, 6)),
            Map.entry("Ca", new Metal(2.50, 2.36, 2.39, 2.90, 0.10, 8)),
            Map.entry("Mn", new Metal(2.21, 2.15, 2.19, 2.35, 0.08, 6)),
            Map.entry("Fe", new Metal(2.16, 2.04, 2.09, 2.30, 0.06, 6)),
            Map.entry("Co", new Metal(2.14, 2.05, 2.09, 2.25, 0.06, 6)),
            Map.entry("Ni", new Metal(2.10, 2.05, 2.07, 2.20, 0.06, 6)),
            Map.entry("Cu", new Metal(2.02, 1.96, 2.00, 2.15, 0.06, 6)),
            Map.entry("Zn", new Metal(2.04, 2.00, 2.09, 2.31, 0.05, 6)),
            Map.entry("Cd", new Metal(2.30, 2.30, 2.30, 2.52, 0.08, 7)),
            Map.entry("Sr", new Metal(2.70, 2.60, 2.60, 3.05, 0.12, 9)),
            Map.entry("Ba", new Metal(2.90, 2.80, 2.80, 3.20, 0.12, 10)));

    /// Tetrahedral zinc by number of cysteines (4 to 1, the rest histidine): Zn-S and its sigma, Zn-N and sigma, angles S-Zn-S and N-Zn-N and sigma.
    private static final double[][] ZINC = {{2.298, 0.017, 2.002, 0.045, 0, 0, 107.23, 4.78},
        {2.306, 0.029, 2.040, 0.050, 116.23, 4.58, 102.38, 5.44},
        {2.318, 0.027, 2.074, 0.056, 112.15, 3.96, 0, 0}, {2.330, 0.029, 0, 0, 109.45, 5.46, 0, 0}};

    private final Emitter emit;
    private final Structure structure;
    private final @Nullable ResidueMatch[] matches;
    private final List<Link> links;
    private final double[] xyz;
    private final Set<Long> declared = new HashSet<>();

    private record Donor(int atom, double distance, boolean declared) {}

    MetalSites(Emitter emit, @Nullable ResidueMatch[] matches, List<Link> links) {
        this.emit = emit;
        this.structure = emit.structure;
        this.matches = matches;
        this.links = links;
        this.xyz = structure.atoms().xyz();
    }

    void restrain(ModelHeader header, boolean fileLinks) {
        var metals = new ArrayList<Integer>();
        for (int a = 0; a < structure.atomCount(); a++) if (Typing.isMetal(structure.atoms().element()[a])) metals.add(a);
        if (metals.isEmpty()) return;
        if (fileLinks) declare(header);
        var donors = new double[xyz.length];
        for (int a = 0; a < structure.atomCount(); a++)
            for (int d = 0; d < 3; d++) donors[3 * a + d] = isDonor(a) ? xyz[3 * a + d] : Double.NaN;
        var cells = new CellList(donors, DECLARED_AT_MOST);
        for (int m : metals) site(m, cells);
    }

    private void declare(ModelHeader header) {
        var index = CovalentLinks.ResidueIndex.of(structure);
        for (var link : header.links()) {
            if (link.symmetryMate()) continue;
            int i = index.atom(link.first()), j = index.atom(link.second());
            if (i >= 0 && j >= 0) declared.add(key(i, j));
        }
    }

    private static long key(int i, int j) { return (long) Math.min(i, j) << 32 | Math.max(i, j); }

    /// N, O or S that may have a lone pair to give: no backbone amide, no guanidinium or ammonium.
    private boolean isDonor(int a) {
        int z = structure.atoms().element()[a];
        if (z != 7 && z != 8 && z != 16) return false;
        String residue = structure.residueName(structure.residueOf(a)), name = structure.atomName(a);
        if (z != 7 || ResidueClass.of(residue) != ResidueClass.AMINO_ACID) return true;
        return residue.equals("HIS") && !name.equals("N");
    }

    private double expected(Metal metal, int donor) {
        int z = structure.atoms().element()[donor];
        return z == 7 ? metal.n : z == 16 ? metal.s : isWater(donor) ? metal.water : metal.o;
    }

    private boolean isWater(int a) {
        return ResidueClass.of(structure.residueName(structure.residueOf(a))) == ResidueClass.WATER;
    }

    private static Metal metal(Element element) {
        double r = CovalentRadii.of(element);
        return METALS.getOrDefault(element.symbol(), new Metal(r + 0.75, r + 0.70, r + 0.72, r + 1.05, 0.12, 8));
    }

    private void site(int m, CellList cells) {
        var element = structure.element(m);
        var metal = metal(element);
        boolean alkali = element.number() == 11 || element.number() == 19;
        List<Donor> found = new ArrayList<>();
        cells.near(xyz[3 * m], xyz[3 * m + 1], xyz[3 * m + 2], DECLARED_AT_MOST, a -> {
            if (structure.residueOf(a) == structure.residueOf(m) || !compatible(m, a)) return;
            double d = Geometry.distance(xyz, m, a);
            boolean stated = declared.contains(key(m, a));
            if (d > 1.2 && (stated || Math.abs(d - expected(metal, a)) < (alkali || isWater(a) ? 0.25 : 0.4)))
                found.add(new Donor(a, d, stated));
        });
        found.sort(Comparator.comparing((Donor d) -> !d.declared).thenComparingDouble(Donor::distance)
                .thenComparingInt(Donor::atom));
        int own = matches[structure.residueOf(m)] == null ? 0 : bondsInComponent(m);
        var donors = found.subList(0, Math.min(found.size(), Math.max(0, metal.most - own)));
        emit.conformer(structure.altloc(m), true);
        double[] zinc = element.symbol().equals("Zn") ? zinc(donors) : null;
        for (var donor : donors) bond(m, metal, donor, zinc);
        if (zinc != null) tetrahedron(m, donors, zinc);
    }

    private int bondsInComponent(int m) {
        var component = matches[structure.residueOf(m)].component();
        int k = component.indexOf(structure.atomName(m));
        return k < 0 ? 0 : component.neighbours(k).length;
    }

    private boolean compatible(int a, int b) {
        char p = structure.altloc(a), q = structure.altloc(b);
        return p == q || p == 0 || q == 0;
    }

    private void bond(int m, Metal metal, Donor donor, double @Nullable [] zinc) {
        boolean sulfur = structure.atoms().element()[donor.atom] == 16;
        double ideal = zinc == null ? expected(metal, donor.atom) : sulfur ? zinc[0] : zinc[2];
        double sigma = zinc == null ? metal.sigma : sulfur ? zinc[1] : zinc[3];
        char alt = structure.altloc(donor.atom);
        emit.conformer(alt != 0 ? alt : structure.altloc(m), true);
        emit.bond(m, donor.atom, ideal, sigma, Origin.METAL);
        emit.conformer(structure.altloc(m), true);
        links.add(new Link(Link.Kind.METAL, m, donor.atom, donor.declared,
                structure.element(m).symbol() + " - " + structure.element(donor.atom).symbol()));
    }

    /// The row of four protein donors, Cys SG and His N alone; null for any other surroundings.
    private double @Nullable [] zinc(List<Donor> donors) {
        if (donors.size() != 4) return null;
        int cysteines = 0;
        for (var donor : donors) {
            String name = structure.atomName(donor.atom), residue = structure.residueName(structure.residueOf(donor.atom));
            if (structure.altloc(donor.atom) != 0) return null;
            if (residue.equals("CYS") && name.equals("SG")) cysteines++;
            else if (!residue.equals("HIS")) return null;
        }
        return cysteines == 0 ? null : ZINC[cysteines - 1];
    }

    private void tetrahedron(int m, List<Donor> donors, double[] zinc) {
        for (int p = 0; p < donors.size(); p++)
            for (int q = p + 1; q < donors.size(); q++) {
                boolean first = structure.atoms().element()[donors.get(p).atom] == 16,
                        second = structure.atoms().element()[donors.get(q).atom] == 16;
                if (first != second) continue;
                int column = first ? 4 : 6;
                if (zinc[column] > 0)
                    emit.angle(donors.get(p).atom, m, donors.get(q).atom, zinc[column], zinc[column + 1], Origin.METAL);
            }
    }
}
