package ceres.pipeline.bundle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which pair a bundle is about: an archive pair, or a private one with a name of its own.
///
/// @param pdb PDB id in its short form where there is one, lower case: `6i52`; null for a private model
/// @param emdb digits of the EMDB id with their leading zeros: `0275`; null for a private map
/// @param name what files and pages call it: `6i52_4410`, or the name of the model file
public record PairId(@Nullable String pdb, @Nullable String emdb, String name) {
    private static final Pattern PAIR = Pattern.compile("([0-9][a-z0-9]{3}|pdb_[a-z0-9]{8})[_/ ,+-]+(?:emd[-_]?)?([0-9]{4,6})");
    private static final Pattern PDB = Pattern.compile("[0-9][a-z0-9]{3}|pdb_[a-z0-9]{8}");

    /// A pair of the archives.
    public static PairId of(String pdb, String emdb) {
        String p = shortPdb(pdb), e = digits(emdb);
        return new PairId(p, e, p + "_" + e);
    }

    /// A private pair.
    public static PairId named(String name) { return new PairId(null, null, name.replaceAll("[^A-Za-z0-9._-]+", "-")); }

    /// `6i52_4410`, `pdb_00006i52_EMD-4410`, in any case; empty if it is no such thing.
    public static Optional<PairId> parse(String text) {
        var m = PAIR.matcher(text.strip().toLowerCase(Locale.ROOT));
        return m.matches() ? Optional.of(of(m.group(1), m.group(2))) : Optional.empty();
    }

    /// The pair that a model's and a map's own ids name, else the name.
    public static PairId of(Optional<String> pdb, Optional<String> emdb, String otherwise) {
        return pdb.isPresent() && emdb.isPresent() && PDB.matcher(pdb.get().toLowerCase(Locale.ROOT)).matches()
                ? of(pdb.get(), emdb.get())
                : named(otherwise);
    }

    /// The classic four characters where the extended id has them: `pdb_00006i52` is `6i52`; lower case.
    public static String shortPdb(String pdb) {
        String p = pdb.strip().toLowerCase(Locale.ROOT);
        return p.startsWith("pdb_0000") && p.length() == 12 ? p.substring(8) : p;
    }

    /// `pdb_00006i52`
    @JsonIgnore
    public Optional<String> extendedPdb() { return Optional.ofNullable(pdb).map(p -> p.startsWith("pdb_") ? p : "pdb_0000" + p); }

    private static String digits(String emdb) { return emdb.strip().toLowerCase(Locale.ROOT).replaceFirst("^emd[-_]?", ""); }

    @Override
    public String toString() { return name; }
}
