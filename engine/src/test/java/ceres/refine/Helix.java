package ceres.refine;

import ceres.refine.moving.Rotation;
import ceres.chem.Dictionary;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.density.ModelMap;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import ceres.testing.InternalCoordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A helix with side chains in known rotamers, its map, and starts that are wrong in known ways: truth from arithmetic alone.
public final class Helix {
    static final List<String> SEQUENCE = List.of("ALA", "LEU", "SER", "LYS", "ASN", "LEU", "VAL", "ALA", "LYS", "SER", "LEU",
            "ASN", "ALA",
            "VAL", "LEU", "SER", "LYS", "ALA", "ASN", "LEU", "GLY", "VAL", "SER", "ALA");

    private Helix() {}

    public static Structure truth() { return build(-62, -42); }

    public static Structure build(double phi, double psi) { return build(phi, psi, -1, 0, 0); }

    /// A helix with one residue's phi and psi different, degrees.
    public static Structure build(double phi, double psi, int odd, double oddPhi, double oddPsi) {
        var backbone = new ArrayList<double[]>(
                List.of(new double[]{0, 0, 0}, new double[]{1.458, 0, 0}, new double[]{2.0, 1.42, 0}));
        for (int r = 1; r <= SEQUENCE.size(); r++) {
            next(backbone, 1.329, 116.9, r - 1 == odd ? oddPsi : psi);
            next(backbone, 1.458, 121.7, 180);
            next(backbone, 1.525, 111.0, r == odd ? oddPhi : phi);
        }
        var builder = new StructureBuilder().chain("A", "A", "1");
        for (int r = 0; r < SEQUENCE.size(); r++) {
            double[] n = backbone.get(3 * r), a = backbone.get(3 * r + 1), c = backbone.get(3 * r + 2),
                    after = backbone.get(3 * r + 3);
            builder.residue(SEQUENCE.get(r), r + 2, '\0', r + 2, false);
            add(builder, "N", 7, n);
            add(builder, "CA", 6, a);
            add(builder, "C", 6, c);
            add(builder, "O", 8, InternalCoordinates.at(after, a, c, 1.231, 120.1, 180));
            if (!SEQUENCE.get(r).equals("GLY"))
                sideChain(builder, SEQUENCE.get(r), n, a, InternalCoordinates.at(n, c, a, 1.53, 110.1, 122.8));
        }
        return builder.build();
    }

    private static void sideChain(StructureBuilder b, String name, double[] n, double[] a, double[] beta) {
        add(b, "CB", 6, beta);
        switch (name) {
            case "SER" -> add(b, "OG", 8, InternalCoordinates.at(n, a, beta, 1.417, 110.8, -65));
            case "VAL" -> {
                add(b, "CG1", 6, InternalCoordinates.at(n, a, beta, 1.524, 110.5, 175));
                add(b, "CG2", 6, InternalCoordinates.at(n, a, beta, 1.524, 110.5, -62));
            }
            case "LEU" -> {
                double[] g = InternalCoordinates.at(n, a, beta, 1.53, 116.3, -65);
                add(b, "CG", 6, g);
                add(b, "CD1", 6, InternalCoordinates.at(a, beta, g, 1.524, 110.7, 175));
                add(b, "CD2", 6, InternalCoordinates.at(a, beta, g, 1.524, 110.7, -63));
            }
            case "ASN" -> {
                double[] g = InternalCoordinates.at(n, a, beta, 1.506, 112.6, -70);
                add(b, "CG", 6, g);
                add(b, "OD1", 8, InternalCoordinates.at(a, beta, g, 1.231, 121.6, -30));
                add(b, "ND2", 7, InternalCoordinates.at(a, beta, g, 1.328, 116.5, 150));
            }
            case "LYS" -> {
                double[] g = InternalCoordinates.at(n, a, beta, 1.52, 113.4, -67),
                        d = InternalCoordinates.at(a, beta, g, 1.52, 111.6, 180),
                        e = InternalCoordinates.at(beta, g, d, 1.508, 111.9, 180);
                add(b, "CG", 6, g);
                add(b, "CD", 6, d);
                add(b, "CE", 6, e);
                add(b, "NZ", 7, InternalCoordinates.at(g, d, e, 1.486, 111.7, 180));
            }
            default -> {}
        }
    }

