package ceres.archive.catalogue;

import ceres.archive.Database;
import ceres.archive.mirror.Mirror;
import ceres.pipeline.curate.ResolutionConsensus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the PDB and EMDB hold as a whole, in the database: taken over from their lists, and counted for the figures.
public final class Catalogue {
    private static final int BATCH = 5000;

    private final Database database;

    public Catalogue(Database database) { this.database = database; }

    /// Takes the lists over in place of what was there; all or nothing.
    ///
    /// @return number of entries
    public int take(Mirror.Lists lists) {
        var deposits = PublicLists.read(lists);
        database.jdbi().useTransaction(h -> {
            h.execute("delete from catalogue");
            for (int from = 0; from < deposits.size(); from += BATCH)
                insert(h, deposits.subList(from, Math.min(deposits.size(), from + BATCH)));
        });
        return deposits.size();
    }

    private static void insert(Handle h, List<Deposit> deposits) {
        var batch = h.prepareBatch("insert into catalogue (archive, id, method, year, resolution, modelled, large)"
                + " values (:archive, :id, :method, :year, :resolution, :modelled, :large) on conflict do nothing");
        for (Deposit d : deposits)
            batch.bind("archive", d.archive().name()).bind("id", d.id()).bind("method", d.method().name()).bind("year", d.year())
                    .bind("resolution", d.resolution()).bind("modelled", d.modelled()).bind("large", d.large()).add();
        batch.execute();
    }

    /// Day on which the lists were taken over last; empty if they never were.
    public Optional<LocalDate> taken() {
        return database.jdbi().withHandle(h -> h.createQuery("select max(taken) as taken from catalogue")
                .map((r, c) -> Optional.ofNullable(r.getTimestamp("taken"))
                        .map(t -> t.toInstant().atZone(ZoneOffset.UTC).toLocalDate()))
                .one());
    }

    /// Entries of the PDB by method; every method is there.
    public Map<Deposit.Method, Integer> methods() {
        var counts = new EnumMap<Deposit.Method, Integer>(Deposit.Method.class);
        for (var m : Deposit.Method.values()) counts.put(m, 0);
        database.jdbi()
                .useHandle(h -> h.createQuery("select method, count(*) as n from catalogue where archive = 'PDB' group by 1")
                        .map((r, c) -> Map.entry(Deposit.Method.valueOf(r.getString("method")), r.getInt("n")))
                        .forEach(e -> counts.put(e.getKey(), e.getValue())));
        return counts;
    }

    /// Maps of EMDB that were released in a year.
    ///
    /// @param modelled of these, into which a model was built
    /// @param fine of these, at [ResolutionConsensus#WORST] or better
    /// @param median resolution, A; null if none states one, as for the best
    public record Maps(int year, int maps, int modelled, int fine, @Nullable Double median, @Nullable Double best) {}

    public List<Maps> maps() {
        return database.jdbi().withHandle(h -> h.createQuery(MAPS).bind("limit", ResolutionConsensus.WORST)
                .map((r, c) -> new Maps(r.getInt("year"), r.getInt("maps"), r.getInt("modelled"), r.getInt("fine"),
                        r.getObject("median", Double.class), r.getObject("best", Double.class)))
                .list());
    }

    private static final String MAPS = """
            select year, count(*) as maps, count(*) filter (where modelled) as modelled,
                count(*) filter (where resolution <= :limit) as fine,
                percentile_cont(0.5) within group (order by resolution) as median, min(resolution) as best
            from catalogue where archive = 'EMDB' group by year order by year""";

    /// Entries of the PDB that were deposited in a year.
    ///
    /// @param em by electron microscopy
    /// @param largeEm of these, above 1000 kDa
    /// @param largeXray by X-ray diffraction, above 1000 kDa
    public record Models(int year, int em, int largeEm, int largeXray) {}

    public List<Models> models() {
        return database.jdbi().withHandle(h -> h.createQuery(MODELS)
                .map((r, c) -> new Models(r.getInt("year"), r.getInt("em"), r.getInt("large_em"), r.getInt("large_xray")))
                .list());
    }

    private static final String MODELS = """
            select year, count(*) filter (where method = 'EM') as em, count(*) filter (where method = 'EM' and large) as large_em,
                count(*) filter (where method = 'X_RAY' and large) as large_xray
            from catalogue where archive = 'PDB' group by year order by year""";
}
