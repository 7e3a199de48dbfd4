package ceres.refine;

import ceres.refine.density.DensityBox;
import ceres.refine.density.DensityTarget;
import ceres.refine.density.ParticleMesh;
import ceres.refine.density.Scatterers;
import ceres.refine.density.ShellErrors;
import ceres.refine.density.ShellLikelihood;
import ceres.refine.density.ShellWeights;
import ceres.refine.moving.Backbone;
import ceres.refine.moving.Carbonyls;
import ceres.refine.moving.Images;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.SideChains;
import ceres.refine.quality.Hydrogens;
import ceres.refine.quality.Quality;
import ceres.refine.quality.QualityCheck;
import ceres.refine.placement.Body;
import ceres.refine.quality.Unseen;
import ceres.refine.energy.Contacts;
import ceres.refine.energy.Energy;
import ceres.refine.symmetry.NcsConstraints;
import ceres.refine.symmetry.NcsRule;
import ceres.refine.energy.InputDistances;
import ceres.refine.energy.Likelihood;
import ceres.refine.energy.MapTerm;
import ceres.refine.energy.RamachandranTarget;
import ceres.refine.energy.SecondaryTorsions;
import ceres.refine.energy.TorsionTarget;
import ceres.chem.RotamerTables;
import ceres.density.MapBox;
import ceres.density.MolecularMask;
import ceres.numerics.Lbfgs;
import ceres.model.SecondaryStructure;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.restraint.GeometryTarget;
import ceres.restraint.Restraints;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The steps that a refinement is made of, on one state: coordinates and B factors. What comes when is [Refinement]'s.
final class Refiner {
    private static final double TRUST = 0.3;
    private static final double[] COMMON_B = {20, 40, 80, 160, 320};
    private static final double LEVEL_RATIO = 3;
    private static final int MOST_VOXELS = 2_000_000;
    /// rotamer value of a side chain far from the outliers
    private static final double COMMON = 0.1;
    /// radius of the soft mask in which shells are compared, A
    private static final double SOFT_MASK = 3;

    final MovingModel model;
    final Contacts contacts;
    final Hydrogens hydrogens;
    final Backbone backbone;
    final SideChains sideChains;
    final Carbonyls carbonyls;
    final QualityCheck check;
    final DensityBox box;
    final Scatterers scatterers;
    private final BFactors bFactors;
    final NcsConstraints ncs;
    final Parallel team;
    /// all atoms, hydrogens placed; A
    double[] xyz;
    /// heavy atoms, A^2
    double[] b;
    /// heavy atoms
    double[] occupancy;
    Restraints restraints;
    /// stretches without density, held in place
    private Unseen unseen;
    /// of the input's shape, where the map is too poor to show it
    private final InputDistances reference;
    private final boolean holdsSecondary;
    private @Nullable SecondaryTorsions secondary;
    /// how strongly each residue of the backbone feels the Ramachandran potential; less than 1 where the map supports an outlier
    final double[] pull;
    /// side chains whose outlier the map supports: held where they are, not drawn to a rotamer
    final boolean[] supportedRotamer;
    /// how much the map counts in each residue
    final LocalWeights weights;
    private final boolean meshIsCheap;
    private boolean mapRules;

    Refiner(RefinementProblem problem, Parallel team) { this(problem, team, NcsRule.NONE); }

    Refiner(RefinementProblem problem, Parallel team, NcsRule symmetry) { this(problem, team, symmetry, Images.NONE); }

    /// @param images of the heavy atoms of the model
    Refiner(RefinementProblem problem, Parallel team, NcsRule symmetry, Images images) {
        this.team = team;
        this.model = new MovingModel(problem.interpretation(), images);
        this.contacts = new Contacts(model);
        this.hydrogens = new Hydrogens(model, contacts);
        this.backbone = new Backbone(model);
        this.sideChains = new SideChains(model);
        this.xyz = model.start(team);
        this.b = model.heavy().atoms().b().clone();
        this.box = new DensityBox(problem.map(), model.scene(xyz, b), model.heavyCount(), problem.resolution(), team);
        this.meshIsCheap = (images.operators().isEmpty()
                ? box.mesh().grid().voxels()
                : box.meshVoxels(model.everyCopy(xyz))) <= MOST_VOXELS;
        this.scatterers = new Scatterers(model.heavy(), model.scatterers(), box.shape());
        this.bFactors = new BFactors(model, box, scatterers,
                BFactorGroups.of(model, problem.parameters().bFactorModel(), problem.resolution()));
        this.ncs = new NcsConstraints(model.heavy(), symmetry);
        this.occupancy = model.heavy().atoms().occupancy().clone();
        this.carbonyls = new Carbonyls(model.heavy(), backbone);
        this.check = new QualityCheck(model, contacts, hydrogens, backbone, sideChains, carbonyls);
        this.pull = new double[backbone.sites().size()];
        Arrays.fill(pull, 1);
        this.supportedRotamer = new boolean[sideChains.sites().size()];
        this.weights = new LocalWeights(model.heavy());
        this.unseen = Unseen.none(model.heavy());
        this.reference = problem.parameters().inputDistances() && Schedule.poor(problem.resolution())
                ? InputDistances.of(model, xyz)
                : InputDistances.none();
        this.holdsSecondary = problem.parameters().secondaryStructureTorsions();
        this.restraints = together();
        hydrogens.settle(xyz, team);
    }

