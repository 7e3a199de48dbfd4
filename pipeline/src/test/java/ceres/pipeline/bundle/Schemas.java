package ceres.pipeline.bundle;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Holds documents against the published schemas.
public final class Schemas {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    /// What is wrong with a document; empty if nothing is.
    public static List<String> errors(String schema, String document) throws IOException {
        try (var in = Objects
                .requireNonNull(Schemas.class.getResourceAsStream("/ceres/pipeline/schema/" + schema + ".schema.json"), schema)) {
            return REGISTRY.getSchema(in).validate(document, InputFormat.JSON).stream().map(Object::toString).toList();
        }
    }

    /// What is wrong with the JSON files of a bundle.
    public static List<String> errors(Bundle bundle) throws IOException {
        var all = new ArrayList<String>();
        for (var name : List.of(Manifest.FILE, Bundle.RUN, Bundle.CURATION, Bundle.TABLE1, Bundle.RESIDUES, Bundle.CHANGES,
                Bundle.CURVES)) {
            var file = bundle.folder().resolve(name);
            if (!Files.exists(file)) continue;
            for (var e : errors(name.replace(".json", ""), Files.readString(file))) all.add(name + ": " + e);
        }
        return all;
    }
}
