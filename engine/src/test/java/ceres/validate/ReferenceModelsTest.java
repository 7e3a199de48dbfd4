package ceres.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.metric.Metric;
import ceres.validate.geometry.CBeta;
import ceres.validate.geometry.Cablam;
import ceres.validate.geometry.Omega;
import ceres.validate.geometry.Rama;
import ceres.validate.geometry.SideChain;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// 24 models, up to 58,870 atoms, against cctbx 2022.9 with Reduce 4.16 and Probe 2.25 (2026-08-22). Writes what it found to
/// `target/validation-parity.txt`: the numbers of docs/science/validation-parity.md.
///
/// 7a4m is left out, since the reference judged its whole assembly. Models whose ligands that Reduce did not know have other hydrogens
/// and are not counted among the clashscores.
@Tag("slow")
class ReferenceModelsTest {
    private final StringBuilder report = new StringBuilder();
    private final List<String> differences = new ArrayList<>();
    private int rama, ramaCalls, rota, rotaCalls, clashModels, clashWithin;

    @Test
    void everyModelIsJudgedAsTheReferenceJudgesIt() throws IOException {
        for (var answers : ReferenceAnswers.all()) if (!answers.name().equals("7a4m")) compare(answers);
        report.append(
                "\nRamachandran calls %d of %d alike, rotamer calls %d of %d alike, clashscore within 0.5 or 3 %% on %d of %d models%n"
                        .formatted(ramaCalls, rama, rotaCalls, rota, clashWithin, clashModels));
        differences.forEach(d -> report.append("  ").append(d).append('\n'));
        Files.writeString(Path.of("target/validation-parity.txt"), report);
        assertTrue(ramaCalls >= 0.999 * rama, ramaCalls + " of " + rama);
        assertTrue(rotaCalls >= 0.997 * rota, rotaCalls + " of " + rota);
        assertTrue(clashWithin >= 0.9 * clashModels, clashWithin + " of " + clashModels);
    }

    private void compare(ReferenceAnswers answers) {
        var q = Oracle.measure(answers.model(), MeasureOptions.DEFAULT);
        residues(answers, q);
        double z = answers.number("rama_z", "whole", "z");
        if (q.ramaZ().whole().isPresent() && Double.isFinite(z))
            assertEquals(z, q.ramaZ().whole().get().z(), 0.02, answers.name());
        clashes(answers, q);
        geometry(answers, q);
    }

    private void clashes(ReferenceAnswers answers, ModelQuality q) {
        double theirs = answers.number("clash", "clashscore"), ours = q.measurements().value(Metric.CLASHSCORE).orElseThrow();
        double mpTheirs = answers.number("mp_score", "molprobity_score");
        report.append("%-45s clashscore %8.3f %8.3f".formatted(answers.name(), theirs, ours));
        assertEquals(theirs, ours, Math.max(2, 0.08 * theirs), answers.name());
        boolean sameAtoms = Math.abs(q.atomsInContacts() - answers.number("clash", "atoms_counted")) <= 0.001
                * q.atomsInContacts();
        if (!sameAtoms) report.append(" (other hydrogens)");
        if (sameAtoms) clashModels++;
        boolean within = Math.abs(theirs - ours) <= Math.max(0.5, 0.03 * theirs);
        if (within && sameAtoms) clashWithin++;
        q.measurements().value(Metric.MOLPROBITY_SCORE).ifPresent(mp -> {
            report.append("  MolProbity score %6.3f %6.3f".formatted(mpTheirs, mp));
            if (within && sameAtoms) assertEquals(mpTheirs, mp, 0.05, answers.name());
        });
    }

    private void geometry(ReferenceAnswers answers, ModelQuality q) {
        double bonds = answers.number("geometry", "bond", "rmsd"), angles = answers.number("geometry", "angle", "rmsd");
        var g = q.covalentHeavy();
        report.append("  bonds %7.4f %7.4f  angles %6.3f %6.3f%n".formatted(bonds, g.bonds().rms(), angles, g.angles().rms()));
    }

    private void residues(ReferenceAnswers answers, ModelQuality q) {
        Map<String, Object> ours = new HashMap<>();
        for (var r : q.rama()) ours.put("rama " + key(q, r.residue(), r.altloc()), r);
        for (var r : q.sideChains()) ours.put("rota " + key(q, r.residue(), r.altloc()), r);
        for (var r : q.cbeta()) ours.put("cbeta " + key(q, r.residue(), r.altloc()), r);
        for (var r : q.omega()) ours.put("omega " + key(q, r.residue(), r.altloc()), r);
        for (var r : q.cablam()) ours.put("cablam " + key(q, r.residue(), r.altloc()), r);
        for (String part : List.of("rama", "rota", "cbeta", "omega", "cablam"))
            for (var row : answers.rows(part)) {
                Object mine = ours.get(part + " " + ReferenceAnswers.key(row));
                if (mine != null) residue(answers.name(), row, mine);
            }
    }

    private static String key(ModelQuality q, int residue, char altloc) {
        var r = q.residues().get(residue);
        return r.chain() + " " + r.name() + " " + r.seq() + (r.icode() == 0 ? "" : r.icode()) + " " + (altloc == 0 ? "" : altloc);
    }

    private void residue(String model, JsonObject row, Object mine) {
        String where = model + " " + ReferenceAnswers.key(row);
        switch (mine) {
            case Rama r -> {
                angle(where, row, "phi", r.phiDeg());
                angle(where, row, "psi", r.psiDeg());
                rama++;
                if (same(row, r.call().name())) ramaCalls++;
                else
                    differences.add("%s Ramachandran %s %.4f against %s %.4f".formatted(where, ReferenceAnswers.text(row, "call"),
                            ReferenceAnswers.value(row, "score"), r.call(), r.percentile()));
            }
            case SideChain r -> {
                rota++;
                if (same(row, r.call().name())) rotaCalls++;
                else
                    differences.add("%s rotamer %s %.4f against %s %.4f".formatted(where, ReferenceAnswers.text(row, "call"),
                            ReferenceAnswers.value(row, "score"), r.call(), r.percentile()));
            }
            // the reference takes D amino acids for L: deviations above 2 A
            case CBeta r when ReferenceAnswers.value(row, "deviation") < 2 ->
                assertEquals(ReferenceAnswers.value(row, "deviation"), r.deviation(), 0.002, where);
            case Omega r -> angle(where, row, "omega", r.omegaDeg());
            case Cablam r -> {
                angle(where, row, "mu_in", r.muInDeg());
                angle(where, row, "mu_out", r.muOutDeg());
                angle(where, row, "nu", r.nuDeg());
                angle(where, row, "ca_virtual", r.caAngleDeg());
            }
            default -> {}
        }
    }

    private static boolean same(JsonObject row, String call) {
        return ReferenceAnswers.text(row, "call").toUpperCase(Locale.ROOT).equals(call);
    }

    private static void angle(String where, JsonObject row, String field, double actual) {
        double expected = ReferenceAnswers.value(row, field), d = Math.abs(expected - actual) % 360;
        if (Double.isFinite(expected)) assertEquals(0, Math.min(d, 360 - d), 0.001, where + " " + field);
    }
}
