package ceres.validate.hydrogen;

import ceres.validate.contact.ContactModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which nitrogens of a histidine carry a hydrogen.
final class RingProtonation implements Freedom {
    /// What the doubly protonated ring loses against the others: Reduce's penalty.
    private static final double BOTH = 0.05;

    private final ContactModel model;
    private final DotScore scorer;
    private final int[] ring;
    private final int nd1, ne2, hd1, he2;
    private final int[][] excluded;
    private final int[][] near;
    private final List<boolean[]> states = new ArrayList<>();
    private int state;

    /// @param ring the atoms that score: ND1, CD2, CE1, NE2 and their hydrogens
    /// @param nd1 index of the nitrogen; likewise the others
    /// @param hd1 -1 if a metal or a bond holds the place; likewise he2
    RingProtonation(ContactModel model, DotScore scorer, int[] ring, int nd1, int ne2, int hd1, int he2, int[][] near) {
        this.model = model;
        this.scorer = scorer;
        this.ring = ring;
        this.nd1 = nd1;
        this.ne2 = ne2;
        this.hd1 = hd1;
        this.he2 = he2;
        this.near = near;
        this.excluded = Arrays.stream(ring).mapToObj(model::excluded).toArray(int[][]::new);
        if (he2 >= 0) states.add(new boolean[]{false, true});
        if (hd1 >= 0) states.add(new boolean[]{true, false});
        if (hd1 >= 0 && he2 >= 0) states.add(new boolean[]{true, true});
        if (states.isEmpty()) states.add(new boolean[]{false, false});
        set(0);
    }

    @Override
    public int states() { return states.size(); }

    @Override
    public void set(int to) {
        state = to;
        put(nd1, hd1, states.get(to)[0]);
        put(ne2, he2, states.get(to)[1]);
    }

    private void put(int nitrogen, int hydrogen, boolean present) {
        if (hydrogen >= 0) model.atoms().setAbsent(hydrogen, !present);
        model.setAcceptor(nitrogen, !present);
    }

    @Override
    public double score() {
        double sum = states.get(state)[0] && states.get(state)[1] ? -BOTH : 0;
        for (int k = 0; k < ring.length; k++)
            if (!model.atoms().isAbsent(ring[k])) sum += scorer.of(ring[k], excluded[k], near[k]);
        return sum;
    }

    @Override
    public void refine() {}

    @Override
    public int[] centres() { return new int[]{nd1, ne2}; }

    @Override
    public int[] scored() { return ring; }

    @Override
    public int[] changing() { return Arrays.stream(new int[]{nd1, ne2, hd1, he2}).filter(a -> a >= 0).toArray(); }

    @Override
    public double reach() { return 2.0; }
}
