package ceres.refine;

import ceres.refine.moving.Backrub;
import ceres.refine.moving.Backrubs;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.RidingHydrogens;
import ceres.refine.moving.Rotation;
import ceres.refine.moving.SideChains;
import ceres.refine.moving.Torsion;
import ceres.refine.energy.Contacts;
import ceres.chem.RotamerTables;
import ceres.chem.RotamerTables.Rotamer;
import ceres.numerics.CellList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Tries other rotamers where a side chain is an outlier, clashes or stands beside its density, worst first.
///
/// Every rotamer of the residue is built; of those that density and frequency like best, the chis are searched about the centre, and judged by S
/// ([SideChainScore]), contacts included. The chis as they are are searched likewise, so that no rotamer wins by the search alone. Another is taken
/// if it is better by more than the odds of the one it has ([#odds]) and the map is not likelier without it (but for ends of Asn, Gln and His, which
/// are for [Flips] to turn), or if it ends an outlier without losing; side chains without density take the likeliest rotamer that does not clash. Where none will do, the same is tried with the backbone rocked by the backrub move ([Backrub]), its atoms and its Ramachandran
/// value counted in S; where two side chains still bump into each other, every pair of their rotamers.
final class SideChainFit {
    /* What S must gain for another rotamer is the prior odds of the one that the side chain has. Where part w of a model's side chains is wrong, each in any one
     * of the n others, these are ln n + ln((1 - w) / w). So ln n counts; the rest, which differs from model to model, was chosen on three chains with 30 %
     * wrong rotamers at 4 A. Asked more in the macro-cycles as well, models spoil fewer, but real ones fit less well (Q-score). */
    /// ln of the odds of the rotamer that a side chain was given with, against any one of the others: where it does not clash, and where it does; and of one
    /// that a refinement has chosen or moved.
    private static final double GIVEN = 1, GIVEN_CLASHING = -0.5, CHOSEN = 0, CHOSEN_CLASHING = -1;
    /// ln of the odds at which a side chain moves within its rotamer, two or a rocked one leave allowed ones, and one leaves an outlier.
    private static final double MARGIN = 1.5, OUTLIER_MARGIN = -1.5;
    private static final double SAME = Math.toRadians(60);
    /// Rotamers whose chis are searched, and those that are tried on a rocked backbone.
    private static final int MOST_SEARCHED = 6, MOST_ROCKED = 3;
    /// Backrub moves tried, degrees, and what one costs per square degree.
    private static final double[] RUBS_DEG = {-4, 4, -8, 8, -12, 12};
    private static final double RUB_COST = 0.03;
    private static final int MOST_PAIRS = 40;
    /// What the finer round of a search does not add: of 17,000 in 7cec one in a hundred gained more than 9, none that won more than 6.
    private static final double FINE = 10;

    private final Refiner refiner;
    private final boolean given;
    private final MovingModel model;
    private final SideChainScore score;
    private final SideChainParts parts;

    SideChainFit(Refiner refiner) { this(refiner, false); }

    /// @param given true if the side chains have not been moved yet
    SideChainFit(Refiner refiner, boolean given) {
        this.refiner = refiner;
        this.given = given;
        this.model = refiner.model;
        this.score = new SideChainScore(refiner);
        refiner.hydrogens.settle(refiner.xyz, refiner.team);
        this.parts = new SideChainParts(refiner, new CellList(refiner.xyz.clone(), 6), refiner.shellLikelihood());
    }

    /// Fits every side chain of a model that has not been moved yet, and again with the neighbours of the first ones in place and B factors that hide
    /// no wrong place any more: once the main chain has bent to a wrong side chain, it does not come back. Gives the number changed.
    ///
    /// @param bFactors refines them
    static int twice(Refiner refiner, Runnable bFactors) {
        int changed = new SideChainFit(refiner, true).run(true);
        if (changed == 0) return 0;
        bFactors.run();
        return changed + new SideChainFit(refiner, true).run(true);
    }

