/// What is minimised: contacts, torsions, the Ramachandran potential and what the map as a whole says, added up with
/// restraints, density and copies held alike.
package ceres.refine.energy;
