package ceres.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Restraints generated from topology and coordinates against those of the CCP4 monomer library (AceDRG era, coot-data 1.1.18): means of many
/// crystal structures against one computed geometry. Heavy atoms.
class GeneratedRestraintsTest {
    private static final List<String> LIGANDS = List.of("ADP", "ATP", "GDP", "GTP", "NAG", "BMA", "FUC", "MAN", "GLC", "GAL",
            "CLR", "GOL", "EDO", "MPD",
            "SO4", "PO4", "ACT", "BME", "IMD", "NDP", "NAD", "FAD", "FMN", "PEG", "SAM", "PLP", "SEP", "TPO", "PTR", "PCA", "COA",
            "CIT", "TRS", "HEM");

    private double bondSum, angleSum;
    private int bonds, angles, planes, ligands, wrongHands;
    private final List<String> notFlat = new java.util.ArrayList<>();

    @Test
    void meanDifferencesAreSmall() throws IOException {
        Map<String, Component> library = TarredLibrary.read(TarredLibrary.MODERN, LIGANDS);
        var facts = new CcdFacts();
        for (String id : LIGANDS) if (library.containsKey(id)) compare(library.get(id), facts.find(id).orElseThrow());
        System.out.printf("%d ligands: %d bonds, mean absolute difference %.4f A; %d angles, %.2f degrees%n", ligands, bonds,
                bondSum / bonds, angles,
                angleSum / angles);
        assertThat(ligands).isGreaterThanOrEqualTo(30);
        assertThat(bondSum / bonds).isLessThan(0.015);
        assertThat(angleSum / angles).isLessThan(1.5);
        assertThat(wrongHands).isZero();
        assertThat(planes).isEqualTo(44);
        assertThat(notFlat).isEmpty();
    }

    private void compare(Component library, Component generated) {
        ligands++;
        for (var b : library.bonds()) {
            int i = generated.indexOf(library.atom(b.a()).name()), j = generated.indexOf(library.atom(b.b()).name());
            if (hydrogen(library, b.a(), b.b()) || i < 0 || j < 0 || Double.isNaN(generated.idealLength(i, j))) continue;
            bondSum += Math.abs(generated.idealLength(i, j) - b.ideal());
            bonds++;
        }
        for (var g : library.angles()) {
            int i = generated.indexOf(library.atom(g.a()).name()), j = generated.indexOf(library.atom(g.vertex()).name()),
                    k = generated.indexOf(library.atom(g.b()).name());
            if (hydrogen(library, g.a(), g.b()) || i < 0 || j < 0 || k < 0 || Double.isNaN(generated.idealAngleDeg(i, j, k)))
                continue;
            angleSum += Math.abs(generated.idealAngleDeg(i, j, k) - g.idealDeg());
            angles++;
        }
        hands(library, generated);
        planes(library, generated);
    }

    /// Heavy atoms of every plane of the library are in planes of ours that share at least three atoms with one another. Metals are in no plane of ours: the library's haem puts iron in the plane of each of its pyrroles, which doming denies.
    private void planes(Component library, Component generated) {
        for (var p : library.planes()) {
            var wanted = new java.util.TreeSet<String>();
            for (int a : p.atoms())
                if (!library.atom(a).element().isHydrogen() && !Perception.isMetal(library.atom(a).element()))
                    wanted.add(library.atom(a).name());
            if (wanted.size() < 4) continue;
            planes++;
            var covered = new java.util.TreeSet<String>();
            for (var q : generated.planes()) {
                var own = new java.util.TreeSet<String>();
                for (int a : q.atoms()) own.add(generated.atom(a).name());
                own.retainAll(wanted);
                if (own.size() >= 3) covered.addAll(own);
            }
            if (!covered.containsAll(wanted)) notFlat.add(library.id() + " " + wanted);
        }
    }

    private static boolean hydrogen(Component c, int a, int b) {
        return c.atom(a).element().isHydrogen() || c.atom(b).element().isHydrogen();
    }

    private void hands(Component library, Component generated) {
        for (var c : library.chiralities())
            for (var d : generated.chiralities()) {
                if (!library.atom(c.centre()).name().equals(generated.atom(d.centre()).name())) continue;
                int parity = parity(
                        new String[]{library.atom(c.a()).name(), library.atom(c.b()).name(), library.atom(c.c()).name()},
                        new String[]{generated.atom(d.a()).name(), generated.atom(d.b()).name(), generated.atom(d.c()).name()});
                boolean open = c.sign() == Component.Sign.BOTH || d.sign() == Component.Sign.BOTH || parity == 0;
                if (!open && (c.sign() == d.sign()) != (parity > 0)) wrongHands++;
            }
    }

    /// +1 for an even permutation, -1 for an odd one, 0 if the names differ.
    private static int parity(String[] p, String[] q) {
        int inversions = 0;
        var at = new int[3];
        for (int i = 0; i < 3; i++) {
            at[i] = List.of(q).indexOf(p[i]);
            if (at[i] < 0) return 0;
        }
        for (int i = 0; i < 3; i++) for (int j = i + 1; j < 3; j++) if (at[i] > at[j]) inversions++;
        return inversions % 2 == 0 ? 1 : -1;
    }
}
