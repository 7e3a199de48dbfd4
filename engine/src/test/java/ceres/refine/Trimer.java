package ceres.refine;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.refine.placement.RigidBody;

/// Three helices about an axis, touching each other: each the one before turned by 120 degrees.
public final class Trimer {
    private static final double FROM_AXIS = 7.3;
    public static final double[] THIRD = RigidBody.rotation(new double[]{0, 0, 2 * Math.PI / 3});

    private Trimer() {}

    public static Structure truth() { return of(unit()); }

    /// One helix beside the axis.
    public static Structure unit() {
        Structure helix = Helix.truth();
        double[] x = helix.atoms().xyz(), up = new double[x.length], centre = new double[3], end = new double[3];
        int first = helix.find(0, "CA"), last = helix.find(helix.residueCount() - 3, "CA");
        for (int i = 0; i < x.length; i++) centre[i % 3] += 3 * x[i] / x.length;
        for (int d = 0; d < 3; d++) end[d] = x[3 * last + d] - x[3 * first + d];
        double length = Math.sqrt(end[0] * end[0] + end[1] * end[1] + end[2] * end[2]), tilt = Math.acos(end[2] / length),
                flat = Math.hypot(end[0], end[1]);
        double[] shift = {FROM_AXIS - centre[0], -centre[1], -centre[2]};
        RigidBody.move(x, centre, RigidBody.rotation(new double[]{tilt * end[1] / flat, -tilt * end[0] / flat, 0}), shift, up);
        return helix.withXyz(up);
    }

    /// A chain and its two images.
    public static Structure of(Structure unit) {
        var b = new StructureBuilder();
        double[] x = unit.atoms().xyz();
        for (int copy = 0; copy < 3; copy++) {
            Structure s = unit.withXyz(x);
            for (int c = 0; c < s.chainCount(); c++) {
                String name = String.valueOf((char) ('A' + copy)) + (c == 0 ? "" : String.valueOf(c));
                b.chain(name, name, String.valueOf(c + 1));
                for (int r = s.residueStart(c); r < s.residueEnd(c); r++) {
                    b.newResidue(s.residueName(r), s.seq(r), '\0', s.residues().labelSeq()[r], s.residues().hetero()[r]);
                    for (int a = s.atomStart(r); a < s.atomEnd(r); a++) b.copyAtom(s, a);
                }
            }
            x = turned(x, THIRD);
        }
        return b.build();
    }

    public static double[] turned(double[] x, double[] rotation) {
        var y = new double[x.length];
        RigidBody.move(x, new double[3], rotation, new double[3], y);
        return y;
    }
}
