package ceres.web;

import ceres.archive.Run;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Addresses of the site. Names of entries and files need no escaping: ingest lets none in that would.
public final class Urls {
    private Urls() {}

    /// The page that always shows the latest finished month.
    public static String entry(String name) { return "/entry/" + name; }

    /// The page of one month, which stays.
    public static String run(Run run) { return "/entry/" + run.name() + "/" + run.month(); }

    public static String file(Run run, String name) { return "/files/" + run.name() + "/" + run.month() + "/" + name; }

    public static String glossary(String metric) { return "/glossary#" + metric; }

    /// The wwPDB's page for an id.
    public static String pdbPage(String pdb) {
        return "https://www.wwpdb.org/pdb?id=" + (pdb.startsWith("pdb_") ? pdb : "pdb_0000" + pdb);
    }

    public static String emdbPage(String emdb) { return "https://www.ebi.ac.uk/emdb/EMD-" + emdb; }

    /// `pdb_00006i52`
    public static String extendedPdb(String pdb) {
        return pdb.startsWith("pdb_") ? pdb : "pdb_0000" + pdb.toLowerCase(Locale.ROOT);
    }

    public static String query(String value) { return URLEncoder.encode(value, StandardCharsets.UTF_8); }
}
