package ceres.restraint;

import ceres.chem.Component;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects what a person should know of an interpretation.
final class ReportBuilder {
    private static final byte HELD = 1, RESTRAINED = 2;

    private final Structure structure;
    private final List<String> notes = new ArrayList<>();
    private final List<String> renamed = new ArrayList<>();

    ReportBuilder(Structure structure) { this.structure = structure; }

    void note(String line) { notes.add(line); }

    void renamed(String line) { renamed.add(line); }

    InterpretationReport build(List<Optional<Component>> components, @Nullable ResidueMatch[] matches, Restraints restraints,
            List<Link> links) {
        var byName = new TreeMap<String, Integer>();
        for (var link : links) byName.merge(link.name(), 1, Integer::sum);
        var linkRows = byName.entrySet().stream().map(e -> new InterpretationReport.LinkRow(e.getKey(), e.getValue())).toList();
        return new InterpretationReport(rows(components, matches), linkRows, List.copyOf(renamed), List.copyOf(notes),
                counts(matches, restraints));
    }

    private List<InterpretationReport.ComponentRow> rows(List<Optional<Component>> components, @Nullable ResidueMatch[] matches) {
        Map<String, InterpretationReport.ComponentRow> rows = new LinkedHashMap<>();
        for (int r = 0; r < structure.residueCount(); r++) {
            var match = matches[r];
            int atoms = structure.atomEnd(r) - structure.atomStart(r);
            int missing = match == null ? 0 : match.missingHeavy(), unmatched = match == null ? atoms : match.unmatched().length;
            String id = structure.residueName(r);
            var one = new InterpretationReport.ComponentRow(id, components.get(r).map(Component::source), 1, atoms, missing,
                    unmatched);
            rows.merge(id, one,
                    (p, q) -> new InterpretationReport.ComponentRow(id, p.source(), p.residues() + 1, p.atoms() + atoms,
                            p.missing() + q.missing(), p.unmatched() + q.unmatched()));
        }
        return List.copyOf(rows.values());
    }

    private InterpretationReport.Counts counts(@Nullable ResidueMatch[] matches, Restraints r) {
        int n = structure.atomCount(), restrained = 0, riding = 0, held = 0;
        var state = new byte[n];
        for (int a : r.references().atom()) state[a] = HELD;
        var bonds = r.bonds();
        for (int b = 0; b < bonds.size(); b++) {
            byte kind = bonds.origin()[b] == Restraints.Origin.INPUT_SHAPE ? HELD : RESTRAINED;
            state[bonds.i()[b]] = (byte) Math.max(state[bonds.i()[b]], kind);
            state[bonds.j()[b]] = (byte) Math.max(state[bonds.j()[b]], kind);
        }
        for (int a = 0; a < n; a++) {
            if (state[a] == HELD) held++;
            else if (state[a] == RESTRAINED && structure.isHydrogen(a)) riding++;
            else if (state[a] == RESTRAINED) restrained++;
        }
        return new InterpretationReport.Counts(n, restrained, riding, n - restrained - riding - held, held,
                covalent(r.bonds().origin()), covalent(r.angles().origin()),
                r.dihedrals().size(), r.chiralities().size(), r.planes().size());
    }

    private static int covalent(Restraints.Origin[] origins) {
        int n = 0;
        for (var origin : origins) if (origin.isCovalent()) n++;
        return n;
    }
}
