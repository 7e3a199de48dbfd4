package ceres.io;

import ceres.chem.Element;
import ceres.chem.ResidueClass;
import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the PDB format, as the archive and as other programs write it.
///
/// Taken in its stride: hybrid-36 and five-digit residue numbers, chain ids of two letters (columns 21 and 22), blank chain ids with or without
/// segment ids, missing TER, missing elements, occupancies and B factors, atom names of format 2, lines that are too short, several
/// models. Coordinates and residue numbers must be there.
///
/// Source: wwPDB file format 3.3.
final class PdbReader {
    private static final Set<String> OLD_NUCLEOTIDES = Set.of("A", "C", "G", "I", "T", "U");

    private final Path file;
    private final List<PdbLine> lines;
    private final List<String> warnings = new ArrayList<>();
    private final AtomRows rows = new AtomRows();
    private final AtomRow row = new AtomRow();
    private String chainOfBlank = "";
    private int models;
    private int segment;
    private int guessedElements;
    private int noOccupancy;
    private final Set<String> deoxyChains = new HashSet<>();
    private int noPlace;
    private int oldNames;
    private int oldComponents;
    private boolean insideModel;
    private boolean closed;

    private PdbReader(Path file, List<PdbLine> lines) {
        this.file = file;
        this.lines = lines;
    }

    /// What a PDB file gives.
    record Read(Structure structure, ModelHeader header, int models, List<String> warnings) {}

