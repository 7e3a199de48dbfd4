package ceres.refine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// Jobs that are to be done in an order, cut into rounds that can be done side by side.
///
/// A job goes to the first round after those of all earlier jobs that changed what it looks at or changes, or that looked at what it changes. So doing
/// round after round, the jobs of a round in any order or at once, leaves what doing them one by one would have left, bit for bit.
final class Rounds {
    private Rounds() {}

    /// @param jobs how many, numbered in their order
    /// @param places how many places jobs can look at or change
    /// @param reads places that a job looks at
    /// @param changes places that it changes
    /// @return rounds, each the numbers of its jobs, ascending
    static List<int[]> of(int jobs, int places, IntFunction<int[]> reads, IntFunction<int[]> changes) {
        // the last round, from 1, in which a place was looked at or changed
        int[] read = new int[places], changed = new int[places], round = new int[jobs];
        int rounds = 0;
        for (int j = 0; j < jobs; j++) {
            int[] looked = reads.apply(j), own = changes.apply(j);
            int last = 0;
            for (int p : looked) last = Math.max(last, changed[p]);
            for (int p : own) last = Math.max(last, Math.max(changed[p], read[p]));
            round[j] = last + 1;
            for (int p : looked) read[p] = Math.max(read[p], last + 1);
            for (int p : own) changed[p] = last + 1;
            rounds = Math.max(rounds, last + 1);
        }
        return sorted(round, rounds);
    }

    private static List<int[]> sorted(int[] round, int rounds) {
        var size = new int[rounds + 1];
        for (int r : round) size[r]++;
        var all = new ArrayList<int[]>();
        for (int r = 1; r <= rounds; r++) all.add(new int[size[r]]);
        Arrays.fill(size, 0);
        for (int j = 0; j < round.length; j++) all.get(round[j] - 1)[size[round[j]]++] = j;
        return all;
    }
}
