package ceres.pipeline.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `run.json`: how the bundle came to be.
///
/// @param month `YYYY-MM` of the campaign; null for a private run
/// @param title title of the model's entry, null if it has none
/// @param seed of everything that is drawn
/// @param parameters of the refinement, by name
/// @param overrides curation limits that the user lifted by name
/// @param warnings what the readers and the interpretation had to say
/// @param reason why there is no refined model; null if there is one
public record RunRecord(Software software, Status status, PairId pair, @Nullable String month, @Nullable String title,
        Instant started, Instant finished, Host host, int threads, long seed, Map<String, Object> parameters,
        List<String> overrides, List<Input> inputs, List<Stage> stages, List<String> warnings, @Nullable String reason) {

    /// How it ended.
    public enum Status {
        REFINED,
        /// Curation rejected the pair; nothing was refined.
        NOT_REFINED,
        /// The refinement was tried and gave no model.
        FAILED
    }

    /// The class of machine; no names.
    public record Host(String os, String arch, int processors, long memoryMb, String java) {
        public static Host here() {
            return new Host(System.getProperty("os.name"), System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() >> 20, Runtime.version().toString());
        }
    }

    /// @param role model, map, half_map_1, half_map_2, header, ligand
    /// @param file name without its folder
    public record Input(String role, String file, long bytes, String sha256) {}

    /// @param seconds wall time
    /// @param peakMemoryBytes highest resident memory of the process so far, where the system tells; else highest heap
    /// @param resumed true if the result of an earlier, interrupted run was taken up
    public record Stage(String name, double seconds, long peakMemoryBytes, boolean resumed) {}

    public Optional<Input> input(String role) { return inputs.stream().filter(i -> i.role().equals(role)).findFirst(); }
}
