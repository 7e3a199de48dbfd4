package ceres.density;

import java.util.Arrays;

/// How thin shells are gathered to the shells of a Fourier shell correlation; [FscCurve#plain] does it as EMDB does.
public enum Shells {
    /// A hundred coefficients a shell, the remainder at the coarse end dropped; smoothed by a parabola over 101 shells (11 where
    /// there are fewer than 500). The numbers of CERES and of mtriage before 2023.
    PHENIX_2021 {
        @Override
        FscCurve gather(RadialProfile p) {
            var shells = new Gatherer(p);
            while (shells.fill(100)) shells.close();
            return shells.curve().smoothed(shells.size() < 500 ? 5 : 50, Double.MAX_VALUE);
        }
    },
    /// At least 500, 250 or 100 coefficients (finer than 5 A, than 10 A, coarser) and 0.005 A; smoothed over 21 shells where d is at
    /// most 15 A. mtriage of 2026.
    PHENIX_2026 {
        @Override
        FscCurve gather(RadialProfile p) {
            var shells = new Gatherer(p);
            while (shells.more()) {
                double first = shells.nextD();
                int least = first < 5 ? 500 : first < 10 ? 250 : 100;
                shells.take();
                while (shells.more() && (shells.open() < least || shells.open() <= least && shells.nextD() - first < 0.005))
                    shells.take();
                if (shells.open() < least) shells.joinLast();
                else shells.close();
            }
            return shells.size() > 10 ? shells.curve().smoothed(10, 15) : shells.curve();
        }
    };

    abstract FscCurve gather(RadialProfile p);

    /// Fills shells from the finest thin shell on, cutting a thin shell in two where a number must be met.
    static final class Gatherer {
        private final RadialProfile p;
        private int next;
        private double used;
        private double n, d, ff, gg, fg;
        private double[] s = new double[256], fsc = new double[256], members = new double[256];
        private double lastD, lastFf, lastGg, lastFg, lastN;
        private int size;

        Gatherer(RadialProfile p) { this.p = p; }

        boolean more() { return next < p.shells(); }

        double nextD() { return p.meanD(next); }

        double open() { return n; }

        int size() { return size; }

        /// Takes the next thin shell whole.
        void take() { take(p.count[next] - used); }

        /// Takes coefficients until the open shell has `count`; false if they run out.
        boolean fill(double count) {
            while (n < count - 1e-9 && more()) take(Math.min(count - n, p.count[next] - used));
            return n >= count - 1e-9;
        }

        private void take(double coefficients) {
            double part = coefficients / p.count[next];
            n += coefficients;
            d += part * p.d[next];
            ff += part * p.ff[next];
            gg += part * p.gg[next];
            fg += part * p.fg[next];
            used += coefficients;
            if (used < p.count[next] - 1e-9) return;
            used = 0;
            next++;
        }

        void close() {
            if (size == s.length) {
                s = Arrays.copyOf(s, 2 * size);
                fsc = Arrays.copyOf(fsc, 2 * size);
                members = Arrays.copyOf(members, 2 * size);
            }
            write(size++);
            lastN = n;
            lastD = d;
            lastFf = ff;
            lastGg = gg;
            lastFg = fg;
            n = d = ff = gg = fg = 0;
        }

        /// Adds what is open to the shell that was closed last.
        void joinLast() {
            if (size == 0) {
                if (n > 0) close();
                return;
            }
            n += lastN;
            d += lastD;
            ff += lastFf;
            gg += lastGg;
            fg += lastFg;
            write(size - 1);
            n = d = ff = gg = fg = 0;
        }

        private void write(int at) {
            s[at] = n / d;
            double norm = Math.sqrt(ff * gg);
            fsc[at] = norm > 0 ? fg / norm : 0;
            members[at] = n;
        }

        /// Ascending in frequency.
        FscCurve curve() {
            double[] x = new double[size], y = new double[size], m = new double[size];
            for (int i = 0; i < size; i++) {
                x[i] = s[size - 1 - i];
                y[i] = fsc[size - 1 - i];
                m[i] = members[size - 1 - i];
            }
            return new FscCurve(x, y, m);
        }
    }
}
