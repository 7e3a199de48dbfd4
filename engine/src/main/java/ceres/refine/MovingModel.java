package ceres.refine;

import ceres.chem.ContactRadii;
import ceres.chem.GenericHydrogens;
import ceres.chem.HydrogenGeometry;
import ceres.chem.HydrogenGeometry.Length;
import ceres.chem.HydrogenGeometry.Mover;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.restraint.BondGraph;
import ceres.restraint.Interpretation;
import ceres.restraint.Restraints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// The model as the refinement moves it: the heavy atoms of the input, and all hydrogens riding on them.
///
/// Atoms 0 to `heavyCount() - 1` are the heavy atoms in the order of the input, the rest are hydrogens. Composition is fixed; coordinates
/// are passed around as arrays of `3 * total()` doubles, of which the first `3 * freeHeavy()` are free. That is all heavy atoms, unless
/// the model has [Surroundings]: then images and their hydrogens (the last of all) follow the free ones, and what stands still stands.
final class MovingModel {
    private static final double WIDEST_BOND = 0.04, WIDEST_ANGLE = Math.toRadians(5);

    private final Interpretation interpretation;
    private final Structure heavy;
    private final int[] inputIndex;
    private final int[] heavyIndex;
    private final Restraints restraints;
    private final ResidueClass[] kind;
    private final HydrogenList hydrogens;
    private final RidingHydrogens riding;
    private final Surroundings surroundings;
    private final int free, freeResidues;
    /// of each hydrogen of an image: the atom that carries it, and the hydrogen it is the image of
    private final int[] imageCarrier, imageOf;
    private final BondGraph bonds;
    private final char[] altloc;
    private final byte[] element;
    private final double[] radius;
    private final boolean[] donor, acceptor;
    private final byte[] charge;
    private final boolean[] moves;
    private final double[] contactWeight;
    /// histidine nitrogens carry their hydrogen or not; false here means the hydrogen is not there
    private final boolean[] present;

    MovingModel(Interpretation interpretation) { this(interpretation, Surroundings.NONE); }

    /// @param surroundings of the heavy atoms in the order of the input, free ones and residues first
    MovingModel(Interpretation interpretation, Surroundings surroundings) {
        this.interpretation = interpretation;
        this.surroundings = surroundings;
        Structure input = interpretation.structure();
        this.heavy = StructureBuilder.subset(input, a -> !input.isHydrogen(a));
        int n = heavy.atomCount();
        this.inputIndex = new int[n];
        this.heavyIndex = new int[input.atomCount()];
        Arrays.fill(heavyIndex, -1);
        for (int a = 0, k = 0; a < input.atomCount(); a++)
            if (!input.isHydrogen(a)) {
                inputIndex[k] = a;
                heavyIndex[a] = k++;
            }
        this.restraints = RestraintSelection.of(interpretation.restraints(), heavyIndex);
        var heavyBonds = RestraintSelection.of(interpretation.bonds(), heavyIndex, n);
        this.kind = new ResidueClass[heavy.residueCount()];
        for (int r = 0; r < kind.length; r++) kind[r] = classOf(r);
        this.free = Math.min(n, surroundings.free());
        this.freeResidues = free == n ? heavy.residueCount() : heavy.residueOf(free);
        this.hydrogens = HydrogenList.of(heavy, kind, heavyBonds, this::genericPlans,
                r -> !surroundings.isImage(heavy.atomStart(r)));
        this.riding = hydrogens.riding(n);
        int[][] images = hydrogensOfImages(n);
        this.imageCarrier = images[0];
        this.imageOf = images[1];
        int total = n + riding.size() + imageOf.length;
        this.bonds = withHydrogens(heavyBonds, total);
        this.altloc = new char[total];
        this.element = new byte[total];
        this.radius = new double[total];
        this.donor = new boolean[total];
        this.acceptor = new boolean[total];
        this.charge = new byte[total];
        this.present = new boolean[total];
        this.moves = new boolean[total];
        this.contactWeight = new double[total];
        Arrays.fill(present, true);
        describeHeavy(n);
        describeHydrogens(n);
        describeImages(n);
    }

