package ceres.refine.symmetry;

import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import ceres.refine.moving.Images;
import ceres.restraint.Interpretation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One of the copies that a symmetric model is made of, with its ligands and waters: the rest are its images under operators. A little that has no
/// copies (an ion on an axis) may stand among them.
///
/// What a refinement of the whole would do to all copies alike it does to the unit alone, before the [AveragedMap] and among its
/// [Images]; then [#expand] gives the whole again.
public final class SymmetricUnit {
    /// Images farther than this from the unit touch nothing of it and shade nothing of its density, A.
    private static final double REACH = 7;

    private final Interpretation whole;
    private final Interpretation unit;
    private final Structure heavy;
    private final List<Superposition> operators;
    /// of each residue of the unit: the same residue of every copy, in the whole model; itself alone where it has no copies
    private final int[][] copies;

    /// @param unit where there is one
    /// @param why there is none
    public record Found(Optional<SymmetricUnit> unit, String why) {
        static Found of(SymmetricUnit unit) { return new Found(Optional.of(unit), ""); }

        static Found none(String why) { return new Found(Optional.empty(), why); }
    }

    SymmetricUnit(Interpretation whole, boolean[] chosen, List<Superposition> operators, int[][] copies) {
        this(whole, UnitSelection.of(whole, chosen), operators, copies);
    }

    private SymmetricUnit(Interpretation whole, Interpretation unit, List<Superposition> operators, int[][] copies) {
        this.whole = whole;
        this.unit = unit;
        Structure s = unit.structure();
        this.heavy = StructureBuilder.subset(s, a -> !s.isHydrogen(a));
        this.operators = operators;
        this.copies = copies;
    }

    /// The unit of a model whose copies the rule keeps identical; none where they are not all of the model.
    public static Found find(Interpretation whole, NcsRule rule) { return UnitSearch.search(whole, rule); }

    /// The same with every operator refined against the map, the model as it is.
    public SymmetricUnit fitted(DensityMap map, Parallel team) {
        return new SymmetricUnit(whole, unit, OperatorFit.refined(operators, map, heavy, team), copies);
    }

    public Interpretation interpretation() { return unit; }

    /// Copies, the unit included.
    public int size() { return operators.size() + 1; }

    public int heavyAtoms() { return heavy.atomCount(); }

    /// Residues of the whole model that have no copies.
    public int left() {
        long copied = Arrays.stream(copies).filter(c -> c.length > 1).mapToLong(c -> c.length).sum();
        return (int) (whole.structure().residueCount() - copied);
    }

    /// What a map shows of the unit when all copies are laid over each other; where they are the same, some of them.
    public DensityMap averaged(DensityMap map, Parallel team) {
        return AveragedMap.of(map, heavy, OperatorFit.telling(operators, map, heavy.atoms().xyz()), team);
    }

    public HalfMaps averaged(HalfMaps halves, Parallel team) {
        return new HalfMaps(averaged(halves.first(), team), averaged(halves.second(), team));
    }

    /// Heavy atoms of other copies near the unit.
    public Images images() {
        double[] xyz = heavy.atoms().xyz();
        var cells = new CellList(xyz, REACH);
        List<Integer> source = new ArrayList<>(), operator = new ArrayList<>();
        for (int k = 0; k < operators.size(); k++) {
            double[] there = operators.get(k).apply(xyz);
            for (int a = 0; a < heavy.atomCount(); a++) {
                if (stands(a)) continue;
                boolean[] near = {false};
                cells.near(there[3 * a], there[3 * a + 1], there[3 * a + 2], REACH, b -> near[0] = true);
                if (!near[0]) continue;
                source.add(a);
                operator.add(k);
            }
        }
        int[] of = source.stream().mapToInt(Integer::intValue).toArray(),
                by = operator.stream().mapToInt(Integer::intValue).toArray();
        return new Images(operators, of, by, IntStream.range(0, heavy.atomCount()).filter(this::stands).toArray(),
                BondsAcross.of(whole, unit.structure(), copies, of, by));
    }

    /// True for an atom of the unit that has no copies.
    private boolean stands(int heavyAtom) { return copies[heavy.residueOf(heavyAtom)].length == 1; }

    /// A residue by its author's names.
    ///
    /// @param icode insertion code, 0 for none
    public record Place(String chain, int seq, char icode) {}

    /// Where all copies of a residue of the unit are, its own place first.
    ///
    /// @param name component id
    public List<Place> copies(Place own, String name) {
        Structure s = unit.structure();
        for (int r = 0; r < s.residueCount(); r++)
            if (own.equals(place(s, r)) && s.residueName(r).equals(name))
                return Arrays.stream(copies[r]).mapToObj(q -> place(whole.structure(), q)).toList();
        return List.of(own);
    }

    private static Place place(Structure s, int residue) {
        return new Place(s.authChain(s.chainOf(residue)), s.seq(residue), s.icode(residue));
    }

    /// The whole model with every copy as the unit now is; what has no copies and is not near the unit is as it was. Residues that the unit has lost are lost in all copies; hydrogens are the unit's.
    ///
    /// @param refined residues of the unit in their order, none new
    public Structure expand(Structure refined) {
        var s = whole.structure();
        int[][] source = new int[s.residueCount()][];
        var ours = new boolean[source.length];
        int[] now = present(refined);
        for (int r = 0; r < copies.length; r++)
            for (int k = 0; k < copies[r].length; k++) {
                ours[copies[r][k]] = true;
                if (now[r] >= 0) source[copies[r][k]] = new int[]{now[r], k};
            }
        var images = new ArrayList<>(List.of(refined.atoms().xyz()));
        for (var operator : operators) images.add(operator.apply(refined.atoms().xyz()));
        var b = new StructureBuilder();
        var residues = s.residues();
        for (int c = 0; c < s.chainCount(); c++)
            for (int r = s.residueStart(c); r < s.residueEnd(c); r++) {
                if (ours[r] && source[r] == null) continue;
                b.chain(s.authChain(c), s.chains().labelId()[c], s.chains().entity()[c]);
                b.newResidue(s.residueName(r), s.seq(r), s.icode(r), residues.labelSeq()[r], residues.hetero()[r]);
                if (ours[r]) atoms(b, refined, source[r][0], images.get(source[r][1]));
                else
                    atoms(b, s, r, s.atoms().xyz());
            }
        return b.build();
    }

    private static void atoms(StructureBuilder b, Structure s, int residue, double[] xyz) {
        for (int a = s.atomStart(residue); a < s.atomEnd(residue); a++)
            b.atom(s.atomName(a), s.atoms().element()[a], s.atoms().charge()[a], s.altloc(a), xyz[3 * a], xyz[3 * a + 1],
                    xyz[3 * a + 2], s.occupancy(a), s.b(a));
    }

    /// Of each residue of the unit where it is in the refined one, -1 where it is gone.
    private int[] present(Structure refined) {
        Structure s = unit.structure();
        var now = new int[s.residueCount()];
        Arrays.fill(now, -1);
        for (int r = 0, q = 0; r < now.length && q < refined.residueCount(); r++)
            if (s.residueName(r).equals(refined.residueName(q)) && s.seq(r) == refined.seq(q) && s.icode(r) == refined.icode(q)
                    && s.chains().labelId()[s.chainOf(r)].equals(refined.chains().labelId()[refined.chainOf(q)]))
                now[r] = q++;
        return now;
    }
}