    /// Goes to another state.
    void restore(double[] heavyXyz, double[] bFactors, double[] occupancies) {
        b = bFactors.clone();
        occupancy = occupancies.clone();
        scatterers.occupancies(occupancy);
        model.expand(heavyXyz, xyz, team);
        restraints = together();
        hydrogens.settle(xyz, team);
    }

    /// Finds the stretches that the map does not show, and holds them where they are from now on.
    Unseen findUnseen() {
        var density = new double[model.heavyCount()];
        for (int a = 0; a < density.length; a++) density[a] = box.spline().at(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2]);
        return hold(Unseen.of(model, density, a -> !box.shows(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2]), xyz));
    }

    /// Holds what another refiner of the same model holds.
    Unseen hold(Unseen u) {
        unseen = u;
        restraints = together();
        return u;
    }

    Unseen unseen() { return unseen; }

    /// Restrains as another refiner of the same model does: what the map does not show, how much it counts in each residue, and the outliers that
    /// it supports.
    void restrainAs(Refiner other) {
        System.arraycopy(other.pull, 0, pull, 0, pull.length);
        System.arraycopy(other.supportedRotamer, 0, supportedRotamer, 0, supportedRotamer.length);
        System.arraycopy(other.weights.lambda, 0, weights.lambda, 0, weights.lambda.length);
        hold(other.unseen);
    }

    /// Finds helices and strands as the model stands, whose torsions are held from now on, where that is asked for.
    void decideSecondary() {
        if (!holdsSecondary) return;
        secondary = SecondaryTorsions.of(model, backbone, SecondaryStructure.of(model.at(xyz, b)), box.resolution());
    }

    /// What holds the model together where it stands.
    private Restraints together() { return reference.with(unseen.hold(model.restraintsAt(xyz))); }

    /// Quality of the present coordinates, hydrogens settled.
    Quality quality() { return check.of(xyz, restraints, team); }

    /// The restraints, stiffer where the map has bent the model.
    Restraints held() { return weights.stiffen(restraints); }

    /// After a minimisation: lets the map count less where it has bent the model.
    void adapt() { weights.adjust(xyz, restraints); }

    private void mask() { box.mask(model.scene(xyz, b), model.heavyCount(), team); }

    /// The correlation in the mask of the present state.
    double correlation() {
        mask();
        box.levels(scatterers.effective(b), 1.5);
        return box.mesh().correlate(scatterers.size(), xyz, scatterers.lnB(b), scatterers.weight, ParticleMesh.Slopes.NONE,
                team);
    }

    /// Weighs the shells of the target as the model now stands.
    void weigh() { if (correlation() > 0) box.weigh(new ShellWeights(errors()), team); }

    /// How much likelier the map is with atoms in other places, from the model as it now stands; empty if it does not fit at all.
    Optional<ShellLikelihood> shellLikelihood() {
        if (!(correlation() > 0)) return Optional.empty();
        box.release();
        return Optional
                .of(new ShellLikelihood(errors(), box, box.mesh().modelMap(), xyz, scatterers.lnB(b), scatterers.weight, team));
    }

    /// By shells, inside the soft mask; the model map must be there.
    private ShellErrors errors() {
        var grid = box.mesh().grid();
        float[] soft = MolecularMask.soft(MapBox.inside(model.at(xyz, b), grid), grid, SOFT_MASK, team).values();
        return ShellErrors.within(soft, box.meshValues(), box.mesh().modelMap(), grid, box.resolution(), team);
    }

    /// The correlation in the mask with the best B factor that all atoms could have in common: unlike B factors of their own, one cannot
    /// explain a wrong place away.
    double correlationWithOneB() {
        mask();
        return Arrays.stream(COMMON_B).map(this::correlationWith).max().orElseThrow();
    }

    /// The same for each body, in the mask of its own atoms; all atoms are there.
    double[] correlationsWithOneB(List<Body> bodies) {
        if (bodies.isEmpty()) return new double[0];
        Structure heavy = model.at(xyz, b);
        correlationWith(commonB());
        return bodies.stream().mapToDouble(body -> box.correlation(body.of(heavy), team)).toArray();
    }

    /// The best B factor that all atoms could have in common, A^2.
    double commonB() {
        mask();
        double best = -2, common = COMMON_B[0];
        for (double one : COMMON_B) {
            double cc = correlationWith(one);
            if (cc > best) common = one;
            best = Math.max(best, cc);
        }
        return common;
    }

    private double correlationWith(double commonB) {
        var one = new double[b.length];
        Arrays.fill(one, commonB);
        box.levels(scatterers.effective(one), 1.5);
        return box.mesh().correlate(scatterers.size(), xyz, scatterers.lnB(one), scatterers.weight, ParticleMesh.Slopes.NONE,
                team);
    }

    void refineB(double weight, int iterations) {
        mask();
        b = bFactors.refine(xyz, b, weight, iterations, team);
        ncs.average(b);
    }

    /// Before a minimisation: hydrogens turned, ideals of the backbone looked up for where it stands.
    void prepare() {
        ncs.impose(xyz);
        hydrogens.settle(xyz, team);
        restraints = together();
        contacts.list(xyz, team);
    }

    /// Minimises the energy from the present state.
    ///
    /// @param density weight of the density at the atoms, 0 for none
    /// @param correlation least weight of the correlation, 0 for none: where the map fits so well that the likelihood pulls harder, that
    ///        counts ([Likelihood]), less only by as much as this weight is below the schedule's
    /// @return iterations taken
    int minimise(Schedule schedule, Contacts.Strength strength, double density, double correlation, int iterations) {
        MapTerm map = correlation > 0 ? mapTerm(schedule, correlation) : null;
        var energy = energy(schedule, strength, density, map);
        double[] x = Arrays.copyOf(xyz, 3 * model.heavyCount());
        var result = Lbfgs.minimise(energy, x, Lbfgs.Options.coordinates(iterations, TRUST));
        if (Double.isFinite(result.value())) take(x);
        return result.iterations();
    }

    private MapTerm mapTerm(Schedule schedule, double weight) {
        var fit = aim();
        double trust = Math.min(1, weight / schedule.correlation());
        var law = likelihood(weight, trust * schedule.most(), trust);
        mapRules = law.rules(fit.correlation()) && meshIsCheap();
        if (mapRules || !schedule.drawsTorsions() && meshIsCheap())
            return MapTerm.likely(box.target(), scatterers.lnB(b), scatterers.weight, law, model.heavyCount());
        tie(fit);
        return MapTerm.linear(box.direct(), weight * model.heavyCount());
    }

    /// True if the minimiser can work on the mesh itself, whose cost goes by the size of the box. One of several copies is asked for the box that
    /// all of them have, so that it is refined by the same law as they would be.
    boolean meshIsCheap() { return meshIsCheap; }

    /// True if the map pulled by its likelihood, not by the weight, when the correlation was minimised last.
    boolean mapRules() { return mapRules; }

    /// Sets mask and levels of the correlation that coordinates are refined against; gives how the model fits by its definition, as it stands.
    ParticleMesh.Fit aim() {
        mask();
        box.levels(scatterers.effective(b), LEVEL_RATIO);
        return box.target().fit(scatterers.size(), xyz, scatterers.lnB(b), scatterers.weight, team);
    }

    /// Ties the direct sums of that correlation to its definition as the model stands.
    ///
    /// @param fit of [#aim], just made
    void tie(ParticleMesh.Fit fit) {
        box.direct().atoms(scatterers.size(), xyz, scatterers.lnB(b), scatterers.weight);
        box.direct().tie(fit, xyz, team);
    }

    /// The law of the map in the mask set last.
    ///
    /// @param trust part of the data that counts
    Likelihood likelihood(double least, double most, double trust) {
        return new Likelihood(least, Math.max(least, most),
                trust * Likelihood.data(box.maskVolume(), box.resolution()) / model.heavyCount());
    }

    /// The energy about the present state.
    Energy energy(Schedule schedule, Contacts.Strength strength, double density, @Nullable MapTerm map) {
        return new Energy(model, terms(schedule, strength, density, new GeometryTarget(held()), contacts), map, ncs, team);
    }

    /// What acts about the present state, on these restraints and contacts.
    Energy.Terms terms(Schedule schedule, Contacts.Strength strength, double density, GeometryTarget geometry,
            Contacts touching) {
        return new Energy.Terms(geometry, touching, strength, schedule.drawsTorsions() ? ramachandran(schedule) : null,
                schedule.drawsTorsions() ? chis(schedule.chiSigma()) : null, schedule.drawsTorsions() ? secondary : null,
                new DensityTarget(box.spline(), densityWeights(density, schedule.density())));
    }

    private void take(double[] x) {
        ncs.impose(x);
        model.expand(x, xyz, team);
    }

    private RamachandranTarget ramachandran(Schedule schedule) {
        var weight = new double[backbone.sites().size()];
        for (int k = 0; k < weight.length; k++) weight[k] = pull[k] * schedule.ramachandran();
        return new RamachandranTarget(model, backbone, xyz, weight, schedule.floor());
    }

    /// Every chi is held at the nearest rotamer, or where it is if that is within one standard deviation of it and not rare: two chis at the edge of
    /// theirs make an outlier. It is held half as stiffly (twice sigma) where the side chain is a common one and has far to go to become an outlier, or is one that the map supports: that has no rotamer.
    private TorsionTarget chis(double sigma) {
        List<SideChains.Site> sites = sideChains.sites();
        int m = sites.stream().mapToInt(s -> s.chi().length).sum(), t = 0;
        int[] i = new int[m], j = new int[m], k = new int[m], l = new int[m];
        double[] ideal = new double[m], sigmas = new double[m], period = new double[m];
        for (int n = 0; n < sites.size(); n++) {
            var site = sites.get(n);
            double[] chi = site.angles(xyz);
            var rotamer = supportedRotamer[n] ? null : SideChains.nearest(site, chi);
            double value = SideChains.score(site, xyz), width = supportedRotamer[n] || value >= COMMON ? 2 * sigma : sigma;
            boolean roams = value >= RotamerTables.FAVORED;
            for (int q = 0; q < chi.length; q++) {
                i[t] = site.chi()[q][0];
                j[t] = site.chi()[q][1];
                k[t] = site.chi()[q][2];
                l[t] = site.chi()[q][3];
                period[t] = site.symmetric(q) ? Math.PI : 2 * Math.PI;
                sigmas[t] = width;
                double centre = rotamer == null || q >= rotamer.chi().length ? chi[q] : rotamer.chi()[q];
                double spread = rotamer == null || !roams || q >= rotamer.sd().length ? 0 : rotamer.sd()[q];
                ideal[t++] = centre + Math.clamp(SideChains.difference(site, q, chi[q], centre), -spread, spread);
            }
        }
        return new TorsionTarget(model.total(), i, j, k, l, ideal, sigmas, period);
    }

    /// Atoms that stand alone (waters, ions) feel the density at all times: nothing else keeps them at their peak once a neighbour pushes.
    private double[] densityWeights(double density, double alone) {
        var s = model.heavy();
        var weight = new double[model.heavyCount()];
        for (int a = 0; a < weight.length; a++) {
            int r = s.residueOf(a);
            boolean lone = s.atomEnd(r) - s.atomStart(r) == 1 && !model.kind(r).isPolymer();
            weight[a] = unseen.hides(a) ? 0 : (lone ? Math.max(alone, density) : density) * Math.min(1, scatterers.weight[a]);
        }
        return weight;
    }

    /// Root mean square move of heavy atoms from other coordinates, A.
    double rmsShift(double[] from) {
        double sum = 0;
        int n = model.heavyCount();
        for (int i = 0; i < 3 * n; i++) sum += (xyz[i] - from[i]) * (xyz[i] - from[i]);
        return Math.sqrt(sum / Math.max(1, n));
    }

    /// Mean move of heavy atoms from other coordinates, A.
    double shift(double[] from) {
        double sum = 0;
        int n = model.heavyCount();
        for (int a = 0; a < n; a++)
            sum += Math.sqrt(Math.pow(xyz[3 * a] - from[3 * a], 2) + Math.pow(xyz[3 * a + 1] - from[3 * a + 1], 2)
                    + Math.pow(xyz[3 * a + 2] - from[3 * a + 2], 2));
        return sum / Math.max(1, n);
    }
}
