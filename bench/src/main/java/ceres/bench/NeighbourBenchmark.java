package ceres.bench;

import ceres.numerics.CellList;
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
import org.openjdk.jmh.annotations.Warmup;

/// All pairs of atoms within 5 A at the density of protein, 0.1 atoms per A^3.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NeighbourBenchmark {
    private static final double RADIUS = 5;

    @Param({"1000", "10000", "100000"})
    int atoms;

    private double[] xyz;

    /// Places the atoms and shows that the pairs of a thousand of them are those that a double loop finds.
    @Setup
    public void prepare() {
        xyz = cloud(Math.min(atoms, 1000));
        long brute = 0;
        for (int i = 0; i < xyz.length; i += 3)
            for (int j = 0; j < xyz.length; j += 3) if (distance2(i, j) <= RADIUS * RADIUS) brute++;
        if (pairs() != brute) throw new AssertionError("fast and wrong: " + pairs() + " pairs for " + brute);
        xyz = cloud(atoms);
    }

    private static double[] cloud(int n) {
        double edge = Math.cbrt(n / 0.1);
        return new Random(1).doubles(3L * n, 0, edge).toArray();
    }

    private double distance2(int i, int j) {
        double dx = xyz[i] - xyz[j], dy = xyz[i + 1] - xyz[j + 1], dz = xyz[i + 2] - xyz[j + 2];
        return dx * dx + dy * dy + dz * dz;
    }

    @Benchmark
    public long pairs() {
        var cells = new CellList(xyz, RADIUS);
        var count = new long[1];
        for (int i = 0; i < xyz.length; i += 3) cells.near(xyz[i], xyz[i + 1], xyz[i + 2], RADIUS, j -> count[0]++);
        return count[0];
    }
}
