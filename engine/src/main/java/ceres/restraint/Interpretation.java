package ceres.restraint;

import ceres.chem.Component;
import ceres.model.Structure;
import java.util.List;
import java.util.Optional;

/// A model with all that is known of its chemistry.
///
/// @param structure the model; the atoms of the input in their order, with equivalent atoms renamed where [InterpretOptions] ask for it
/// @param components one entry a residue: its dictionary entry, empty if no source knows it
/// @param cdl backbone ideals that depend on conformation, to be refreshed between minimisations
/// @param bonds covalent and metal bonds of all conformers
public record Interpretation(Structure structure, Restraints restraints, BondGraph bonds, AtomTypes types, List<Link> links,
        InterpretationReport report, List<Optional<Component>> components, Cdl cdl) {

    /// The dictionary entry of a residue.
    public Optional<Component> component(int residue) { return components.get(residue); }

    /// The same chemistry at other coordinates, with the backbone ideals of the new conformation.
    public Interpretation refreshed(Structure moved) { return with(moved).with(cdl.refresh(restraints, moved.atoms().xyz())); }

    /// The same chemistry at other coordinates, with ideals that depend on conformation unchanged.
    public Interpretation with(Structure moved) {
        return new Interpretation(moved, restraints, bonds, types, links, report, components, cdl);
    }

    public Interpretation with(Restraints other) {
        return new Interpretation(structure, other, bonds, types, links, report, components, cdl);
    }
}
