package ceres.validate.contact;

import java.util.Arrays;

/// A short growing list of ints.
final class Ints {
    private int[] values = new int[8];
    private int size;

    void add(int value) {
        if (size == values.length) values = Arrays.copyOf(values, 2 * size);
        values[size++] = value;
    }

    int get(int i) { return values[i]; }

    int size() { return size; }

    void clear() { size = 0; }

    boolean contains(int value) {
        for (int i = 0; i < size; i++) if (values[i] == value) return true;
        return false;
    }

    int[] tail(int from) { return Arrays.copyOfRange(values, from, size); }

    int[] sorted() {
        int[] copy = tail(0);
        Arrays.sort(copy);
        return copy;
    }
}