    /// Fits what needs it; gives the number of side chains changed.
    ///
    /// @param everywhere look at every side chain, not only at outliers and clashes
    int run(boolean everywhere) {
        double[] xyz = refiner.xyz;
        var queue = queue(everywhere, xyz);
        var backrubs = new Backrubs(model, refiner.backbone);
        var changed = new boolean[queue.size()];
        for (int[] round : rounds(queue, backrubs))
            refiner.team.each(round.length, 1, (piece, from, to) -> {
                for (int k = from; k < to; k++) changed[round[k]] = fit(queue.get(round[k]), backrubs, xyz);
            });
        model.followImages(xyz);
        int more = pairs(xyz);
        model.followImages(xyz);
        return (int) IntStream.range(0, changed.length).filter(k -> changed[k]).count() + more;
    }

    /// True if a map of this resolution can tell that a side chain is an outlier.
    static boolean tellsOutliers(double resolution) { return resolution <= MapEvidence.CLEAR; }

    /// Finds the outliers that the map supports ([Refiner#supportedRotamer]) and moves nothing.
    void ask() {
        var queue = queue(false, refiner.xyz).stream().filter(job -> SideChains.outlier(job.site, refiner.xyz)).toList();
        for (Job job : queue) ask(job, parts.of(job.site, -1));
    }

    private void ask(Job job, SideChainPart part) {
        refiner.supportedRotamer[job.number] = supported(part, promising(part, refiner.xyz), refiner.xyz);
    }

    /// True if the outlier as it stands is likelier than every allowed rotamer, by the map and how common each is. Contacts do not count: that
    /// a rotamer has no room yet is no word of the map's.
    private boolean supported(SideChainPart part, List<double[]> promising, double[] xyz) {
        if (!tellsOutliers(refiner.box.resolution()) || part.density() == null || hidden(part, xyz)) return false;
        double[] start = part.coordinates(xyz);
        double here = score.withoutContacts(part, xyz), allowed = Double.NEGATIVE_INFINITY;
        for (double[] chi : promising) {
            part.restore(start, xyz);
            part.turnTo(chi, xyz);
            // a search may lead back to where the outlier is
            allowed = Math.max(allowed, score.withoutContacts(part, xyz));
            search(part, xyz);
            if (!SideChains.outlier(part.site(), xyz)) allowed = Math.max(allowed, score.withoutContacts(part, xyz));
        }
        part.restore(start, xyz);
        return here > allowed + Math.log(MapEvidence.odds(refiner.box.resolution()));
    }

    /// A side chain to be fitted.
    ///
    /// @param number of its site
    /// @param clashes whether its residue clashes as the model stands
    /// @param score how common it is
    private record Job(int number, SideChains.Site site, boolean clashes, double score) {}

    /// What is to be fitted, worst first.
    private List<Job> queue(boolean everywhere, double[] xyz) {
        boolean[] clashing = clashing(xyz);
        var sites = refiner.sideChains.sites();
        var jobs = new @Nullable Job[sites.size()];
        refiner.team.each(jobs.length, 64, (piece, from, to) -> {
            for (int k = from; k < to; k++) {
                var site = sites.get(k);
                double score = SideChains.score(site, xyz);
                boolean clashes = clashing[site.residue()], needs = score < RotamerTables.FAVORED || clashes;
                if ((needs || everywhere) && movable(site))
                    jobs[k] = new Job(k, site, clashes, score);
            }
        });
        return Arrays.stream(jobs).filter(Objects::nonNull).sorted(Comparator.comparingDouble(Job::score)).toList();
    }

    private boolean movable(SideChains.Site site) {
        return site.altloc() == 0 && !parts.bridged(site) && !site.name().equals("PRO");
    }

    /// The queue in rounds. The result is that of going through it one by one, whatever the number of threads.
    private List<int[]> rounds(List<Job> queue, Backrubs backrubs) {
        var reads = new int[queue.size()][];
        refiner.team.each(reads.length, 64, (piece, from, to) -> {
            // side chains stand still until it is their turn, so this is what will be looked at then
            for (int k = from; k < to; k++) reads[k] = parts.reads(queue.get(k).site);
        });
        return Rounds.of(queue.size(), model.heavy().residueCount(), k -> reads[k], k -> {
            int r = queue.get(k).site.residue();
            Backrub rub = backrubs.of(r);
            return rub == null
                    ? new int[]{r}
                    : new int[]{r, model.residueOf(rub.before()[0]), model.residueOf(rub.after())};
        });
    }

