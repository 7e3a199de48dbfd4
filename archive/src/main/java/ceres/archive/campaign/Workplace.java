package ceres.archive.campaign;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;

/// Where units of work run: processes of this machine, or the queue of a cluster. A ticket names a unit that was started.
public interface Workplace {
    /// How a unit ended.
    ///
    /// @param exit absent if nobody knows
    /// @param words why there is no exit code; empty if there is one
    /// @param lost true if the unit is not to blame: its executor died, and nobody saw it end
    record Ending(OptionalInt exit, String words, boolean lost) {
        static Ending exit(int code) { return new Ending(OptionalInt.of(code), "", false); }

        static Ending killed(String words) { return new Ending(OptionalInt.empty(), words, false); }

        static Ending abandoned() { return new Ending(OptionalInt.empty(), "its executor died", true); }
    }

    /// As the database and the command line call it.
    String name();

    /// Starts a unit or puts it into a queue.
    ///
    /// @return its ticket
    /// @throws ceres.fault.Fault.Usage if it cannot be started, with the words of who refused
    String start(Unit unit);

    /// Those of the units that have ended.
    ///
    /// @param units by ticket; those of an executor that died may be among them
    Map<String, Ending> ended(Map<String, Unit> units);

    /// Ends units; returns when they have ended or have had time enough.
    void stop(Collection<String> tickets);

    /// True if units go on when the program that started them ends.
    boolean outlivesUs();

    /// Between two looks.
    Duration interval();
}
