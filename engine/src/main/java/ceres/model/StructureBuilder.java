package ceres.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Builds a [Structure] atom by atom, in order. A new chain or residue begins where its identity changes.
public final class StructureBuilder {
    private final List<String> atomName = new ArrayList<>();
    private byte[] element = new byte[1024];
    private byte[] charge = new byte[1024];
    private char[] altloc = new char[1024];
    private double[] xyz = new double[3 * 1024];
    private double[] occupancy = new double[1024];
    private double[] b = new double[1024];
    private double @Nullable [] anisou;
    private final List<ResidueRow> residues = new ArrayList<>();
    private final List<ChainRow> chains = new ArrayList<>();
    private int atoms;

    private record ResidueRow(String name, int seq, char icode, int labelSeq, boolean hetero, int atomStart) {}

    private record ChainRow(String authId, String labelId, String entity, int residueStart) {}

    /// Begins a chain unless the current one has this asym id.
    public StructureBuilder chain(String authId, String labelId, String entity) {
        if (chains.isEmpty() || !chains.getLast().labelId.equals(labelId))
            chains.add(new ChainRow(authId, labelId, entity, residues.size()));
        return this;
    }

    /// Begins a residue unless the current one of this chain is the same: name, number and insertion code.
    public StructureBuilder residue(String name, int seq, char icode, int labelSeq, boolean hetero) {
        boolean firstOfChain = chains.getLast().residueStart == residues.size();
        if (!firstOfChain) {
            var last = residues.getLast();
            if (last.seq == seq && last.icode == icode && last.name.equals(name)) return this;
        }
        return newResidue(name, seq, icode, labelSeq, hetero);
    }

    /// Begins a residue even if the current one has the same identity: waters numbered alike.
    public StructureBuilder newResidue(String name, int seq, char icode, int labelSeq, boolean hetero) {
        residues.add(new ResidueRow(name, seq, icode, labelSeq, hetero, atoms));
        return this;
    }

    /// Appends an atom to the current residue. Units: A and A^2.
    public StructureBuilder atom(String name, int atomicNumber, int formalCharge, char alt, double x, double y, double z,
            double occ, double bIso) {
        if (atoms == b.length) grow();
        atomName.add(name);
        element[atoms] = (byte) atomicNumber;
        charge[atoms] = (byte) formalCharge;
        altloc[atoms] = alt;
        xyz[3 * atoms] = x;
        xyz[3 * atoms + 1] = y;
        xyz[3 * atoms + 2] = z;
        occupancy[atoms] = occ;
        b[atoms] = bIso;
        if (anisou != null) Arrays.fill(anisou, 6 * atoms, 6 * atoms + 6, Double.NaN);
        atoms++;
        return this;
    }

    /// Gives the last atom an anisotropic U: U11 U22 U33 U12 U13 U23, A^2.
    public StructureBuilder anisou(double[] u) {
        if (anisou == null) {
            anisou = new double[6 * b.length];
            Arrays.fill(anisou, Double.NaN);
        }
        System.arraycopy(u, 0, anisou, 6 * (atoms - 1), 6);
        return this;
    }

    public int atomCount() { return atoms; }

    public Structure build() {
        int m = residues.size(), k = chains.size();
        var residueColumns = new Structure.ResidueColumns(new String[m], new int[m], new char[m], new int[m], new boolean[m],
                new int[m + 1]);
        for (int r = 0; r < m; r++) {
            var row = residues.get(r);
            residueColumns.name()[r] = row.name.intern();
            residueColumns.seq()[r] = row.seq;
            residueColumns.icode()[r] = row.icode;
            residueColumns.labelSeq()[r] = row.labelSeq;
            residueColumns.hetero()[r] = row.hetero;
            residueColumns.atomStart()[r] = row.atomStart;
        }
        residueColumns.atomStart()[m] = atoms;
        var chainColumns = new Structure.ChainColumns(new String[k], new String[k], new String[k], new int[k + 1]);
        for (int c = 0; c < k; c++) {
            var row = chains.get(c);
            chainColumns.authId()[c] = row.authId;
            chainColumns.labelId()[c] = row.labelId;
            chainColumns.entity()[c] = row.entity;
            chainColumns.residueStart()[c] = row.residueStart;
        }
        chainColumns.residueStart()[k] = m;
        return new Structure(atomColumns(), residueColumns, chainColumns);
    }

    private Structure.AtomColumns atomColumns() {
        var names = new String[atoms];
        for (int a = 0; a < atoms; a++) names[a] = atomName.get(a).intern();
        return new Structure.AtomColumns(names, Arrays.copyOf(element, atoms), Arrays.copyOf(charge, atoms),
                Arrays.copyOf(altloc, atoms),
                Arrays.copyOf(xyz, 3 * atoms), Arrays.copyOf(occupancy, atoms), Arrays.copyOf(b, atoms),
                anisou == null ? null : Arrays.copyOf(anisou, 6 * atoms));
    }

    /// The atoms of a structure that the predicate keeps, empty residues and chains dropped.
    public static Structure subset(Structure s, IntPredicate keep) {
        var builder = new StructureBuilder();
        for (int c = 0; c < s.chainCount(); c++)
            for (int r = s.residueStart(c); r < s.residueEnd(c); r++) {
                boolean begun = false;
                for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
                    if (!keep.test(a)) continue;
                    if (!begun) begin(builder, s, c, r);
                    begun = true;
                    builder.copyAtom(s, a);
                }
            }
        return builder.build();
    }

    private static void begin(StructureBuilder builder, Structure s, int chain, int residue) {
        var cc = s.chains();
        var rc = s.residues();
        builder.chain(cc.authId()[chain], cc.labelId()[chain], cc.entity()[chain]);
        builder.newResidue(rc.name()[residue], rc.seq()[residue], rc.icode()[residue], rc.labelSeq()[residue],
                rc.hetero()[residue]);
    }

    /// Appends a copy of an atom of another structure.
    public StructureBuilder copyAtom(Structure s, int a) {
        atom(s.atomName(a), s.atoms().element()[a], s.atoms().charge()[a], s.altloc(a), s.x(a), s.y(a), s.z(a), s.occupancy(a),
                s.b(a));
        double[] u = s.atoms().anisou();
        if (u != null && !Double.isNaN(u[6 * a])) anisou(Arrays.copyOfRange(u, 6 * a, 6 * a + 6));
        return this;
    }

    private void grow() {
        int n = b.length * 2;
        element = Arrays.copyOf(element, n);
        charge = Arrays.copyOf(charge, n);
        altloc = Arrays.copyOf(altloc, n);
        xyz = Arrays.copyOf(xyz, 3 * n);
        occupancy = Arrays.copyOf(occupancy, n);
        b = Arrays.copyOf(b, n);
        if (anisou != null) anisou = Arrays.copyOf(anisou, 6 * n);
    }
}
