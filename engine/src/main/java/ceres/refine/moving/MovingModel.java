package ceres.refine.moving;

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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The model as the refinement moves it: the heavy atoms of the input, and all hydrogens riding on them.
///
/// Atoms 0 to `heavyCount() - 1` are the heavy atoms in the order of the input, the rest are hydrogens. Composition is fixed; coordinates
/// are passed around as arrays of `3 * total()` doubles, of which the first `3 * heavyCount()` are free.
///
/// A model that is one unit of something symmetric has images about it, which follow it ([Images]); they and their hydrogens come last of all.
public final class MovingModel {
    private static final double WIDEST_BOND = 0.04, WIDEST_ANGLE = Math.toRadians(5);

    private final Interpretation interpretation;
    private final Structure heavy, scene;
    private final int[] inputIndex;
    private final int[] heavyIndex;
    private final Restraints restraints;
    private final ResidueClass[] kind;
    private final HydrogenList hydrogens;
    private final RidingHydrogens riding;
    private final Images images;
    /// of each image atom, hydrogens included: the atom it is the image of, and the operator
    private final int[] imageOf, imageBy;
    private final BondGraph bonds;
    private final char[] altloc;
    private final byte[] element;
    private final double[] radius;
    private final boolean[] donor, acceptor;
    private final byte[] charge;
    /// histidine nitrogens carry their hydrogen or not; false here means the hydrogen is not there
    private final boolean[] present;

    public MovingModel(Interpretation interpretation) { this(interpretation, Images.NONE); }

    /// @param images of the heavy atoms in the order of the input
    public MovingModel(Interpretation interpretation, Images images) {
        this.interpretation = interpretation;
        this.images = images;
        Structure input = interpretation.structure();
        this.heavy = StructureBuilder.subset(input, a -> !input.isHydrogen(a));
        this.scene = images.size() == 0 ? heavy : withImages(heavy);
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
        this.hydrogens = HydrogenList.of(heavy, kind, heavyBonds, this::genericPlans);
        this.riding = hydrogens.riding(n);
        int own = n + riding.size();
        int[][] tail = withTheirHydrogens();
        this.imageOf = tail[0];
        this.imageBy = tail[1];
        this.bonds = withImages(withHydrogens(heavyBonds, own));
        this.altloc = new char[own];
        this.element = new byte[own];
        this.radius = new double[own];
        this.donor = new boolean[own];
        this.acceptor = new boolean[own];
        this.charge = new byte[own];
        this.present = new boolean[own];
        Arrays.fill(present, true);
        describeHeavy(n);
        describeHydrogens(n);
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
        int n = heavy.atomCount(), m = g.start()[n] / 2 + riding.size(), at = 0;
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
        return new BondGraph(total, Arrays.copyOf(i, at), Arrays.copyOf(j, at));
    }

    /// Sources and operators of the images, then of the hydrogens that ride on them.
    private int[][] withTheirHydrogens() {
        int n = heavy.atomCount(), m = images.size();
        var on = new ArrayList<List<Integer>>();
        for (int a = 0; a < n && m > 0; a++) on.add(new ArrayList<>());
        for (int k = 0; k < riding.size() && m > 0; k++) on.get(riding.carrier[k]).add(n + k);
        var of = new ArrayList<>(Arrays.stream(images.source()).boxed().toList());
        var by = new ArrayList<>(Arrays.stream(images.operator()).boxed().toList());
        for (int k = 0; k < m; k++)
            for (int h : on.get(images.source()[k])) {
                of.add(h);
                by.add(images.operator()[k]);
            }
        return new int[][]{of.stream().mapToInt(Integer::intValue).toArray(), by.stream().mapToInt(Integer::intValue).toArray()};
    }

