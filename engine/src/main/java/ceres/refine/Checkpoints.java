package ceres.refine;

import java.util.Optional;

/// Where a refinement leaves its state between macro-cycles, and finds it when it is started again. A state is bound to its problem: one
/// of another model, map or parameter is not used.
public interface Checkpoints {
    /// Keeps nothing.
    Checkpoints NONE = new Checkpoints() {
        @Override
        public Optional<byte[]> load() { return Optional.empty(); }

        @Override
        public void save(byte[] state) {}
    };

    Optional<byte[]> load();

    /// Replaces the state, whole or not at all.
    void save(byte[] state);
}
