package ceres.archive.catalogue;

import ceres.archive.mirror.Mirror;
import ceres.fault.Fault;
import ceres.pipeline.bundle.Json;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads the lists that the public archives keep of themselves.
///
/// Source: `derived_data/index/entries.idx` of the wwPDB (tab-separated: id, header, accession date as MM/DD/YY, compound, source, authors,
/// resolution, experiment, the last empty for X-ray), the search of EMDB as CSV, the search of RCSB as JSON.
final class PublicLists {
    private static final int ID = 0, DATE = 2, RESOLUTION = 6, EXPERIMENT = 7;
    /// the PDB's first entries are of 1972: two digits of a year from 70 on are of that century
    private static final int CENTURY_ENDS = 70;

    private PublicLists() {}

    /// @throws Fault.Usage if a list is not what it should be
    static List<Deposit> read(Mirror.Lists lists) {
        Set<String> large = large(lists.large());
        var all = new ArrayList<>(pdb(lists.pdb(), large));
        all.addAll(emdb(lists.emdb()));
        return all;
    }

    static List<Deposit> pdb(Path index, Set<String> large) {
        var entries = new ArrayList<Deposit>();
        try (var lines = Files.lines(index, StandardCharsets.ISO_8859_1)) {
            lines.skip(2).map(line -> line.split("\t", -1)).filter(part -> part.length > EXPERIMENT).forEach(part -> {
                String id = part[ID].strip().toLowerCase(Locale.ROOT), date = part[DATE].strip();
                if (!date.matches("\\d\\d/\\d\\d/\\d\\d")) return;
                int year = Integer.parseInt(date.substring(6));
                entries.add(new Deposit(Deposit.Holder.PDB, id, Deposit.Method.of(part[EXPERIMENT]),
                        year + (year < CENTURY_ENDS ? 2000 : 1900), Deposit.resolution(part[RESOLUTION]), true,
                        large.contains(id)));
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(index, e.getMessage());
        }
        if (entries.isEmpty()) throw unreadable(index, "it has no line of an entry");
        return entries;
    }

    static List<Deposit> emdb(Path csv) {
        var format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true).get();
        var entries = new ArrayList<Deposit>();
        try (Reader in = Files.newBufferedReader(csv); var rows = format.parse(in)) {
            for (String column : Mirror.EMDB_COLUMNS)
                if (!rows.getHeaderNames().contains(column)) throw unreadable(csv, "it has no column " + column);
            for (CSVRecord row : rows) {
                String released = row.get("map_release_date").strip();
                if (!released.matches("\\d{4}-.*")) continue;
                entries.add(
                        new Deposit(Deposit.Holder.EMDB, row.get("emdb_id").strip().toLowerCase(Locale.ROOT), Deposit.Method.EM,
                                Year.parse(released.substring(0, 4)).getValue(), Deposit.resolution(row.get("resolution")),
                                !row.get("fitted_pdbs").isBlank(), false));
            }
        } catch (IOException | java.io.UncheckedIOException | IllegalArgumentException e) {
            throw unreadable(csv, e.getMessage());
        }
        if (entries.isEmpty()) throw unreadable(csv, "it has no row with a date of release");
        return entries;
    }

    /// Ids of the entries of the PDB above 1000 kDa, lower case.
    static Set<String> large(Path json) {
        var ids = new HashSet<String>();
        try {
            JsonNode hits = Json.mapper().readTree(json).path("result_set");
            if (!hits.isArray()) throw unreadable(json, "it has no result_set");
            for (JsonNode hit : hits)
                ids.add((hit.isString() ? hit : hit.path("identifier")).asString("").toLowerCase(Locale.ROOT));
        } catch (JacksonException e) {
            throw unreadable(json, e.getOriginalMessage());
        }
        return ids;
    }

    private static Fault.Usage unreadable(Path file, String why) {
        return new Fault.Usage(file, "is no list of a public archive: " + why, "remove it and run ceres fetch --catalogue again");
    }
}