    /// Carriers and sources of the hydrogens that images have because their sources have them.
    private int[][] hydrogensOfImages(int n) {
        var of = new HashMap<Integer, List<Integer>>();
        for (int k = 0; k < riding.size(); k++) of.computeIfAbsent(riding.carrier[k], c -> new ArrayList<>()).add(n + k);
        List<Integer> carrier = new ArrayList<>(), source = new ArrayList<>();
        for (int a = free; a < n; a++)
            if (surroundings.isImage(a))
                for (int h : of.getOrDefault(surroundings.source()[a - free], List.of())) {
                    carrier.add(a);
                    source.add(h);
                }
        return new int[][]{carrier.stream().mapToInt(Integer::intValue).toArray(),
            source.stream().mapToInt(Integer::intValue).toArray()};
    }

    private void describeImages(int n) {
        int first = n + riding.size();
        for (int j = 0; j < imageOf.length; j++) {
            int a = first + j, h = imageOf[j];
            altloc[a] = altloc[h];
            element[a] = 1;
            radius[a] = radius[h];
            donor[a] = donor[h];
            acceptor[a] = acceptor[h];
            charge[a] = charge[h];
        }
        for (int a = 0; a < total(); a++) {
            int carrier = carrier(a);
            moves[a] = carrier < free;
            contactWeight[a] = moves[a] ? 1 : surroundings.weightOfContact(carrier - free);
        }
    }

    /// The heavy atom that carries an atom: itself if it is one.
    private int carrier(int a) {
        int n = heavyCount(), m = riding.size();
        return a < n ? a : a < n + m ? riding.carrier[a - n] : imageCarrier[a - n - m];
    }

    private ResidueClass classOf(int residue) {
        Structure input = interpretation.structure();
        int r = input.residueOf(inputIndex[heavy.atomStart(residue)]);
        return ResidueClass.of(heavy.residueName(residue), interpretation.component(r).map(c -> c.type()).orElse(""));
    }

    private List<HydrogenGeometry.Plan> genericPlans(int residue) {
        int r = interpretation.structure().residueOf(inputIndex[heavy.atomStart(residue)]);
        return interpretation.component(r).map(GenericHydrogens::plans).orElse(List.of());
    }

    private BondGraph withHydrogens(BondGraph g, int total) {
        int n = heavy.atomCount(), m = g.start()[n] / 2 + riding.size() + imageOf.length, at = 0;
        var i = new int[m];
        var j = new int[m];
        for (int a = 0; a < n; a++)
            for (int s = g.start()[a]; s < g.start()[a + 1]; s++)
                if (g.neighbour()[s] > a) {
                    i[at] = a;
                    j[at++] = g.neighbour()[s];
                }
        for (int k = 0; k < riding.size(); k++) {
            i[at] = riding.carrier[k];
            j[at++] = n + k;
        }
        for (int k = 0; k < imageOf.length; k++) {
            i[at] = imageCarrier[k];
            j[at++] = n + riding.size() + k;
        }
        return new BondGraph(total, Arrays.copyOf(i, at), Arrays.copyOf(j, at));
    }

    private void describeHeavy(int n) {
        for (int a = 0; a < n; a++) {
            int r = heavy.residueOf(a);
            boolean carries = false;
            for (int s = 0; s < bonds.degree(a); s++) carries |= bonds.neighbour(a, s) >= n;
            var contact = ContactRadii.standard().heavy(heavy.residueName(r), kind[r], heavy.atomName(a),
                    heavy.atoms().element()[a], carries, Length.ELECTRON_CLOUD);
            altloc[a] = heavy.altloc(a);
            element[a] = heavy.atoms().element()[a];
            set(a, contact);
            // a histidine nitrogen may lose its hydrogen and accept then; see histidine()
            if (carries && element[a] == 7 && heavy.residueName(r).equals("HIS") && !heavy.atomName(a).equals("N"))
                acceptor[a] = false;
        }
    }

