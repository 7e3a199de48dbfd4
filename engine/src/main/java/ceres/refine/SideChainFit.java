package ceres.refine;

import ceres.chem.RotamerTables;
import ceres.chem.RotamerTables.Rotamer;
import ceres.numerics.CellList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tries other rotamers where a side chain is an outlier, clashes or stands beside its density, worst first.
///
/// Every rotamer of the residue is built, its chis searched about the centre, and judged by
///
///     S = DENSITY * sum m rho - contacts - PRIOR * (-ln p)
///
/// over the atoms that the chis turn, hydrogens included in the contacts.
/// A rotamer is taken if it is better by a margin, or if it ends an
/// outlier without losing; side chains without density take the likeliest rotamer that does not clash.
final class SideChainFit {
    private static final double DENSITY = 1.5, PRIOR = 1.0, MARGIN = 2.5, OUTLIER_MARGIN = -1.5;
    private static final double REACH = 12;

    private final Refiner refiner;
    private final MovingModel model;
    private final double[] scratch = new double[24];

    /// One residue's part of the model.
    ///
    /// @param moved heavy atoms beyond each chi's bond
    /// @param all heavy atoms that any chi or the backrub moves
    /// @param hydrogens numbers of hydrogens riding on the residue
    /// @param near atoms that may be in touch
    private record Part(SideChains.Site site, int[][] moved, int[] all, int[] hydrogens, int[] near) {}

    SideChainFit(Refiner refiner) {
        this.refiner = refiner;
        this.model = refiner.model;
    }

    /// Fits what needs it; gives the number of side chains changed.
    ///
    /// @param everywhere look at every side chain, not only at outliers and clashes
    int run(boolean everywhere) {
        double[] xyz = refiner.xyz;
        refiner.hydrogens.settle(xyz, refiner.team);
        var cells = new CellList(xyz.clone(), 6);
        var clashing = new boolean[model.heavy().residueCount()];
        for (var clash : refiner.check.clashes(xyz)) {
            clashing[model.residueOf(clash.first())] = true;
            clashing[model.residueOf(clash.second())] = true;
        }
        var queue = new ArrayList<SideChains.Site>();
        for (var site : refiner.sideChains.sites()) {
            boolean needs = SideChains.score(site, xyz) < RotamerTables.FAVORED || clashing[site.residue()];
            if (site.altloc() == 0 && (needs || everywhere) && !bridged(site) && !site.name().equals("PRO")) queue.add(site);
        }
        queue.sort((p, q) -> Double.compare(SideChains.score(p, xyz), SideChains.score(q, xyz)));
        int changed = 0;
        for (var site : queue) if (fit(part(site, cells), xyz)) changed++;
        return changed;
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

    private Part part(SideChains.Site site, CellList cells) {
        int m = site.chi().length;
        var moved = new int[m][];
        for (int k = 0; k < m; k++) moved[k] = beyond(site.chi()[k][1], site.chi()[k][2], site.residue());
        var hydrogens = new ArrayList<Integer>();
        for (int h = 0; h < model.riding().size(); h++)
            if (model.residueOf(model.heavyCount() + h) == site.residue() && model.present(model.heavyCount() + h))
                hydrogens.add(h);
        int beta = 3 * site.chi()[0][2];
        var near = new ArrayList<Integer>();
        cells.near(refiner.xyz[beta], refiner.xyz[beta + 1], refiner.xyz[beta + 2], REACH, near::add);
        return new Part(site, moved, moved[0], hydrogens.stream().mapToInt(Integer::intValue).toArray(),
                near.stream().mapToInt(Integer::intValue).filter(a -> model.present(a)).sorted().toArray());
    }

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
                        double s = score(part, xyz);
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
    private double score(Part part, double[] xyz) {
        for (int h : part.hydrogens) model.riding().place(h, xyz);
        double density = 0, contacts = 0;
        for (int a : part.all) {
            density += Math.min(1.5, refiner.scatterers.weight[a])
                    * Math.clamp(refiner.box.spline().evaluate(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], xyz, 0, 0, scratch),
                            -2, 6);
            contacts += touching(a, part, xyz);
        }
        for (int h : part.hydrogens) contacts += touching(model.heavyCount() + h, part, xyz);
        double p = Math.max(1e-4, SideChains.score(part.site, xyz));
        return DENSITY * density - contacts + PRIOR * Math.log(p);
    }

    private double touching(int a, Part part, double[] xyz) {
        double sum = 0;
        for (int b : part.near) {
            double x = xyz[3 * a] - xyz[3 * b], y = xyz[3 * a + 1] - xyz[3 * b + 1], z = xyz[3 * a + 2] - xyz[3 * b + 2],
                    d2 = x * x + y * y + z * z;
            if (d2 > 12 || a == b || !refiner.contacts.free(a, b)) continue;
            double o = refiner.contacts.contactDistance(a, b) - Math.sqrt(d2);
            if (o > 0) sum += 100 * o * o * o * o + 150 * Math.max(0, o - 0.1) * Math.max(0, o - 0.1);
        }
        return sum;
    }

    private double[] coordinates(Part part, double[] xyz) {
        var c = new double[3 * part.all.length];
        for (int k = 0; k < part.all.length; k++) System.arraycopy(xyz, 3 * part.all[k], c, 3 * k, 3);
        return c;
    }

    private void restore(Part part, double[] c, double[] xyz) {
        for (int k = 0; k < part.all.length; k++) System.arraycopy(c, 3 * k, xyz, 3 * part.all[k], 3);
        for (int h : part.hydrogens) model.riding().place(h, xyz);
    }
}
