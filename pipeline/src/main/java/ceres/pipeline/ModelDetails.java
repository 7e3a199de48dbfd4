package ceres.pipeline;

import ceres.model.Structure;
import ceres.validate.ModelQuality;
import ceres.validate.ResidueQuality;
import ceres.validate.geometry.CovalentGeometry;
import ceres.validate.geometry.RamaZ;
import ceres.validate.hydrogen.Flip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands behind the model metrics: the parts of a [ModelQuality] that are neither metric, residue row nor clash, as JSON values.
public final class ModelDetails {
    private static final int OUTLIERS = 200;

    private ModelDetails() {}

    /// Keys `tables`, `rama_z`, `covalent`, `nearest_pair`, `contacts`, `flips`, `ligands`, `waters`, `sugars`,
    /// `nucleic_backbone`, `glycosidic`, `rna`, `base_pairs`; only those that have something.
    public static Map<String, Object> details(ModelQuality q, Structure s) {
        var m = new LinkedHashMap<String, Object>();
        m.put("tables", q.versions());
        var z = new LinkedHashMap<String, Object>();
        score(z, "whole", q.ramaZ().whole());
        score(z, "helix", q.ramaZ().helix());
        score(z, "sheet", q.ramaZ().sheet());
        score(z, "loop", q.ramaZ().loop());
        if (!z.isEmpty()) m.put("rama_z", z);
        m.put("covalent", covalent(q.covalentHeavy(), s));
        m.put("contacts", row("atoms", q.atomsInContacts(), "clashes", q.clashes().size()));
        q.nearest().ifPresent(p -> m.put("nearest_pair",
                List.of(s.describe(p.first()), s.describe(p.second()), p.distance())));
        put(m, "flips", q.flips().stream().filter(Flip::suggested)
                .map(f -> row("residue", s.describeResidue(f.residue()), "score", f.kept(), "score_flipped", f.flipped()))
                .toList());
        put(m, "ligands",
                q.ligands().stream()
                        .map(l -> row("residue", s.describeResidue(l.residue()), "kind", l.kind().name(), "atoms", l.atoms(),
                                "missing", l.missing(), "extra", l.extra(), "rms_bonds", l.rmsBonds(), "rmsz_bonds",
                                l.rmszBonds(), "bond_outliers",
                                l.bondOutliers(), "bond_outliers_2", l.bondOutliers2(), "rms_angles", l.rmsAnglesDeg(),
                                "rmsz_angles", l.rmszAngles(),
                                "angle_outliers", l.angleOutliers(), "angle_outliers_2", l.angleOutliers2(), "chirality_errors",
                                l.chiralityErrors(),
                                "planarity_outliers", l.planarityOutliers(), "clashes", l.clashes(), "b", l.meanB(), "b_around",
                                l.neighbourB(), "occupancy",
                                l.meanOccupancy(), "coordination", l.coordination(), "notes", l.notes()))
                        .toList());
        put(m, "waters",
                q.waters().stream()
                        .map(w -> row("residue", s.describeResidue(w.residue()), "clashes", w.clashes(), "polar_neighbours",
                                w.polarNeighbours(), "nearest", w.nearest(), "notes", w.notes()))
                        .toList());
        put(m, "sugars",
                q.sugars().stream().map(g -> row("residue", s.describeResidue(g.residue()), "conformation", g.conformation(), "q",
                        g.amplitude(), "theta", g.thetaDeg(), "phi", g.phiDeg(), "on",
                        g.linkedTo() < 0 ? "" : s.describeResidue(g.linkedTo())))
                        .toList());
        if (q.nucleicBackbone().bonds() > 0) {
            var n = q.nucleicBackbone();
            m.put("nucleic_backbone",
                    row("bonds", n.bonds(), "bond_outliers", n.bondOutliers(), "angles", n.angles(), "angle_outliers",
                            n.angleOutliers()));
        }
        put(m, "glycosidic",
                q.glycosidic().stream().map(g -> row("residue", s.describeResidue(g.residue()), "chi", g.chiDeg(), "syn", g.syn(),
                        "base_rms", g.baseRms())).toList());
        put(m, "rna", q.residues().stream().filter(r -> r.suite().isPresent()).map(r -> rna(r, s)).toList());
        put(m, "base_pairs",
                q.basePairs().stream()
                        .map(p -> row("first", s.describeResidue(p.first()), "second", s.describeResidue(p.second()),
                                "saenger", p.saenger(), "hydrogen_bonds", p.hydrogenBonds(), "mean_distance", p.meanDistance(),
                                "plane_angle", p.planeAngleDeg(), "cis_glycosidic", p.cisGlycosidic()))
                        .toList());
        return m;
    }

    private static Map<String, Object> rna(ResidueQuality r, Structure s) {
        var m = row("residue", s.describeResidue(r.residue()));
        r.suite().ifPresent(u -> {
            m.put("suite", u.name());
            if (u.complete()) m.put("suiteness", u.suiteness());
        });
        r.pucker().ifPresent(p -> {
            m.put("delta", p.deltaDeg());
            m.put("pucker_outlier", p.outlier());
        });
        return m;
    }

    private static void put(Map<String, Object> m, String key, List<?> rows) { if (!rows.isEmpty()) m.put(key, rows); }

    /// A map of alternating keys and values.
    private static Map<String, Object> row(Object... pairs) {
        var m = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) m.put((String) pairs[i], pairs[i + 1]);
        return m;
    }

    private static void score(Map<String, Object> z, String key, Optional<RamaZ.Score> score) {
        score.filter(s -> Double.isFinite(s.z() + s.uncertainty()))
                .ifPresent(s -> z.put(key, row("z", s.z(), "uncertainty", s.uncertainty(), "residues", s.residues())));
    }

    private static Map<String, Object> covalent(CovalentGeometry g, Structure s) {
        var outliers = new ArrayList<Object>();
        for (var o : g.outliers().subList(0, Math.min(OUTLIERS, g.outliers().size())))
            outliers.add(row("kind", o.kind().name(), "atoms", Arrays.stream(o.atoms()).mapToObj(s::describe).toList(), "model",
                    o.model(), "ideal",
                    o.ideal(), "z", o.z()));
        return row("bonds", g.bonds().n(), "bond_outliers", g.bonds().outliers(), "bond_outliers_5", g.bonds().outliers5(),
                "angles",
                g.angles().n(), "angle_outliers", g.angles().outliers(), "angle_outliers_5", g.angles().outliers5(),
                "chiralities",
                g.chiralities().n(), "wrong_hand", g.chiralities().wrongHand(), "tetrahedral", g.chiralities().tetrahedral(),
                "names_swapped",
                g.chiralities().naming(), "planes", g.planes().n(), "plane_outliers", g.planes().outliers(), "outliers",
                outliers);
    }
}
