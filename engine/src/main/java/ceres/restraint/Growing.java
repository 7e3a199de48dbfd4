package ceres.restraint;

import java.util.Arrays;

/// Columns that grow while restraints are collected.
final class Growing {
    private Growing() {}

    /// A growing int column.
    static final class Ints {
        private int[] values = new int[256];
        private int size;

        void add(int v) {
            if (size == values.length) values = Arrays.copyOf(values, 2 * size);
            values[size++] = v;
        }

        int get(int i) { return values[i]; }

        int size() { return size; }

        int[] toArray() { return Arrays.copyOf(values, size); }
    }

    /// A growing double column.
    static final class Doubles {
        private double[] values = new double[256];
        private int size;

        void add(double v) {
            if (size == values.length) values = Arrays.copyOf(values, 2 * size);
            values[size++] = v;
        }

        void set(int i, double v) { values[i] = v; }

        double get(int i) { return values[i]; }

        double[] toArray() { return Arrays.copyOf(values, size); }
    }
}
