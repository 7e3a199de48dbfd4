package ceres.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ParallelTest {
    @Test
    void aSumDoesNotDependOnTheNumberOfThreads() {
        double[] terms = new Random(20260822).doubles(100_003, -1, 1).map(x -> x * x * x * 1e9).toArray();
        double one = sum(terms, 1);
        for (int threads : new int[]{2, 3, 8}) assertThat(sum(terms, threads)).isEqualTo(one);
    }

    private static double sum(double[] terms, int threads) {
        try (var team = Parallel.of(threads)) {
            return team.sum(terms.length, 1000, (piece, from, to) -> {
                double s = 0;
                for (int i = from; i < to; i++) s += terms[i];
                return s;
            });
        }
    }

    @Test
    void aFailureReachesTheCaller() {
        try (var team = Parallel.of(2)) {
            assertThatThrownBy(() -> team.each(10, 1, (piece, from, to) -> {
                if (piece == 7) throw new IllegalStateException("piece 7");
            })).isInstanceOf(IllegalStateException.class).hasMessage("piece 7");
        }
    }

    @Test
    void aTaskBesideOthersDoesNotHoldThemUp() {
        try (var team = Parallel.of(2)) {
            var gate = new java.util.concurrent.CountDownLatch(1);
            var task = team.meanwhile(() -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return "done";
            });
            assertThat(team.sum(100, 7, (piece, from, to) -> to - from)).isEqualTo(100);
            gate.countDown();
            assertThat(task.get()).isEqualTo("done");
        }
    }

    @Test
    void whatATaskThrewIsThrownWhereItIsAsked() {
        for (int threads : new int[]{1, 2})
            try (var team = Parallel.of(threads)) {
                var task = team.meanwhile(() -> {
                    throw new IllegalStateException("task");
                });
                assertThatThrownBy(task::get).isInstanceOf(IllegalStateException.class).hasMessage("task");
            }
    }
}