    /// Images are bonded as what they are images of.
    private BondGraph withImages(BondGraph g) {
        if (imageOf.length == 0) return g;
        int own = g.atomCount();
        var at = new HashMap<Long, Integer>();
        for (int k = 0; k < imageOf.length; k++) at.put((long) imageBy[k] * own + imageOf[k], own + k);
        List<Integer> i = new ArrayList<>(), j = new ArrayList<>();
        for (int a = 0; a < own + imageOf.length; a++) {
            int source = a < own ? a : imageOf[a - own];
            for (int k = 0; k < g.degree(source); k++) {
                int b = a < own
                        ? g.neighbour(source, k)
                        : at.getOrDefault((long) imageBy[a - own] * own + g.neighbour(source, k), -1);
                if (b <= a) continue;
                i.add(a);
                j.add(b);
            }
        }
        return new BondGraph(own + imageOf.length, i.stream().mapToInt(Integer::intValue).toArray(),
                j.stream().mapToInt(Integer::intValue).toArray());
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

    public Interpretation interpretation() { return interpretation; }

    /// The heavy atoms with their input coordinates.
    public Structure heavy() { return heavy; }

    public int heavyCount() { return heavy.atomCount(); }

    public int total() { return element.length + imageOf.length; }

    public boolean isImage(int a) { return a >= element.length; }

    /// The atom itself, or the one it is the image of.
    private int own(int a) { return a < element.length ? a : imageOf[a - element.length]; }

    public Images images() { return images; }

    /// Where the heavy atoms of all copies are that the model stands for, its own first, A.
    public double[] everyCopy(double[] xyz) {
        double[] own = Arrays.copyOf(xyz, 3 * heavyCount());
        return DoubleStream.concat(Arrays.stream(own),
                images.operators().stream().flatMapToDouble(o -> Arrays.stream(o.apply(own)))).toArray();
    }

    /// What a pair of atoms counts for: half if one is an image, for there is another such pair or it is shared by two units; two images
    /// are not ours. What stands on an axis touches the units about it all alike, and each in full.
    public double share(int a, int b) {
        if (!isImage(a) && !isImage(b)) return 1;
        return isImage(a) && isImage(b) || stands(a) || stands(b) ? 0 : 0.5;
    }

    /// True if the atom, or the one that carries it, does not move ([Images#standing]).
    public boolean stands(int a) { return images.stands(carrier(own(a))); }

    /// Of each atom that a correlation may have to do with, in their order: the heavy atom it is or is the image of, -1 for hydrogens.
    /// These are the heavy atoms, and all atoms where there are images.
    public int[] scatterers() {
        return IntStream.range(0, images.size() == 0 ? heavyCount() : total()).map(a -> own(a) < heavyCount() ? own(a) : -1)
                .toArray();
    }

    /// Index in the input of heavy atom k.
    public int inputIndex(int k) { return inputIndex[k]; }

    Restraints restraints() { return restraints; }

    /// The restraints with the backbone ideals of these coordinates, and hydrogen bonds to images.
    public Restraints restraintsAt(double[] xyz) {
        double[] all = interpretation.structure().atoms().xyz().clone();
        for (int k = 0; k < inputIndex.length; k++) System.arraycopy(xyz, 3 * k, all, 3 * inputIndex[k], 3);
        var own = RestraintSelection.of(interpretation.cdl().refresh(interpretation.restraints(), all), heavyIndex);
        return images.bonded(capped(own), element.length);
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

    public ResidueClass kind(int residue) { return kind[residue]; }

    public BondGraph bonds() { return bonds; }

    public RidingHydrogens riding() { return riding; }

    /// Residue of any atom, in [#heavy]; of an image that of its source.
    public int residueOf(int a) { return heavy.residueOf(carrier(own(a))); }

    private int carrier(int own) { return own < heavyCount() ? own : riding.carrier[own - heavyCount()]; }

    public String name(int a) {
        int own = own(a);
        return own < heavyCount() ? heavy.atomName(own) : hydrogens.name(own - heavyCount());
    }

    public char altloc(int a) { return altloc[own(a)]; }

    public int element(int a) { return element[own(a)]; }

    /// Numbers of the hydrogens that ride on any of these heavy atoms, ascending.
    public int[] hydrogensOn(int[] heavyAtoms) {
        return Arrays.stream(heavyAtoms).flatMap(a -> Arrays.stream(bonds.neighbour(), bonds.start()[a], bonds.start()[a + 1]))
                .map(a -> a - heavyCount()).filter(h -> h >= 0 && h < riding.size()).sorted().toArray();
    }

    public boolean isHydrogen(int a) { return own(a) >= heavyCount(); }

    public double radius(int a) { return radius[own(a)]; }

    public boolean donor(int a) { return donor[own(a)]; }

    public boolean acceptor(int a) { return acceptor[own(a)]; }

    public int charge(int a) { return charge[own(a)]; }

    public boolean present(int a) { return present[own(a)]; }

    public Mover mover(int hydrogen) { return hydrogens.mover(hydrogen); }

    /// True if the hydrogen is one of the two that a histidine ring may have.
    public boolean ofHistidine(int hydrogen) { return hydrogens.histidine(hydrogen); }

    /// Lets a histidine nitrogen carry its hydrogen, or accept one.
    public void protonate(int hydrogen, boolean there) {
        present[heavyCount() + hydrogen] = there;
        acceptor[riding.carrier[hydrogen]] = !there;
    }

    /// True if both can be there at once: no or the same alternate location.
    public boolean meet(int a, int b) { return altloc(a) == 0 || altloc(b) == 0 || altloc(a) == altloc(b); }

    /// Coordinates of all atoms from those of the heavy atoms.
    ///
    /// @param heavyXyz at least 3 heavyCount() doubles, A
    /// @param xyz 3 total() doubles, written
    public void expand(double[] heavyXyz, double[] xyz, Parallel team) {
        if (heavyXyz != xyz) System.arraycopy(heavyXyz, 0, xyz, 0, 3 * heavyCount());
        follow(xyz, team);
    }

    /// Places everything that follows the heavy atoms: hydrogens, and images with theirs.
    public void follow(double[] xyz, Parallel team) {
        riding.place(xyz, team);
        followImages(xyz);
    }

    /// Places the images of heavy atoms and hydrogens as they stand.
    public void followImages(double[] xyz) {
        for (int k = 0; k < imageOf.length; k++)
            Images.place(images.operators().get(imageBy[k]), xyz, imageOf[k], element.length + k);
    }

    /// Passes the gradient of all that follows to the heavy atoms, and leaves it 0; that of atoms that stand is dropped.
    public void pullBack(double[] xyz, double[] gradient, Parallel team) {
        for (int k = 0; k < imageOf.length; k++)
            Images.pullBack(images.operators().get(imageBy[k]), gradient, element.length + k, imageOf[k]);
        riding.pullBack(xyz, gradient, team);
        for (int a : images.standing()) Arrays.fill(gradient, 3 * a, 3 * a + 3, 0);
    }

    /// The input's coordinates, expanded.
    public double[] start(Parallel team) {
        var xyz = new double[3 * total()];
        expand(heavy.atoms().xyz(), xyz, team);
        return xyz;
    }

    /// The heavy-atom structure at other coordinates and B factors.
    public Structure at(double[] xyz, double[] b) { return heavy.withXyz(Arrays.copyOf(xyz, 3 * heavyCount())).withB(b.clone()); }

    /// The heavy atoms at other coordinates and B factors, and the images of heavy atoms after them: for maps and masks.
    ///
    /// @param xyz 3 total() doubles
    public Structure scene(double[] xyz, double[] b) {
        int n = heavyCount(), m = images.size();
        if (m == 0) return at(xyz, b);
        double[] place = Arrays.copyOf(xyz, 3 * (n + m)), u = Arrays.copyOf(b, n + m);
        System.arraycopy(xyz, 3 * element.length, place, 3 * n, 3 * m);
        for (int k = 0; k < m; k++) u[n + k] = b[imageOf[k]];
        return scene.withXyz(place).withB(u);
    }

    private Structure withImages(Structure own) {
        var builder = new StructureBuilder();
        for (int c = 0; c < own.chainCount(); c++) {
            builder.chain(own.authChain(c), own.chains().labelId()[c], own.chains().entity()[c]);
            for (int r = own.residueStart(c); r < own.residueEnd(c); r++) {
                builder.newResidue(own.residueName(r), own.seq(r), own.icode(r), own.residues().labelSeq()[r],
                        own.residues().hetero()[r]);
                for (int a = own.atomStart(r); a < own.atomEnd(r); a++) builder.copyAtom(own, a);
            }
        }
        builder.chain("", "images", "").newResidue("UNK", 1, '\0', 0, true);
        for (int a : images.source()) builder.copyAtom(own, a);
        return builder.build();
    }

    /// The name of hydrogen k and its residue, for output.
    HydrogenList hydrogens() { return hydrogens; }
}
