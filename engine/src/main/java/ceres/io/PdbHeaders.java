package ceres.io;

import ceres.map.UnitCell;
import ceres.model.ModelHeader;
import ceres.model.ModelHeader.Assembly;
import ceres.model.ModelHeader.Generator;
import ceres.model.ModelHeader.Link;
import ceres.model.ModelHeader.Operator;
import ceres.model.ModelHeader.Partner;
import ceres.model.ModelHeader.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a PDB file says beside its atoms. A record that cannot be understood says nothing; it is never an error.
///
/// Source: wwPDB file format 3.3.
final class PdbHeaders {
    private static final Pattern RESOLUTION_2 = Pattern.compile("RESOLUTION\\.\\s+([0-9.]+)\\s+ANGSTROM");
    private static final Pattern RESOLUTION_3 = Pattern
            .compile("(?:EFFECTIVE RESOLUTION|RESOLUTION RANGE HIGH)\\s+\\(ANGSTROMS\\)\\s*:\\s*([0-9.]+)");
    private static final Pattern EMDB = Pattern.compile("RELATED ID:\\s*(EMD-[0-9]+)");

    private final List<PdbLine> lines;
    private final String chainOfBlank;

    private PdbHeaders(List<PdbLine> lines, String chainOfBlank) {
        this.lines = lines;
        this.chainOfBlank = chainOfBlank;
    }

    /// @param chainOfBlank the chain that atoms without a chain id were given
    static ModelHeader read(List<PdbLine> lines, String chainOfBlank) {
        var h = new PdbHeaders(lines, chainOfBlank);
        var operators = new LinkedHashMap<String, Operator>();
        var assemblies = h.assemblies(operators);
        h.ncs(operators);
        return new ModelHeader(h.entryId(), h.emdbIds(), h.title(), h.methods(), h.resolutions(), h.cell(), Map.of(),
                h.sequences(), h.links(),
                h.helices(), h.strands(), Collections.unmodifiableMap(operators), assemblies);
    }

    private Optional<String> entryId() {
        for (var line : lines)
            if (line.is("HEADER")) {
                String id = line.columns(63, 66);
                if (id.length() == 4 && Character.isDigit(id.charAt(0)) && !id.equals("0000"))
                    return Optional.of(id.toLowerCase(java.util.Locale.ROOT));
            }
        return Optional.empty();
    }

    private List<String> emdbIds() {
        var ids = new LinkedHashSet<String>();
        for (var line : remarks(900)) {
            var found = EMDB.matcher(line.text());
            if (found.find()) ids.add(found.group(1));
        }
        return List.copyOf(ids);
    }

    private Optional<String> title() {
        var title = new StringBuilder();
        for (var line : lines)
            if (line.is("TITLE")) {
                String part = line.columns(11, 80);
                if (!title.isEmpty() && !title.toString().endsWith("-")) title.append(' ');
                title.append(part);
            }
        return title.toString().isBlank() ? Optional.empty() : Optional.of(title.toString().strip());
    }

    private List<String> methods() {
        var methods = new ArrayList<String>();
        for (var line : lines)
            if (line.is("EXPDTA"))
                for (String method : line.columns(11, 79).split(";")) if (!method.isBlank()) methods.add(method.strip());
        return List.copyOf(methods);
    }

    private Map<String, Double> resolutions() {
        var found = new LinkedHashMap<String, Double>();
        resolution(2, RESOLUTION_2).ifPresent(r -> found.put("REMARK 2", r));
        resolution(3, RESOLUTION_3).ifPresent(r -> found.put("REMARK 3", r));
        return Collections.unmodifiableMap(found);
    }

    private Optional<Double> resolution(int remark, Pattern pattern) {
        for (var line : remarks(remark)) {
            var found = pattern.matcher(line.text());
            if (!found.find()) continue;
            try {
                double value = Double.parseDouble(found.group(1));
                if (value > 0 && value < 99) return Optional.of(value);
            } catch (NumberFormatException e) {
                // a line that is laid out like a resolution and states none
                continue;
            }
        }
        return Optional.empty();
    }

    private List<PdbLine> remarks(int number) {
        String head = "REMARK %3d ".formatted(number);
        return lines.stream().filter(l -> l.text().startsWith(head)).toList();
    }

    private Optional<UnitCell> cell() {
        for (var line : lines)
            if (line.is("CRYST1")) {
                double a = line.number(7, 15), b = line.number(16, 24), c = line.number(25, 33);
                if (a > 0 && b > 0 && c > 0)
                    return Optional.of(new UnitCell(a, b, c, angle(line, 34), angle(line, 41), angle(line, 48)));
            }
        return Optional.empty();
    }

    private static double angle(PdbLine line, int from) {
        double angle = line.number(from, from + 6);
        return angle > 0 && angle < 180 ? angle : 90;
    }

