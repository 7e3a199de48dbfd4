package ceres.chem;

import ceres.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Monomer libraries as tar archives of the shared data.
final class TarredLibrary {
    /// The CCP4 monomer library of the AceDRG era (coot-data 1.1.18).
    static final String MODERN = "ccp4_monlib_modern_subset_coot-data-1.1.18.tar.gz";
    /// The CCP4 monomer library 5.41 (Debian's refmac-dictionary), with the published ideals of standard residues.
    static final String CLASSIC = "refmac-dictionary-5.41_common.tar.gz";

    private TarredLibrary() {}

    /// Files of a tar archive: 512-byte headers with name and octal size, contents padded to 512 bytes.
    static Map<String, Component> read(String archive, Collection<String> ids) throws IOException {
        Map<String, Component> found = new HashMap<>();
        var path = SharedData.require("reference/06_monomers/" + archive);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            for (byte[] header = in.readNBytes(512); header.length == 512 && header[0] != 0; header = in.readNBytes(512)) {
                String name = word(header, 0, 100);
                int size = Integer.parseInt(word(header, 124, 12).strip(), 8);
                byte[] content = in.readNBytes((size + 511) / 512 * 512);
                String file = name.substring(name.lastIndexOf('/') + 1).replace(".cif", "");
                if (ids.contains(file))
                    found.putAll(RestraintCif.read(new String(content, 0, size, StandardCharsets.UTF_8),
                            new Component.Source(Component.Source.Kind.LIBRARY, name)));
            }
        }
        return found;
    }

    private static String word(byte[] bytes, int from, int length) {
        int n = 0;
        while (n < length && bytes[from + n] != 0) n++;
        return new String(bytes, from, n, StandardCharsets.US_ASCII);
    }
}
