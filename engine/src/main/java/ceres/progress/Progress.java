package ceres.progress;

/// Where long work says what it is doing and learns that it should stop. The science calls it; a console, a log or a test listens.
public interface Progress {
    /// Listens to nothing and never cancels.
    Progress NONE = new Progress() {
        @Override
        public void report(String stage, double fraction, String detail) {}
    };

    /// @param stage what is being done, a few words; constant during one stage
    /// @param fraction part of the stage that is done, 0 to 1
    /// @param detail one line for a person: numbers of the moment
    void report(String stage, double fraction, String detail);

    /// A line of the readable log.
    default void log(String line) {}

    /// True when the work should stop at the next safe place.
    default boolean cancelled() { return false; }
}
