package ceres.io;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Atoms in the order of a file, on their way to a [Structure], which wants the atoms of a residue and the residues of a chain together.
///
/// Files do not always do it that way: micro-heterogeneity interleaves two components atom by atom, hydrogens or alternate
/// conformations may stand at the end of a chain, waters may all bear one number. An atom joins the residue of its chain, number,
/// insertion code and component wherever that began, unless that residue has the atom already and the file seems to begin
/// another one like it.
final class AtomRows {
    private final List<String> names = new ArrayList<>();
    private int residues;
    private final Map<String, Chain> chains = new HashMap<>();
    private final List<Chain> chainOrder = new ArrayList<>();
    private final Map<String, String> interned = new HashMap<>();
    private byte[] element = new byte[1024];
    private byte[] charge = new byte[1024];
    private char[] altloc = new char[1024];
    private double[] xyz = new double[3 * 1024];
    private double[] occupancy = new double[1024];
    private double[] b = new double[1024];
    private double @Nullable [] anisou;
    private int size;
    private int duplicates;
    private @Nullable Residue last;

    /// A residue in the making: its identity and its atoms as rows of the file.
    static final class Residue {
        final Chain chain;
        final Site site;
        int[] rows = new int[16];
        int size;

        Residue(Chain chain, Site site) {
            this.chain = chain;
            this.site = site;
        }

        void add(int row) {
            if (size == rows.length) rows = Arrays.copyOf(rows, 2 * size);
            rows[size++] = row;
        }
    }

    /// What tells a residue from its neighbours.
    record Site(int seq, char icode, String component, int labelSeq, boolean hetero) {
        boolean same(Site o) { return seq == o.seq && icode == o.icode && component.equals(o.component); }
    }

    /// A chain in the making: an asym unit, or what a PDB file calls a chain until [AsymUnits] has cut it.
    static final class Chain {
        final String authId;
        final String asym;
        final String entity;
        final int segment;
        final List<Residue> residues = new ArrayList<>();
        private final Map<Long, Residue> latest = new HashMap<>();

        Chain(String authId, String asym, String entity, int segment) {
            this.authId = authId;
            this.asym = asym;
            this.entity = entity;
            this.segment = segment;
        }
    }

    int size() { return size; }

    /// Atoms that repeat the name and altloc of another atom of their residue.
    int duplicates() { return duplicates; }

    void add(AtomRow row) {
        grow();
        String name = intern(row.atom);
        var site = new Site(row.seq, row.icode, intern(row.component), row.labelSeq, row.hetero);
        names.add(name);
        element[size] = (byte) row.element;
        charge[size] = (byte) row.charge;
        altloc[size] = row.altloc;
        xyz[3 * size] = row.x;
        xyz[3 * size + 1] = row.y;
        xyz[3 * size + 2] = row.z;
        occupancy[size] = row.occupancy;
        b[size] = row.b;
        setAnisou(size, row.anisou);
        var residue = residue(chain(row), site, name, row.altloc);
        residue.add(size);
        size++;
        last = residue;
    }

    /// Gives an atom an anisotropic U after it was added: PDB writes it on the next line.
    void setAnisou(int atom, double @Nullable [] u) {
        if (u == null) return;
        if (anisou == null) {
            anisou = new double[6 * b.length];
            Arrays.fill(anisou, Double.NaN);
        }
        System.arraycopy(u, 0, anisou, 6 * atom, 6);
    }

    private Chain chain(AtomRow row) {
        if (last != null && last.chain.segment == row.segment && last.chain.authId.equals(row.authChain)
                && last.chain.asym.equals(row.asym))
            return last.chain;
        String key = row.asym.isEmpty() ? row.authChain + "\n" + row.segment : row.asym;
        return chains.computeIfAbsent(key, _ -> {
            var chain = new Chain(intern(row.authChain), intern(row.asym), intern(row.entity), row.segment);
            chainOrder.add(chain);
            return chain;
        });
    }

    private Residue residue(Chain chain, Site site, String name, char alt) {
        if (last != null && last.chain == chain && last.site.same(site))
            return repeats(last, site, name, alt) ? begin(chain, site) : last;
        var earlier = chain.latest.get(key(site));
        if (earlier == null || !earlier.site.same(site) || holds(earlier, name, alt)) return begin(chain, site);
        return earlier;
    }

    private static long key(Site site) { return ((long) site.seq << 32) + site.icode * 1_000_003L + site.component.hashCode(); }

