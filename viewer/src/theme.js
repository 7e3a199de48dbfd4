// Colour by a number per residue: correlation with the map (blue agrees, vermilion does not) or the shift of the refinement.
// The scales are safe for colour-blind readers; the legend gives the numbers.
import { Color } from 'molstar/lib/mol-util/color/index.js';
import { Bond, StructureElement, StructureProperties } from 'molstar/lib/mol-model/structure.js';
import { ColorThemeCategory } from 'molstar/lib/mol-theme/color/categories.js';

const NO_DATA = Color(0x909090);

export const SCALES = {
    cc: { label: 'Correlation with the map', stops: [[0.3, 0xd55e00], [0.6, 0xf3e6c0], [0.9, 0x0072b2]] },
    shift: { label: 'Shift by the refinement (A)', stops: [[0, 0xd9d9d9], [0.5, 0xf0c14b], [1.5, 0xa6003a]] },
};

export function residueKey(chain, seq, icode) {
    return `${chain}|${seq}|${icode && icode !== '.' && icode !== '?' ? icode : ''}`;
}

/** Linear between the stops, constant beyond them. */
export function colorAt(scale, value) {
    const s = scale.stops;
    if (value <= s[0][0]) return Color(s[0][1]);
    for (let i = 1; i < s.length; i++) {
        if (value <= s[i][0]) {
            return Color.interpolate(Color(s[i - 1][1]), Color(s[i][1]), (value - s[i - 1][0]) / (s[i][0] - s[i - 1][0]));
        }
    }
    return Color(s[s.length - 1][1]);
}

/**
 * @param {string} name   registered theme name
 * @param {object} scale  one of SCALES
 * @param {Map<string, number>} values  by residueKey
 */
export function residueTheme(name, scale, values) {
    const location = StructureElement.Location.create(undefined);
    const P = StructureProperties;
    const at = l => {
        const v = values.get(residueKey(P.chain.auth_asym_id(l), P.residue.auth_seq_id(l), P.residue.pdbx_PDB_ins_code(l)));
        return v === undefined ? NO_DATA : colorAt(scale, v);
    };
    const factory = (ctx, props) => ({
        factory, granularity: 'group', props, description: scale.label,
        color(l) {
            if (StructureElement.Location.is(l)) return at(l);
            if (!Bond.isLocation(l)) return NO_DATA;
            location.structure = l.aStructure;
            location.unit = l.aUnit;
            location.element = l.aUnit.elements[l.aIndex];
            return at(location);
        },
    });
    return {
        name, label: scale.label, category: ColorThemeCategory.Validation, factory,
        getParams: () => ({}), defaultValues: {}, isApplicable: () => true,
    };
}
