package ceres.pipeline.demo;

import ceres.chem.RotamerTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Chooses a sequence for a backbone and a rotamer for every residue of it.
///
/// What may stand where follows from the fold: how buried a residue is, whether it is in a helix, a strand or a loop, the sign of its
/// phi. Among those, rotamers of the library are annealed against clashes of heavy atoms.
final class SideChains {
    private static final int STEPS = 40_000;
    private static final double REACH = 12, CONTACT = -0.03;

    /// A residue as chosen: heavy atoms in the order N, CA, C, O, CB, side chain.
    ///
    /// @param chi of the rotamer, radians
    record Residue(String name, List<String> atoms, List<Integer> elements, double[] xyz, double[] chi) {}

    private record Candidate(Residue residue, double cost, double[] centre, double radius) {}

    private final Backbone backbone;
    private final double[] xyz;
    private final Random random;
    private final List<List<Candidate>> candidates = new ArrayList<>();
    private final int[] chosen;

    private SideChains(Backbone backbone, long seed) {
        this.backbone = backbone;
        this.xyz = backbone.xyz();
        this.random = new Random(seed);
        int n = Backbone.length();
        for (int r = 0; r < n; r++) candidates.add(candidates(r));
        chosen = new int[n];
        anneal();
    }

    static List<Residue> choose(Backbone backbone, long seed) {
        var s = new SideChains(backbone, seed);
        var residues = new ArrayList<Residue>();
        for (int r = 0; r < s.chosen.length; r++) residues.add(s.candidates.get(r).get(s.chosen[r]).residue);
        return residues;
    }

    private List<Candidate> candidates(int r) {
        var all = new ArrayList<Candidate>();
        for (var name : names(r)) {
            var rotamers = RotamerTables.standard().rotamers(name);
            if (rotamers.isEmpty()) all.add(candidate(r, name, new double[0], name.equals("ALA") ? 0.8 : 0));
            for (var rotamer : rotamers)
                if (rotamer.frequency() >= 4)
                    all.add(candidate(r, name, rotamer.chi(), -0.5 * Math.log(rotamer.frequency() / 100)));
        }
        return all;
    }

    /// Component ids that suit the place; alanine fits everywhere.
    private List<String> names(int r) {
        double phi = Math.toDegrees(backbone.phi(r)), psi = Math.toDegrees(backbone.psi(r));
        char plan = Backbone.PLAN.charAt(r);
        if (phi > 0) return plan == 'T' && Backbone.PLAN.charAt(r - 1) != 'T' ? List.of("ASN") : List.of("GLY");
        boolean proline = plan == 'L' && phi > -82 && phi < -55 && r > 1 && Math.toDegrees(backbone.psi(r - 1)) > 90;
        if (proline && random.nextInt(2) == 0) return List.of("PRO");
        String pool = switch (plan) {
            case 'H' -> buried(r)
                    ? "LEU LEU ALA ILE VAL MET PHE LEU"
                    : exposed(r) ? "GLU LYS ARG GLN ASP SER ALA HIS" : "ALA LYS GLN MET ARG LEU ASN SER";
            case 'E' ->
                buried(r) ? "VAL ILE LEU PHE VAL CYS TRP" : exposed(r) ? "THR LYS ARG GLU SER GLN" : "THR VAL TYR LYS ILE SER";
            default -> buried(r) ? "LEU VAL ALA THR ILE" : psi < 0 ? "ASP SER ASN GLU LYS" : "SER THR ASP LYS ASN GLN GLU";
        };
        String[] words = pool.split(" ");
        var names = new ArrayList<String>();
        for (int k = 0; k < 4; k++) names.add(words[random.nextInt(words.length)]);
        names.add("ALA");
        return names.stream().distinct().toList();
    }

    private boolean buried(int r) { return neighbours(r) >= 11; }

    private boolean exposed(int r) { return neighbours(r) < 8; }

