package ceres.pipeline.curate;

import ceres.fault.Fault;
import ceres.io.ModelFile;
import ceres.map.DensityMap;
import ceres.map.MapStatistics;
import ceres.model.Assemblies;
import ceres.model.CompleteAssembly;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The assembly of a model whose file holds its unique unit, where the map shows the assembly.
///
/// The header proposes, the map decides: [Assemblies#choose] takes an assembly if its copies lie in the box and on density, by the rule
/// that stands there. A unit refined alone in the map of the whole would be pushed into the density of its neighbours, with no contact to
/// hold it back; an assembly in a map that shows the unit would be refined against nothing.
///
/// @param assembly its id in the file, or `NCS`
/// @param copies of the unit, itself counted
/// @param unit the file as it was read
/// @param whole the same with the structure and the header of the assembly
public record Expansion(String assembly, int copies, ModelFile unit, ModelFile whole) {
    /// Less than this share of a copy's atoms in the box: the map was cut round the unit, or round another part.
    private static final double LEAST_INSIDE = 0.95;
    /// What a refinement needs at its peak for each heavy atom, measured on pairs of 700 to 4700 atoms with their maps, bytes.
    private static final long BYTES_PER_ATOM = 64 << 10;

    /// @param warnings takes a sentence where the map shows an assembly that is not made, for want of memory or an operator
    /// @return empty if the model is to be refined as it stands
    public static Optional<Expansion> find(ModelFile file, DensityMap map, Parallel team, Consumer<String> warnings) {
        return find(file, map, team, Runtime.getRuntime().maxMemory(), warnings);
    }

    static Optional<Expansion> find(ModelFile file, DensityMap map, Parallel team, long memory, Consumer<String> warnings) {
        try {
            return Assemblies.choose(file.structure(), file.header(), fit(map, team))
                    .flatMap(a -> make(file, a, memory, warnings));
        } catch (Fault.Usage e) {
            warnings.accept("The model was not expanded: " + e.where() + " " + e.found() + ".");
            return Optional.empty();
        }
    }

    private static Optional<Expansion> make(ModelFile file, ModelHeader.Assembly assembly, long memory,
            Consumer<String> warnings) {
        int copies = Assemblies.missing(file.header(), assembly).size() + 1;
        long needed = BYTES_PER_ATOM * copies * heavyAtoms(file.structure());
        if (needed > memory) {
            warnings.accept(
                    ("The map shows assembly %s (%d copies), which was not made: its refinement would need about %d MB of "
                            + "memory, and there are %d. The unit was refined as it stands. CERES_HEAP gives more.")
                            .formatted(assembly.id(),
                                    copies, needed >> 20, memory >> 20));
            return Optional.empty();
        }
        var complete = CompleteAssembly.of(file.structure(), file.header(), assembly);
        return Optional.of(new Expansion(assembly.id(), copies, file, new ModelFile(file.path(), file.format(),
                complete.structure(), complete.header(), file.models(), file.warnings(), file.cif())));
    }

    private static long heavyAtoms(Structure s) {
        return IntStream.range(0, s.atomCount()).filter(a -> !s.isHydrogen(a)).count();
    }

    /// Mean of the map at points, in standard deviations above the mean of the map; 0 if they lie outside.
    private static ToDoubleFunction<double[]> fit(DensityMap map, Parallel team) {
        var sampler = new BoxSampler(map);
        var statistics = MapStatistics.of(map, team);
        return points -> {
            double sum = 0;
            int inside = 0;
            for (int p = 0; p < points.length; p += 3) {
                double v = sampler.at(points[p], points[p + 1], points[p + 2]);
                if (Double.isNaN(v)) continue;
                sum += v - statistics.mean();
                inside++;
            }
            boolean enough = inside > 0 && inside >= LEAST_INSIDE * points.length / 3 && statistics.sd() > 0;
            return enough ? sum / inside / statistics.sd() : 0;
        };
    }

    /// In one sentence, for reports.
    public String sentence() {
        return ("The file holds one unit of %s; the map shows %d copies in all. The assembly was made of the unit before refinement "
                + "(%d atoms).").formatted(assembly.equals("NCS") ? "its non-crystallographic copies" : "assembly " + assembly,
                        copies,
                        whole.structure().atomCount());
    }

    /// The chains of the file out of a refined assembly.
    public Structure unitOf(Structure refined) {
        var own = Set.copyOf(List.of(unit.structure().chains().labelId()));
        return StructureBuilder.subset(refined,
                a -> own.contains(refined.chains().labelId()[refined.chainOf(refined.residueOf(a))]));
    }
}
