package ceres.bench.recovery;

import ceres.chem.RotamerTables;
import ceres.density.ModelMap;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.util.Arrays;

/// What a map whose noise is known says of a side chain, everything else being true: the likelihood itself, by other means than the
/// refinement's.
///
/// Of white noise cut at the resolution, a map o is likelier with the density t of the truth than with that of another conformation c by
///
///     ln L(t) - ln L(c) = w * sum over voxels of ((o - c)^2 - (o - t)^2)
///
/// w being [SimulatedPair#perSquare].
final class SideChainEvidence {
    /// Edge of the box about a side chain, A: twice the longest of them and what its density reaches.
    private static final double BOX = 26;
    private static final double[] STEPS_DEG = {10, 4};

    private final SimulatedPair pair;
    private final double perSquare;

    SideChainEvidence(SimulatedPair pair) {
        this.pair = pair;
        this.perSquare = pair.perSquare();
    }

    /// ln of the odds of the truth against the best allowed conformation, the chis of each rotamer searched about its centre; how rare one is does
    /// not count.
    double lnOddsOfTruth(int residue) {
        Structure truth = StructureBuilder.subset(pair.truth(), a -> pair.truth().residueOf(a) == residue);
        SideChain chain = SideChain.of(truth).getFirst();
        var box = new Box(truth, chain);
        double least = Double.MAX_VALUE;
        for (var rotamer : RotamerTables.standard().rotamers(chain.name())) {
            least = Math.min(least, box.searched(Arrays.copyOf(rotamer.chi(), chain.chi().length)));
        }
        return least;
    }

    private final class Box {
        private final Structure truth;
        private final SideChain chain;
        private final Grid grid;
        private final float[] density, noise;

        Box(Structure truth, SideChain chain) {
            this.truth = truth;
            this.chain = chain;
            Grid g = pair.map().grid();
            int n = (int) Math.ceil(BOX / g.dx()), beta = chain.chi()[0][2];
            int[] from = {corner(truth.x(beta) - g.originX(), g.dx(), n, g.nx()),
                corner(truth.y(beta) - g.originY(), g.dy(), n, g.ny()), corner(truth.z(beta) - g.originZ(), g.dz(), n, g.nz())};
            this.grid = new Grid(n, n, n, UnitCell.orthogonal(n * g.dx(), n * g.dy(), n * g.dz()), g.originX() + from[0] * g.dx(),
                    g.originY() + from[1] * g.dy(), g.originZ() + from[2] * g.dz());
            this.density = density(truth);
            this.noise = cut(pair.map(), from, n);
            float[] clean = cut(pair.clean(), from, n);
            for (int v = 0; v < noise.length; v++) noise[v] -= clean[v];
        }

        private static int corner(double at, double step, int n, int most) {
            return Math.clamp(Math.round(at / step) - n / 2, 0, Math.max(0, most - n));
        }

        private static float[] cut(DensityMap map, int[] from, int n) {
            Grid g = map.grid();
            var values = new float[n * n * n];
            for (int k = 0; k < n; k++)
                for (int j = 0; j < n; j++)
                    for (int i = 0; i < n; i++)
                        values[(k * n + j) * n + i] = map.values()[g.index((from[0] + i) % g.nx(), (from[1] + j) % g.ny(),
                                (from[2] + k) % g.nz())];
            return values;
        }

        private float[] density(Structure s) { return ModelMap.compute(s, grid, pair.resolution(), Scope.TEAM).values(); }

        /// The least odds of the truth near these chis, which are left where it is least.
        double searched(double[] chi) {
            double least = odds(chi);
            for (double step : STEPS_DEG)
                for (int k = 0; k < chi.length; k++)
                    for (int sign = -1; sign <= 1; sign += 2)
                        for (int n = 0; n < 2; n++) {
                            chi[k] += sign * Math.toRadians(step);
                            double odds = odds(chi);
                            if (odds >= least) {
                                chi[k] -= sign * Math.toRadians(step);
                                break;
                            }
                            least = odds;
                        }
            return least;
        }

        /// Of the truth against these chis; outliers are no rivals.
        private double odds(double[] chi) {
            if (RotamerTables.standard().value(chain.name(), chi) < RotamerTables.ALLOWED) return Double.MAX_VALUE;
            float[] other = density(truth.withXyz(new Disturbance(truth, 0).turned(chain, chi)));
            double sum = 0;
            for (int v = 0; v < other.length; v++) {
                double d = density[v] - other[v];
                sum += 2 * noise[v] * d + d * d;
            }
            return perSquare * sum;
        }
    }
}
