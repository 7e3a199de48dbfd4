package ceres.refine.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.Helix;
import ceres.refine.moving.MovingModel;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import org.junit.jupiter.api.Test;

class ContactsTest {
    private static final Parallel ONE = Parallel.single();

    private static MovingModel model() { return new MovingModel(Helix.interpret(Helix.shaken(Helix.truth(), 0.4, 8))); }

    /// All pairs, bond paths walked anew for each: the slow twin.
    private static double slow(MovingModel m, Contacts c, double[] xyz, Contacts.Strength s) {
        double e = 0;
        for (int a = 0; a < m.total(); a++)
            for (int b = a + 1; b < m.total(); b++) {
                int bonds = separation(m, a, b, 5);
                if (bonds <= 3 || bonds == 4 && (m.isHydrogen(a) || m.isHydrogen(b)) || !m.present(a) || !m.present(b)) continue;
                double o = c.contactDistance(a, b) - Contacts.distance(xyz, a, b);
                if (o > 0)
                    e += s.quartic() * Math.pow(o, 4) + s.linear() * Math.pow(Math.max(0, o - 0.1), 2) + s.square() * o * o;
            }
        return e;
    }

    private static int separation(MovingModel m, int a, int b, int most) {
        if (a == b) return 0;
        if (most == 0) return 99;
        int least = 99;
        for (int k = 0; k < m.bonds().degree(a); k++)
            least = Math.min(least, 1 + separation(m, m.bonds().neighbour(a, k), b, most - 1));
        return least;
    }

    @Test
    void agreesWithTheSlowTwin() {
        var m = model();
        var c = new Contacts(m);
        double[] xyz = m.start(ONE);
        double fast = c.evaluate(xyz, new double[xyz.length], Contacts.Strength.HARD, ONE);
        assertTrue(fast > 1);
        assertEquals(slow(m, c, xyz, Contacts.Strength.HARD), fast, 1e-9 * fast);
    }

    @Test
    void noticesAtomsThatCameNearSinceTheListWasMade() {
        var m = model();
        var c = new Contacts(m);
        double[] xyz = m.start(ONE);
        c.list(xyz, ONE);
        for (int i = 0; i < 3 * m.heavyCount(); i += 3) xyz[i] *= 0.8;
        m.riding().place(xyz, ONE);
        double e = c.evaluate(xyz, new double[xyz.length], Contacts.Strength.NORMAL, ONE);
        assertEquals(slow(m, c, xyz, Contacts.Strength.NORMAL), e, 1e-9 * e);
    }

    @Test
    void alternatesNeverMeet() {
        Structure s = Helix.truth();
        var altloc = new char[s.atomCount()];
        int first = s.atomStart(5), second = s.atomStart(9);
        altloc[first] = 'A';
        altloc[second] = 'B';
        var a = s.atoms();
        var split = new Structure(
                new Structure.AtomColumns(a.name(), a.element(), a.charge(), altloc, a.xyz(), a.occupancy(), a.b(), null),
                s.residues(), s.chains());
        var m = new MovingModel(Helix.interpret(split));
        var c = new Contacts(m);
        assertFalse(c.free(first, second));
        assertTrue(c.free(first, s.atomStart(15)));
    }

    /// Probe's radii: C 1.70 and H 1.22 less 0.1; N-H...O 1.05 + 1.40 less 0.6.
    @Test
    void contactDistancesAreThoseOfProbe() {
        var m = model();
        var c = new Contacts(m);
        int beta = m.heavy().find(0, "CB"), far = m.heavy().find(12, "CB"), oxygen = m.heavy().find(3, "O");
        assertEquals(1.70 + 1.70 - 0.1, c.contactDistance(beta, far), 1e-9);
        for (int h = m.heavyCount(); h < m.total(); h++) {
            if (m.name(h).equals("H")) assertEquals(1.05 + 1.40 - 0.6, c.contactDistance(oxygen, h), 1e-9);
            if (m.name(h).equals("HA")) assertEquals(1.22 + 1.40 - 0.1, c.contactDistance(oxygen, h), 1e-9);
        }
    }
}
