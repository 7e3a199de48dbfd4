package ceres.pipeline.demo;

import ceres.chem.Dictionary;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Lbfgs;
import ceres.numerics.Parallel;
import ceres.restraint.BondGraph;
import ceres.restraint.GeometryTarget;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import java.util.ArrayList;
import java.util.List;

/// Gives a model good geometry near where it is: the restraints of its interpretation, and heavy atoms that keep the distance that
/// their hydrogens need.
final class Relaxation {
    private static final double SKIN = 0.5, REPULSION = 20;
    private static final int ROUNDS = 6;

    private record Pair(int i, int j, double least) {}

    private final Interpretation interpretation;
    private final GeometryTarget geometry;
    private final boolean contacts;
    private final double tether;
    private List<Pair> pairs = List.of();

    private Relaxation(Structure structure, ModelHeader header, boolean contacts, double tether) {
        this.interpretation = Interpreter.interpret(structure, header, Dictionary.standard(), InterpretOptions.DEFAULT);
        this.geometry = new GeometryTarget(interpretation.restraints());
        this.contacts = contacts;
        this.tether = tether;
    }

    /// @param contacts keep atoms apart; without it only what is bonded is put right
    /// @param tether pull of each atom to where it started, 1/A^2
    /// @param iterations minimiser steps
    static Structure relax(Structure structure, ModelHeader header, boolean contacts, double tether, int iterations) {
        var r = new Relaxation(structure, header, contacts, tether);
        double[] home = structure.atoms().xyz(), xyz = home.clone();
        try (var team = Parallel.single()) {
            for (int round = 0; round < ROUNDS; round++) {
                if (contacts) r.findPairs(xyz);
                Lbfgs.minimise((x, g) -> r.at(x, g, home, team), xyz, Lbfgs.Options.coordinates(iterations / ROUNDS, 0.3));
            }
        }
        return structure.withXyz(xyz);
    }

    private double at(double[] xyz, double[] gradient, double[] home, Parallel team) {
        java.util.Arrays.fill(gradient, 0);
        double energy = geometry.evaluate(xyz, gradient, team);
        for (int k = 0; k < xyz.length; k++) {
            energy += tether * (xyz[k] - home[k]) * (xyz[k] - home[k]);
            gradient[k] += 2 * tether * (xyz[k] - home[k]);
        }
        for (var p : pairs) energy += repel(p, xyz, gradient);
        return energy;
    }

    private static double repel(Pair p, double[] xyz, double[] gradient) {
        double d2 = Folding.distance2(xyz, p.i, p.j);
        if (d2 >= p.least * p.least) return 0;
        double d = Math.sqrt(d2), gap = d - p.least;
        for (int k = 0; k < 3; k++) {
            double pull = 2 * REPULSION * gap * (xyz[3 * p.i + k] - xyz[3 * p.j + k]) / Math.max(d, 1e-3);
            gradient[3 * p.i + k] += pull;
            gradient[3 * p.j + k] -= pull;
        }
        return REPULSION * gap * gap;
    }

    private void findPairs(double[] xyz) {
        var found = new ArrayList<Pair>();
        var cells = new CellList(xyz, 5);
        BondGraph bonds = interpretation.bonds();
        for (int i = 0; i < xyz.length / 3; i++) {
            int a = i;
            cells.near(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], 3.8 + SKIN, b -> {
                if (b > a && bonds.separation(a, b) > 3) found.add(new Pair(a, b, least(a, b)));
            });
        }
        pairs = found;
    }

    /// The least distance of two heavy atoms that are not bonded to each other or to neighbours, A: room for their hydrogens.
    private double least(int i, int j) {
        boolean a = polar(i), b = polar(j);
        double least = a && b ? 2.85 : a || b ? 3.35 : 3.75;
        return backbone(i) && backbone(j) ? 0.88 * least : least;
    }

    /// The turns of a helix and the strands of a sheet bring the atoms of the backbone closer than strangers come.
    private boolean backbone(int i) {
        return switch (interpretation.structure().atomName(i)) {
            case "N", "CA", "C", "O", "CB" -> true;
            default -> false;
        };
    }

    private boolean polar(int i) {
        int element = interpretation.structure().atoms().element()[i];
        return element == 7 || element == 8;
    }
}
