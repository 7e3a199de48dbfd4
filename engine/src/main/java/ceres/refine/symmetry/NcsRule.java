package ceres.refine.symmetry;

import ceres.density.MapSymmetry;
import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.model.NcsGroups;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which copies of a chain are kept identical in the refinement, and why.
///
/// A group of copies is constrained if the map itself was symmetrised, for then nothing in the data tells one copy from another, or if the
/// resolution is worse than 4.5 A, where little does. Either way the copies must be the same chain in the same shape (0.5 A after
/// superposition) and hold the same atoms: constraints on others would change what was deposited. All other copies are refined freely.
/// Source: Liebschner2021 (the rule), Afonine2018a (constraints).
///
/// @param groups in order of their masters
public record NcsRule(List<Decision> groups) {
    /// Worse than this resolution copies are constrained whatever the map shows, A.
    public static final double WORSE_THAN = 4.5;
    /// Copies whose atoms deviate by more than this after superposition are not the same, A.
    public static final double ALIKE = 0.5;

    /// No group, nothing constrained.
    public static final NcsRule NONE = new NcsRule(List.of());

    /// @param master chain index
    /// @param chains author ids, the master's first
    /// @param rmsd of the worst copy from the master, A
    /// @param symmetrised whether the map was; empty if that was not tested
    /// @param constrained whether the copies are kept identical
    /// @param reason a sentence
    public record Decision(int master, List<String> chains, double rmsd, Optional<Boolean> symmetrised, boolean constrained,
            String reason) {
        /// In one line, for a log.
        public String sentence() {
            return String.format(Locale.ROOT, "%d copies (%s, within %.2f A): %s. %s", chains.size(), named(), rmsd,
                    constrained ? "kept identical" : "refined freely", reason);
        }

        private String named() {
            return chains.size() <= 8
                    ? String.join(" ", chains)
                    : String.join(" ", chains.subList(0, 6)) + " ... " + chains.getLast();
        }
    }

    /// @param s the model; the map lies in its frame
    /// @param resolution A
    public static NcsRule decide(Structure s, DensityMap map, Optional<HalfMaps> halves, double resolution) {
        var decisions = new ArrayList<Decision>();
        for (var group : NcsGroups.find(s)) decisions.add(decide(s, group, map, halves, resolution));
        return new NcsRule(List.copyOf(decisions));
    }

    private static Decision decide(Structure s, NcsGroups.Group group, DensityMap map, Optional<HalfMaps> halves,
            double resolution) {
        if (group.worstRmsd() > ALIKE)
            return decision(s, group, Optional.empty(), false,
                    "They differ by more than %.1f A, which no symmetrised map would explain.".formatted(ALIKE));
        if (!isWhole(s, group)) return decision(s, group, Optional.empty(), false, "They do not hold the same atoms.");
        var verdict = MapSymmetry.test(map, halves, s, group);
        var tested = verdict.cc().isPresent() ? Optional.of(verdict.symmetrised()) : Optional.<Boolean>empty();
        if (verdict.symmetrised() || resolution <= WORSE_THAN)
            return decision(s, group, tested, verdict.symmetrised(), verdict.evidence());
        return decision(s, group, tested, true, String.format(Locale.ROOT, "The resolution, %.1f A, is worse than %.1f A. %s",
                resolution, WORSE_THAN, verdict.evidence()));
    }

    private static Decision decision(Structure s, NcsGroups.Group group, Optional<Boolean> symmetrised, boolean constrained,
            String reason) {
        var chains = new ArrayList<String>();
        chains.add(s.authChain(group.master()));
        for (var copy : group.copies()) chains.add(s.authChain(copy.chain()));
        return new Decision(group.master(), List.copyOf(chains), group.worstRmsd(), symmetrised, constrained, reason);
    }

    private static boolean isWhole(Structure s, NcsGroups.Group group) {
        return isWhole(s, group.master(), group.atoms())
                && group.copies().stream().allMatch(c -> isWhole(s, c.chain(), c.atoms()));
    }

    private static boolean isWhole(Structure s, int chain, int[] atoms) {
        return atoms.length == s.atomEnd(s.residueEnd(chain) - 1) - s.atomStart(s.residueStart(chain));
    }

    /// True if the copies of this master are kept identical.
    public boolean constrains(int master) { return groups.stream().anyMatch(g -> g.constrained && g.master == master); }

    /// The decisions, one a line; for the record of a run.
    public String text() {
        return groups.isEmpty()
                ? "no chain has copies"
                : groups.stream().map(Decision::sentence).collect(Collectors.joining(" "));
    }
}