    private boolean fit(Job job, Backrubs backrubs, double[] xyz) {
        SideChainPart part = parts.of(job.site(), -1);
        boolean outlier = SideChains.outlier(job.site(), xyz), needs = outlier || job.clashes;
        List<double[]> promising = promising(part, xyz);
        boolean holds = refiner.supportedRotamer[job.number] && (!outlier || supported(part, promising, xyz));
        // what bumps into a side chain that the map supports has to give way, not it
        boolean changed = !(holds && outlier) && (fit(part, needs, promising, xyz)
                || needs && fitRubbed(part, backrubs.of(job.site().residue()), promising, xyz));
        refiner.supportedRotamer[job.number] = holds && !changed && job.score < RotamerTables.FAVORED;
        return changed;
    }

    /// The rotamers that density and frequency like best where the backbone is.
    private List<double[]> promising(SideChainPart part, double[] xyz) {
        record Candidate(double[] chi, double score) {}
        double[] start = part.coordinates(xyz);
        var all = new ArrayList<Candidate>();
        for (Rotamer rotamer : RotamerTables.standard().rotamers(part.site().name())) {
            double[] chi = Arrays.copyOf(rotamer.chi(), part.site().chi().length);
            part.turnTo(chi, xyz);
            all.add(new Candidate(chi, score.withoutContacts(part, xyz)));
        }
        part.restore(start, xyz);
        return all.stream().sorted(Comparator.comparingDouble(c -> -c.score)).limit(MOST_SEARCHED).map(Candidate::chi).toList();
    }

    private boolean[] clashing(double[] xyz) {
        var clashing = new boolean[model.heavy().residueCount()];
        for (var clash : refiner.check.clashes(xyz, refiner.team)) {
            clashing[model.residueOf(clash.first())] = true;
            clashing[model.residueOf(clash.second())] = true;
        }
        return clashing;
    }

    /// Side chains that bump into each other, two at a time; gives the number changed.
    private int pairs(double[] xyz) {
        Map<Integer, SideChains.Site> sites = new HashMap<>();
        for (int k = 0; k < refiner.supportedRotamer.length; k++) {
            var site = refiner.sideChains.sites().get(k);
            if (movable(site) && !refiner.supportedRotamer[k]) sites.put(site.residue(), site);
        }
        var done = new HashSet<Long>();
        int changed = 0;
        for (var clash : refiner.check.clashes(xyz, refiner.team)) {
            int r = model.residueOf(clash.first()), q = model.residueOf(clash.second());
            SideChains.Site one = sites.get(r), two = sites.get(q);
            if (r == q || model.isImage(clash.second()) || one == null || two == null || done.size() >= MOST_PAIRS
                    || !done.add((long) r << 32 | q))
                continue;
            if (fit(parts.of(one, q), parts.of(two, r), xyz)) changed += 2;
        }
        return changed;
    }

    private boolean fit(SideChainPart a, SideChainPart b, double[] xyz) {
        double[] startA = a.coordinates(xyz), startB = b.coordinates(xyz);
        double before = score.of(a, xyz) + score.of(b, xyz), best = -Double.MAX_VALUE;
        double[] bestA = startA, bestB = startB;
        List<double[]> promisingB = promising(b, xyz);
        for (double[] chiA : promising(a, xyz)) {
            a.turnTo(chiA, xyz);
            for (double[] chiB : promisingB) {
                b.turnTo(chiB, xyz);
                double s = score.of(a, xyz) + score.of(b, xyz);
                if (s <= best) continue;
                best = s;
                bestA = a.coordinates(xyz);
                bestB = b.coordinates(xyz);
            }
        }
        a.restore(bestA, xyz);
        b.restore(bestB, xyz);
        search(a, xyz);
        search(b, xyz);
        boolean allowed = !SideChains.outlier(a.site(), xyz) && !SideChains.outlier(b.site(), xyz);
        if (allowed && score.of(a, xyz) + score.of(b, xyz) > before + MARGIN) return true;
        a.restore(startA, xyz);
        b.restore(startB, xyz);
        return false;
    }

