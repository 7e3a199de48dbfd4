package ceres.refine;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.numerics.Parallel;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    /// Jobs whose outcome depends on everything they look at: any wrong order shows.
    private static long work(int job, int[] reads, long[] place) {
        long sum = job;
        for (int p : reads) sum = 31 * sum + place[p];
        return sum;
    }

    @Test
    void leaves_what_one_by_one_would_leave() {
        var random = new SplittableRandom(7);
        int jobs = 400, places = 150;
        int[][] changes = new int[jobs][], reads = new int[jobs][];
        for (int j = 0; j < jobs; j++) {
            changes[j] = random.ints(2, 0, places).distinct().toArray();
            reads[j] = IntStream.concat(IntStream.of(changes[j]), random.ints(4, 0, places)).distinct().toArray();
        }
        long[] oneByOne = new long[places], inRounds = new long[places];
        for (int j = 0; j < jobs; j++) for (int p : changes[j]) oneByOne[p] = work(j, reads[j], oneByOne) + p;
        var rounds = Rounds.of(jobs, places, j -> reads[j], j -> changes[j]);
        try (var team = Parallel.of(3)) {
            for (int[] round : rounds)
                team.each(round.length, 1, (piece, from, to) -> {
                    for (int k = from; k < to; k++)
                        for (int p : changes[round[k]]) inRounds[p] = work(round[k], reads[round[k]], inRounds) + p;
                });
        }
        assertThat(inRounds).isEqualTo(oneByOne);
        assertThat(rounds.size()).isLessThan(jobs / 4);
        assertThat(rounds.stream().flatMapToInt(IntStream::of).sorted())
                .containsExactly(IntStream.range(0, jobs).boxed().toArray(Integer[]::new));
    }

    @Test
    void nothing_to_do_is_no_round() { assertThat(Rounds.of(0, 5, j -> new int[0], j -> new int[0])).isEmpty(); }
}
