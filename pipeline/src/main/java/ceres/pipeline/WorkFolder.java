package ceres.pipeline;

import ceres.fault.Fault;
import ceres.pipeline.bundle.BundleWriter;
import ceres.refine.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Where an unfinished run keeps its state: a hidden folder beside the bundle or model to be, locked while the run lasts, gone when it is done.
final class WorkFolder implements AutoCloseable, Checkpoints {
    private final Path folder;
    private final FileChannel lock;
    private final Runnable onLoad;

    private WorkFolder(Path folder, FileChannel lock, Runnable onLoad) {
        this.folder = folder;
        this.lock = lock;
        this.onLoad = onLoad;
    }

    /// @param result the folder or file that the result will be
    /// @param onLoad told when a state of an earlier run was found
    /// @throws Fault.Usage if another run is working on the same result
    static WorkFolder beside(Path result, Runnable onLoad) throws IOException {
        var absolute = result.toAbsolutePath().normalize();
        var folder = absolute.resolveSibling("." + absolute.getFileName() + ".work");
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean mine;
        try {
            mine = channel.tryLock() != null;
        } catch (OverlappingFileLockException alsoHere) {
            mine = false;
        }
        if (!mine) {
            channel.close();
            throw new Fault.Usage(result, "another run is writing this", "wait for it, or name another place with --out");
        }
        BundleWriter.clearAbandoned(absolute);
        return new WorkFolder(folder, channel, onLoad);
    }

    @Override
    public Optional<byte[]> load() {
        var file = folder.resolve("refine.state");
        if (!Files.exists(file)) return Optional.empty();
        try {
            var state = Files.readAllBytes(file);
            onLoad.run();
            return Optional.of(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void save(byte[] state) {
        try {
            var part = folder.resolve("refine.state.part");
            Files.write(part, state);
            Files.move(part, folder.resolve("refine.state"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The run is over: nothing of this is needed any more.
    void finish() throws IOException {
        lock.close();
        BundleWriter.delete(folder);
    }

    /// Gives the lock back and keeps the state. A folder without any state is removed.
    @Override
    public void close() throws IOException {
        if (!lock.isOpen()) return;
        boolean empty = !Files.exists(folder.resolve("refine.state"));
        lock.close();
        if (empty) BundleWriter.delete(folder);
    }
}
