package ceres.refine;

import ceres.refine.moving.Backbone;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.SideChains;
import ceres.refine.energy.Contacts;

/// How good a side chain is where it stands:
///
///     S = ln L + ln p - CONTACT * sum over its atoms of min(contact energy, MOST)
///
/// L is the likelihood of the map by shells of resolution, everything else in place ([ShellLikelihood]); p how common the chis are, times how
/// common the backbone is where that is rocked. Contacts are those of [Contacts], softened: of an atom that bumps into something that may be
/// moved out of the way later, or is itself in the wrong place, no more is believed than that it bumps.
final class SideChainScore {
    /* Both numbers were chosen between a few on two chains at 3 and 4 A with 30 % wrong rotamers. Contacts at their full strength, which is
     * right once everything is in place, keep a side chain out of its own density where a neighbour is still in it. */
    private static final double CONTACT = 0.3, MOST = 4;
    private static final double LEAST_COMMON = 1e-4;

    private final MovingModel model;
    private final Contacts contacts;
    private final Backbone backbone;

    SideChainScore(Refiner refiner) {
        this.model = refiner.model;
        this.contacts = refiner.contacts;
        this.backbone = refiner.backbone;
    }

    /// S of the part as it stands; its hydrogens are placed.
    double of(SideChainPart part, double[] xyz) { return of(part, xyz, Double.NEGATIVE_INFINITY); }

    /// S, or something not above `enough` once S cannot be above it: contacts only take away. Hydrogens are placed only where contacts are asked.
    double of(SideChainPart part, double[] xyz, double enough) {
        double s = withoutContacts(part, xyz);
        if (s <= enough) return s;
        part.placeHydrogens(xyz);
        int moved = part.all().length + part.hydrogens().length;
        for (int k = 0; k < moved && s > enough; k++) s -= CONTACT * Math.min(MOST, touching(k, part, xyz));
        return s;
    }

    /// S but for the contacts; hydrogens do not matter.
    double withoutContacts(SideChainPart part, double[] xyz) {
        double p = Math.max(LEAST_COMMON, SideChains.score(part.site(), xyz)),
                s = part.density() == null ? 0 : part.density().at(xyz);
        if (part.rub() != null) p *= Math.max(LEAST_COMMON, backbone.score(part.rub().site(), xyz));
        return s + Math.log(p);
    }

    /// The contact energy of the part's k-th moved atom.
    private double touching(int k, SideChainPart part, double[] xyz) {
        int[] all = part.all(), mobile = part.near().mobile();
        int a = k < all.length ? all[k] : model.heavyCount() + part.hydrogens()[k - all.length];
        int row = k * (mobile.length + part.near().still().length);
        double sum = 0, ax = xyz[3 * a], ay = xyz[3 * a + 1], az = xyz[3 * a + 2];
        for (int q = 0; q < mobile.length; q++) {
            int b = mobile[q];
            double x = ax - xyz[3 * b], y = ay - xyz[3 * b + 1], z = az - xyz[3 * b + 2], d2 = x * x + y * y + z * z;
            if (d2 < Near.TOUCHING_SQUARED) sum += bump(part.desk().contact(), row + q, a, b, d2);
        }
        return sum + touchingStill(k, row + mobile.length, a, part, xyz);
    }

    /// With what stands still; looked up where the atom has not moved since it was asked last, as those before the chi that is turned.
    private double touchingStill(int k, int row, int a, SideChainPart part, double[] xyz) {
        double[] last = part.desk().still();
        double ax = xyz[3 * a], ay = xyz[3 * a + 1], az = xyz[3 * a + 2];
        int at = 4 * k;
        if (last[at] == ax && last[at + 1] == ay && last[at + 2] == az) return last[at + 3];
        last[at] = ax;
        last[at + 1] = ay;
        last[at + 2] = az;
        return last[at + 3] = touchingStill(row, a, ax, ay, az, part);
    }

    private double touchingStill(int row, int a, double ax, double ay, double az, SideChainPart part) {
        Near near = part.near();
        double[] sum = {0};
        near.runs(ax, ay, az, (from, to) -> {
            double[] place = near.place();
            for (int q = from; q < to; q++) {
                double x = ax - place[3 * q], y = ay - place[3 * q + 1], z = az - place[3 * q + 2], d2 = x * x + y * y + z * z;
                if (d2 < Near.TOUCHING_SQUARED) sum[0] += bump(part.desk().contact(), row + q, a, near.still()[q], d2);
            }
        });
        return sum[0];
    }

    private double bump(double[] contact, int at, int a, int b, double d2) {
        double d0 = contact[at];
        if (d0 == 0)
            d0 = contact[at] = a != b && contacts.free(a, b) ? contacts.contactDistance(a, b) : SideChainPart.Desk.NEVER;
        if (d2 >= d0 * d0) return 0;
        double o = d0 - Math.sqrt(d2);
        return 100 * o * o * o * o + 150 * Math.max(0, o - 0.1) * Math.max(0, o - 0.1);
    }
}
