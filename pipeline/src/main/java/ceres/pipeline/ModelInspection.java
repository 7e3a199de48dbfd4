package ceres.pipeline;

import ceres.chem.Component;
import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.MapReader;
import ceres.io.ModelFile;
import ceres.io.ModelReader;
import ceres.io.ModelSummary;
import ceres.map.DensityMap;
import ceres.model.Assemblies;
import ceres.model.CompleteAssembly;
import ceres.model.ModelHeader;
import ceres.model.NcsGroups;
import ceres.model.SecondaryStructure;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.refine.symmetry.NcsRule;
import ceres.restraint.BasePairs;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.InterpretationReport;
import ceres.restraint.Interpreter;
import ceres.restraint.Link;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What a model file holds and how it is understood.
final class ModelInspection {
    private final ModelFile read;
    private final Inspection.Beside beside;
    private final Structure structure;
    private final ModelHeader header;

    ModelInspection(Path file, Inspection.Beside beside) {
        this.read = ModelReader.read(file);
        this.beside = beside;
        var whole = beside.assembly().map(id -> whole(read, id));
        this.structure = whole.map(CompleteAssembly::structure).orElse(read.structure());
        this.header = whole.map(CompleteAssembly::header).orElse(read.header());
    }

    private static CompleteAssembly whole(ModelFile file, String id) {
        var offered = Assemblies.offered(file.structure(), file.header());
        var assembly = offered.stream().filter(a -> a.id().equals(id)).findFirst()
                .orElseThrow(() -> new Fault.Usage("--assembly " + id, "the file has no such assembly", offered.isEmpty()
                        ? "leave it away: the file offers none"
                        : "name one of " + offered.stream().map(ModelHeader.Assembly::id).toList()));
        return CompleteAssembly.of(file.structure(), file.header(), assembly);
    }

    /// Composition, restraints with their sources, links, metals, secondary structure, symmetry, assemblies.
    Map<String, Object> parts() {
        var m = new LinkedHashMap<String, Object>();
        m.put("model", ModelSummary.of(beside.assembly().isPresent() ? Contents.with(read, structure) : read));
        var in = Interpreter.interpret(structure, header, Dictionaries.of(beside.ligands()), InterpretOptions.DEFAULT);
        m.put("restraints", restraints(in.report()));
        m.put("links", links(in));
        m.put("metals", metals(in));
        m.put("secondary_structure", secondaryStructure());
        m.put("symmetry", symmetry());
        m.put("assemblies", assemblies());
        return m;
    }

    private static Map<String, Object> restraints(InterpretationReport r) {
        var m = new LinkedHashMap<String, Object>();
        m.put("counts", r.counts());
        m.put("components", r.components().stream().map(ModelInspection::component).toList());
        m.put("renamed", r.renamed());
        m.put("notes", r.notes());
        return m;
    }

    private static Map<String, Object> component(InterpretationReport.ComponentRow c) {
        var m = new LinkedHashMap<String, Object>();
        m.put("id", c.id());
        m.put("residues", c.residues());
        m.put("atoms", c.atoms());
        m.put("missing", c.missing());
        m.put("unmatched", c.unmatched());
        m.put("source", c.source().map(Component.Source::kind).map(k -> k.name().toLowerCase(Locale.ROOT)).orElse("input_shape"));
        m.put("detail", c.source().map(Component.Source::detail).orElse("in no dictionary: held softly as it came"));
        return m;
    }

    /// Links by name, and one by one those that no chain gives.
    private Map<String, Object> links(Interpretation in) {
        var m = new LinkedHashMap<String, Object>();
        m.put("counts", in.report().links());
        m.put("bonds", in.links().stream().filter(l -> switch (l.kind()) {
            case DISULFIDE, GLYCOSIDIC, COVALENT -> true;
            case PEPTIDE, NUCLEIC, METAL -> false;
        }).map(this::link).toList());
        return m;
    }

    private Map<String, Object> link(Link l) {
        var m = new LinkedHashMap<String, Object>();
        m.put("kind", l.kind().name().toLowerCase(Locale.ROOT));
        m.put("first", structure.describe(l.first()));
        m.put("second", structure.describe(l.second()));
        m.put("distance", structure.distance(l.first(), l.second()));
        m.put("from", l.declared() ? "file" : "distance");
        return m;
    }

