package ceres.testing;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/// A law that must hold for every case, tried on many seeded random ones. A failure names the seed that replays it:
/// `-Dcheck.seed=...` runs that one case alone.
public final class Check {
    private static final long FIRST_SEED = 20_260_101L;

    private Check() {}

    /// @param times number of cases
    /// @param make builds a case from a seeded source of numbers
    /// @param law throws for a case that breaks it
    public static <T> void forAll(int times, Function<Random, T> make, Consumer<T> law) {
        Long replay = Long.getLong("check.seed");
        if (replay != null) once(replay, make, law);
        else
            for (int i = 0; i < times; i++) once(FIRST_SEED + i, make, law);
    }

    private static <T> void once(long seed, Function<Random, T> make, Consumer<T> law) {
        T input = make.apply(new Random(seed));
        try {
            law.accept(input);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("broken by case " + seed + "; replay: -Dcheck.seed=" + seed + "; " + e.getMessage(), e);
        }
    }
}
