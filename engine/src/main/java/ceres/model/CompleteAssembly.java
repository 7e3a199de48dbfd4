package ceres.model;

import ceres.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A unit made whole: the chains of the file as they stand, first, then every copy that is missing.
///
/// Copies are named as the archive names them, `A-2`, by the operators that made them; links, helices, strands and sequences of the header are told of the copies
/// too, and the header offers no assembly any more, so that nothing is expanded twice. What lies on a symmetry axis (an ion, a water, a
/// ligand whose copy has the same centre) is there once.
///
/// @param structure of the whole
/// @param header that goes with it
/// @param copies added to the unit
public record CompleteAssembly(Structure structure, ModelHeader header, List<Assemblies.Copy> copies) {
    /// Centres of copies of a residue outside polymers closer than this are one, A: no two molecules are.
    private static final double ON_AXIS = 0.5;

    /// @throws Fault.Usage the whole would have more than [Assemblies#MOST_ATOMS] atoms, or the file lacks an operator
    public static CompleteAssembly of(Structure unit, ModelHeader header, ModelHeader.Assembly assembly) {
        var copies = Assemblies.missing(header, assembly);
        if ((long) unit.atomCount() * (copies.size() + 1) > Assemblies.MOST_ATOMS)
            throw new Fault.Usage("assembly " + assembly.id(), "has more than " + Assemblies.MOST_ATOMS + " atoms",
                    "refine the unit as it stands");
        return new Maker(unit).make(header, copies);
    }

    private static final class Maker {
        private final Structure unit;
        private final StructureBuilder builder = new StructureBuilder();
        private final Set<String> labels;
        /// Author names of a copy's chains by those of the originals; one map for each name of a copy.
        private final Map<String, Map<String, String>> renamed = new LinkedHashMap<>();
        private final Map<Integer, List<double[]>> centres = new HashMap<>();

        Maker(Structure unit) {
            this.unit = unit;
            this.labels = new HashSet<>(List.of(unit.chains().labelId()));
        }

        CompleteAssembly make(ModelHeader header, List<Assemblies.Copy> copies) {
            for (int c = 0; c < unit.chainCount(); c++) {
                builder.chain(unit.authChain(c), unit.chains().labelId()[c], unit.chains().entity()[c]);
                for (int r = unit.residueStart(c); r < unit.residueEnd(c); r++) {
                    begin(r);
                    for (int a = unit.atomStart(r); a < unit.atomEnd(r); a++) builder.copyAtom(unit, a);
                }
            }
            for (var copy : copies)
                for (int c = 0; c < unit.chainCount(); c++) if (Assemblies.acts(copy, unit, c)) append(copy, c);
            return new CompleteAssembly(builder.build(), header(header), copies);
        }

        private void append(Assemblies.Copy copy, int c) {
            var kept = new ArrayList<Integer>();
            for (int r = unit.residueStart(c); r < unit.residueEnd(c); r++) if (!onAxis(r, copy)) kept.add(r);
            if (kept.isEmpty()) return;
            String suffix = "-" + copy.name(), label = unit.chains().labelId()[c];
            for (int k = 2; !labels.add(label + suffix); k++) suffix = "-" + copy.name() + "-" + k;
            renamed.computeIfAbsent(copy.name(), _ -> new LinkedHashMap<>()).putIfAbsent(unit.authChain(c),
                    unit.authChain(c) + suffix);
            builder.chain(unit.authChain(c) + suffix, label + suffix, unit.chains().entity()[c]);
            for (int r : kept) {
                begin(r);
                for (int a = unit.atomStart(r); a < unit.atomEnd(r); a++) {
                    double[] x = copy.place(unit.x(a), unit.y(a), unit.z(a));
                    builder.atom(unit.atomName(a), unit.atoms().element()[a], unit.atoms().charge()[a], unit.altloc(a), x[0],
                            x[1],
                            x[2], unit.occupancy(a), unit.b(a));
                }
            }
        }

        private void begin(int r) {
            var rows = unit.residues();
            builder.newResidue(rows.name()[r], rows.seq()[r], rows.icode()[r], rows.labelSeq()[r], rows.hetero()[r]);
        }

        private boolean onAxis(int r, Assemblies.Copy copy) {
            if (!unit.residues().hetero()[r]) return false;
            double[] m = centre(r), x = copy.place(m[0], m[1], m[2]);
            var known = centres.computeIfAbsent(r, _ -> new ArrayList<>(List.of(m)));
            for (double[] k : known) if (Math.hypot(Math.hypot(k[0] - x[0], k[1] - x[1]), k[2] - x[2]) < ON_AXIS) return true;
            known.add(x);
            return false;
        }

        private double[] centre(int r) {
            var m = new double[3];
            int from = unit.atomStart(r), to = unit.atomEnd(r);
            for (int i = 3 * from; i < 3 * to; i++) m[i % 3] += unit.atoms().xyz()[i] / (to - from);
            return m;
        }

        private ModelHeader header(ModelHeader h) {
            var links = new ArrayList<>(h.links());
            var helices = new ArrayList<>(h.helices());
            var strands = new ArrayList<>(h.strands());
            var sequences = new LinkedHashMap<>(h.sequences());
            for (var names : renamed.values()) {
                for (var l : h.links())
                    if (names.containsKey(l.first().chain()) && names.containsKey(l.second().chain()))
                        links.add(new ModelHeader.Link(l.type(), named(l.first(), names), named(l.second(), names),
                                l.symmetryMate()));
                for (var x : h.helices()) if (names.containsKey(x.chain())) helices.add(named(x, names));
                for (var x : h.strands()) if (names.containsKey(x.chain())) strands.add(named(x, names));
                // PDB files give sequences by chain, mmCIF by entity
                h.sequences().forEach((chain, sequence) -> {
                    if (names.containsKey(chain)) sequences.put(names.getOrDefault(chain, chain), sequence);
                });
            }
            return new ModelHeader(h.entryId(), h.emdbIds(), h.title(), h.methods(), h.resolutions(), h.cell(), h.polymerTypes(),
                    sequences, links, helices, strands, Map.of(), List.of());
        }

        private static ModelHeader.Partner named(ModelHeader.Partner p, Map<String, String> names) {
            return new ModelHeader.Partner(names.getOrDefault(p.chain(), p.chain()), p.residueName(), p.seq(), p.icode(),
                    p.atom(),
                    p.altloc());
        }

        private static ModelHeader.Range named(ModelHeader.Range r, Map<String, String> names) {
            return new ModelHeader.Range(names.getOrDefault(r.chain(), r.chain()), r.firstSeq(), r.firstIcode(), r.lastSeq(),
                    r.lastIcode());
        }
    }
}
