package ceres.restraint;

import ceres.chem.Component;
import ceres.chem.Dictionary;
import ceres.model.ModelHeader;
import ceres.model.SecondaryStructure;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a model into restraints: which component each residue is, what is linked to what, what geometry all of it should have.
public final class Interpreter {
    private final Structure structure;
    private final InterpretOptions options;
    private final RestraintBuilder rows = new RestraintBuilder();
    private final Emitter emit;
    private final List<Optional<Component>> components = new ArrayList<>();
    private final @Nullable ResidueMatch[] matches;
    private final ResidueRows[] residueRows;
    private final ReportBuilder report;
    private final List<Link> links = new ArrayList<>();

    private Interpreter(Structure structure, ReportBuilder report, Dictionary dictionary, InterpretOptions options) {
        this.structure = structure;
        this.options = options;
        this.emit = new Emitter(structure, rows);
        this.report = report;
        this.matches = new ResidueMatch[structure.residueCount()];
        this.residueRows = new ResidueRows[structure.residueCount()];
        Arrays.fill(residueRows, ResidueRows.NONE);
        for (int r = 0; r < structure.residueCount(); r++) {
            var found = dictionary.component(AtomNames.component(structure.residueName(r)));
            components.add(found);
            if (found.isPresent()) matches[r] = ResidueMatch.of(structure, r, found.get());
        }
    }

    /// Never throws on odd chemistry: what no dictionary knows is held in its input shape and reported.
    public static Interpretation interpret(Structure structure, ModelHeader header, Dictionary dictionary,
            InterpretOptions options) {
        var report = new ReportBuilder(structure);
        var named = options.rightNames() ? EquivalentAtoms.rightNames(structure, report) : structure;
        return new Interpreter(named, report, dictionary, options).run(header);
    }

    private Interpretation run(ModelHeader header) {
        var monomers = new Monomers(emit);
        for (int r = 0; r < matches.length; r++) if (matches[r] != null) residue(monomers, r);
        Set<Integer> bound = options.fileLinks() ? CovalentLinks.boundBy(header, structure) : Set.of();
        var polymers = new Polymers(emit, matches, residueRows, report, links, bound);
        polymers.link();
        polymers.puckers();
        var covalent = new CovalentLinks(emit, matches, report, links);
        if (options.fileLinks()) covalent.declared(header);
        covalent.find();
        new MetalSites(emit, matches, links).restrain(header, options.fileLinks());
        if (options.hydrogenBonds()) {
            new HydrogenBonds(structure, rows).restrain(header, SecondaryStructure.of(structure));
            BasePairs.restrain(structure, rows);
        }
        var shape = new InputShape(structure, rows);
        for (int r = 0; r < matches.length; r++) unknown(shape, r);
        var graph = new BondGraph(structure.atomCount(), rows.bondFirst(), rows.bondSecond());
        var traced = new Traces(emit, matches, report).restrain();
        orphans(shape, graph, traced);
        var typing = new Typing(structure, graph);
        for (var match : matches) if (match != null) typing.residue(match);
        var cdl = polymers.cdl();
        var restraints = rows.build();
        if (options.conformationDependent()) restraints = cdl.refresh(restraints, structure.atoms().xyz());
        return new Interpretation(structure, restraints, graph, typing.build(), List.copyOf(links),
                report.build(components, matches, restraints, links), List.copyOf(components), cdl);
    }

    private void residue(Monomers monomers, int r) {
        int bonds = rows.bonds(), angles = rows.angles(), volumes = rows.chiralities();
        monomers.restrain(matches[r], options.cBeta());
        residueRows[r] = new ResidueRows(bonds, rows.bonds(), angles, rows.angles(), volumes, rows.chiralities());
    }

    private void unknown(InputShape shape, int r) {
        int from = structure.atomStart(r), to = structure.atomEnd(r);
        var match = matches[r];
        if (match == null) {
            if (to - from > 1) shape.hold(range(from, to), new int[0]);
            return;
        }
        if (match.unmatched().length == 0) return;
        var known = new ArrayList<Integer>();
        for (int a = from; a < to; a++) {
            int atom = a;
            if (Arrays.stream(match.unmatched()).noneMatch(u -> u == atom)) known.add(a);
        }
        shape.hold(match.unmatched(), known.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Atoms of larger components that nothing holds (phosphorus traces, remains of a side chain) stay near their place; water and ions are free.
    private void orphans(InputShape shape, BondGraph graph, boolean[] traced) {
        for (var match : matches) {
            if (match == null || match.heavyAtoms() < 2) continue;
            for (int[] conformer : match.atoms())
                for (int a : conformer)
                    if (a >= 0 && graph.degree(a) == 0 && !traced[a]) {
                        traced[a] = true;
                        shape.hold(new int[]{a}, new int[0]);
                    }
        }
    }

    private static int[] range(int from, int to) {
        var atoms = new int[to - from];
        for (int a = 0; a < atoms.length; a++) atoms[a] = from + a;
        return atoms;
    }
}
