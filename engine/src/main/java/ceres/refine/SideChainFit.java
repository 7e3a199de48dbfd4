package ceres.refine;

import ceres.refine.moving.Backrub;
import ceres.refine.moving.Backrubs;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.RidingHydrogens;
import ceres.refine.moving.Rotation;
import ceres.refine.moving.SideChains;
import ceres.refine.moving.Torsion;
import ceres.refine.target.Contacts;
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
/// Every rotamer of the residue is built, its chis searched about the centre, and judged by
///
///     S = DENSITY * sum m rho - contacts + PRIOR * ln p
///
/// over the atoms that the chis turn, hydrogens included in the contacts. A rotamer is taken if it is better by a margin, or if it ends an
/// outlier without losing; side chains without density take the likeliest rotamer that does not clash. Where none will do, the same is
/// tried with the backbone rocked by the backrub move ([Backrub]), its atoms and its Ramachandran value counted in S; where two side
/// chains still bump into each other, every pair of their rotamers.
final class SideChainFit {
    private static final double DENSITY = 1.5, PRIOR = 1.0, MARGIN = 2.5, OUTLIER_MARGIN = -1.5;
    /// What a side chain's heavy atoms can touch beyond themselves: a contact, a hydrogen, a backrub, A; at least what hydrogens of the main
    /// chain can touch.
    private static final double BEYOND = 3.5 + 1.2 + 1, LEAST = 7.8;
    /// Backrub moves tried, degrees, and what one costs per square degree.
    private static final double[] RUBS_DEG = {-4, 4, -8, 8, -12, 12};
    private static final double RUB_COST = 0.03;
    private static final int MOST_PAIRS = 40;

    private final Refiner refiner;
    private final MovingModel model;
    /// numbers of the hydrogens of each residue
    private final int[][] hydrogensOf;

    /// One residue's part of the model.
    ///
    /// @param moved heavy atoms beyond each chi's bond
    /// @param all heavy atoms that any chi or the backrub moves
    /// @param hydrogens numbers of hydrogens riding on them
    /// @param near atoms that may be in touch
    /// @param rub the backrub move whose atoms are among them; null if the backbone stands still
    /// @param desk this part's own
    private record Part(SideChains.Site site, int[][] moved, int[] all, int[] hydrogens, Near near, @Nullable Backrub rub,
            Desk desk) {
        Part(SideChains.Site site, int[][] moved, int[] all, int[] hydrogens, Near near, @Nullable Backrub rub) {
            this(site, moved, all, hydrogens, near, rub,
                    new Desk(new double[(all.length + hydrogens.length) * (near.mobile().length + near.still().length)],
                            new double[24], new double[RidingHydrogens.SCRATCH]));
        }
    }

    /// Scratch, and what was looked up before.
    ///
    /// @param contact d0 of every moved atom (hydrogens last) with every atom near by (those that stand still last): 0 where it is not looked up
    ///        yet, [#NEVER] for atoms that may be as near as they like
    private record Desk(double[] contact, double[] spline, double[] hydrogen) {
        /// Its square is 0: no distance is less.
        static final double NEVER = Double.MIN_VALUE;
    }

