package ceres.refine;

import ceres.refine.density.ShellWeights;
import ceres.fault.Fault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// All that can be turned on the refinement; `name=value` with the names in snake case (`macro_cycles=5`). Weights of 0 mean: chosen by
/// resolution.
///
/// @param macroCycles macro-cycles at most
/// @param iterations minimiser steps of one round of a macro-cycle
/// @param correlationWeight weight of the map correlation per heavy atom; 0: found by the ladder
/// @param densityWeight weight of the density at the atoms in the first stage, map scaled to rms 1 about the model; 0: by resolution
/// @param ramachandranWeight of the smooth potential; 0: by resolution and start
/// @param ramachandranFloor s0 of the potential: where it flattens out; 0: by resolution and start
/// @param chiSigmaDeg of the side-chain torsions about the nearest rotamer; 0: by resolution and cycle
/// @param contactScale multiplies the contact energy
/// @param bFactorWeight weight of the correlation against the similarity of B factors; 0: by resolution
/// @param bFactorModel which atoms share a B factor: `auto`, `individual`, `two_per_residue`, `residue`
/// @param shellWeights weigh the map's shells of resolution as a likelihood would ([ShellWeights]); else the plain correlation
/// @param adaptiveWeights let the map count less in residues whose bonds and angles it has bent ([LocalWeights])
/// @param inputDistances keep the shape of the input where the map is worse than 4.5 A ([ceres.refine.energy.InputDistances])
/// @param secondaryStructureTorsions hold phi and psi inside helices and strands ([ceres.refine.energy.SecondaryTorsions])
/// @param bFactors refine B factors
/// @param occupancies refine occupancies of alternate locations (better than 2.5 A only)
/// @param fitSideChains search rotamers against the map
/// @param flips try flips of peptides and of Asn, Gln, His
/// @param rigidBody move the whole model as a rigid body into the map first, if that helps
/// @param dock search the whole map for the place of the model when it does not fit where it is
/// @param ncs keep copies of a chain identical where they are
/// @param hydrogens what the refined model holds: `input`, `all`, `none`
/// @param removeUnsupported remove waters, ions and ligands without density
/// @param crossValidate measure overfitting on half-maps, if there are any
/// @param seed of everything random
public record RefinementParameters(int macroCycles, int iterations, double correlationWeight, double densityWeight,
        double ramachandranWeight, double ramachandranFloor, double chiSigmaDeg, double contactScale, double bFactorWeight,
        BFactorModel bFactorModel, boolean shellWeights, boolean adaptiveWeights, boolean inputDistances,
        boolean secondaryStructureTorsions, boolean bFactors, boolean occupancies, boolean fitSideChains, boolean flips,
        boolean rigidBody, boolean dock, boolean ncs,
        Hydrogens hydrogens, boolean removeUnsupported, boolean crossValidate, long seed) {

    /// Which atoms share a B factor.
    public enum BFactorModel {
        /// By resolution.
        AUTO,
        INDIVIDUAL,
        /// Main chain and side chain (sugar and phosphate, base).
        TWO_PER_RESIDUE,
        RESIDUE
    }

    /// Which hydrogens the refined model holds. The refinement itself always has all of them.
    public enum Hydrogens {
        /// Those of the input, placed again.
        INPUT,
        ALL,
        NONE
    }

    public static final RefinementParameters DEFAULT = new RefinementParameters(10, 60, 0, 0, 0, 0, 0, 1, 0, BFactorModel.AUTO, true, true, true, false, true, true, true,
            true, true, true, true, Hydrogens.INPUT, false, true, 1);

    /// The same with one value changed.
    ///
    /// @param assignment `name=value`
    /// @throws Fault.Usage if there is no such parameter or the value does not fit it
    public RefinementParameters with(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1)
            throw new Fault.Usage(assignment, "is not name=value", "write for instance macro_cycles=5");
        return with(assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip());
    }

    public RefinementParameters with(String name, String value) {
        var components = RefinementParameters.class.getRecordComponents();
        var values = new Object[components.length];
        boolean found = false;
        for (int k = 0; k < components.length; k++) {
            boolean mine = snake(components[k].getName()).equals(name);
            values[k] = mine ? parse(components[k], name, value) : get(components[k]);
            found |= mine;
        }
        if (!found)
            throw new Fault.Usage(name, "is not a parameter of the refinement",
                    "one of " + Arrays.stream(components).map(c -> snake(c.getName())).collect(Collectors.joining(", ")));
        return build(components, values);
    }

    /// Every parameter by its name, for the record of a run.
    public Map<String, String> asMap() {
        var map = new LinkedHashMap<String, String>();
        for (var c : RefinementParameters.class.getRecordComponents())
            map.put(snake(c.getName()), get(c).toString().toLowerCase(Locale.ROOT));
        return map;
    }

    private static RefinementParameters build(RecordComponent[] components, Object[] values) {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return RefinementParameters.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object get(RecordComponent component) {
        try {
            return component.getAccessor().invoke(this);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object parse(RecordComponent component, String name, String value) {
        try {
            Class<?> type = component.getType();
            if (type == int.class) return nonNegative((double) Integer.parseInt(value)).intValue();
            if (type == long.class) return Long.parseLong(value);
            if (type == double.class) return nonNegative(Double.parseDouble(value));
            if (type == boolean.class) return bool(value);
            for (Object word : type.getEnumConstants()) if (word.toString().equalsIgnoreCase(value)) return word;
            throw new IllegalArgumentException();
        } catch (IllegalArgumentException e) {
            throw new Fault.Usage(name + "=" + value, "is not a value that " + name + " can take",
                    "give a " + taken(component.getType()));
        }
    }

    private static String taken(Class<?> type) {
        if (type == int.class) return "whole number that is not negative";
        if (type == long.class) return "whole number";
        if (type == double.class) return "number that is not negative";
        if (type == boolean.class) return "word: true, false";
        return "word: " + Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "))
                .toLowerCase(Locale.ROOT);
    }

    private static Double nonNegative(double v) {
        if (!(v >= 0) || Double.isInfinite(v)) throw new IllegalArgumentException();
        return v;
    }

    private static Boolean bool(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static String snake(String camel) { return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT); }
}
