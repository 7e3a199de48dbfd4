package ceres.restraint;

import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.List;
import java.util.Map;

/// Names of equivalent atoms put right by the rules of IUPAC, so that "the first of two" means the same in every model.
///
/// Phe, Tyr, Asp (chi2) and Glu (chi3): the torsion to the first atom lies within 90 degrees of zero, or nearer to zero than that to the second. Arg: NH1 is cis to CD. Leu, Val: the
/// pro-R atom is the first, unless the centre is nearly flat: no name says then which side it is meant to have. Which atom of the file is which is a matter of names only; nothing moves. Source: Markley1998.
final class EquivalentAtoms {
    /// Half the volume of such a centre, A^3: one nearer to flat than that has been scattered, not misnamed.
    private static final double FLAT = 1.3;

    /// @param atoms four atoms of a torsion, or centre and three neighbours of a volume, the last two or one of which may be exchanged
    /// @param volume true: the signed volume must be negative, or next to nothing; false: the torsion must lie within 90 degrees of zero
    private record Rule(List<String> atoms, boolean volume, Map<String, String> exchange) {}

    private static final Map<String, Rule> RULES = Map.of("PHE",
            rule("CA CB CG CD1", false, "CD1 CD2 CE1 CE2 HD1 HD2 HE1 HE2"), "TYR",
            rule("CA CB CG CD1", false, "CD1 CD2 CE1 CE2 HD1 HD2 HE1 HE2"), "ASP", rule("CA CB CG OD1", false, "OD1 OD2"), "GLU",
            rule("CB CG CD OE1", false, "OE1 OE2"), "ARG", rule("CD NE CZ NH1", false, "NH1 NH2 HH11 HH21 HH12 HH22"), "LEU",
            rule("CG CB CD1 CD2", true, "CD1 CD2 HD11 HD21 HD12 HD22 HD13 HD23"), "VAL",
            rule("CB CA CG1 CG2", true, "CG1 CG2 HG11 HG21 HG12 HG22 HG13 HG23"));

    private EquivalentAtoms() {}

    private static Rule rule(String atoms, boolean volume, String pairs) {
        var exchange = new java.util.HashMap<String, String>();
        String[] names = pairs.split(" ");
        for (int p = 0; p < names.length; p += 2) {
            exchange.put(names[p], names[p + 1]);
            exchange.put(names[p + 1], names[p]);
        }
        return new Rule(List.of(atoms.split(" ")), volume, Map.copyOf(exchange));
    }

    /// The structure with names put right; the same object if they were.
    static Structure rightNames(Structure s, ReportBuilder report) {
        String[] names = s.atoms().name().clone();
        boolean changed = false;
        for (int r = 0; r < s.residueCount(); r++) {
            var rule = RULES.get(s.residueName(r));
            if (rule != null) changed |= residue(s, r, rule, names, report);
        }
        return changed ? s.withAtomNames(names) : s;
    }

    private static boolean residue(Structure s, int r, Rule rule, String[] names, ReportBuilder report) {
        boolean changed = false;
        var done = new StringBuilder();
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
            char alt = s.altloc(a);
            if (!names[a].equals(rule.atoms.getLast()) || done.indexOf(String.valueOf(alt)) >= 0) continue;
            done.append(alt);
            if (isRight(s, r, alt, rule)) continue;
            exchange(s, r, alt, rule, names);
            String first = rule.atoms.getLast();
            report.renamed(
                    s.describeResidue(r) + (alt == 0 ? "" : "." + alt) + ": " + first + " <-> " + rule.exchange.get(first));
            changed = true;
        }
        return changed;
    }

    private static boolean isRight(Structure s, int r, char alt, Rule rule) {
        var at = new int[4];
        for (int k = 0; k < 4; k++) {
            at[k] = s.find(r, rule.atoms.get(k), alt);
            if (at[k] < 0) return true;
        }
        double[] xyz = s.atoms().xyz();
        if (rule.volume) return !(Geometry.volume(xyz, at[0], at[1], at[2], at[3]) > FLAT);
        double first = Math.abs(Geometry.torsion(xyz, at[0], at[1], at[2], at[3]));
        int other = s.find(r, rule.exchange.get(rule.atoms.getLast()), alt);
        // with both there, the nearer to zero: a bent group may have both within 90 degrees
        return !(first > (other < 0 ? Math.PI / 2 : Math.abs(Geometry.torsion(xyz, at[0], at[1], at[2], other))));
    }

    private static void exchange(Structure s, int r, char alt, Rule rule, String[] names) {
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
            if (s.altloc(a) == alt) names[a] = rule.exchange.getOrDefault(names[a], names[a]);
    }
}
