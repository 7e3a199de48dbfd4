package ceres.refine.place;

/// Where a body was put.
///
/// @param xyz 3n coordinates of the body in its place, A
/// @param before mean density at its atoms where it was, standard deviations of the map
/// @param after the same where it is now
/// @param shift how far its centroid moved, A
/// @param angle how far it turned, radians
/// @param moved false if it was left where it was: nothing better was found, or nothing significantly better
public record Placement(double[] xyz, double before, double after, double shift, double angle, boolean moved) {
    static Placement stay(Body body, double density) { return new Placement(body.xyz(), density, density, 0, 0, false); }

    static Placement at(Body body, Pose pose, double before, double after) {
        double[] a = pose.a(), t = pose.t();
        double angle = 2 * Math.atan(Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]));
        double shift = Math.sqrt(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]);
        return new Placement(pose.applied(body.xyz()), before, after, shift, angle, true);
    }
}
