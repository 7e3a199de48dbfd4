package ceres.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void casesAreTheSameEveryTime() {
        List<Double> first = new ArrayList<>(), second = new ArrayList<>();
        Check.forAll(5, r -> r.nextDouble(), first::add);
        Check.forAll(5, r -> r.nextDouble(), second::add);
        assertThat(first).hasSize(5).doesNotHaveDuplicates().isEqualTo(second);
    }

    @Test
    void aBrokenLawNamesTheSeedThatReplaysIt() {
        assertThatThrownBy(() -> Check.forAll(50, r -> r.nextInt(10), n -> assertThat(n).isLessThan(5)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("replay: -Dcheck.seed=");
    }
}
