package ceres.archive.catalogue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An entry of a public archive, as its list states it.
///
/// @param id lower case: `6i52`, `emd-4410`
/// @param year of deposition (PDB), of the map's release (EMDB)
/// @param resolution A; null where the list states none
/// @param modelled a model was built into the map; always, of an entry of the PDB
/// @param large the entry weighs more than 1000 kDa; unknown, so false, of a map
public record Deposit(Holder archive, String id, Method method, int year, @Nullable Double resolution, boolean modelled,
        boolean large) {
    public enum Holder {
        PDB,
        EMDB
    }

    /// The method of an experiment, in the four groups of Liebschner2021, figure 1.
    public enum Method {
        X_RAY("X-ray diffraction"),
        NMR("NMR"),
        EM("electron microscopy"),
        OTHER("other");

        private final String label;

        Method(String label) { this.label = label; }

        public String label() { return label; }

        /// @param text as the PDB's index has it; empty means X-ray there; of several methods of an entry the first of these four counts
        static Method of(String text) {
            String t = text.toUpperCase(Locale.ROOT);
            if (t.isBlank() || t.contains("X-RAY")) return X_RAY;
            if (t.contains("NMR")) return NMR;
            return t.contains("ELECTRON MICROSCOPY") ? EM : OTHER;
        }
    }

    /// A resolution that is no positive number is none.
    static @Nullable Double resolution(String text) {
        try {
            double d = Double.parseDouble(text.strip());
            return d > 0 && Double.isFinite(d) ? d : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
