package ceres.pipeline;

import ceres.chem.ResidueClass;
import ceres.map.MapStatistics;
import ceres.io.ModelFile;
import ceres.io.ModelSummary;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.pipeline.bundle.Table1;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What a model and a map consist of, as Table 1 lists it.
final class Contents {
    private Contents() {}

    /// The file with the coordinates and B factors of another model.
    static ModelFile with(ModelFile file, Structure structure) {
        return new ModelFile(file.path(), file.format(), structure, file.header(), file.models(), file.warnings(), file.cif());
    }

    static Table1.Composition composition(ModelSummary summary) {
        var c = summary.composition();
        int ligands = 0, ions = 0;
        var list = new ArrayList<Table1.Component>();
        for (var e : c.ligands().entrySet()) {
            if (ResidueClass.of(e.getKey()) == ResidueClass.ION) ions += e.getValue();
            else {
                ligands += e.getValue();
                list.add(new Table1.Component(e.getKey(), e.getValue()));
            }
        }
        return new Table1.Composition(c.chains(), c.proteinResidues(), c.nucleotides(), ligands, c.waters(), ions, c.atoms(),
                c.hydrogens(),
                list);
    }

    static Table1.Adp adp(ModelSummary summary) {
        var a = summary.adp();
        var o = summary.occupancy();
        return new Table1.Adp(a.isotropic(), a.anisotropic(), range(a.groups(), "protein"), range(a.groups(), "nucleotide"),
                range(a.groups(), "ligand"), range(a.groups(), "water"), o.mean(), o.percentOne(), o.percentPartial(),
                o.percentAboveOne());
    }

    private static Table1.@Nullable Range range(Map<String, ModelSummary.Range> groups, String name) {
        var r = groups.get(name);
        return r == null ? null : new Table1.Range(r.min(), r.max(), r.mean());
    }

    static Table1.MapRecord map(DensityMap map, MapStatistics s, OptionalDouble contour) {
        var g = map.grid();
        var c = g.cell();
        return new Table1.MapRecord(new int[]{g.nx(), g.ny(), g.nz()}, new double[]{c.a(), c.b(), c.c()},
                new double[]{c.alphaDeg(), c.betaDeg(), c.gammaDeg()}, new double[]{g.originX(), g.originY(), g.originZ()},
                new double[]{g.dx(), g.dy(), g.dz()}, s.min(), s.max(), s.mean(), s.sd(),
                contour.isPresent() ? contour.getAsDouble() : null);
    }
}