    private Map<String, List<String>> sequences() {
        var sequences = new LinkedHashMap<String, List<String>>();
        for (var line : lines)
            if (line.is("SEQRES")) {
                var list = sequences.computeIfAbsent(line.columns(11, 12).isEmpty() ? chainOfBlank : line.columns(11, 12),
                        _ -> new ArrayList<>());
                for (String monomer : line.columns(19, 80).split("\\s+")) if (!monomer.isBlank()) list.add(monomer);
            }
        sequences.replaceAll((_, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(sequences);
    }

    private List<Link> links() {
        var links = new ArrayList<Link>();
        for (var line : lines)
            try {
                if (line.is("SSBOND"))
                    links.add(new Link("disulf", sulphur(line, 12, 16, 18), sulphur(line, 26, 30, 32), isSymmetryMate(line)));
                else if (line.is("LINK") || line.is("LINKR"))
                    links.add(new Link("covale", partner(line, 13), partner(line, 43), isSymmetryMate(line)));
            } catch (NumberFormatException e) {
                // a link that names no residue joins nothing
                continue;
            }
        return List.copyOf(links);
    }

    private Partner sulphur(PdbLine line, int name, int chain, int seq) {
        return new Partner(chainAt(line, chain), line.columns(name, name + 2), line.sequence(seq), line.icode(seq), "SG",
                (char) 0);
    }

    /// @param from column of the atom name; the others follow it as in an ATOM record
    private Partner partner(PdbLine line, int from) {
        return new Partner(chainAt(line, from + 9), line.columns(from + 5, from + 7), line.sequence(from + 10),
                line.icode(from + 10),
                line.columns(from, from + 3), line.letter(from + 4));
    }

    private String chainAt(PdbLine line, int column) {
        return line.column(column) == ' ' ? chainOfBlank : String.valueOf(line.column(column));
    }

    private static boolean isSymmetryMate(PdbLine line) {
        String first = line.columns(60, 65), second = line.columns(67, 72);
        return !first.isEmpty() && !second.isEmpty() && !first.equals(second);
    }

    private List<Range> helices() {
        var ranges = new ArrayList<Range>();
        for (var line : lines) if (line.is("HELIX")) range(line, 20, 22, 34).ifPresent(ranges::add);
        return List.copyOf(ranges);
    }

    private List<Range> strands() {
        var ranges = new LinkedHashSet<Range>();
        for (var line : lines) if (line.is("SHEET")) range(line, 22, 23, 34).ifPresent(ranges::add);
        return List.copyOf(ranges);
    }

    private Optional<Range> range(PdbLine line, int chain, int first, int last) {
        try {
            return Optional.of(
                    new Range(chainAt(line, chain), line.sequence(first), line.icode(first), line.sequence(last),
                            line.icode(last)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// REMARK 350: chains, then the operators that act on them, per biomolecule.
    private List<Assembly> assemblies(Map<String, Operator> operators) {
        var assemblies = new ArrayList<Assembly>();
        var generators = new ArrayList<Generator>();
        Set<String> chains = new LinkedHashSet<>();
        var ids = new ArrayList<String>();
        String biomolecule = "";
        var matrix = new MatrixLines();
        for (var line : remarks(350)) {
            String text = line.columns(12, 80);
            if (text.startsWith("BIOMOLECULE:") || text.contains("CHAINS:") && text.startsWith("APPLY")) {
                if (!ids.isEmpty()) generators.add(new Generator(String.join(",", ids), List.copyOf(chains)));
                ids.clear();
                chains.clear();
            }
            if (text.startsWith("BIOMOLECULE:")) {
                if (!generators.isEmpty()) assemblies.add(new Assembly(biomolecule, "", List.copyOf(generators)));
                generators.clear();
                biomolecule = text.substring("BIOMOLECULE:".length()).strip();
            } else if (text.contains("CHAINS:")) addChains(text.substring(text.indexOf("CHAINS:") + 7), chains);
            else if (text.startsWith("BIOMT")) matrix.add(line, 19, 24).ifPresent(o -> ids.add(known(o, operators)));
        }
        if (!ids.isEmpty()) generators.add(new Generator(String.join(",", ids), List.copyOf(chains)));
        if (!generators.isEmpty())
            assemblies.add(new Assembly(biomolecule.isEmpty() ? "1" : biomolecule, "", List.copyOf(generators)));
        return List.copyOf(assemblies);
    }

    private static void addChains(String list, Set<String> chains) {
        for (String chain : list.split("[,\\s]+")) if (!chain.isBlank()) chains.add(chain);
    }

    /// Biomolecules number their operators from 1 each, so one that differs from its namesake gets the next free number.
    private static String known(Operator o, Map<String, Operator> operators) {
        for (var p : operators.values()) if (same(o, p)) return p.id();
        String id = operators.containsKey(o.id()) ? String.valueOf(operators.size() + 1) : o.id();
        operators.put(id, new Operator(id, o.rotation(), o.translation(), false));
        return id;
    }

    private static boolean same(Operator o, Operator p) {
        return java.util.Arrays.equals(o.rotation(), p.rotation()) && java.util.Arrays.equals(o.translation(), p.translation());
    }

    private void ncs(Map<String, Operator> operators) {
        var matrix = new MatrixLines();
        for (var line : lines)
            if (line.text().startsWith("MTRIX"))
                matrix.add(line, 6, 11).ifPresent(o -> {
                    String id = CifHeaders.NCS + o.id();
                    operators.put(id, new Operator(id, o.rotation(), o.translation(), line.column(60) == '1'));
                });
    }

    /// Three lines that make an operator.
    private static final class MatrixLines {
        private final double[] rotation = new double[9];
        private final double[] translation = new double[3];
        private int next;

        /// @param digit column of the row number
        /// @param from first column of the matrix, fields of 10; the serial stands before it
        Optional<Operator> add(PdbLine line, int digit, int from) {
            int row = line.column(digit) - '1';
            if (row == 0) next = 0;
            if (row != next) return Optional.empty();
            String[] fields = line.text().substring(Math.min(line.text().length(), digit)).strip().split("\\s+");
            if (fields.length < 5) return Optional.empty();
            try {
                for (int j = 0; j < 3; j++) rotation[3 * row + j] = Double.parseDouble(fields[1 + j]);
                translation[row] = Double.parseDouble(fields[4]);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
            next++;
            return row < 2
                    ? Optional.empty()
                    : Optional.of(new Operator(fields[0], rotation.clone(), translation.clone(), false));
        }
    }
}
