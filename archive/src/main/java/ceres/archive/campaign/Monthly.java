package ceres.archive.campaign;

import ceres.archive.Database;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.function.Consumer;

/// Once a month, at a day and hour, a campaign; what is due is a row of the database, so that a month that fell into a pause of the program
/// is made up for at its next start, and two programs on one database do not both start it.
public final class Monthly implements AutoCloseable {
    static final String TASK = "monthly campaign";
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofHours(1);

    private final Scheduler scheduler;

    private Monthly(Scheduler scheduler) { this.scheduler = scheduler; }

    /// When in a month.
    ///
    /// @param day 1 to 28, so that every month has it
    public record When(int day, LocalTime time, ZoneId zone) implements Schedule {
        public When { if (day < 1 || day > 28) throw new IllegalArgumentException("day " + day); }

        Instant after(Instant moment) {
            var month = YearMonth.from(moment.atZone(zone));
            var here = in(month);
            return here.isAfter(moment) ? here : in(month.plusMonths(1));
        }

        private Instant in(YearMonth month) { return month.atDay(day).atTime(time).atZone(zone).toInstant(); }

        @Override
        public Instant getNextExecutionTime(ExecutionComplete done) { return after(done.getTimeDone()); }

        @Override
        public Instant getInitialExecutionTime(Instant now) { return after(now); }

        @Override
        public boolean isDeterministic() { return true; }
    }

    /// Starts to watch the time; ends when it is closed.
    ///
    /// @param campaign makes and runs the campaign of a month, or goes on with it; what it throws is tried again after an hour
    public static Monthly start(Database database, When when, Consumer<YearMonth> campaign) {
        var scheduler = Scheduler.create(database.dataSource()).startTasks(task(when, campaign)).threads(1)
                .pollingInterval(Duration.ofSeconds(10))
                .alwaysPersistTimestampInUTC().build();
        scheduler.start();
        return new Monthly(scheduler);
    }

    static RecurringTask<Void> task(When when, Consumer<YearMonth> campaign) {
        return Tasks.recurring(TASK, when)
                .onFailure((ExecutionComplete done, ExecutionOperations<Void> next) -> next.reschedule(done,
                        done.getTimeDone().plus(AGAIN_AFTER_FAILURE)))
                .execute((instance, context) -> campaign
                        .accept(YearMonth.from(context.getExecution().executionTime.atZone(when.zone()))));
    }

    @Override
    public void close() { scheduler.stop(); }
}
