package ceres.refine;

import ceres.numerics.CellList;
import ceres.refine.density.ShellLikelihood;
import ceres.refine.moving.Backrub;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.SideChains;
import ceres.refine.energy.Contacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a side chain takes along, touches and is seen by, gathered before it is fitted.
final class SideChainParts {
    /// What a side chain's heavy atoms can touch beyond themselves: a contact, a hydrogen, a backrub, A; at least what hydrogens of the main
    /// chain can touch.
    private static final double BEYOND = 3.5 + 1.2 + 1, LEAST = 7.8;
    private static final Set<String> MAIN_CHAIN = Set.of("N", "CA", "C", "O", "CB");

    private final Refiner refiner;
    private final MovingModel model;
    private final CellList cells;
    private final Optional<ShellLikelihood> likelihood;
    /// numbers of the hydrogens of each residue
    private final int[][] hydrogensOf;

    /// @param cells of all atoms before any is moved
    SideChainParts(Refiner refiner, CellList cells, Optional<ShellLikelihood> likelihood) {
        this.refiner = refiner;
        this.model = refiner.model;
        this.cells = cells;
        this.likelihood = likelihood;
        var of = new ArrayList<List<Integer>>();
        for (int r = 0; r < model.heavy().residueCount(); r++) of.add(new ArrayList<>());
        for (int h = 0; h < model.riding().size(); h++) of.get(model.residueOf(model.heavyCount() + h)).add(h);
        this.hydrogensOf = of.stream().map(l -> l.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
    }

    /// @param partner residue of another side chain that is tried at the same time, -1 for none
    SideChainPart of(SideChains.Site site, int partner) {
        int m = site.chi().length;
        var moved = new int[m][];
        for (int k = 0; k < m; k++) moved[k] = beyond(site, k);
        return part(site, moved, moved[0], near(site, moved[m - 1], partner), null, partner);
    }

    /// The same with the backbone rocked.
    SideChainPart rubbed(SideChainPart part, Backrub rub) {
        int[] all = IntStream.concat(Arrays.stream(part.all()), Arrays.stream(rub.atoms())).distinct().sorted().toArray();
        return part(part.site(), part.moved(), all, part.near(), rub, -1);
    }

    private SideChainPart part(SideChains.Site site, int[][] moved, int[] all, Near near, @Nullable Backrub rub, int partner) {
        int[] hydrogens = rub == null ? hydrogensOf[site.residue()] : model.hydrogensOn(all);
        return new SideChainPart(site, moved, all,
                Arrays.stream(hydrogens).filter(h -> model.present(model.heavyCount() + h)).toArray(), near, rub,
                likelihood.map(l -> seen(l, site, all, near, partner)).orElse(null), model.riding());
    }

    private ShellLikelihood.Group seen(ShellLikelihood l, SideChains.Site site, int[] all, Near near, int partner) {
        int[] atoms = Arrays.stream(all).filter(a -> !refiner.unseen().hides(a)).toArray();
        double[] xyz = refiner.xyz,
                tried = Arrays.stream(atoms).mapToDouble(a -> Math.min(l.b(a), mainChainB(l, site))).toArray();
        var own = Arrays.stream(all).boxed().collect(Collectors.toSet());
        int[] heavy = IntStream.concat(Arrays.stream(near.mobile()), Arrays.stream(near.still()))
                .filter(a -> a < model.heavyCount() && !own.contains(a)).toArray();
        return l.group(atoms, tried, Arrays.stream(heavy).filter(a -> model.residueOf(a) != partner && l.moved(a, xyz)).toArray(),
                Arrays.stream(heavy).filter(a -> model.residueOf(a) == partner).toArray());
    }

    /// What the B factors of a side chain are tried with at most: one in the wrong place has some that hide it, and with those every place is as
    /// good as none.
    private double mainChainB(ShellLikelihood l, SideChains.Site site) {
        var heavy = model.heavy();
        return IntStream.range(heavy.atomStart(site.residue()), heavy.atomEnd(site.residue()))
                .filter(a -> MAIN_CHAIN.contains(heavy.atomName(a))).mapToDouble(l::b).average().orElse(Double.MAX_VALUE);
    }

    /// Residues that it can touch or take along, whatever its rotamer.
    int[] reads(SideChains.Site site) {
        return residues(site, beyond(site, site.chi().length - 1)).stream().mapToInt(Integer::intValue).toArray();
    }

    /// The residues that the side chain can touch in any rotamer.
    private TreeSet<Integer> residues(SideChains.Site site, int[] last) {
        var residues = new TreeSet<Integer>();
        within(site, last, a -> residues.add(model.residueOf(a)));
        return residues;
    }

    private void within(SideChains.Site site, int[] last, IntConsumer found) {
        double[] xyz = refiner.xyz;
        int[][] chi = site.chi();
        double reach = BEYOND, end = 0;
        for (int k = 1; k < chi.length; k++) reach += Contacts.distance(xyz, chi[k][1], chi[k][2]);
        for (int a : last) end = Math.max(end, Contacts.distance(xyz, chi[chi.length - 1][2], a));
        int beta = 3 * chi[0][2];
        cells.near(xyz[beta], xyz[beta + 1], xyz[beta + 2], Math.max(LEAST, reach + end), found);
    }

    /// All their atoms, and those of images in reach.
    private Near near(SideChains.Site site, int[] last, int partner) {
        double[] xyz = refiner.xyz;
        var residues = residues(site, last);
        var heavy = model.heavy();
        var hydrogens = residues.stream().flatMapToInt(r -> Arrays.stream(hydrogensOf[r]).map(h -> model.heavyCount() + h));
        var images = new TreeSet<Integer>();
        within(site, last, a -> {
            if (model.isImage(a)) images.add(a);
        });
        int[] atoms = IntStream.concat(
                IntStream.concat(residues.stream().flatMapToInt(r -> IntStream.range(heavy.atomStart(r), heavy.atomEnd(r))),
                        hydrogens),
                images.stream().mapToInt(Integer::intValue)).filter(a -> model.present(a)).toArray();
        // a backrub takes the peptides on both sides along
        return Near.of(atoms, a -> Math.abs(model.residueOf(a) - site.residue()) <= 1 || model.residueOf(a) == partner, xyz);
    }

    /// Heavy atoms of the residue beyond the bond of its chi k.
    private int[] beyond(SideChains.Site site, int k) { return beyond(site.chi()[k][1], site.chi()[k][2], site.residue()); }

    /// Heavy atoms of the residue on c's side of the bond b-c, c itself left out.
    private int[] beyond(int b, int c, int residue) {
        var found = new ArrayList<>(List.of(c));
        for (int f = 0; f < found.size(); f++)
            for (int k = 0; k < model.bonds().degree(found.get(f)); k++) {
                int a = model.bonds().neighbour(found.get(f), k);
                if (a != b && !model.isHydrogen(a) && model.residueOf(a) == residue && !found.contains(a)) found.add(a);
            }
        return found.stream().skip(1).mapToInt(Integer::intValue).toArray();
    }

    /// True if the side chain is bonded to another residue.
    boolean bridged(SideChains.Site site) {
        for (int a = model.heavy().atomStart(site.residue()); a < model.heavy().atomEnd(site.residue()); a++) {
            String name = model.name(a);
            if (name.equals("N") || name.equals("C")) continue;
            for (int k = 0; k < model.bonds().degree(a); k++)
                if (model.residueOf(model.bonds().neighbour(a, k)) != site.residue()) return true;
        }
        return false;
    }
}
