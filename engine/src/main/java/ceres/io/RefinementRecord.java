package ceres.io;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a refined model file says about its refinement.
///
/// @param program name of the program
/// @param version its version
/// @param resolution that was refined at, A
/// @param emdbId the map: `EMD-4410`, if it has an id
/// @param meanB mean isotropic B, A^2
/// @param fscAverage correlation of model and map averaged over Fourier shells
/// @param fscWork the same with the half-map refined against
/// @param fscFree the same with the half-map kept aside
/// @param restraints how far the model is from its restraints, one row a kind
/// @param details free text: what was done, by which run
public record RefinementRecord(String program, String version, OptionalDouble resolution, Optional<String> emdbId,
        OptionalDouble meanB, OptionalDouble fscAverage, OptionalDouble fscWork, OptionalDouble fscFree,
        List<RestraintStatistics> restraints, String details) {

    /// One row of `_refine_ls_restr`.
    ///
    /// @param type `f_bond_d`, `f_angle_d`, `f_dihedral_angle_d`, `f_chiral_restr`, `f_plane_restr`
    /// @param deviation root mean square deviation from ideal, A, degrees (angles) or A^3 (chiral volumes)
    /// @param count number of restraints
    public record RestraintStatistics(String type, double deviation, int count) {}

    /// A record that knows only its program.
    public static RefinementRecord of(String program, String version) {
        return new RefinementRecord(program, version, OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), List.of(), "");
    }
}
