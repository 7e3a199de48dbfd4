package ceres.pipeline.demo;

import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The molecule that the demo's map is made of: a protein of helices and a sheet with a ligand in a groove, and an RNA hairpin beside
/// it. All from ideal geometry; nothing of it was ever deposited.
final class Truth {
    static final String LIGAND = "BTN";
    static final int LIGAND_SEQ = 101;

    private final Random random;
    private final List<double[]> placed = new ArrayList<>();
    private final StructureBuilder builder = new StructureBuilder();
    private final List<String> sequence = new ArrayList<>();

    private Truth(long seed) { random = new Random(seed); }

    /// Deterministic for a seed.
    static Structure make(long seed) {
        var t = new Truth(seed);
        t.protein(seed);
        t.rna();
        t.ligand();
        var header = header(t.sequence);
        return burial(Relaxation.relax(t.builder.build(), header, true, 0, 900));
    }

    /// What the demo's files say beside the atoms.
    static ModelHeader header(List<String> protein) {
        var rna = Hairpin.SEQUENCE.chars().mapToObj(c -> String.valueOf((char) c)).toList();
        return new ModelHeader(Optional.of("DEMO"), List.of(), Optional.of("Model of the demo"), List.of("ELECTRON MICROSCOPY"),
                Map.of("_em_3d_reconstruction.resolution", DemoMaps.RESOLUTION), Optional.empty(),
                Map.of("1", "polypeptide(L)", "2", "polyribonucleotide"), Map.of("1", protein, "2", rna), List.of(), List.of(),
                List.of(), Map.of(), List.of());
    }

    private void protein(long seed) {
        builder.chain("A", "A", "1");
        int seq = 0;
        for (var r : SideChains.choose(new Backbone(seed), seed)) {
            seq++;
            sequence.add(r.name());
            builder.residue(r.name(), seq, '\0', seq, false);
            for (int i = 0; i < r.atoms().size(); i++) put(r.atoms().get(i), r.elements().get(i), r.xyz(), i);
        }
    }

    private void rna() {
        var hairpin = new Hairpin();
        double[] xyz = dock(hairpin.xyz(), 4.0, 120);
        builder.chain("B", "B", "2");
        for (int r = 0; r < Hairpin.SEQUENCE.length(); r++) {
            builder.residue(Hairpin.name(r), r + 1, '\0', r + 1, false);
            for (int i : hairpin.atoms(r)) put(hairpin.tree.atom(i).name(), hairpin.tree.atom(i).atomicNumber(), xyz, i);
        }
    }

    private void ligand() {
        var points = Shapes.standard().points(LIGAND);
        double[] xyz = dock(points.stream().flatMapToDouble(p -> java.util.Arrays.stream(p.xyz())).toArray(), 3.7, 1500);
        builder.chain("A", "C", "3").residue(LIGAND, LIGAND_SEQ, '\0', 0, true);
        for (int i = 0; i < points.size(); i++) put(points.get(i).atom(), points.get(i).atomicNumber(), xyz, i);
    }

    private void put(String name, int number, double[] xyz, int i) {
        builder.atom(name, number, 0, '\0', xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], 1, 40);
        placed.add(new double[]{xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]});
    }

    /// Moves a body from outside against what is there, from many sides, and keeps the place with the most contacts.
    ///
    /// @param least distance of heavy atoms kept, A
    /// @param placings sides and orientations tried
    private double[] dock(double[] body, double least, int placings) {
        double[] best = body, middle = middle();
        int most = -1;
        for (int k = 0; k < placings; k++) {
            double[] moved = approach(turned(body), middle, least);
            int contacts = contacts(moved, least + 1.8);
            if (contacts > most) {
                most = contacts;
                best = moved;
            }
        }
        return best;
    }

    private double[] middle() {
        var m = new double[3];
        for (double[] p : placed) for (int k = 0; k < 3; k++) m[k] += p[k] / placed.size();
        return m;
    }

    /// The body about its own middle, in a random orientation.
    private double[] turned(double[] body) {
        double[] u = TorsionTree.unit(direction()), v = direction();
        double along = TorsionTree.dot(u, v);
        double[] w = TorsionTree.unit(TorsionTree.minus(v, new double[]{along * u[0], along * u[1], along * u[2]}));
        double[][] axes = {u, w, TorsionTree.cross(u, w)};
        var m = new double[3];
        for (int i = 0; i < body.length; i++) m[i % 3] += 3 * body[i] / body.length;
        var turned = new double[body.length];
        for (int i = 0; i < body.length; i += 3)
            for (int k = 0; k < 3; k++)
                for (int l = 0; l < 3; l++) turned[i + k] += axes[l][k] * (body[i + l] - m[l]);
        return turned;
    }

    private double[] direction() { return new double[]{random.nextGaussian(), random.nextGaussian(), random.nextGaussian()}; }

    /// From far outside towards the middle in steps of 0.5 A, until the next step would come too close.
    private double[] approach(double[] body, double[] middle, double least) {
        double[] way = TorsionTree.unit(direction()), at = null;
        double off = 6 * random.nextGaussian();
        double[] side = TorsionTree.unit(TorsionTree.cross(way, direction()));
        for (double far = 60; far >= 0; far -= far > 40 ? 10 : 0.5) {
            var next = body.clone();
            for (int i = 0; i < next.length; i++) next[i] += middle[i % 3] + far * way[i % 3] + off * side[i % 3];
            if (touches(next, least)) break;
            at = next;
        }
        return at == null ? body : at;
    }

    private boolean touches(double[] body, double least) {
        for (int i = 0; i < body.length; i += 3)
            for (double[] p : placed) {
                double dx = p[0] - body[i], dy = p[1] - body[i + 1], dz = p[2] - body[i + 2];
                if (dx * dx + dy * dy + dz * dz < least * least) return true;
            }
        return false;
    }

    private int contacts(double[] body, double within) {
        int n = 0;
        for (int i = 0; i < body.length; i += 3)
            for (double[] p : placed) {
                double dx = p[0] - body[i], dy = p[1] - body[i + 1], dz = p[2] - body[i + 2];
                if (dx * dx + dy * dy + dz * dz < within * within) n++;
            }
        return n;
    }

    /// B factors by burial: 25 A^2 inside to 75 A^2 at the tips, smooth along the chain.
    private static Structure burial(Structure s) {
        int n = s.atomCount();
        var b = new double[n];
        for (int i = 0; i < n; i++) {
            int near = 0;
            for (int j = 0; j < n; j++) if (s.distance2(i, j) < 64) near++;
            b[i] = Math.clamp(95 - 0.9 * near, 25, 75);
        }
        return s.withB(b);
    }
}