    /// The best rotamer over all backrub moves.
    private boolean fitRubbed(SideChainPart still, @Nullable Backrub rub, List<double[]> promising, double[] xyz) {
        if (rub == null) return false;
        SideChainPart part = parts.rubbed(still, rub);
        double[] start = part.coordinates(xyz), best = start;
        double before = score.of(part, xyz), reached = before + (SideChains.outlier(part.site(), xyz) ? OUTLIER_MARGIN : MARGIN);
        for (double deg : RUBS_DEG) {
            part.restore(start, xyz);
            rub.turn(xyz, Math.toRadians(deg));
            double[] rocked = part.coordinates(xyz);
            for (double[] chi : promising.subList(0, Math.min(MOST_ROCKED, promising.size()))) {
                part.restore(rocked, xyz);
                part.turnTo(chi, xyz);
                double cost = RUB_COST * deg * deg, s = search(part, xyz, reached + cost) - cost;
                if (s <= reached || SideChains.outlier(part.site(), xyz)) continue;
                reached = s;
                best = part.coordinates(xyz);
            }
        }
        part.restore(best, xyz);
        return best != start;
    }

    private boolean fit(SideChainPart part, boolean needs, List<double[]> promising, double[] xyz) {
        boolean outlier = SideChains.outlier(part.site(), xyz);
        double[] start = part.coordinates(xyz), best = start, chis = part.site().angles(xyz);
        double before = score.of(part, xyz), here = search(part, xyz);
        double toBeat = before + (outlier ? OUTLIER_MARGIN : MARGIN),
                leaving = outlier ? 0 : odds(part.site().name(), needs, given) - MARGIN;
        if (here > toBeat && !SideChains.outlier(part.site(), xyz)) {
            best = part.coordinates(xyz);
            toBeat = here;
        }
        if (!outlier) toBeat = Math.max(toBeat, here + MARGIN);
        for (double[] chi : promising) {
            part.restore(start, xyz);
            part.turnTo(chi, xyz);
            double s = search(part, xyz, toBeat + Math.min(0, leaving));
            if (!sameRotamer(part.site(), chis, part.site().angles(xyz))) s -= leaving;
            boolean turned = !outlier && SideChains.endTurned(part.site(), chis, part.site().angles(xyz));
            if (s <= toBeat || turned || SideChains.outlier(part.site(), xyz) || !needs && hidden(part, xyz)) continue;
            toBeat = s;
            best = part.coordinates(xyz);
        }
        part.restore(best, xyz);
        return best != start;
    }

    /// ln of the odds of an allowed rotamer that a side chain has against any one of the others: what S must gain to leave it.
    static double odds(String name, boolean clashes, boolean given) {
        int others = RotamerTables.standard().rotamers(name).size() - 1;
        double trust = given ? clashes ? GIVEN_CLASHING : GIVEN : clashes ? CHOSEN_CLASHING : CHOSEN;
        return trust + Math.log(Math.max(1, others));
    }

    private static boolean sameRotamer(SideChains.Site site, double[] a, double[] b) {
        return IntStream.range(0, a.length).allMatch(k -> Math.abs(SideChains.difference(site, k, a[k], b[k])) <= SAME);
    }

    /// True if the map is likelier without the side chain than with it there.
    private static boolean hidden(SideChainPart part, double[] xyz) {
        return part.density() != null && part.density().at(xyz) <= 0;
    }

    /// Coordinate search of the chis about a centre, 10 then 4 degrees; leaves the best in xyz, hydrogens in place.
    private double search(SideChainPart part, double[] xyz) { return search(part, xyz, Double.NEGATIVE_INFINITY); }

    /// The same, the second round left out where S is too far below `toBeat` for it.
    private double search(SideChainPart part, double[] xyz, double toBeat) {
        double best = search(part, xyz, 10, score.of(part, xyz));
        if (best >= toBeat - FINE) best = search(part, xyz, 4, best);
        part.placeHydrogens(xyz);
        return best;
    }

    private double search(SideChainPart part, double[] xyz, double stepDeg, double start) {
        double best = start;
        for (int k = 0; k < part.moved().length; k++)
            for (int sign = -1; sign <= 1; sign += 2) {
                double turn = sign * Math.toRadians(stepDeg);
                for (int n = 0; n < 2; n++) {
                    part.turn(k, turn, xyz);
                    double s = score.of(part, xyz, best);
                    if (s > best) best = s;
                    else {
                        part.turn(k, -turn, xyz);
                        break;
                    }
                }
            }
        return best;
    }
}
