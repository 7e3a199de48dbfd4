package ceres.pipeline.demo;

import ceres.chem.RotamerTables;
import ceres.model.Structure;
import java.util.Map;

/// How far a model is from the truth. Both lie in the frame of the map, so nothing is superposed.
///
/// @param rmsd of heavy atoms, A
/// @param backboneRmsd of N, CA, C, O and of the RNA's backbone, A
/// @param wrongRotamers side chains with a chi more than 40 degrees off
/// @param sideChains side chains that have a chi
/// @param flippedPeptides peptides whose C=O points the other way
/// @param ligandRmsd A
public record Comparison(double rmsd, double backboneRmsd, int wrongRotamers, int sideChains, int flippedPeptides,
        double ligandRmsd) {
    private static final double WRONG = Math.toRadians(40);

    /// Equivalent atoms that may carry each other's name.
    private static final Map<String, String[]> TWINS = Map.of("PHE", new String[]{"CD1 CD2 CE1 CE2"}, "TYR",
            new String[]{"CD1 CD2 CE1 CE2"}, "ASP", new String[]{"OD1 OD2"}, "GLU", new String[]{"OE1 OE2"}, "ARG",
            new String[]{"NH1 NH2"});

    /// @param model may have other atoms besides those of the truth: hydrogens
    static Comparison of(Structure model, Structure truth) {
        double[] all = new double[2], backbone = new double[2], ligand = new double[2];
        int wrong = 0, sideChains = 0, flipped = 0;
        for (int r = 0; r < truth.residueCount(); r++) {
            int m = find(model, truth, r);
            boolean other = truth.residueName(r).equals(Truth.LIGAND);
            add(model, m, truth, r, all, other ? ligand : null, backbone);
            double[] chi = chis(truth, truth.atoms().xyz(), r);
            if (chi.length > 0 && !truth.residueName(r).equals("PRO")) {
                sideChains++;
                if (wrong(truth.residueName(r), chi, chis(model, model.atoms().xyz(), m))) wrong++;
            }
            if (flipped(model, m, truth, r)) flipped++;
        }
        return new Comparison(root(all), root(backbone), wrong, sideChains, flipped, root(ligand));
    }

    private static double root(double[] sum) { return Math.sqrt(sum[0] / Math.max(1, sum[1])); }

    private static int find(Structure model, Structure truth, int r) {
        for (int m = 0; m < model.residueCount(); m++)
            if (model.seq(m) == truth.seq(r) && model.residueName(m).equals(truth.residueName(r))
                    && model.authChain(model.chainOf(m)).equals(truth.authChain(truth.chainOf(r))))
                return m;
        throw new IllegalStateException("the model lost " + truth.describeResidue(r));
    }

    private static void add(Structure model, int m, Structure truth, int r, double[] all, double[] ligand, double[] backbone) {
        for (int i = truth.atomStart(r); i < truth.atomEnd(r); i++) {
            String name = truth.atomName(i);
            double d2 = distance2(model, m, name, truth, i);
            String twin = twin(truth.residueName(r), name);
            if (twin != null) d2 = Math.min(d2, distance2(model, m, twin, truth, i));
            sum(all, d2);
            if (ligand != null) sum(ligand, d2);
            else if (isBackbone(name)) sum(backbone, d2);
        }
    }

    private static void sum(double[] to, double d2) {
        to[0] += d2;
        to[1]++;
    }

    private static boolean isBackbone(String name) {
        return switch (name) {
            case "N", "CA", "C", "O", "P", "O5'", "C5'", "C4'", "C3'", "O3'" -> true;
            default -> false;
        };
    }

    private static String twin(String residue, String name) {
        for (String pairs : TWINS.getOrDefault(residue, new String[0])) {
            String[] w = pairs.split(" ");
            for (int k = 0; k < w.length; k++) if (w[k].equals(name)) return w[k ^ 1];
        }
        return null;
    }

    private static double distance2(Structure model, int m, String name, Structure truth, int i) {
        int a = model.find(m, name);
        if (a < 0) throw new IllegalStateException("the model lost " + truth.describe(i));
        double dx = model.x(a) - truth.x(i), dy = model.y(a) - truth.y(i), dz = model.z(a) - truth.z(i);
        return dx * dx + dy * dy + dz * dz;
    }

    /// The side-chain torsions of a residue, radians; empty if it has none.
    static double[] chis(Structure s, double[] xyz, int r) {
        var atoms = RotamerTables.standard().chiAtoms(s.residueName(r));
        var chi = new double[atoms.size()];
        for (int k = 0; k < chi.length; k++) {
            var p = new double[4][];
            for (int q = 0; q < 4; q++) {
                int i = s.find(r, atoms.get(k)[q]);
                p[q] = new double[]{xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]};
            }
            chi[k] = dihedral(p);
        }
        return chi;
    }

    private static double dihedral(double[][] p) {
        double[] u = TorsionTree.minus(p[1], p[0]), v = TorsionTree.minus(p[2], p[1]), w = TorsionTree.minus(p[3], p[2]);
        return Math.atan2(Math.sqrt(TorsionTree.dot(v, v)) * TorsionTree.dot(u, TorsionTree.cross(v, w)),
                TorsionTree.dot(TorsionTree.cross(u, v), TorsionTree.cross(v, w)));
    }

    /// a - b, the shortest way round; radians.
    ///
    /// @param periodDeg degrees after which the torsion is the same again
    static double difference(double a, double b, double periodDeg) {
        double period = Math.toRadians(periodDeg), d = a - b;
        return d - period * Math.rint(d / period);
    }

    private static boolean wrong(String name, double[] truth, double[] model) {
        for (int k = 0; k < truth.length; k++) {
            boolean twofold = TWINS.containsKey(name) && k == truth.length - 1 && !name.equals("ARG");
            if (Math.abs(difference(truth[k], model[k], twofold ? 180 : 360)) > WRONG) return true;
        }
        return false;
    }

    private static boolean flipped(Structure model, int m, Structure truth, int r) {
        int c = truth.find(r, "C"), o = truth.find(r, "O");
        if (c < 0 || o < 0 || truth.find(r, "CA") < 0) return false;
        int mc = model.find(m, "C"), mo = model.find(m, "O");
        double dot = (truth.x(o) - truth.x(c)) * (model.x(mo) - model.x(mc))
                + (truth.y(o) - truth.y(c)) * (model.y(mo) - model.y(mc))
                + (truth.z(o) - truth.z(c)) * (model.z(mo) - model.z(mc));
        return dot < 0;
    }
}
