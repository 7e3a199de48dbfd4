package ceres.validate.fit;

import ceres.density.MapCorrelation;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/// Fit by residue, chain and ligand.
final class LocalFit {
    private static final int PIECE = 8;

    private final Structure s;
    private final AtomSets sets;
    private final MapCorrelation correlation;
    private final double radius;
    private final double[] q;
    private final byte[] included;
    private final double[] localResolution;

    /// @param radius of the spheres round atoms, A
    /// @param q per atom, NaN where there is none
    /// @param included per atom: 1 above the contour, 0 below, -1 where nothing is known
    /// @param localResolution per residue, A; NaN where there is none
    LocalFit(Structure structure, AtomSets sets, MapCorrelation correlation, double radius, double[] q, byte[] included,
            double[] localResolution) {
        this.s = structure;
        this.sets = sets;
        this.correlation = correlation;
        this.radius = radius;
        this.q = q;
        this.included = included;
        this.localResolution = localResolution;
    }

    List<ResidueFit> residues(Parallel team) {
        var rows = new ResidueFit[s.residueCount()];
        team.each(rows.length, PIECE, (piece, from, to) -> {
            for (int r = from; r < to; r++) rows[r] = residue(r);
        });
        return List.of(rows);
    }

    private ResidueFit residue(int r) {
        int[] all = sets.atomsOf(r), main = sets.atomsOf(r, sets::isMain), side = sets.atomsOf(r, a -> !sets.isMain(a));
        boolean divided = main.length > 0 && side.length > 0;
        return new ResidueFit(r, cc(all), divided ? cc(main) : OptionalDouble.empty(),
                divided ? cc(side) : OptionalDouble.empty(),
                mean(all, this::qOf), divided ? mean(main, this::qOf) : OptionalDouble.empty(),
                divided ? mean(side, this::qOf) : OptionalDouble.empty(), mean(all, this::inclusionOf),
                Double.isNaN(localResolution[r]) ? OptionalDouble.empty() : OptionalDouble.of(localResolution[r]),
                mean(all, s::b).orElse(0), mean(all, s::occupancy).orElse(0));
    }

    private OptionalDouble cc(int[] atoms) {
        return atoms.length == 0 ? OptionalDouble.empty() : correlation.aroundAtoms(s, atoms, radius);
    }

    private double qOf(int atom) { return q[atom]; }

    private double inclusionOf(int atom) { return included[atom] < 0 ? Double.NaN : included[atom]; }

    /// The mean over those atoms that have the value.
    static OptionalDouble mean(int[] atoms, IntToDoubleFunction value) {
        return Arrays.stream(atoms).mapToDouble(value).filter(Double::isFinite).average();
    }

    /// Everything with one author chain id together.
    List<ChainFit> wholeChains() {
        var groups = new LinkedHashMap<String, List<Integer>>();
        for (int r = 0; r < s.residueCount(); r++)
            groups.computeIfAbsent(s.authChain(s.chainOf(r)), id -> new ArrayList<>()).add(r);
        var rows = new ArrayList<ChainFit>();
        groups.forEach((id, residues) -> rows.add(chain(id, ChainFit.ALL, residues)));
        return List.copyOf(rows);
    }

    /// By author chain id and kind.
    List<ChainFit> chains() {
        record Key(String chain, String kind) {}
        Map<Key, List<Integer>> groups = new LinkedHashMap<>();
        for (int r = 0; r < s.residueCount(); r++)
            groups.computeIfAbsent(new Key(s.authChain(s.chainOf(r)), sets.kind(r)), k -> new ArrayList<>()).add(r);
        var rows = new ArrayList<ChainFit>();
        groups.forEach((key, residues) -> rows.add(chain(key.chain, key.kind, residues)));
        return List.copyOf(rows);
    }

    private ChainFit chain(String id, String kind, List<Integer> residues) {
        int[] atoms = residues.stream().flatMapToInt(r -> Arrays.stream(sets.atomsOf(r))).toArray();
        return new ChainFit(id, kind, residues.size(), atoms.length, cc(atoms), mean(atoms, this::qOf),
                mean(atoms, this::inclusionOf),
                mean(atoms, s::b).orElse(0), mean(atoms, s::occupancy).orElse(0));
    }

    List<LigandFit> ligands(List<ResidueFit> residues) {
        var rows = new ArrayList<LigandFit>();
        for (var fit : residues) {
            String kind = sets.kind(fit.residue());
            if (!kind.equals("ligand") && !kind.equals("ion") && !kind.equals("saccharide")) continue;
            int atoms = s.atomEnd(fit.residue()) - s.atomStart(fit.residue());
            rows.add(new LigandFit(fit.residue(), kind, atoms, fit.cc(), fit.q(), fit.b(), fit.occupancy()));
        }
        return List.copyOf(rows);
    }

    OptionalDouble ccMain() { return cc(sets.atoms(sets::isProteinMain)); }

    /// Round all atoms that are not main chain of a protein: ligands, water and nucleic acids too, as in the reference.
    OptionalDouble ccSide() { return cc(sets.atoms(a -> !sets.isProteinMain(a))); }
}