    /// Every metal with its donors.
    private List<Map<String, Object>> metals(Interpretation in) {
        var sites = new TreeMap<Integer, List<String>>();
        for (var l : in.links())
            if (l.kind() == Link.Kind.METAL)
                sites.computeIfAbsent(l.first(), _ -> new ArrayList<>()).add(String.format(Locale.ROOT,
                        "%s %.2f", structure.describe(l.second()), structure.distance(l.first(), l.second())));
        return sites.entrySet().stream().map(e -> {
            var m = new LinkedHashMap<String, Object>();
            m.put("metal", structure.describe(e.getKey()));
            m.put("donors", e.getValue());
            return (Map<String, Object>) m;
        }).toList();
    }

    private Map<String, Object> secondaryStructure() {
        var found = SecondaryStructure.of(structure);
        var m = new LinkedHashMap<String, Object>();
        m.put("stated_helices", header.helices().size());
        m.put("stated_strands", header.strands().size());
        m.put("helices", ranges(found.helices()));
        m.put("strands", ranges(found.strands()));
        m.put("base_pairs", basePairs());
        return m;
    }

    /// Number of pairs, and how many there are of each of Saenger's classes.
    private Map<String, Object> basePairs() {
        var classes = new TreeMap<Integer, Integer>();
        var found = BasePairs.find(structure);
        for (var pair : found) classes.merge(pair.saenger(), 1, Integer::sum);
        var m = new LinkedHashMap<String, Object>();
        m.put("number", found.size());
        classes.forEach((k, n) -> m.put(k == 0 ? "no_class" : "saenger_" + k, n));
        return m;
    }

    private List<String> ranges(List<SecondaryStructure.Stretch> stretches) {
        return stretches.stream()
                .map(r -> structure.describeResidue(r.first()) + " - " + structure.seq(r.last()) + " (" + r.kind() + ")")
                .toList();
    }

    /// Chains that are copies of each other, and whether a refinement would keep them identical.
    private List<Map<String, Object>> symmetry() {
        var heavy = StructureBuilder.subset(structure, a -> !structure.isHydrogen(a));
        var rule = beside.map().map(file -> rule(heavy, file));
        return NcsGroups.find(heavy).stream().map(g -> {
            var m = new LinkedHashMap<String, Object>();
            m.put("master", heavy.authChain(g.master()));
            m.put("copies", g.copies().stream().map(c -> heavy.authChain(c.chain())).toList());
            m.put("atoms", g.atoms().length);
            m.put("worst_rmsd", g.worstRmsd());
            m.put("turns_deg", g.copies().stream().map(c -> Math.rint(10 * Math.toDegrees(c.operator().angle())) / 10).toList());
            m.put("map_symmetry", rule.map(r -> decision(r, g)).orElse("not tested (no map)"));
            return (Map<String, Object>) m;
        }).toList();
    }

    private static Object decision(NcsRule rule, NcsGroups.Group group) {
        return rule.groups().stream().filter(d -> d.master() == group.master()).findFirst().map(d -> {
            var m = new LinkedHashMap<String, Object>();
            d.symmetrised().ifPresent(x -> m.put("symmetrised", x));
            m.put("constrained", d.constrained());
            m.put("reason", d.reason());
            return (Object) m;
        }).orElse("not tested");
    }

    private NcsRule rule(Structure heavy, Path file) {
        Inputs.requireReadable("map", file, ReasonCode.UNREADABLE_MAP);
        DensityMap map = MapReader.read(file).map();
        Validation.requireOrthogonal(file, map);
        var halves = Validation.halves(beside.halfMaps(), new ArrayList<>());
        return NcsRule.decide(heavy, map, halves, Validation.resolution(beside.resolution(), read, read.path()));
    }

    private List<Map<String, Object>> assemblies() {
        return Assemblies.offered(read.structure(), read.header()).stream().map(a -> {
            var m = new LinkedHashMap<String, Object>();
            m.put("id", a.id());
            m.put("details", a.details());
            m.put("copies", copies(() -> Assemblies.copies(read.header(), a)));
            m.put("not_in_file", copies(() -> Assemblies.missing(read.header(), a)));
            m.put("expressions", a.generators().stream().map(ModelHeader.Generator::expression).toList());
            return (Map<String, Object>) m;
        }).toList();
    }

    /// How many copies, or what is wrong with the expression.
    private static Object copies(Supplier<List<Assemblies.Copy>> expand) {
        try {
            return expand.get().size();
        } catch (Fault undefined) {
            return undefined.found();
        }
    }
}
