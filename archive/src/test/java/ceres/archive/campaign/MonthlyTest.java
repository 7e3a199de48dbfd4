package ceres.archive.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.archive.Archive;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that is set by hand, a real database that remembers what is due.
class MonthlyTest {
    private static final Monthly.When THIRD_AT_SIX = new Monthly.When(3, LocalTime.of(6, 0), ZoneOffset.UTC);

    @TempDir
    static Path folder;
    private static Archive archive;

    private final SettableClock clock = new SettableClock();
    private final List<YearMonth> done = new ArrayList<>();

    @BeforeAll
    static void open() { archive = Archive.open(folder.resolve("data"), null); }

    @AfterAll
    static void close() { archive.close(); }

    @BeforeEach
    void forget() { archive.database().jdbi().useHandle(h -> h.execute("delete from scheduled_tasks")); }

    private ManualScheduler scheduler(Consumer<YearMonth> campaign) {
        return TestHelper.createManualScheduler(archive.database().dataSource()).clock(clock)
                .startTasks(List.of(Monthly.task(THIRD_AT_SIX, campaign))).build();
    }

    private void at(String moment) { clock.set(Instant.parse(moment)); }

    @Test
    void aMonthIsRunOnceAndOnItsDay() {
        at("2026-01-20T00:00:00Z");
        var scheduler = scheduler(done::add);
        scheduler.start();
        scheduler.runAnyDueExecutions();
        at("2026-02-03T05:59:00Z");
        scheduler.runAnyDueExecutions();
        assertThat(done).isEmpty();
        at("2026-02-03T06:01:00Z");
        scheduler.runAnyDueExecutions();
        scheduler.runAnyDueExecutions();
        at("2026-02-20T00:00:00Z");
        scheduler.runAnyDueExecutions();
        assertThat(done).containsExactly(YearMonth.of(2026, 2));
        at("2026-03-03T06:01:00Z");
        scheduler.runAnyDueExecutions();
        assertThat(done).containsExactly(YearMonth.of(2026, 2), YearMonth.of(2026, 3));
    }

    @Test
    void whatFellIntoAPauseIsMadeUpForByTheNextStart() {
        at("2026-01-20T00:00:00Z");
        scheduler(done::add).start();
        at("2026-02-10T00:00:00Z");
        var later = scheduler(done::add);
        later.start();
        later.runAnyDueExecutions();
        assertThat(done).containsExactly(YearMonth.of(2026, 2));
    }

    @Test
    void whatFailedIsTriedAgainAfterAnHour() {
        at("2026-01-20T00:00:00Z");
        var scheduler = scheduler(month -> {
            done.add(month);
            if (done.size() == 1) throw new IllegalStateException("the mirror does not answer");
        });
        scheduler.start();
        at("2026-02-03T06:01:00Z");
        scheduler.runAnyDueExecutions();
        scheduler.runAnyDueExecutions();
        assertThat(done).hasSize(1);
        scheduler.tick(Duration.ofMinutes(61));
        scheduler.runAnyDueExecutions();
        assertThat(done).containsExactly(YearMonth.of(2026, 2), YearMonth.of(2026, 2));
    }
}