    /// Side-chain centres within 9 A.
    private int neighbours(int r) {
        int n = 0;
        for (int q = 0; q < Backbone.length(); q++)
            if (Backbone.distance(backbone.centre(xyz, r), backbone.centre(xyz, q)) < 9) n++;
        return n - 1;
    }

    private Candidate candidate(int r, String name, double[] chi, double cost) {
        int[] index = backbone.atoms(r);
        var atoms = new ArrayList<>(List.of("N", "CA", "C", "O"));
        var elements = new ArrayList<>(List.of(7, 6, 6, 8));
        var at = new ArrayList<double[]>();
        for (int k = 0; k < 4; k++) at.add(point(index[k]));
        if (!name.equals("GLY")) {
            atoms.add("CB");
            elements.add(6);
            at.add(point(index[4]));
        }
        for (var p : Shapes.standard().places(name)) {
            double torsion = p.torsion() + (p.tied().isEmpty() ? 0 : chi[p.tied().charAt(3) - '1']);
            at.add(TorsionTree.attach(at.get(atoms.indexOf(p.great())), at.get(atoms.indexOf(p.grand())),
                    at.get(atoms.indexOf(p.parent())), p.length(), p.angle(), torsion));
            atoms.add(p.atom());
            elements.add(p.atomicNumber());
        }
        var residue = new Residue(name, atoms, elements, flat(at), chi);
        double[] centre = backbone.centre(xyz, r);
        double radius = at.stream().mapToDouble(a -> Backbone.distance(a, centre)).max().orElse(0);
        return new Candidate(residue, cost, centre, radius);
    }

    private double[] point(int atom) { return new double[]{xyz[3 * atom], xyz[3 * atom + 1], xyz[3 * atom + 2]}; }

    private static double[] flat(List<double[]> points) {
        return points.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }

    private void anneal() {
        for (int r = 0; r < chosen.length; r++) chosen[r] = random.nextInt(candidates.get(r).size());
        for (int step = 0; step < STEPS; step++) {
            double temperature = 3 * Math.pow(0.01, (double) step / STEPS);
            int r = random.nextInt(chosen.length);
            if (candidates.get(r).size() < 2) continue;
            int other = random.nextInt(candidates.get(r).size());
            double gain = energy(r, chosen[r]) - energy(r, other);
            if (gain > 0 || random.nextDouble() < Math.exp(gain / temperature)) chosen[r] = other;
        }
    }

    private double energy(int r, int c) {
        var mine = candidates.get(r).get(c);
        double energy = mine.cost;
        for (int q = 0; q < chosen.length; q++) {
            if (q == r) continue;
            var other = candidates.get(q).get(chosen[q]);
            double reach = Math.min(REACH, mine.radius + other.radius + 4.5);
            if (Backbone.distance(mine.centre, other.centre) < reach)
                energy += pair(mine.residue, other.residue, Math.abs(q - r) == 1);
        }
        return energy;
    }

    /// Clashes and contacts of the side chain of `a` with all of `b`.
    private static double pair(Residue a, Residue b, boolean bonded) {
        double energy = 0;
        for (int i = 4; i < a.atoms.size(); i++)
            for (int j = 0; j < b.atoms.size(); j++) {
                if (bonded && i == 4 && j < 4) continue;
                double dx = a.xyz[3 * i] - b.xyz[3 * j], dy = a.xyz[3 * i + 1] - b.xyz[3 * j + 1],
                        dz = a.xyz[3 * i + 2] - b.xyz[3 * j + 2];
                double d2 = dx * dx + dy * dy + dz * dz;
                if (d2 > 25) continue;
                double d = Math.sqrt(d2), least = least(a.elements.get(i), b.elements.get(j));
                energy += d < least ? 6 * (least - d) * (least - d) * (1 + 4 * (least - d)) : CONTACT;
            }
        return energy;
    }

    private static double least(int a, int b) {
        boolean polarA = a == 7 || a == 8, polarB = b == 7 || b == 8;
        return polarA && polarB ? 2.8 : polarA || polarB ? 3.3 : 3.75;
    }
}
