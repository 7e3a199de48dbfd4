package ceres.refine;

import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.refine.moving.Images;
import ceres.refine.symmetry.NcsRule;
import ceres.refine.symmetry.SymmetricUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The refinement of a model whose copies are all kept identical: of one unit among its images, before the map averaged over the copies.
///
/// The energy is that of the whole divided by the number of copies, but for interpolation of the map: everything within the unit counts once,
/// a contact with an image half, and the correlation runs over the voxels nearest to the unit. So the optimum is that of the whole, at
/// the cost of a unit and of what touches it. Where a model is not made of copies alone, [NcsRule]'s groups are constrained copy by copy.
/// Source: Afonine2018a (constraints); design notes of the refinement, 5.2.
final class UnitRefinement {
    private final SymmetricUnit unit;
    private final RefinementProblem reduced;
    private final Images images;
    private final NcsRule rule;

    private UnitRefinement(NcsRule rule, SymmetricUnit unit, RefinementProblem reduced) {
        this.rule = rule;
        this.unit = unit;
        this.images = unit.images();
        this.reduced = reduced;
    }

    /// The problem by one unit; empty, with a line in the log where copies are to be kept identical, if it is not to be had so.
    static Optional<UnitRefinement> of(RefinementProblem whole, NcsRule rule, Parallel team, Progress progress) {
        if (rule.groups().stream().noneMatch(NcsRule.Decision::constrained)) return Optional.empty();
        var found = SymmetricUnit.find(whole.interpretation(), rule);
        if (found.unit().isEmpty()) {
            progress.log("symmetry   every copy is refined: " + found.why());
            return Optional.empty();
        }
        var unit = found.unit().get().fitted(whole.map(), team);
        var halves = whole.halfMaps().filter(h -> whole.parameters().crossValidate()).map(h -> unit.averaged(h, team));
        return Optional.of(new UnitRefinement(rule, unit,
                new RefinementProblem(unit.interpretation(), unit.averaged(whole.map(), team), halves, whole.resolution(),
                        whole.parameters())));
    }

    RefinementProblem reduced() { return reduced; }

    Images images() { return images; }

    SymmetricUnit unit() { return unit; }

    /// The whole model's result; empty if something may stand beside its density: it is moved in the whole, where all chains are.
    Optional<RefinementResult> refine(Checkpoints checkpoints, Parallel team, Progress progress) {
        var cycles = new MacroCycles(reduced, rule, images, checkpoints, team, progress);
        if (cycles.misplaced()) {
            progress.log("symmetry   every copy is refined: the model or a chain of it may stand beside its density");
            return Optional.empty();
        }
        progress.log("symmetry   one of %d copies is refined, %d heavy atoms among %d of its images%s".formatted(unit.size(),
                unit.heavyAtoms(), images.size(),
                unit.left() == 0 ? "" : "; %d residues that have no copies stay where they are".formatted(unit.left())));
        return Optional.of(expand(cycles.run()));
    }

    private RefinementResult expand(RefinementResult r) {
        return new RefinementResult(unit.expand(r.refined()), changes(r.changes()), r.cycles(), r.outcome(), r.reason(),
                r.parameters(),
                r.crossValidation(), r.moved(), r.notes());
    }

    /// What was done to a residue was done to all its copies.
    private List<Change> changes(List<Change> ofUnit) {
        var all = new ArrayList<Change>();
        for (Change c : ofUnit)
            for (SymmetricUnit.Place p : unit.copies(new SymmetricUnit.Place(c.chain(), c.seq(), c.icode()), c.residue()))
                all.add(new Change(c.kind(), p.chain(), p.seq(), p.icode(), c.residue(), c.shift(), c.before(), c.after(),
                        c.evidence()));
        return List.copyOf(all);
    }
}
