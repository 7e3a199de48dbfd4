package ceres.restraint;

/// Which rows of the bonds, angles and chiralities belong to one residue or link: [from, to).
record ResidueRows(int bondsFrom, int bondsTo, int anglesFrom, int anglesTo, int chiralitiesFrom, int chiralitiesTo) {
    static final ResidueRows NONE = new ResidueRows(0, 0, 0, 0, 0, 0);
}
