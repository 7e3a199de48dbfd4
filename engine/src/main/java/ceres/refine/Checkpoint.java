package ceres.refine;

import ceres.refine.quality.Quality;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The state of a run between two macro-cycles, as bytes. All that the next cycle depends on is in it, so a resumed run gives the same
/// result as one that was never stopped.
///
/// @param fingerprint of the problem; a state of another problem is not used
/// @param correlationWeight weight for the next cycle
/// @param unchanged cycles in a row that improved nothing
/// @param best the best model so far
/// @param pull how strongly each residue feels the Ramachandran potential
/// @param supportedRotamer side chains whose outlier the map supports
/// @param lambda how much the map counts in each residue
record Checkpoint(long fingerprint, int cycle, double correlationWeight, int unchanged, Snapshot now, Snapshot best,
        double[] pull, boolean[] supportedRotamer, double[] lambda, List<CycleStatistics> statistics) {
    private static final int VERSION = 6;

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeLong(fingerprint);
            out.writeInt(cycle);
            out.writeDouble(correlationWeight);
            out.writeInt(unchanged);
            write(out, now);
            write(out, best);
            write(out, pull);
            write(out, supportedRotamer);
            write(out, lambda);
            out.writeInt(statistics.size());
            for (var s : statistics) write(out, s);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The state in these bytes; empty if they are not one of this problem.
    static Optional<Checkpoint> of(byte[] bytes, long fingerprint) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != VERSION || in.readLong() != fingerprint) return Optional.empty();
            int cycle = in.readInt();
            double weight = in.readDouble();
            int unchanged = in.readInt();
            Snapshot now = snapshot(in), best = snapshot(in);
            double[] pull = array(in);
            boolean[] supportedRotamer = flags(in);
            double[] lambda = array(in);
            var statistics = new ArrayList<CycleStatistics>();
            for (int n = in.readInt(); n > 0; n--) statistics.add(statistics(in));
            return Optional.of(
                    new Checkpoint(fingerprint, cycle, weight, unchanged, now, best, pull, supportedRotamer, lambda, statistics));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(DataOutputStream out, Snapshot s) throws IOException {
        out.writeInt(s.cycle());
        write(out, s.xyz());
        write(out, s.b());
        write(out, s.occupancy());
        Quality q = s.quality();
        write(out, new double[]{q.clashscore(), q.clashes(), q.ramaFavored(), q.ramaOutliers(), q.rotamerOutliers(),
            q.cBetaDeviations(), q.rmsBonds(), q.rmsAnglesDeg(), q.inversions(), q.newCisPeptides(), q.minNonbonded(),
            q.cablamOutliers(), q.ramaZ(), q.geometryOutliers(), s.cc(), s.score()});
        out.writeBoolean(s.passed());
    }

    private static Snapshot snapshot(DataInputStream in) throws IOException {
        int cycle = in.readInt();
        double[] xyz = array(in), b = array(in), occupancy = array(in), q = array(in);
        var quality = new Quality(q[0], (int) q[1], q[2], q[3], q[4], (int) q[5], q[6], q[7], (int) q[8], (int) q[9], q[10],
                q[11], q[12], (int) q[13]);
        return new Snapshot(cycle, xyz, b, occupancy, quality, q[14], q[15], in.readBoolean());
    }

    private static void write(DataOutputStream out, CycleStatistics s) throws IOException {
        out.writeInt(s.cycle());
        out.writeUTF(s.stage());
        write(out, new double[]{s.ccMask(), s.clashscore(), s.ramaFavored(), s.ramaOutliers(), s.rotamerOutliers(),
            s.cBetaDeviations(), s.rmsBonds(), s.rmsAnglesDeg(), s.meanB(), s.correlationWeight(), s.shift(), s.seconds()});
        out.writeBoolean(s.accepted());
    }

    private static CycleStatistics statistics(DataInputStream in) throws IOException {
        int cycle = in.readInt();
        String stage = in.readUTF();
        double[] v = array(in);
        return new CycleStatistics(cycle, stage, v[0], v[1], v[2], v[3], v[4], (int) v[5], v[6], v[7], v[8], v[9], v[10],
                in.readBoolean(), v[11]);
    }

    private static void write(DataOutputStream out, double[] v) throws IOException {
        out.writeInt(v.length);
        for (double d : v) out.writeDouble(d);
    }

    private static void write(DataOutputStream out, boolean[] v) throws IOException {
        out.writeInt(v.length);
        for (boolean b : v) out.writeBoolean(b);
    }

    private static boolean[] flags(DataInputStream in) throws IOException {
        int n = in.readInt();
        if (n < 0 || n > in.available()) throw new IOException("a state of " + n + " marks is cut short");
        var v = new boolean[n];
        for (int i = 0; i < n; i++) v[i] = in.readBoolean();
        return v;
    }

    private static double[] array(DataInputStream in) throws IOException {
        int n = in.readInt();
        if (n < 0 || n > in.available() / 8) throw new IOException("a state of " + n + " numbers is cut short");
        var v = new double[n];
        for (int i = 0; i < n; i++) v[i] = in.readDouble();
        return v;
    }
}
