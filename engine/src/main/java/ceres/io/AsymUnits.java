package ceres.io;

import ceres.chem.ResidueClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Cuts the chains of a file into asym units as the archive does: a polymer, each ligand by itself, all water of an author chain.
///
/// An mmCIF file with label_asym_id is cut already. In PDB files a chain id is shared by a polymer, its ligands and its water, and
/// TER closes a polymer; files of many programs lack TER, so what a residue is decides where TER says nothing.
final class AsymUnits {
    /// An asym unit.
    ///
    /// @param asym unique
    record Unit(String authId, String asym, String entity, List<AtomRows.Residue> residues) {}

    private final Set<String> taken = new HashSet<>();
    private final Predicate<AtomRows.Residue> polymerLike;
    private int next;

    private AsymUnits(Predicate<AtomRows.Residue> polymerLike) { this.polymerLike = polymerLike; }

    static List<Unit> of(List<AtomRows.Chain> chains, Predicate<AtomRows.Residue> polymerLike) {
        var maker = new AsymUnits(polymerLike);
        for (var chain : chains) if (!chain.asym.isEmpty()) maker.taken.add(chain.asym);
        var units = new ArrayList<Unit>();
        for (int c = 0; c < chains.size(); c++) {
            var chain = chains.get(c);
            if (!chain.asym.isEmpty()) units.add(new Unit(chain.authId, chain.asym, chain.entity, chain.residues));
            else
                maker.cut(chain, closesPolymer(chains, c), units);
        }
        return units;
    }

    /// True if an earlier segment of the same author chain held a polymer: what follows TER is then ligands and water.
    private static boolean closesPolymer(List<AtomRows.Chain> chains, int c) {
        for (int e = 0; e < c; e++)
            if (chains.get(e).asym.isEmpty() && chains.get(e).authId.equals(chains.get(c).authId)) return true;
        return false;
    }

    private void cut(AtomRows.Chain chain, boolean afterTer, List<Unit> units) {
        var polymer = new ArrayList<AtomRows.Residue>();
        var ligands = new ArrayList<AtomRows.Residue>();
        var waters = new ArrayList<AtomRows.Residue>();
        for (var r : chain.residues) {
            var kind = ResidueClass.of(r.site.component());
            if (kind == ResidueClass.WATER) waters.add(r);
            else if (isPolymer(r, kind, afterTer)) polymer.add(r);
            else
                ligands.add(r);
        }
        if (!polymer.isEmpty()) units.add(new Unit(chain.authId, newId(), "", polymer));
        for (var ligand : bySite(ligands)) units.add(new Unit(chain.authId, newId(), "", ligand));
        if (!waters.isEmpty()) units.add(new Unit(chain.authId, newId(), "", waters));
    }

    private boolean isPolymer(AtomRows.Residue r, ResidueClass kind, boolean afterTer) {
        if (afterTer && r.site.hetero()) return false;
        return kind.isPolymer() || polymerLike.test(r);
    }

    /// Two components at one place (micro-heterogeneity of a ligand) are one unit.
    private static List<List<AtomRows.Residue>> bySite(List<AtomRows.Residue> ligands) {
        Map<String, List<AtomRows.Residue>> sites = new LinkedHashMap<>();
        int repeated = 0;
        for (var r : ligands) {
            String key = r.site.seq() + "." + (int) r.site.icode();
            var there = sites.get(key);
            boolean same = there != null && there.stream().anyMatch(o -> o.site.component().equals(r.site.component()));
            sites.computeIfAbsent(same ? key + "." + repeated++ : key, _ -> new ArrayList<>()).add(r);
        }
        return List.copyOf(sites.values());
    }

    private String newId() {
        String id;
        do
            id = letters(next++);
        while (!taken.add(id));
        return id;
    }

    /// A ... Z, AA, BA, ... ZA, AB ...: the order of the archive.
    static String letters(int n) {
        var id = new StringBuilder();
        for (int rest = n; rest >= 0; rest = rest / 26 - 1) id.append((char) ('A' + rest % 26));
        return id.toString();
    }
}
