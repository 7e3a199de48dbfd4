package ceres.bench;

import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A real map to its spectrum and back, one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx2g"})
public class FourierBenchmark {
    @Param({"64", "128", "180", "256"})
    int edge;

    private Fft3 fft;
    private float[] map;
    private float[] spectrum;
    private Parallel team;

    /// Fills a map with noise and shows that the inverse of its transform is the map.
    @Setup
    public void prepare() {
        fft = new Fft3(edge, edge, edge);
        team = Parallel.single();
        map = new float[edge * edge * edge];
        var random = new Random(1);
        for (int i = 0; i < map.length; i++) map[i] = (float) random.nextGaussian();
        spectrum = new float[fft.spectrumLength()];
        var back = new float[map.length];
        fft.forward(map, spectrum, team);
        fft.inverse(spectrum, back, team);
        for (int i = 0; i < map.length; i++)
            if (Math.abs(back[i] - map[i]) > 1e-4)
                throw new AssertionError("fast and wrong at " + i + ": " + back[i] + " for " + map[i]);
    }

    @Benchmark
    public float[] forward() {
        fft.forward(map, spectrum, team);
        return spectrum;
    }

    @TearDown
    public void close() { team.close(); }
}
