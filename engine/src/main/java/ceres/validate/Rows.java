package ceres.validate;

import ceres.model.Structure;
import ceres.validate.contact.Clash;
import ceres.validate.geometry.CBeta;
import ceres.validate.geometry.Cablam;
import ceres.validate.geometry.Omega;
import ceres.validate.geometry.Rama;
import ceres.validate.geometry.SideChain;
import ceres.validate.nucleic.Pucker;
import ceres.validate.nucleic.Suite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Brings what is known of each residue together.
final class Rows {
    private final Structure structure;
    private final Map<Integer, Rama> rama;
    private final Map<Integer, SideChain> sideChains;
    private final Map<Integer, CBeta> cbeta;
    private final Map<Integer, Cablam> cablam;
    private final Map<Integer, Omega> omega;
    private final Map<Integer, Pucker> puckers;
    private final Map<Integer, Suite> suites;
    private final int[] clashes;
    private final double[] worst;

    Rows(Structure structure, List<Rama> rama, List<SideChain> sideChains, List<CBeta> cbeta, List<Cablam> cablam,
            List<Omega> omega,
            List<Pucker> puckers, List<Suite> suites, List<Clash> clashes) {
        this.structure = structure;
        this.rama = first(rama, Rama::residue);
        this.sideChains = first(sideChains, SideChain::residue);
        this.cbeta = first(cbeta, CBeta::residue);
        this.cablam = first(cablam, Cablam::residue);
        this.omega = first(omega, Omega::residue);
        this.puckers = first(puckers, Pucker::residue);
        this.suites = first(suites, Suite::residue);
        this.clashes = new int[structure.residueCount()];
        this.worst = new double[structure.residueCount()];
        for (var clash : clashes) {
            count(clash.first().residue(), clash.overlap());
            if (clash.second().residue() != clash.first().residue()) count(clash.second().residue(), clash.overlap());
        }
    }

    private void count(int residue, double overlap) {
        clashes[residue]++;
        worst[residue] = Math.max(worst[residue], overlap);
    }

    /// The row of the first conformer wins.
    private static <T> Map<Integer, T> first(List<T> rows, ToIntFunction<T> residue) {
        var map = new HashMap<Integer, T>();
        for (T row : rows) map.putIfAbsent(residue.applyAsInt(row), row);
        return map;
    }

    List<ResidueQuality> all() {
        var rows = new ArrayList<ResidueQuality>();
        for (int r = 0; r < structure.residueCount(); r++)
            rows.add(new ResidueQuality(r, structure.authChain(structure.chainOf(r)), structure.seq(r), structure.icode(r),
                    altloc(r),
                    structure.residueName(r), Optional.ofNullable(rama.get(r)), Optional.ofNullable(sideChains.get(r)),
                    Optional.ofNullable(cbeta.get(r)), Optional.ofNullable(cablam.get(r)), Optional.ofNullable(omega.get(r)),
                    Optional.ofNullable(puckers.get(r)), Optional.ofNullable(suites.get(r)), clashes[r], worst[r], meanB(r)));
        return rows;
    }

    private char altloc(int residue) {
        for (int a = structure.atomStart(residue); a < structure.atomEnd(residue); a++)
            if (structure.altloc(a) != 0) return structure.altloc(a);
        return 0;
    }

    private double meanB(int residue) {
        double sum = 0;
        int n = 0;
        for (int a = structure.atomStart(residue); a < structure.atomEnd(residue); a++) {
            if (structure.isHydrogen(a)) continue;
            sum += structure.b(a);
            n++;
        }
        return n == 0 ? 0 : sum / n;
    }
}
