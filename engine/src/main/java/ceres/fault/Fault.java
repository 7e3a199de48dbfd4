package ceres.fault;

import java.util.Optional;

/// A failure that a person must act on: where it is, what was found, what to do next. Everything else that is thrown is our bug.
public abstract sealed class Fault extends RuntimeException {
    private final String where;
    private final String found;
    private final String remedy;

    private Fault(Object where, String found, String remedy, Throwable cause) {
        super(where + ": " + found + "\n  try: " + remedy, cause);
        this.where = where.toString();
        this.found = found;
        this.remedy = remedy;
    }

    /// The file, option or entry at fault.
    public final String where() { return where; }

    /// The fact found there.
    public final String found() { return found; }

    /// What to do next.
    public final String remedy() { return remedy; }

    /// The curation code of this fault, if it has one.
    public Optional<ReasonCode> code() { return Optional.empty(); }

    /// The command was used wrongly. Exit code 1.
    public static final class Usage extends Fault {
        public Usage(Object where, String found, String remedy) { super(where, found, remedy, null); }
    }

    /// The input is unreadable or was rejected by curation. Exit code 2.
    public static final class BadInput extends Fault {
        private final ReasonCode code;

        public BadInput(ReasonCode code, Object where, String found) { this(code, where, found, code.remedy(), null); }

        public BadInput(ReasonCode code, Object where, String found, String remedy, Throwable cause) {
            super(where, found, remedy, cause);
            this.code = code;
        }

        @Override
        public Optional<ReasonCode> code() { return Optional.of(code); }
    }

    /// The refinement could not be done. Exit code 3.
    public static final class RefinementFailed extends Fault {
        public RefinementFailed(Object where, String found, String remedy) { super(where, found, remedy, null); }
    }

    /// An archive could not be reached. Exit code 4.
    public static final class Network extends Fault {
        public Network(Object where, String found, String remedy, Throwable cause) { super(where, found, remedy, cause); }
    }
}
