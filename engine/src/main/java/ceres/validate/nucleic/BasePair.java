package ceres.validate.nucleic;

/// Two bases held by hydrogen bonds.
///
/// @param first residue index of the first base
/// @param second residue index of the second base
/// @param saenger class number of Saenger, 1 to 28; 19 and 20 are Watson-Crick
/// @param hydrogenBonds how many of the class are made
/// @param meanDistance donor to acceptor, A
/// @param planeAngleDeg between the two base planes, 0 to 90
/// @param cisGlycosidic the glycosidic bonds lie on the same side of the pair
public record BasePair(int first, int second, int saenger, int hydrogenBonds, double meanDistance, double planeAngleDeg,
        boolean cisGlycosidic) {
    public boolean watsonCrick() { return saenger == 19 || saenger == 20; }
}
