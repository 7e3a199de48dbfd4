package ceres.io;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.cif.BinaryCif;
import ceres.io.cif.CifBlock;
import ceres.io.cif.CifDocument;
import ceres.io.cif.CifParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads models: mmCIF, BinaryCIF and PDB format, gzipped or not, told apart by their content.
public final class ModelReader {
    private ModelReader() {}

    /// @throws Fault.BadInput UNREADABLE_MODEL: the file is missing, damaged, of no known format, or holds no atoms
    public static ModelFile read(Path file) {
        byte[] bytes = Content.of(file, ReasonCode.UNREADABLE_MODEL).all();
        return switch (format(file, bytes)) {
            case MMCIF -> ofCif(file, ModelFormat.MMCIF, CifParser.parse(file, bytes));
            case BINARY_CIF -> ofCif(file, ModelFormat.BINARY_CIF, BinaryCif.parse(file, bytes));
            case PDB -> ofPdb(file, bytes);
        };
    }

    private static ModelFile ofCif(Path file, ModelFormat format, CifDocument document) {
        var warnings = new ArrayList<String>();
        CifBlock block = modelBlock(document, file, warnings);
        var read = AtomSites.read(file, block, warnings);
        return new ModelFile(file, format, read.atoms().structure(), CifHeaders.read(block), read.models(), List.copyOf(warnings),
                Optional.of(document));
    }

    private static ModelFile ofPdb(Path file, byte[] bytes) {
        var read = PdbReader.read(file, bytes);
        return new ModelFile(file, ModelFormat.PDB, read.structure(), read.header(), read.models(), read.warnings(),
                Optional.empty());
    }

    /// The first block with atoms; a file may bring dictionary blocks along.
    static CifBlock modelBlock(CifDocument document, Path file, List<String> warnings) {
        var withAtoms = document.blocks().stream().filter(b -> b.has("atom_site")).toList();
        if (withAtoms.isEmpty())
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, file, "no data block holds atoms (_atom_site)",
                    "give a model file; a component or restraint dictionary is none", null);
        if (withAtoms.size() > 1)
            warnings.add("%d data blocks hold atoms; '%s' was read.".formatted(withAtoms.size(), withAtoms.getFirst().name()));
        return withAtoms.getFirst();
    }

    private static ModelFormat format(Path file, byte[] bytes) {
        if (BinaryCif.looksLike(bytes)) return ModelFormat.BINARY_CIF;
        int at = firstWord(bytes);
        if (at + 5 < bytes.length && new String(bytes, at, 5, StandardCharsets.ISO_8859_1).equalsIgnoreCase("data_"))
            return ModelFormat.MMCIF;
        if (PdbReader.looksLikePdb(bytes)) return ModelFormat.PDB;
        throw new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, file,
                "is neither mmCIF (data_) nor BinaryCIF nor PDB (ATOM, HETATM)");
    }

    /// Offset of the first byte that is neither blank nor part of a comment.
    private static int firstWord(byte[] bytes) {
        boolean comment = false;
        int at = bytes.length > 2 && (bytes[0] & 255) == 0xef && (bytes[1] & 255) == 0xbb ? 3 : 0;
        for (; at < bytes.length; at++) {
            if (bytes[at] == '#') comment = true;
            else if (bytes[at] == '\n' || bytes[at] == '\r') comment = false;
            else if (!comment && (bytes[at] & 255) > ' ') break;
        }
        return at;
    }
}