    SideChainFit(Refiner refiner) {
        this.refiner = refiner;
        this.model = refiner.model;
        var of = new ArrayList<List<Integer>>();
        for (int r = 0; r < model.heavy().residueCount(); r++) of.add(new ArrayList<>());
        for (int h = 0; h < model.riding().size(); h++) of.get(model.residueOf(model.heavyCount() + h)).add(h);
        this.hydrogensOf = of.stream().map(l -> l.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
    }

    /// Fits what needs it; gives the number of side chains changed.
    ///
    /// @param everywhere look at every side chain, not only at outliers and clashes
    int run(boolean everywhere) {
        double[] xyz = refiner.xyz;
        refiner.hydrogens.settle(xyz, refiner.team);
        var cells = new CellList(xyz.clone(), 6);
        var queue = queue(everywhere, xyz);
        var backrubs = new Backrubs(model, refiner.backbone);
        var changed = new boolean[queue.size()];
        for (int[] round : rounds(queue, backrubs, cells))
            refiner.team.each(round.length, 1, (piece, from, to) -> {
                for (int k = from; k < to; k++) changed[round[k]] = fit(queue.get(round[k]), backrubs, cells, xyz);
            });
        model.followImages(xyz);
        int more = pairs(cells, xyz);
        model.followImages(xyz);
        return (int) IntStream.range(0, changed.length).filter(k -> changed[k]).count() + more;
    }

    /// A side chain to be fitted.
    ///
    /// @param clashes whether its residue clashes as the model stands
    /// @param score how common it is
    private record Job(SideChains.Site site, boolean clashes, double score) {}

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
                if (site.altloc() == 0 && (needs || everywhere) && !bridged(site) && !site.name().equals("PRO"))
                    jobs[k] = new Job(site, clashes, score);
            }
        });
        return Arrays.stream(jobs).filter(Objects::nonNull).sorted(Comparator.comparingDouble(Job::score)).toList();
    }

    /// The queue in rounds. The result is that of going through it one by one, whatever the number of threads.
    private List<int[]> rounds(List<Job> queue, Backrubs backrubs, CellList cells) {
        var reads = new int[queue.size()][];
        refiner.team.each(reads.length, 64, (piece, from, to) -> {
            for (int k = from; k < to; k++) {
                // side chains stand still until it is their turn, so this is what will be looked at then
                var site = queue.get(k).site;
                var residues = residues(site, beyond(site, site.chi().length - 1), cells);
                reads[k] = residues.stream().mapToInt(Integer::intValue).toArray();
            }
        });
        return Rounds.of(queue.size(), model.heavy().residueCount(), k -> reads[k], k -> {
            int r = queue.get(k).site.residue();
            Backrub rub = backrubs.of(r);
            return rub == null
                    ? new int[]{r}
                    : new int[]{r, model.residueOf(rub.before()[0]), model.residueOf(rub.after())};
        });
    }

    private boolean fit(Job job, Backrubs backrubs, CellList cells, double[] xyz) {
        Part part = part(job.site, cells, -1);
        boolean needs = SideChains.outlier(job.site, xyz) || job.clashes;
        return fit(part, xyz) || needs && fitRubbed(part, backrubs.of(job.site.residue()), xyz);
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
    private int pairs(CellList cells, double[] xyz) {
        Map<Integer, SideChains.Site> sites = new HashMap<>();
        for (var site : refiner.sideChains.sites())
            if (site.altloc() == 0 && !bridged(site) && !site.name().equals("PRO")) sites.put(site.residue(), site);
        var done = new HashSet<Long>();
        int changed = 0;
        for (var clash : refiner.check.clashes(xyz, refiner.team)) {
            int r = model.residueOf(clash.first()), q = model.residueOf(clash.second());
            SideChains.Site one = sites.get(r), two = sites.get(q);
            if (r == q || model.isImage(clash.second()) || one == null || two == null || done.size() >= MOST_PAIRS
                    || !done.add((long) r << 32 | q))
                continue;
            if (fit(part(one, cells, q), part(two, cells, r), xyz)) changed += 2;
        }
        return changed;
    }

    private boolean fit(Part a, Part b, double[] xyz) {
        double[] startA = coordinates(a, xyz), startB = coordinates(b, xyz);
        double before = score(a, xyz) + score(b, xyz), best = -Double.MAX_VALUE;
        double[] bestA = startA, bestB = startB;
        for (Rotamer p : RotamerTables.standard().rotamers(a.site.name())) {
            turnTo(a, Arrays.copyOf(p.chi(), a.site.chi().length), xyz);
            for (Rotamer q : RotamerTables.standard().rotamers(b.site.name())) {
                turnTo(b, Arrays.copyOf(q.chi(), b.site.chi().length), xyz);
                double s = score(a, xyz) + score(b, xyz);
                if (s <= best) continue;
                best = s;
                bestA = coordinates(a, xyz);
                bestB = coordinates(b, xyz);
            }
        }
        restore(a, bestA, xyz);
        restore(b, bestB, xyz);
        search(a, a.site.angles(xyz), xyz);
        search(b, b.site.angles(xyz), xyz);
        boolean allowed = !SideChains.outlier(a.site, xyz) && !SideChains.outlier(b.site, xyz);
        if (allowed && score(a, xyz) + score(b, xyz) > before + MARGIN) return true;
        restore(a, startA, xyz);
        restore(b, startB, xyz);
        return false;
    }

    /// The best rotamer over all backrub moves.
    private boolean fitRubbed(Part still, @Nullable Backrub rub, double[] xyz) {
        if (rub == null) return false;
        Part part = rubbed(still, rub);
        double[] start = coordinates(part, xyz), best = start;
        double before = score(part, xyz), reached = before + (SideChains.outlier(part.site, xyz) ? OUTLIER_MARGIN : MARGIN);
        for (double deg : RUBS_DEG) {
            restore(part, start, xyz);
            rub.turn(xyz, Math.toRadians(deg));
            double[] rocked = coordinates(part, xyz);
            for (Rotamer rotamer : RotamerTables.standard().rotamers(part.site.name())) {
                restore(part, rocked, xyz);
                double[] chi = Arrays.copyOf(rotamer.chi(), part.site.chi().length);
                turnTo(part, chi, xyz);
                double s = search(part, chi, xyz) - RUB_COST * deg * deg;
                if (s <= reached || SideChains.outlier(part.site, xyz)) continue;
                reached = s;
                best = coordinates(part, xyz);
            }
        }
        restore(part, best, xyz);
        return best != start;
    }

    private Part rubbed(Part part, Backrub rub) {
        int[] all = IntStream.concat(Arrays.stream(part.all), Arrays.stream(rub.atoms())).distinct().sorted().toArray();
        int[] hydrogens = Arrays.stream(model.hydrogensOn(all)).filter(h -> model.present(model.heavyCount() + h)).toArray();
        return new Part(part.site, part.moved, all, hydrogens, part.near, rub);
    }

    /// True if the side chain is bonded to another residue.
    private boolean bridged(SideChains.Site site) {
        for (int a = model.heavy().atomStart(site.residue()); a < model.heavy().atomEnd(site.residue()); a++) {
            String name = model.name(a);
            if (name.equals("N") || name.equals("C")) continue;
            for (int k = 0; k < model.bonds().degree(a); k++)
                if (model.residueOf(model.bonds().neighbour(a, k)) != site.residue()) return true;
        }
        return false;
    }

    /// @param partner residue of another side chain that moves meanwhile, -1 for none
    private Part part(SideChains.Site site, CellList cells, int partner) {
        int m = site.chi().length;
        var moved = new int[m][];
        for (int k = 0; k < m; k++) moved[k] = beyond(site, k);
        return new Part(site, moved, moved[0], Arrays.stream(hydrogensOf[site.residue()])
                .filter(h -> model.present(model.heavyCount() + h)).toArray(), near(site, moved[m - 1], cells, partner), null);
    }

    /// The residues that the side chain can touch in any rotamer.
    private TreeSet<Integer> residues(SideChains.Site site, int[] last, CellList cells) {
        var residues = new TreeSet<Integer>();
        within(site, last, cells, a -> residues.add(model.residueOf(a)));
        return residues;
    }

    private void within(SideChains.Site site, int[] last, CellList cells, IntConsumer found) {
        double[] xyz = refiner.xyz;
        int[][] chi = site.chi();
        double reach = BEYOND, end = 0;
        for (int k = 1; k < chi.length; k++) reach += Contacts.distance(xyz, chi[k][1], chi[k][2]);
        for (int a : last) end = Math.max(end, Contacts.distance(xyz, chi[chi.length - 1][2], a));
        int beta = 3 * chi[0][2];
        cells.near(xyz[beta], xyz[beta + 1], xyz[beta + 2], Math.max(LEAST, reach + end), found);
    }

    /// All their atoms, and those of images in reach.
    private Near near(SideChains.Site site, int[] last, CellList cells, int partner) {
        double[] xyz = refiner.xyz;
        var residues = residues(site, last, cells);
        var heavy = model.heavy();
        var hydrogens = residues.stream().flatMapToInt(r -> Arrays.stream(hydrogensOf[r]).map(h -> model.heavyCount() + h));
        var images = new TreeSet<Integer>();
        within(site, last, cells, a -> {
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

    private boolean fit(Part part, double[] xyz) {
        double[] old = part.site.angles(xyz), start = coordinates(part, xyz);
        double before = score(part, xyz), best = -Double.MAX_VALUE;
        boolean outlier = SideChains.outlier(part.site, xyz);
        double[] bestCoordinates = start;
        for (Rotamer rotamer : RotamerTables.standard().rotamers(part.site.name())) {
            restore(part, start, xyz);
            double[] chi = Arrays.copyOf(rotamer.chi(), old.length);
            turnTo(part, chi, xyz);
            double s = search(part, chi, xyz);
            if (s > best) {
                best = s;
                bestCoordinates = coordinates(part, xyz);
            }
        }
        restore(part, bestCoordinates, xyz);
        boolean allowed = !SideChains.outlier(part.site, xyz);
        boolean taken = allowed && (best > before + MARGIN || outlier && best > before + OUTLIER_MARGIN);
        if (!taken) restore(part, start, xyz);
        return taken;
    }

    /// Coordinate search of the chis about a centre, 10 then 4 degrees; leaves the best in xyz.
    private double search(Part part, double[] chi, double[] xyz) {
        double best = score(part, xyz);
        for (double step : new double[]{10, 4})
            for (int k = 0; k < chi.length; k++)
                for (int sign = -1; sign <= 1; sign += 2) {
                    double turn = sign * Math.toRadians(step);
                    for (int n = 0; n < 2; n++) {
                        turn(part, k, turn, xyz);
                        double s = score(part, xyz, best);
                        if (s > best) best = s;
                        else {
                            turn(part, k, -turn, xyz);
                            break;
                        }
                    }
                }
        return best;
    }

    private void turnTo(Part part, double[] chi, double[] xyz) {
        for (int k = 0; k < chi.length; k++) {
            int[] q = part.site.chi()[k];
            turn(part, k, chi[k] - Torsion.angle(xyz, q[0], q[1], q[2], q[3]), xyz);
        }
    }

    private void turn(Part part, int k, double by, double[] xyz) {
        int[] q = part.site.chi()[k];
        Rotation.about(xyz, q[1], q[2], by, part.moved[k]);
    }

    /// S of the residue as it stands; its hydrogens are placed first.
    private double score(Part part, double[] xyz) { return score(part, xyz, Double.NEGATIVE_INFINITY); }

    /// S, or something not above `enough` once S cannot be above it: contacts only take away.
    private double score(Part part, double[] xyz, double enough) {
        place(part, xyz);
        double density = 0, p = Math.max(1e-4, SideChains.score(part.site, xyz));
        for (int a : part.all)
            if (!refiner.unseen().hides(a))
                density += Math.min(1.5, refiner.scatterers.weight[a])
                        * Math.clamp(refiner.box.spline().at(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], part.desk.spline), -2,
                                6);
        if (part.rub != null) p *= Math.max(1e-4, refiner.backbone.score(part.rub.site(), xyz));
        double s = DENSITY * density + PRIOR * Math.log(p);
        int moved = part.all.length + part.hydrogens.length;
        for (int k = 0; k < moved && s > enough; k++) s -= touching(k, part, xyz);
        return s;
    }

    /// What contacts of the part's k-th moved atom cost.
    private double touching(int k, Part part, double[] xyz) {
        int a = k < part.all.length ? part.all[k] : model.heavyCount() + part.hydrogens[k - part.all.length];
        int[] mobile = part.near.mobile();
        int row = k * (mobile.length + part.near.still().length);
        double sum = 0, ax = xyz[3 * a], ay = xyz[3 * a + 1], az = xyz[3 * a + 2];
        for (int q = 0; q < mobile.length; q++) {
            int b = mobile[q];
            double x = ax - xyz[3 * b], y = ay - xyz[3 * b + 1], z = az - xyz[3 * b + 2], d2 = x * x + y * y + z * z;
            if (d2 < Near.TOUCHING_SQUARED) sum += bump(part.desk.contact, row + q, a, b, d2);
        }
        return sum + touchingStill(row + mobile.length, a, part, xyz);
    }

    private double touchingStill(int row, int a, Part part, double[] xyz) {
        Near near = part.near;
        double[] sum = {0};
        double ax = xyz[3 * a], ay = xyz[3 * a + 1], az = xyz[3 * a + 2];
        near.runs(ax, ay, az, (from, to) -> {
            double[] place = near.place();
            for (int q = from; q < to; q++) {
                double x = ax - place[3 * q], y = ay - place[3 * q + 1], z = az - place[3 * q + 2], d2 = x * x + y * y + z * z;
                if (d2 < Near.TOUCHING_SQUARED) sum[0] += bump(part.desk.contact, row + q, a, near.still()[q], d2);
            }
        });
        return sum[0];
    }

    private double bump(double[] contact, int at, int a, int b, double d2) {
        double d0 = contact[at];
        if (d0 == 0)
            d0 = contact[at] = a != b && refiner.contacts.free(a, b) ? refiner.contacts.contactDistance(a, b) : Desk.NEVER;
        if (d2 >= d0 * d0) return 0;
        double o = d0 - Math.sqrt(d2);
        return 100 * o * o * o * o + 150 * Math.max(0, o - 0.1) * Math.max(0, o - 0.1);
    }

    private void place(Part part, double[] xyz) { for (int h : part.hydrogens) model.riding().place(h, xyz, part.desk.hydrogen); }

    private double[] coordinates(Part part, double[] xyz) {
        var c = new double[3 * part.all.length];
        for (int k = 0; k < part.all.length; k++) System.arraycopy(xyz, 3 * part.all[k], c, 3 * k, 3);
        return c;
    }

    private void restore(Part part, double[] c, double[] xyz) {
        for (int k = 0; k < part.all.length; k++) System.arraycopy(c, 3 * k, xyz, 3 * part.all[k], 3);
        place(part, xyz);
    }
}
