package ceres.refine;

import ceres.refine.moving.MovingModel;
import ceres.refine.moving.Rotation;
import ceres.refine.moving.SideChains;
import ceres.refine.quality.Hydrogens;
import ceres.numerics.CellList;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Half turns of the ends of Asn, Gln and His, which the density of a usual map does not tell: an end is turned if hydrogen bonds and bumps say
/// so clearly ([Hydrogens#score]); geometry does not change by it. An end that has been turned over since it was given, its side chain else where it
/// was, is turned back unless they clearly speak for it. Where a map is explained nearly whole, it tells O from N, and is asked too ([MapEvidence]).
final class Flips {
    private static final double CLEARLY = 2.5;
    private static final double REACH = 7.5;
    /// Evidence of the map, -2 ln L, that is worth a unit of the score.
    private static final double EVIDENCE = 3;

    private final Refiner refiner;
    private final MovingModel model;

    private final @Nullable MapEvidence evidence;

    private final double[] input;

    /// @param input all atoms as they were given, A
    Flips(Refiner refiner, Schedule schedule, double[] input) {
        this.refiner = refiner;
        this.input = input;
        this.model = refiner.model;
        var all = new MapEvidence(refiner, schedule);
        this.evidence = all.exact() ? all : null;
    }

    /// Turns the ends of Asn, Gln and His where that is better; gives their number.
    int ends() {
        int turned = 0;
        var cells = new CellList(refiner.xyz, REACH);
        for (var site : refiner.sideChains.sites()) {
            boolean turns = switch (site.name()) {
                case "ASN", "GLN", "HIS" -> true;
                default -> false;
            };
            if (turns && site.altloc() == 0 && end(site, cells)) turned++;
        }
        if (turned > 0) refiner.hydrogens.settle(refiner.xyz, refiner.team);
        return turned;
    }

    private boolean end(SideChains.Site site, CellList cells) {
        int[] chi = site.chi()[site.chi().length - 1];
        var atoms = new ArrayList<Integer>();
        for (int a = model.heavy().atomStart(site.residue()); a < model.heavy().atomEnd(site.residue()); a++)
            switch (model.name(a)) {
            case "OD1", "ND2", "OE1", "NE2", "ND1", "CD2", "CE1" -> {
                if (bonded(a)) return false;
                atoms.add(a);
            }
            default -> {}
            }
        if (site.name().equals("GLN")) atoms.removeIf(a -> model.name(a).equals("CD2"));
        int[] moved = atoms.stream().mapToInt(Integer::intValue).toArray();
        int[] riding = model.hydrogensOn(moved);
        var near = new ArrayList<Integer>();
        int c = 3 * chi[2];
        cells.near(refiner.xyz[c], refiner.xyz[c + 1], refiner.xyz[c + 2], REACH, near::add);
        int[] close = near.stream().mapToInt(Integer::intValue).sorted().toArray();
        // where the evidence is small, the end stays as it was given
        double reached = score(moved, riding, close)
                + (SideChains.endTurned(site, site.angles(input), site.angles(refiner.xyz)) ? -CLEARLY : CLEARLY);
        turn(chi, moved, riding);
        if (score(moved, riding, close) > reached) return true;
        turn(chi, moved, riding);
        return false;
    }

    private boolean bonded(int a) {
        for (int k = 0; k < model.bonds().degree(a); k++)
            if (model.residueOf(model.bonds().neighbour(a, k)) != model.residueOf(a)) return true;
        return false;
    }

    private void turn(int[] chi, int[] moved, int[] riding) {
        Rotation.about(refiner.xyz, chi[1], chi[2], Math.PI, moved);
        for (int h : riding) model.riding().place(h, refiner.xyz);
    }

    private double score(int[] moved, int[] riding, int[] near) {
        double score = evidence == null ? 0 : -evidence.energy() / EVIDENCE;
        for (int a : moved) score += refiner.hydrogens.score(a, near, refiner.xyz);
        for (int h : riding)
            if (model.present(model.heavyCount() + h))
                score += refiner.hydrogens.score(model.heavyCount() + h, near, refiner.xyz);
        return score;
    }
}
