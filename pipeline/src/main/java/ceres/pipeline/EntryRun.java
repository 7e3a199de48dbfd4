package ceres.pipeline;

import ceres.fault.Fault;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.EntryManifest;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.Manifest;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Software;
import ceres.pipeline.curate.Allowance;
import ceres.refine.RefinementParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// The unit of work of a campaign: one order read from a file, one bundle, no database. Asked twice, it works once.
public final class EntryRun {
    private EntryRun() {}

    /// The order that a file of [EntryManifest] makes.
    public static Order order(Path manifest, Path out) {
        if (!Files.isRegularFile(manifest))
            throw new Fault.Usage(manifest, "there is no such file", "name the manifest of the entry with --manifest");
        EntryManifest m;
        try {
            m = Json.mapper().readValue(manifest, EntryManifest.class);
        } catch (JacksonException e) {
            throw new Fault.Usage(manifest, "is not a manifest: " + e.getOriginalMessage(), "write the entry's manifest again");
        }
        var base = manifest.toAbsolutePath().getParent();
        return new Order(pair(m), Optional.ofNullable(m.month()), file(base, manifest, "model", m.model()),
                file(base, manifest, "map", m.map()),
                Objects.requireNonNullElse(m.halfMaps(), List.<String>of()).stream().map(base::resolve).toList(),
                Optional.ofNullable(m.header()).map(base::resolve),
                m.resolution() == null ? OptionalDouble.empty() : OptionalDouble.of(m.resolution()),
                allowed(Objects.requireNonNullElse(m.allow(), List.of())), List.of(), parameters(m), out, true);
    }

    private static Optional<PairId> pair(EntryManifest m) {
        return m.pdb() == null || m.emdb() == null ? Optional.empty() : Optional.of(PairId.of(m.pdb(), m.emdb()));
    }

    private static Path file(Path base, Path manifest, String role, String name) {
        if (name == null || name.isBlank())
            throw new Fault.Usage(manifest, "names no " + role, "write the entry's manifest again");
        return base.resolve(name);
    }

    /// The limits that words lift.
    public static Set<Allowance> allowed(List<String> words) {
        var allowed = EnumSet.noneOf(Allowance.class);
        for (var word : words)
            allowed.add(Allowance.of(word).orElseThrow(() -> new Fault.Usage("--allow " + word, "there is no such limit",
                    "one of " + String.join(", ", java.util.Arrays.stream(Allowance.values()).map(Allowance::option).toList()))));
        return allowed;
    }

    private static RefinementParameters parameters(EntryManifest m) {
        var p = RefinementParameters.DEFAULT;
        for (var e : Objects.requireNonNullElse(m.parameters(), Map.<String, String>of()).entrySet())
            p = p.with(e.getKey(), e.getValue());
        return m.seed() == null ? p : p.with("seed", Long.toString(m.seed()));
    }

    /// A sound bundle of the same inputs, parameters and version at the order's place, if there is one.
    public static Optional<Bundle> done(Order order) throws IOException {
        if (!Files.isRegularFile(order.out().resolve(Manifest.FILE))) return Optional.empty();
        var bundle = Bundle.openUnverified(order.out());
        var run = bundle.damage().isEmpty() ? bundle.run() : null;
        boolean same = run != null && run.software().equals(Software.current()) && run.inputs().equals(Inputs.hash(order))
                && Objects.equals(run.month(), order.month().orElse(null)) && sameParameters(run, order)
                && run.status() != RunRecord.Status.FAILED;
        return same ? Optional.of(bundle) : Optional.empty();
    }

    /// Parameters left to the program are recorded with the values that it chose; they are compared only where the order states them.
    private static boolean sameParameters(RunRecord run, Order order) {
        var defaults = RefinementParameters.DEFAULT.asMap();
        for (var e : order.parameters().asMap().entrySet()) {
            boolean stated = !e.getValue().equals(defaults.get(e.getKey()));
            if (stated && !e.getValue().equals(String.valueOf(run.parameters().get(e.getKey())))) return false;
        }
        return run.seed() == order.parameters().seed();
    }

    /// The fault that a bundle without a refined model ends in.
    public static Optional<Fault> fault(Bundle bundle, Order order) {
        var run = bundle.run();
        if (run.status() == RunRecord.Status.REFINED) return Optional.empty();
        var finding = bundle.curation().findings().stream().filter(f -> f.severity().equals("ERROR")).findFirst();
        String found = Objects.requireNonNullElse(run.reason(), "not refined");
        if (finding.isEmpty())
            return Optional.of(new Fault.RefinementFailed(order.model(), found, "see refine.log in the bundle"));
        return Optional.of(new Fault.BadInput(ceres.fault.ReasonCode.valueOf(finding.get().code()), order.model(), found,
                finding.get().remedy(), null));
    }
}
