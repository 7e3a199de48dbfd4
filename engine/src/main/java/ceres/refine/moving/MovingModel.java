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
import java.util.Arrays;
import java.util.List;

/// The model as the refinement moves it: the heavy atoms of the input, and all hydrogens riding on them.
///
/// Atoms 0 to `heavyCount() - 1` are the heavy atoms in the order of the input, the rest are hydrogens. Composition is fixed; coordinates
/// are passed around as arrays of `3 * total()` doubles, of which the first `3 * heavyCount()` are free.
public final class MovingModel {
    private static final double WIDEST_BOND = 0.04, WIDEST_ANGLE = Math.toRadians(5);

    private final Interpretation interpretation;
    private final Structure heavy;
    private final int[] inputIndex;
    private final int[] heavyIndex;
    private final Restraints restraints;
    private final ResidueClass[] kind;
    private final HydrogenList hydrogens;
    private final RidingHydrogens riding;
    private final BondGraph bonds;
    private final char[] altloc;
    private final byte[] element;
    private final double[] radius;
    private final boolean[] donor, acceptor;
    private final byte[] charge;
    /// histidine nitrogens carry their hydrogen or not; false here means the hydrogen is not there
    private final boolean[] present;

    public MovingModel(Interpretation interpretation) {
        this.interpretation = interpretation;
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
        this.hydrogens = HydrogenList.of(heavy, kind, heavyBonds, this::genericPlans);
        this.riding = hydrogens.riding(n);
        int total = n + riding.size();
        this.bonds = withHydrogens(heavyBonds, total);
        this.altloc = new char[total];
        this.element = new byte[total];
        this.radius = new double[total];
        this.donor = new boolean[total];
        this.acceptor = new boolean[total];
        this.charge = new byte[total];
        this.present = new boolean[total];
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

    public int total() { return element.length; }

    /// Index in the input of heavy atom k.
    public int inputIndex(int k) { return inputIndex[k]; }

    Restraints restraints() { return restraints; }

    /// The restraints with the backbone ideals of these coordinates.
    public Restraints restraintsAt(double[] xyz) {
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

    public ResidueClass kind(int residue) { return kind[residue]; }

    public BondGraph bonds() { return bonds; }

    public RidingHydrogens riding() { return riding; }

    /// Residue of any atom, in [#heavy].
    public int residueOf(int a) { return heavy.residueOf(a < heavyCount() ? a : riding.carrier[a - heavyCount()]); }

    public String name(int a) { return a < heavyCount() ? heavy.atomName(a) : hydrogens.name(a - heavyCount()); }

    public char altloc(int a) { return altloc[a]; }

    public int element(int a) { return element[a]; }

    /// Numbers of the hydrogens that ride on any of these heavy atoms, ascending.
    public int[] hydrogensOn(int[] heavyAtoms) {
        return Arrays.stream(heavyAtoms).flatMap(a -> Arrays.stream(bonds.neighbour(), bonds.start()[a], bonds.start()[a + 1]))
                .map(a -> a - heavyCount()).filter(h -> h >= 0 && h < riding.size()).sorted().toArray();
    }

    public boolean isHydrogen(int a) { return a >= heavyCount(); }

    public double radius(int a) { return radius[a]; }

    public boolean donor(int a) { return donor[a]; }

    public boolean acceptor(int a) { return acceptor[a]; }

    public int charge(int a) { return charge[a]; }

    public boolean present(int a) { return present[a]; }

    public Mover mover(int hydrogen) { return hydrogens.mover(hydrogen); }

    /// True if the hydrogen is one of the two that a histidine ring may have.
    public boolean ofHistidine(int hydrogen) { return hydrogens.histidine(hydrogen); }

    /// Lets a histidine nitrogen carry its hydrogen, or accept one.
    public void protonate(int hydrogen, boolean there) {
        present[heavyCount() + hydrogen] = there;
        acceptor[riding.carrier[hydrogen]] = !there;
    }

    /// True if both can be there at once: no or the same alternate location.
    public boolean meet(int a, int b) { return altloc[a] == 0 || altloc[b] == 0 || altloc[a] == altloc[b]; }

    /// Coordinates of all atoms from those of the heavy atoms.
    ///
    /// @param heavyXyz at least 3 heavyCount() doubles, A
    /// @param xyz 3 total() doubles, written
    public void expand(double[] heavyXyz, double[] xyz, Parallel team) {
        if (heavyXyz != xyz) System.arraycopy(heavyXyz, 0, xyz, 0, 3 * heavyCount());
        riding.place(xyz, team);
    }

    /// The input's coordinates, expanded.
    public double[] start(Parallel team) {
        var xyz = new double[3 * total()];
        expand(heavy.atoms().xyz(), xyz, team);
        return xyz;
    }

    /// The heavy-atom structure at other coordinates and B factors.
    public Structure at(double[] xyz, double[] b) { return heavy.withXyz(Arrays.copyOf(xyz, 3 * heavyCount())).withB(b.clone()); }

    /// The name of hydrogen k and its residue, for output.
    HydrogenList hydrogens() { return hydrogens; }
}