    /// In water and ions a second atom of the name is the next molecule; elsewhere only the first atom, met again when enough of the
    /// residue stands there, begins another: files exist that give every residue one number.
    private boolean repeats(Residue residue, Site site, String name, char alt) {
        if (!holds(residue, name, alt)) return false;
        var kind = ResidueClass.of(site.component);
        boolean small = kind == ResidueClass.WATER || kind == ResidueClass.ION;
        boolean again = small || residue.size >= (kind.isPolymer() ? 4 : 2) && names.get(residue.rows[0]).equals(name);
        if (!again) duplicates++;
        return again;
    }

    private boolean holds(Residue residue, String name, char alt) {
        for (int i = 0; i < residue.size; i++)
            if (altloc[residue.rows[i]] == alt && names.get(residue.rows[i]).equals(name)) return true;
        return false;
    }

    private Residue begin(Chain chain, Site site) {
        var residue = new Residue(chain, site);
        residues++;
        chain.residues.add(residue);
        chain.latest.put(key(site), residue);
        return residue;
    }

    private String intern(String s) { return interned.computeIfAbsent(s, k -> k); }

    /// The finished structure and, for each of its atoms, the row it came from.
    record Assembled(Structure structure, int[] rows) {}

    Assembled assemble() {
        var units = AsymUnits.of(chainOrder, this::isPolymerLike);
        var order = new int[size];
        int atom = 0, residue = 0;
        int m = residues, k = units.size();
        var rc = new Structure.ResidueColumns(new String[m], new int[m], new char[m], new int[m], new boolean[m], new int[m + 1]);
        var cc = new Structure.ChainColumns(new String[k], new String[k], new String[k], new int[k + 1]);
        for (int c = 0; c < k; c++) {
            var unit = units.get(c);
            cc.authId()[c] = unit.authId();
            cc.labelId()[c] = unit.asym();
            cc.entity()[c] = unit.entity();
            cc.residueStart()[c] = residue;
            for (var r : unit.residues()) {
                rc.name()[residue] = r.site.component;
                rc.seq()[residue] = r.site.seq;
                rc.icode()[residue] = r.site.icode;
                rc.labelSeq()[residue] = r.site.labelSeq;
                rc.hetero()[residue] = r.site.hetero;
                rc.atomStart()[residue++] = atom;
                for (int i = 0; i < r.size; i++) order[atom++] = r.rows[i];
            }
        }
        rc.atomStart()[m] = atom;
        cc.residueStart()[k] = m;
        return new Assembled(new Structure(columns(order), rc, cc), order);
    }

    /// True if the residue has the backbone of an amino acid or a nucleotide, whatever its name.
    private boolean isPolymerLike(Residue r) {
        return has(r, "N") && has(r, "CA") && has(r, "C") || has(r, "C1'") && has(r, "C3'") && has(r, "O3'");
    }

    private boolean has(Residue r, String name) {
        for (int i = 0; i < r.size; i++) if (names.get(r.rows[i]).equals(name)) return true;
        return false;
    }

    private Structure.AtomColumns columns(int[] order) {
        int n = order.length;
        var out = new Structure.AtomColumns(new String[n], new byte[n], new byte[n], new char[n], new double[3 * n],
                new double[n], new double[n],
                anisou == null ? null : new double[6 * n]);
        for (int a = 0; a < n; a++) {
            int row = order[a];
            out.name()[a] = names.get(row);
            out.element()[a] = element[row];
            out.charge()[a] = charge[row];
            out.altloc()[a] = altloc[row];
            System.arraycopy(xyz, 3 * row, out.xyz(), 3 * a, 3);
            out.occupancy()[a] = occupancy[row];
            out.b()[a] = b[row];
            if (anisou != null && out.anisou() != null) System.arraycopy(anisou, 6 * row, out.anisou(), 6 * a, 6);
        }
        return out;
    }

    private void grow() {
        if (size < b.length) return;
        int n = 2 * size;
        element = Arrays.copyOf(element, n);
        charge = Arrays.copyOf(charge, n);
        altloc = Arrays.copyOf(altloc, n);
        xyz = Arrays.copyOf(xyz, 3 * n);
        occupancy = Arrays.copyOf(occupancy, n);
        b = Arrays.copyOf(b, n);
        if (anisou != null) {
            anisou = Arrays.copyOf(anisou, 6 * n);
            Arrays.fill(anisou, 6 * size, 6 * n, Double.NaN);
        }
    }
}
