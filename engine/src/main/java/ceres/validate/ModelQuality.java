package ceres.validate;

import ceres.chem.ReferenceData;
import ceres.metric.Measurements;
import ceres.model.ModelHeader;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.restraint.Interpretation;
import ceres.validate.contact.Clash;
import ceres.validate.contact.NearestPair;
import ceres.validate.geometry.CBeta;
import ceres.validate.geometry.Cablam;
import ceres.validate.geometry.CovalentGeometry;
import ceres.validate.geometry.Omega;
import ceres.validate.geometry.Rama;
import ceres.validate.geometry.RamaZ;
import ceres.validate.geometry.SideChain;
import ceres.validate.hydrogen.Flip;
import ceres.validate.ligand.LigandQuality;
import ceres.validate.ligand.SugarQuality;
import ceres.validate.ligand.WaterQuality;
import ceres.validate.nucleic.BasePair;
import ceres.validate.nucleic.Glycosidic;
import ceres.validate.nucleic.NucleicBackbone;
import ceres.validate.nucleic.Pucker;
import ceres.validate.nucleic.Suite;
import java.util.List;
import java.util.Optional;

/// Everything that the model alone says of its quality: the model part of the cryo-EM Table 1 and what stands behind it.
///
/// @param measurements every metric of the group MODEL, with a value or a reason
/// @param residues one row a residue, in order
/// @param rama every conformer; likewise the lists that follow
/// @param clashes the worst first
/// @param atomsInContacts atoms that the clashscore is taken over, hydrogens included
/// @param ramaZ with uncertainties and numbers of residues
/// @param covalent hydrogens of the model included
/// @param covalentHeavy without hydrogens, as wwPDB and MolProbity count
/// @param nearest the pair behind the minimum nonbonded distance
/// @param flips side chains of ASN, GLN, HIS, as modelled and turned round
/// @param sugars ring puckers, one row a sugar
/// @param nucleicBackbone counts of 0 if there is no nucleic acid
/// @param versions which tables were used, one line each
/// @param notes what was left out and why, one line each
public record ModelQuality(Measurements measurements, List<ResidueQuality> residues, List<Rama> rama, List<SideChain> sideChains,
        List<CBeta> cbeta, List<Omega> omega, List<Cablam> cablam, List<Clash> clashes, int atomsInContacts, RamaZ ramaZ,
        CovalentGeometry covalent, CovalentGeometry covalentHeavy, Optional<NearestPair> nearest, List<Flip> flips,
        List<Pucker> puckers,
        List<Suite> suites, List<BasePair> basePairs, List<Glycosidic> glycosidic, List<LigandQuality> ligands,
        List<WaterQuality> waters, List<SugarQuality> sugars, NucleicBackbone nucleicBackbone, List<String> versions,
        List<String> notes) {

    /// Measures a model. Hydrogens of the model are set aside for the contacts and made anew; nothing else is changed.
    ///
    /// What cannot be had is absent with its reason; the rest is measured.
    public static ModelQuality measure(Interpretation model, ModelHeader header, ReferenceData data, Parallel team,
            Progress progress) {
        return measure(model, header, data, MeasureOptions.DEFAULT, team, progress);
    }

    public static ModelQuality measure(Interpretation model, ModelHeader header, ReferenceData data, MeasureOptions options,
            Parallel team, Progress progress) {
        return new Judge(model, header, data, options, team, progress).judge();
    }
}