    private static void add(StructureBuilder b, String name, int element, double[] x) {
        b.atom(name, element, 0, '\0', x[0], x[1], x[2], 1, 60);
    }

    private static void next(List<double[]> chain, double length, double angleDeg, double torsionDeg) {
        int n = chain.size();
        chain.add(InternalCoordinates.at(chain.get(n - 3), chain.get(n - 2), chain.get(n - 1), length, angleDeg, torsionDeg));
    }

    /// Adds a chain of these residues, an entity of its own.
    public static void append(StructureBuilder to, Structure s, String chain) {
        to.chain(chain, chain, chain.equals("A") ? "1" : "2");
        for (int r = 0; r < s.residueCount(); r++) {
            to.residue(s.residueName(r), s.seq(r), '\0', s.seq(r), false);
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) to.copyAtom(s, a);
        }
    }

    public static Interpretation interpret(Structure s) {
        return Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.DEFAULT);
    }

    public static Structure shaken(Structure s, double rms, long seed) {
        var random = new SplittableRandom(seed);
        double[] x = s.atoms().xyz().clone();
        for (int i = 0; i < x.length; i++) x[i] += rms / Math.sqrt(3) * random.nextGaussian();
        return s.withXyz(x);
    }

    /// The side chains of some residues turned to another rotamer's chi1 and then made to clash or not as it comes.
    public static Structure wrongChi1(Structure s, int every) {
        double[] x = s.atoms().xyz().clone();
        for (int r = 1; r < s.residueCount(); r += every) {
            int a = s.find(r, "CA"), b = s.find(r, "CB"), from = b + 1;
            if (b < 0 || s.residueName(r).equals("ALA")) continue;
            var atoms = new int[s.atomEnd(r) - from];
            for (int k = 0; k < atoms.length; k++) atoms[k] = from + k;
            Rotation.about(x, a, b, Math.toRadians(120), atoms);
        }
        return s.withXyz(x);
    }

    /// The truth's density with noise of that part of its rms.
    public static DensityMap map(Structure truth, double dMin, double noise, Parallel team) {
        double[] lo = {1e9, 1e9, 1e9}, hi = {-1e9, -1e9, -1e9};
        for (int i = 0; i < truth.atoms().xyz().length; i++) {
            lo[i % 3] = Math.min(lo[i % 3], truth.atoms().xyz()[i] - 7);
            hi[i % 3] = Math.max(hi[i % 3], truth.atoms().xyz()[i] + 7);
        }
        int[] n = new int[3];
        double step = dMin / 3;
        for (int d = 0; d < 3; d++) n[d] = (int) Math.ceil((hi[d] - lo[d]) / step);
        var grid = new Grid(n[0], n[1], n[2], UnitCell.orthogonal(n[0] * step, n[1] * step, n[2] * step), lo[0], lo[1], lo[2]);
        var map = ModelMap.compute(truth, grid, dMin, team);
        var random = new SplittableRandom(99);
        double square = 0;
        for (float v : map.values()) square += v * v;
        double sd = noise * Math.sqrt(square / map.values().length);
        float[] values = map.values().clone();
        for (int v = 0; v < values.length; v++) values[v] += (float) (sd * random.nextGaussian());
        return new DensityMap(grid, values);
    }

    public static double rmsd(Structure a, Structure b) {
        double sum = 0;
        for (int i = 0; i < a.atomCount(); i++) for (int d = 0; d < 3; d++) {
            double q = a.atoms().xyz()[3 * i + d] - b.atoms().xyz()[3 * i + d];
            sum += q * q;
        }
        return Math.sqrt(sum / a.atomCount());
    }
}