    private void describeHydrogens(int n) {
        for (int k = 0; k < riding.size(); k++) {
            int carrier = riding.carrier[k], r = heavy.residueOf(carrier), a = n + k;
            altloc[a] = hydrogens.altloc(k);
            element[a] = 1;
            set(a, ContactRadii.standard().hydrogen(heavy.residueName(r), kind[r], hydrogens.name(k), heavy.atomName(carrier),
                    element[carrier], Length.ELECTRON_CLOUD));
        }
    }

    private void set(int a, ContactRadii.Contact contact) {
        radius[a] = contact.radius();
        donor[a] = contact.donor();
        acceptor[a] = contact.acceptor();
        charge[a] = (byte) contact.charge();
    }

    Interpretation interpretation() { return interpretation; }

    /// The heavy atoms with their input coordinates.
    Structure heavy() { return heavy; }

    /// Those of them that move, with their input coordinates.
    Structure free() { return free == heavy.atomCount() ? heavy : StructureBuilder.subset(heavy, a -> a < free); }

    int heavyCount() { return heavy.atomCount(); }

    int total() { return element.length; }

    /// Index in the input of heavy atom k.
    int inputIndex(int k) { return inputIndex[k]; }

    Restraints restraints() { return restraints; }

    /// The restraints with the backbone ideals of these coordinates.
    Restraints restraintsAt(double[] xyz) {
        double[] all = interpretation.structure().atoms().xyz().clone();
        for (int k = 0; k < inputIndex.length; k++) System.arraycopy(xyz, 3 * k, all, 3 * inputIndex[k], 3);
        return capped(RestraintSelection.of(interpretation.cdl().refresh(interpretation.restraints(), all), heavyIndex));
    }

    /// The library gives rare conformations sigmas from a handful of residues, as wide as 0.16 A; such a bond would not be held at all.
    private static Restraints capped(Restraints r) {
        return r.withIdeals(r.bonds().ideal(), capped(r.bonds().sigma(), r.bonds().origin(), WIDEST_BOND), r.angles().ideal(),
                capped(r.angles().sigma(), r.angles().origin(), WIDEST_ANGLE));
    }

    private static double[] capped(double[] sigma, Restraints.Origin[] origin, double most) {
        double[] capped = sigma.clone();
        for (int k = 0; k < capped.length; k++)
            if (origin[k].isCovalent()) capped[k] = Math.min(capped[k], most);
        return capped;
    }

    ResidueClass kind(int residue) { return kind[residue]; }

    BondGraph bonds() { return bonds; }

    RidingHydrogens riding() { return riding; }

    /// Residue of any atom, in [#heavy].
    int residueOf(int a) { return heavy.residueOf(carrier(a)); }

    String name(int a) {
        int n = heavyCount(), m = riding.size();
        return a < n ? heavy.atomName(a) : hydrogens.name((a < n + m ? a : imageOf[a - n - m]) - n);
    }

    /// Number of heavy atoms that move; they come first.
    int freeHeavy() { return free; }

    /// Number of residues that move; they come first.
    int freeResidues() { return freeResidues; }

    /// True if the atom moves by itself, or with the heavy atom that carries it.
    boolean moves(int a) { return moves[a]; }

    /// What a contact of the two counts for: 1, or less if one of them is part of the surroundings; 0 if both are.
    double contactWeight(int a, int b) { return moves[a] || moves[b] ? contactWeight[a] * contactWeight[b] : 0; }

    Surroundings surroundings() { return surroundings; }

    /// Hydrogens of images: numbers from `riding().size()` on.
    int imageHydrogens() { return imageOf.length; }

    char altloc(int a) { return altloc[a]; }

    int element(int a) { return element[a]; }

    /// Numbers of the hydrogens that ride on any of these heavy atoms, ascending.
    int[] hydrogensOn(int[] heavyAtoms) {
        return Arrays.stream(heavyAtoms).flatMap(a -> Arrays.stream(bonds.neighbour(), bonds.start()[a], bonds.start()[a + 1]))
                .map(a -> a - heavyCount()).filter(h -> h >= 0 && h < riding.size()).sorted().toArray();
    }

