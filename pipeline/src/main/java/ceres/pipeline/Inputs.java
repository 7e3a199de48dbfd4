package ceres.pipeline;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of a run, weighed and hashed before anything else is done with them.
final class Inputs {
    private Inputs() {}

    static List<RunRecord.Input> hash(Order order) throws IOException {
        var inputs = new ArrayList<RunRecord.Input>();
        inputs.add(hash("model", order.model(), ReasonCode.UNREADABLE_MODEL));
        inputs.add(hash("map", order.map(), ReasonCode.UNREADABLE_MAP));
        for (int h = 0; h < order.halfMaps().size(); h++)
            inputs.add(hash("half_map_" + (h + 1), order.halfMaps().get(h), ReasonCode.UNREADABLE_MAP));
        if (order.header().isPresent()) inputs.add(hash("header", order.header().get(), ReasonCode.UNREADABLE_MAP));
        for (var ligand : order.ligands()) inputs.add(hash("ligand", ligand, ReasonCode.UNREADABLE_MODEL));
        return inputs;
    }

    private static RunRecord.Input hash(String role, Path file, ReasonCode code) throws IOException {
        requireReadable(role, file, code);
        return new RunRecord.Input(role, file.getFileName().toString(), Files.size(file), BundleWriter.sha256(file));
    }

    static void requireReadable(String role, Path file, ReasonCode code) {
        String fact = !Files.exists(file)
                ? "there is no such file"
                : Files.isDirectory(file) ? "is a folder" : !Files.isReadable(file) ? "may not be read" : "";
        if (!fact.isEmpty())
            throw new Fault.BadInput(code, file, fact + " (given as " + role.replace('_', ' ') + ")", "name the right file",
                    null);
    }
}
