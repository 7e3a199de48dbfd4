package ceres.archive;

import ceres.fault.Fault;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.ChangeRecord;
import ceres.pipeline.bundle.Manifest;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Table1;
import ceres.pipeline.bundle.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes result bundles into the archive: checked against their manifest, in one transaction, and once only.
///
/// The files are copied before the transaction and the old ones removed after it, so whatever happens in between, the database names
/// a folder that is whole.
public final class Ingest {
    private final Database database;
    private final Path archive;

    Ingest(Database database, Path archive) {
        this.database = database;
        this.archive = archive;
    }

    /// How it went.
    public enum Outcome {
        ADDED,
        /// The very same bundle was there.
        UNCHANGED,
        /// A newer bundle took the place of an older one.
        REPLACED
    }

    /// @param name of the entry
    public record Ingested(String name, YearMonth month, Outcome outcome) {}

    /// @param bundle the folder that a run wrote
    /// @param replace a campaign's result may take the place of an earlier one of its month; private results always may
    /// @throws Fault.Usage if the bundle is damaged, or its month already has another result
    public Ingested ingest(Path bundle, boolean replace) {
        var opened = Bundle.open(bundle);
        requireNamesInside(opened);
        var run = opened.run();
        var month = month(run);
        var manifest = sha256(bundle.resolve(Manifest.FILE));
        String name = opened.pair().name();
        var done = database.jdbi().inTransaction(h -> {
            h.createQuery("select pg_advisory_xact_lock(hashtext(:name))::text").bind("name", name).mapTo(String.class).one();
            var before = existing(h, name, month);
            if (before.isPresent() && before.get().manifest.equals(manifest) && Files.exists(archive.resolve(before.get().folder)))
                return new Done(Outcome.UNCHANGED, Optional.empty());
            if (before.isPresent() && !replace && run.month() != null)
                throw new Fault.Usage(bundle, "%s already has a result of %s, which stays at its address".formatted(name, month),
                        "ingest with --replace if the new one is to take its place");
            var folder = copy(opened, month, manifest);
            store(h, opened, run, month, folder, manifest);
            return new Done(before.isPresent() ? Outcome.REPLACED : Outcome.ADDED,
                    before.map(Existing::folder).filter(f -> !f.equals(folder)));
        });
        done.obsolete.ifPresent(f -> BundleWriter.delete(archive.resolve(f)));
        return new Ingested(name, month, done.outcome);
    }

    /// @param obsolete folder of the files that nothing names any more
    private record Done(Outcome outcome, Optional<String> obsolete) {}