    /// True if some line begins with ATOM or HETATM.
    static boolean looksLikePdb(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++)
            if ((i == 0 || bytes[i - 1] == '\n') && (begins(bytes, i, "ATOM ") || begins(bytes, i, "HETATM"))) return true;
        return false;
    }

    private static boolean begins(byte[] bytes, int at, String word) {
        if (at + word.length() > bytes.length) return false;
        for (int i = 0; i < word.length(); i++) if (bytes[at + i] != word.charAt(i)) return false;
        return true;
    }

    /// @throws Fault.BadInput UNREADABLE_MODEL with the line of the first atom that cannot be read, or if there are no atoms
    static Read read(Path file, byte[] bytes) {
        var lines = new ArrayList<PdbLine>();
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n|\n|\r", -1))
            lines.add(new PdbLine(line, lines.size() + 1));
        return new PdbReader(file, lines).read();
    }

    private Read read() {
        nameBlankChain();
        findDeoxyChains();
        for (var line : lines) {
            if (line.is("ATOM") || line.is("HETATM")) atom(line);
            else if (line.is("ANISOU")) anisou(line);
            else if (line.is("TER")) segment++;
            else if (line.is("MODEL")) beginModel();
            else if (line.is("ENDMDL")) endModel();
            else if (line.is("END")) closed = rows.size() > 0;
        }
        if (rows.size() == 0)
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, file, "holds no atoms (ATOM, HETATM)",
                    "give a file with coordinates", null);
        remark();
        return new Read(rows.assemble().structure(), PdbHeaders.read(lines, chainOfBlank), Math.max(1, models),
                List.copyOf(warnings));
    }

    private void beginModel() {
        models++;
        insideModel = true;
        if (models > 1) closed = true;
    }

    private void endModel() {
        closed = true;
        insideModel = false;
    }

    /// Atoms after END or ENDMDL outside a MODEL are another model that nobody numbered.
    private void atom(PdbLine line) {
        if (closed) {
            if (!insideModel) {
                models = Math.max(1, models) + 1;
                insideModel = true;
            }
            return;
        }
        if (models == 0) models = 1;
        for (int from = 31; from <= 47; from += 8)
            if (NotANumber.is(line.columns(from, from + 7))) {
                noPlace++;
                return;
            }
        fill(line);
        rows.add(row);
    }

    private void fill(PdbLine line) {
        row.hetero = line.is("HETATM");
        row.authChain = chain(line);
        row.component = component(line);
        if (deoxyChains.contains(row.authChain) && OLD_NUCLEOTIDES.contains(row.component)) {
            row.component = "D" + row.component;
            oldComponents++;
        }
        row.segment = segment;
        row.altloc = line.letter(17);
        row.element = element(line);
        row.atom = atomName(line);
        row.charge = charge(line);
        try {
            row.seq = line.sequence(23);
        } catch (NumberFormatException e) {
            throw unreadable(line, "no residue number in columns 23 to 26: '" + line.raw(23, 26) + "'");
        }
        row.icode = line.icode(23);
        row.x = coordinate(line, 31);
        row.y = coordinate(line, 39);
        row.z = coordinate(line, 47);
        double occupancy = line.number(55, 60), b = line.number(61, 66);
        if (Double.isNaN(occupancy) || Double.isNaN(b)) noOccupancy++;
        row.occupancy = Double.isNaN(occupancy) ? 1 : occupancy;
        row.b = Double.isNaN(b) ? 0 : b;
        row.anisou = null;
    }

    private double coordinate(PdbLine line, int from) {
        double value = line.number(from, from + 7);
        if (Double.isNaN(value))
            throw unreadable(line, "no coordinate in columns %d to %d: '%s'".formatted(from, from + 7, line.raw(from, from + 7)));
        return value;
    }

    /// Three letters, or four (CHARMM) where column 21 is not the first letter of a chain id.
    private static String component(PdbLine line) {
        String three = line.columns(18, 20);
        if (line.column(21) == ' ' || hasTwoLetterChain(line)) return three.isEmpty() ? "UNK" : three;
        return line.columns(18, 21);
    }

    private static boolean hasTwoLetterChain(PdbLine line) {
        if (line.column(21) == ' ' || line.column(22) == ' ') return false;
        var kind = ResidueClass.of(line.columns(18, 20));
        return kind.isPolymer() || kind == ResidueClass.WATER && line.column(20) != ' ' && !line.columns(18, 21).equals("TIP3");
    }

    private String chain(PdbLine line) {
        if (hasTwoLetterChain(line)) return line.columns(21, 22);
        if (line.column(22) != ' ') return String.valueOf(line.column(22));
        String segid = isOldFormat(line) ? "" : line.columns(73, 76);
        return segid.isEmpty() || !segid.chars().allMatch(Character::isLetterOrDigit) ? chainOfBlank : segid;
    }

    /// Before 1996 columns 73 to 80 held the entry and the number of the line.
    private static boolean isOldFormat(PdbLine line) {
        String number = line.columns(77, 80);
        return !number.isEmpty() && number.chars().allMatch(Character::isDigit);
    }

    /// The first capital letter that no chain of the file has.
    private void nameBlankChain() {
        Set<String> used = new HashSet<>();
        boolean blank = false;
        for (var line : lines)
            if (line.is("ATOM") || line.is("HETATM")) {
                String chain = chain(line);
                if (chain.isEmpty()) blank = true;
                else
                    used.add(chain);
            }
        if (!blank) return;
        for (int i = 0; chainOfBlank.isEmpty(); i++)
            if (!used.contains(AsymUnits.letters(i))) chainOfBlank = AsymUnits.letters(i);
        warnings.add("Atoms without a chain id were given chain " + chainOfBlank + ".");
    }

    /// Format 2 called the nucleotides of DNA and RNA alike: A, C, G, I, T, U. Those of a chain with sugars but without a single O2' are DNA.
    private void findDeoxyChains() {
        Set<String> ribose = new HashSet<>();
        for (var line : lines) {
            if (!line.is("ATOM") && !line.is("HETATM") || !OLD_NUCLEOTIDES.contains(component(line))) continue;
            String atom = line.columns(13, 16).replace('*', '\'');
            if (atom.equals("C2'")) deoxyChains.add(chain(line));
            if (atom.equals("O2'")) ribose.add(chain(line));
        }
        deoxyChains.removeAll(ribose);
    }

    private int element(PdbLine line) {
        String stated = line.columns(77, 78);
        var element = stated.isEmpty() ? Element.UNKNOWN : Element.of(stated);
        if (element != Element.UNKNOWN || stated.equals("X")) return element.number();
        guessedElements++;
        String name = line.raw(13, 16);
        return ElementGuess.fromColumns(name.isBlank() ? " X  " : (name + "    ").substring(0, 4), row.component).number();
    }

    /* Format 2 wrote the sugar's atoms with an asterisk, phosphate oxygens as O1P and O2P, and put the number of a hydrogen before its
     * name. The numbers themselves differ too (1HB is today's HB2 in a CH2 group); hydrogens are placed anew before anything rests on them. */
    private String atomName(PdbLine line) {
        String name = line.columns(13, 16);
        if (name.isEmpty()) return "X";
        String now = name;
        if (row.element == 1 && Character.isDigit(name.charAt(0))) now = name.substring(1) + name.charAt(0);
        if (ResidueClass.of(row.component).isNucleic()) {
            now = now.replace('*', '\'');
            now = switch (now) {
                case "O1P" -> "OP1";
                case "O2P" -> "OP2";
                case "C5M" -> row.component.equals("DT") ? "C7" : now;
                default -> now;
            };
        }
        if (!now.equals(name)) oldNames++;
        return now;
    }

    private static int charge(PdbLine line) {
        String text = line.columns(79, 80);
        try {
            return text.length() == 2 && Character.isDigit(text.charAt(0)) != Character.isDigit(text.charAt(1))
                    ? Charges.parse(text)
                    : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// Belongs to the atom before it, in units of 1e-4 A^2.
    private void anisou(PdbLine line) {
        if (closed || rows.size() == 0) return;
        var u = new double[6];
        for (int i = 0; i < 6; i++) {
            u[i] = 1e-4 * line.number(29 + 7 * i, 35 + 7 * i);
            if (Double.isNaN(u[i])) return;
        }
        rows.setAnisou(rows.size() - 1, u);
    }

    private void remark() {
        if (guessedElements > 0)
            warnings.add("%d atoms state no element; it was taken from their names.".formatted(guessedElements));
        if (noOccupancy > 0) warnings.add("%d atoms lack an occupancy or B factor; 1 and 0 were taken.".formatted(noOccupancy));
        if (noPlace > 0) warnings.add(NotANumber.leftOut(noPlace));
        if (oldNames > 0) warnings.add("%d atom names of an old format were brought to the present one.".formatted(oldNames));
        if (oldComponents > 0)
            warnings.add("Nucleotides of chains without O2' atoms were named as DNA: DA, DC, DG, DT.");
        if (rows.duplicates() > 0)
            warnings.add("%d atoms repeat the name of another atom of their residue.".formatted(rows.duplicates()));
    }

    private Fault unreadable(PdbLine line, String found) {
        return new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, file, "line %d: %s".formatted(line.number(), found));
    }
}
