package ceres.archive.mirror;

import ceres.fault.Fault;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Where the public archives keep their files.
///
/// Source: layout of the wwPDB archive (`divided/mmCIF/{ab}/{1abc}.cif.gz`, ab the two middle characters), of its successor for extended
/// ids (`{hash}/{id}/{id}.cif.gz`, hash the third- and second-last character), and of EMDB (`EMD-{n}/map/emd_{n}.map.gz`: hyphen in the
/// folder and the header, underscore in the map).
///
/// @param pdb folder of models with classic ids
/// @param pdbExtended folder of models with ids that have no classic form
/// @param emdb folder of the EMDB entries
/// @param components folder of the chemical component dictionary: `{last character}/{ID}/{ID}.cif`
/// @param lists of all entries
public record Sources(URI pdb, URI pdbExtended, URI emdb, URI components, Lists lists) {
    /// Where the archives say what they hold.
    ///
    /// @param pdb the wwPDB's index of entries
    /// @param emdb a search of EMDB for every released map, as CSV with the columns [Mirror#EMDB_COLUMNS]
    /// @param large a search of RCSB for all entries above 1000 kDa
    public record Lists(URI pdb, URI emdb, URI large) {
        private static final String LARGE = """
                {"query":{"type":"terminal","service":"text","parameters":\
                {"attribute":"rcsb_entry_info.molecular_weight","operator":"greater","value":1000}},\
                "return_type":"entry","request_options":{"return_all_hits":true,"results_verbosity":"compact"}}""";
        static final Lists PUBLIC = new Lists(URI.create("https://files.wwpdb.org/pub/pdb/derived_data/index/entries.idx"),
                URI.create("https://www.ebi.ac.uk/emdb/api/search/current_status:%22REL%22?rows=1000000&wt=csv&download=true&fl="
                        + String.join(",", Mirror.EMDB_COLUMNS)),
                URI.create("https://search.rcsb.org/rcsbsearch/v2/query?json="
                        + URLEncoder.encode(LARGE, StandardCharsets.UTF_8)));
    }

    public static final Sources WWPDB = new Sources(URI.create("https://files.wwpdb.org/pub/pdb/data/structures/divided/mmCIF/"),
            URI.create("https://files-beta.wwpdb.org/pub/wwpdb/pdb/data/entries/"),
            URI.create("https://files.wwpdb.org/pub/emdb/structures/"),
            URI.create("https://files.wwpdb.org/pub/pdb/refdata/chem_comp/"), Lists.PUBLIC);

    public Sources {
        pdb = folder(pdb);
        pdbExtended = folder(pdbExtended);
        emdb = folder(emdb);
        components = folder(components);
    }

    private static URI folder(URI uri) { return uri.getPath().endsWith("/") ? uri : URI.create(uri + "/"); }

    /// With other places, as `CERES_PDB_URL` and `CERES_EMDB_URL` or options name them; empty keeps the default.
    ///
    /// @throws Fault.Usage if one is no http address
    public Sources with(Optional<String> pdbUrl, Optional<String> emdbUrl) {
        return new Sources(pdbUrl.map(u -> address("--pdb-url", u)).orElse(pdb),
                pdbUrl.map(u -> address("--pdb-url", u)).orElse(pdbExtended),
                emdbUrl.map(u -> address("--emdb-url", u)).orElse(emdb), components, lists);
    }

    private static URI address(String option, String text) {
        try {
            var uri = URI.create(text.strip());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) return uri;
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Fault.Usage(option, "\"" + text + "\" is no web address", "give one like " + WWPDB.emdb);
    }

    /// @param id short form where there is one: `6i52`, else `pdb_xxxxxxxx`
    URI model(String id) {
        String p = id.toLowerCase(Locale.ROOT);
        if (!p.startsWith("pdb_")) return pdb.resolve(p.substring(1, 3) + "/" + p + ".cif.gz");
        String hash = p.substring(p.length() - 3, p.length() - 1);
        return pdbExtended.resolve(hash + "/" + p + "/" + p + ".cif.gz");
    }

    /// @param id upper case
    URI component(String id) { return components.resolve(id.charAt(id.length() - 1) + "/" + id + "/" + id + ".cif"); }

    URI header(String emdbDigits) { return emdb.resolve("EMD-%1$s/header/emd-%1$s.xml".formatted(emdbDigits)); }

    URI map(String emdbDigits, Optional<String> file) {
        return emdb.resolve("EMD-%s/map/%s".formatted(emdbDigits, file.orElse("emd_" + emdbDigits + ".map.gz")));
    }

    URI halfMap(String emdbDigits, String file) { return emdb.resolve("EMD-%s/other/%s".formatted(emdbDigits, file)); }
}