    /// A manifest may come from anywhere: its names become paths and addresses.
    private static void requireNamesInside(Bundle bundle) {
        if (!bundle.pair().name().matches("[A-Za-z0-9][A-Za-z0-9._-]*"))
            throw new Fault.Usage(bundle.folder(), "\"" + bundle.pair().name() + "\" cannot be the name of an entry",
                    "name it with letters, digits, dots and dashes");
        for (var f : bundle.manifest().files())
            if (!f.name().matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*") || List.of(f.name().split("/")).contains(".."))
                throw new Fault.Usage(bundle.folder(), "\"" + f.name() + "\" cannot be the name of a file of a bundle",
                        "make the bundle again");
    }

    private record Existing(String manifest, String folder) {}

    private static Optional<Existing> existing(Handle h, String name, YearMonth month) {
        return h.createQuery("select manifest_sha256, folder from run join entry on entry.id = entry_id where name = :name and month = :month")
                .bind("name", name).bind("month", month.atDay(1)).map((r, c) -> new Existing(r.getString(1), r.getString(2))).findOne();
    }

    /// A private run belongs to the month in which it began.
    private static YearMonth month(RunRecord run) {
        return run.month() == null ? YearMonth.from(run.started().atOffset(ZoneOffset.UTC)) : YearMonth.parse(run.month());
    }

    private String copy(Bundle bundle, YearMonth month, String manifest) {
        String folder = "bundles/%s/%s-%s".formatted(bundle.pair().name(), month, manifest.substring(0, 12));
        var target = archive.resolve(folder);
        try {
            if (Files.exists(target)) BundleWriter.delete(target);
            var part = target.resolveSibling("." + target.getFileName() + ".part");
            BundleWriter.delete(part);
            for (var entry : bundle.manifest().files()) copyFile(bundle.folder().resolve(entry.name()), part.resolve(entry.name()));
            copyFile(bundle.folder().resolve(Manifest.FILE), part.resolve(Manifest.FILE));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw new Fault.Usage(target, "the bundle's files cannot be copied: " + e.getMessage(),
                    "check that the data folder has room and is writable");
        }
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void store(Handle h, Bundle bundle, RunRecord run, YearMonth month, String folder, String manifest) {
        var table = bundle.table1();
        long entry = entry(h, bundle, run);
        h.createUpdate("delete from run where entry_id = :entry and month = :month").bind("entry", entry).bind("month", month.atDay(1)).execute();
        long id = run(h, entry, bundle, run, table, month, folder, manifest);
        table.flatMap(Table1::initialMeasurements).ifPresent(m -> measurements(h, id, "initial", m));
        table.flatMap(Table1::refinedMeasurements).ifPresent(m -> measurements(h, id, "refined", m));
        bundle.residues().ifPresent(r -> residues(h, id, r.rows()));
        findings(h, id, bundle);
        artifacts(h, id, bundle.manifest());
    }

    private static long entry(Handle h, Bundle bundle, RunRecord run) {
        var pair = bundle.pair();
        return h.createQuery("""
                insert into entry (name, pdb, emdb, title) values (:name, :pdb, :emdb, :title)
                on conflict (name) do update set title = coalesce(excluded.title, entry.title)
                returning id""").bind("name", pair.name()).bind("pdb", pair.pdb()).bind("emdb", pair.emdb()).bind("title", run.title())
                .mapTo(Long.class).one();
    }

    private static long run(Handle h, long entry, Bundle bundle, RunRecord run, Optional<Table1> table, YearMonth month, String folder,
            String manifest) {
        var curation = bundle.curation();
        var verdict = table.map(Table1::verdict).filter(Objects::nonNull);
        var composition = table.map(Table1::composition).filter(Objects::nonNull);
        var changes = bundle.changes();
        return h.createQuery("""
                insert into run (entry_id, month, private, status, verdict, sentence, reason, curation, resolution, software, started, finished,
                    seconds, residues, atoms, chains, half_maps, moved, rotamers, flipped, folder, manifest_sha256)
                values (:entry, :month, :private, :status, :verdict, :sentence, :reason, :curation, :resolution, :software, :started, :finished,
                    :seconds, :residues, :atoms, :chains, :halfMaps, :moved, :rotamers, :flipped, :folder, :manifest)
                returning id""").bind("entry", entry).bind("month", month.atDay(1)).bind("private", run.month() == null)
                .bind("status", run.status().name()).bind("verdict", verdict.map(v -> v.overall().name()).orElse(Verdict.Overall.NOT_REFINED.name()))
                .bind("sentence", verdict.map(Verdict::sentence).orElse(sentence(run))).bind("reason", run.reason())
                .bind("curation", curation.verdict()).bind("resolution", curation.resolution())
                .bind("software", run.software().name() + " " + run.software().version()).bind("started", run.started())
                .bind("finished", run.finished()).bind("seconds", Duration.between(run.started(), run.finished()).toMillis() / 1000.0)
                .bind("residues", composition.map(c -> c.residuesProtein() + c.residuesNucleotide()).orElse(null))
                .bind("atoms", composition.map(Table1.Composition::atoms).orElse(null))
                .bind("chains", composition.map(Table1.Composition::chains).orElse(null))
                .bind("halfMaps", run.input("half_map_1").isPresent()).bind("moved", changes.map(c -> c.moved().size()).orElse(null))
                .bind("rotamers", changes.map(c -> c.rotamers().size()).orElse(null))
                .bind("flipped", changes.map(ChangeRecord::peptidesFlipped).map(List::size).orElse(null)).bind("folder", folder)
                .bind("manifest", manifest).mapTo(Long.class).one();
    }

    private static String sentence(RunRecord run) {
        return run.reason() == null ? "This pair was not refined." : run.reason();
    }

    private static void measurements(Handle h, long run, String model, Measurements measured) {
        var batch = h.prepareBatch("insert into measurement values (:run, :metric, :model, :value, :absent, :detail)");
        for (var metric : Metric.values()) {
            batch.bind("run", run).bind("metric", metric.id()).bind("model", model);
            switch (measured.get(metric)) {
                case Measurement.Value(double v) -> batch.bind("value", v).bind("absent", (String) null).bind("detail", (String) null);
                case Measurement.Absent(var why, var detail) ->
                    batch.bind("value", (Double) null).bind("absent", why.name()).bind("detail", detail);
            }
            batch.add();
        }
        batch.execute();
    }

    private static void residues(Handle h, long run, List<ResidueTable.Row> rows) {
        h.createUpdate("""
                insert into residues values (:run, :chain, :seq, :icode, :altloc, :name, :kind, :moved, :ccInitial, :ccRefined, :qInitial,
                    :qRefined, :bInitial, :bRefined, :outliersInitial, :outliersRefined)""").bind("run", run)
                .bind("chain", texts(rows, ResidueTable.Row::chain)).bind("seq", rows.stream().map(ResidueTable.Row::seq).toArray(Integer[]::new))
                .bind("icode", texts(rows, ResidueTable.Row::icode)).bind("altloc", texts(rows, ResidueTable.Row::altloc))
                .bind("name", texts(rows, ResidueTable.Row::name)).bind("kind", texts(rows, ResidueTable.Row::kind))
                .bind("moved", numbers(rows, ResidueTable.Row::moved)).bind("ccInitial", numbers(rows, r -> r.initial().cc()))
                .bind("ccRefined", numbers(rows, r -> refined(r).cc())).bind("qInitial", numbers(rows, r -> r.initial().q()))
                .bind("qRefined", numbers(rows, r -> refined(r).q())).bind("bInitial", numbers(rows, r -> r.initial().b()))
                .bind("bRefined", numbers(rows, r -> refined(r).b()))
                .bind("outliersInitial", rows.stream().map(r -> (short) r.initial().outlierKinds()).toArray(Short[]::new))
                .bind("outliersRefined", rows.stream().map(r -> (short) refined(r).outlierKinds()).toArray(Short[]::new)).execute();
    }

    private static ResidueTable.State refined(ResidueTable.Row row) {
        return row.refined() == null ? ResidueTable.State.EMPTY : row.refined();
    }

    private static String[] texts(List<ResidueTable.Row> rows, Function<ResidueTable.Row, String> of) {
        return rows.stream().map(of).toArray(String[]::new);
    }

    private static Float[] numbers(List<ResidueTable.Row> rows, Function<ResidueTable.Row, @Nullable Double> of) {
        return rows.stream().map(of).map(d -> d == null ? null : (Float) d.floatValue()).toArray(Float[]::new);
    }

    private static void findings(Handle h, long run, Bundle bundle) {
        var batch = h.prepareBatch("insert into finding values (:run, :ordinal, :code, :severity, :sentence, :evidence, :remedy)");
        int ordinal = 0;
        for (var f : bundle.curation().findings())
            batch.bind("run", run).bind("ordinal", ordinal++).bind("code", f.code()).bind("severity", f.severity()).bind("sentence", f.sentence())
                    .bind("evidence", f.evidence()).bind("remedy", f.remedy()).add();
        if (ordinal > 0) batch.execute();
    }

    private static void artifacts(Handle h, long run, Manifest manifest) {
        var batch = h.prepareBatch("insert into artifact values (:run, :name, :bytes, :sha256, :type)");
        for (var f : manifest.files())
            batch.bind("run", run).bind("name", f.name()).bind("bytes", f.bytes()).bind("sha256", f.sha256()).bind("type", f.mediaType()).add();
        batch.execute();
    }

    private static String sha256(Path file) {
        try {
            return BundleWriter.sha256(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
