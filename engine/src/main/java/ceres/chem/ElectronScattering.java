package ceres.chem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// How strongly an atom scatters electrons: f(s) = sum of five a exp(-b s^2/4), s = 1/d in 1/A, f in A.
///
/// Neutral atoms; ions take the entry of their element, as the programs do that we compare with. An element that the table does not
/// know (X) counts as nitrogen, the middle of what such atoms are.
///
/// Source: International Tables for Crystallography C, table 4.3.2.2, valid to s = 4 1/A.
public final class ElectronScattering {
    /// Gaussians an element.
    public static final int TERMS = 5;
    private static final int ELEMENTS = 98;
    private static final int STANDS_FOR_UNKNOWN = 7;
    private static final double[] A = new double[(ELEMENTS + 1) * TERMS];
    private static final double[] B = new double[(ELEMENTS + 1) * TERMS];

    static {
        try (var in = ElectronScattering.class.getResourceAsStream("/ceres/chem/electron_scattering.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(ElectronScattering::row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.arraycopy(A, STANDS_FOR_UNKNOWN * TERMS, A, 0, TERMS);
        System.arraycopy(B, STANDS_FOR_UNKNOWN * TERMS, B, 0, TERMS);
    }

    private ElectronScattering() {}

    private static void row(String line) {
        String[] word = line.split(" ");
        int z = Integer.parseInt(word[0]);
        for (int i = 0; i < TERMS; i++) {
            A[z * TERMS + i] = Double.parseDouble(word[1 + i]);
            B[z * TERMS + i] = Double.parseDouble(word[1 + TERMS + i]);
        }
    }

    /// Weight of term 0 to 4, A.
    ///
    /// @param number atomic number, 0 to 98
    public static double a(int number, int term) { return A[number * TERMS + term]; }

    /// Width of term 0 to 4, A^2; term 0 is the narrowest.
    public static double b(int number, int term) { return B[number * TERMS + term]; }

    /// f at s^2 = 1/d^2 (1/A^2).
    public static double at(int number, double s2) {
        double f = 0;
        for (int i = 0; i < TERMS; i++) f += a(number, i) * Math.exp(-b(number, i) * s2 / 4);
        return f;
    }
}