    boolean isHydrogen(int a) { return a >= heavyCount(); }

    double radius(int a) { return radius[a]; }

    boolean donor(int a) { return donor[a]; }

    boolean acceptor(int a) { return acceptor[a]; }

    int charge(int a) { return charge[a]; }

    boolean present(int a) { return present[a]; }

    Mover mover(int hydrogen) { return hydrogens.mover(hydrogen); }

    /// True if the hydrogen is one of the two that a histidine ring may have.
    boolean ofHistidine(int hydrogen) { return hydrogens.histidine(hydrogen); }

    /// Lets a histidine nitrogen carry its hydrogen, or accept one.
    void protonate(int hydrogen, boolean there) {
        present[heavyCount() + hydrogen] = there;
        acceptor[riding.carrier[hydrogen]] = !there;
    }

    /// True if both can be there at once: no or the same alternate location.
    boolean meet(int a, int b) { return altloc[a] == 0 || altloc[b] == 0 || altloc[a] == altloc[b]; }

    /// Coordinates of all atoms from those of the heavy atoms.
    ///
    /// @param heavyXyz at least 3 freeHeavy() doubles, A
    /// @param xyz 3 total() doubles, written
    void expand(double[] heavyXyz, double[] xyz, Parallel team) {
        if (heavyXyz != xyz) System.arraycopy(heavyXyz, 0, xyz, 0, 3 * free);
        for (int k = 0; k < surroundings.size(); k++) {
            int source = surroundings.source()[k];
            if (source >= 0) surroundings.image(surroundings.operator()[k], xyz, source, free + k);
            else
                System.arraycopy(heavy.atoms().xyz(), 3 * (free + k), xyz, 3 * (free + k), 3);
        }
        riding.place(xyz, team);
        follow(xyz);
    }

    /// Puts the hydrogens of images where those of their sources are, and lets them be there if they are.
    void follow(double[] xyz) {
        int first = heavyCount() + riding.size();
        for (int j = 0; j < imageOf.length; j++) {
            int h = imageOf[j], carrier = imageCarrier[j];
            surroundings.image(surroundings.operator()[carrier - free], xyz, h, first + j);
            present[first + j] = present[h];
            acceptor[carrier] = acceptor[surroundings.source()[carrier - free]];
        }
    }

    /// Passes the gradient of everything that follows to the free heavy atoms, and leaves it 0; that of what stands still is dropped.
    void pullBack(double[] xyz, double[] gradient) {
        int first = heavyCount() + riding.size();
        for (int j = 0; j < imageOf.length; j++)
            surroundings.back(surroundings.operator()[imageCarrier[j] - free], gradient, first + j, imageOf[j]);
        riding.pullBack(xyz, gradient);
        for (int k = 0; k < surroundings.size(); k++) {
            int source = surroundings.source()[k];
            if (source >= 0) surroundings.back(surroundings.operator()[k], gradient, free + k, source);
            else
                Arrays.fill(gradient, 3 * (free + k), 3 * (free + k) + 3, 0);
        }
    }

    /// The input's coordinates, expanded.
    double[] start(Parallel team) {
        var xyz = new double[3 * total()];
        expand(heavy.atoms().xyz(), xyz, team);
        return xyz;
    }

    /// The heavy-atom structure at other coordinates and B factors.
    Structure at(double[] xyz, double[] b) { return heavy.withXyz(Arrays.copyOf(xyz, 3 * heavyCount())).withB(b.clone()); }

    /// The free ones of them.
    Structure freeAt(double[] xyz, double[] b) {
        Structure all = at(xyz, b);
        return free == heavyCount() ? all : StructureBuilder.subset(all, a -> a < free);
    }

    /// The name of hydrogen k and its residue, for output.
    HydrogenList hydrogens() { return hydrogens; }
}
