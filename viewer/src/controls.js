// The controls round the scene: ordinary form elements, so that keyboard and screen reader work as they do everywhere.
import { SCALES } from './theme.js';

const DRAWINGS = [['cartoon', 'Cartoon'], ['cartoon+sticks', 'Cartoon and sticks'], ['sticks', 'Sticks'], ['backbone', 'Backbone trace'], ['spacefill', 'Spheres']];
const COLORINGS = [['model', 'Initial / refined'], ['cc', 'CC per residue'], ['shift', 'Shift by the refinement'], ['b', 'B factor'], ['chain', 'Chain'], ['structure', 'Secondary structure'], ['element', 'Element']];
const LEGENDS = {
    model: [['#e69f00', 'initial'], ['#0072b2', 'refined']],
    b: [['#0000ff', '20 A² and less'], ['#ffffff', '110'], ['#ff0000', '200 A² and more']],
};

/** What a reader sees first, and what an address may say otherwise. */
export const DEFAULT_VIEW = { model: 'refined', draw: 'cartoon', color: 'model', map: 'mesh', contour: undefined };

export class Controls {
    /** @param {(view: object) => void} changed  told of every choice of the reader */
    constructor(bar, scene, options, changed = () => {}) {
        this.bar = bar;
        this.scene = scene;
        this.options = options;
        this.changed = changed;
        this.view = { ...DEFAULT_VIEW };
        this.build();
    }

    build() {
        const { scene } = this;
        this.selects = {};
        if (scene.models.initial && scene.models.refined) this.select('model', 'Model', [['refined', 'Refined'], ['initial', 'Initial'], ['both', 'Both']]);
        this.select('draw', 'Draw as', DRAWINGS);
        this.select('color', 'Colour by', COLORINGS.filter(([id]) => id === 'cc' ? scene.themes.has('ceres-cc-refined') || scene.themes.has('ceres-cc-initial') : id !== 'shift' || scene.themes.has('ceres-shift')));
        if (scene.volume) this.mapControls();
        const buttons = element('span', { className: 'cv-buttons' });
        buttons.append(button('Reset view', () => scene.reset()), button('Screenshot', () => scene.screenshot(`${this.options.name ?? 'ceres'}.png`)));
        this.bar.append(buttons);
        this.legendBox = element('div', { className: 'cv-legend' });
        this.bar.after(this.legendBox);
        this.legend(this.view.color);
    }

    mapControls() {
        const { scene } = this;
        this.select('map', 'Map', [['mesh', 'Mesh'], ['surface', 'Surface'], ['off', 'Hidden']]);
        const { mean, sigma, max } = scene.stats;
        const low = Math.max(mean, 0), high = Math.min(max, Math.max(mean + 12 * sigma, scene.iso * 2));
        const slider = element('input', { type: 'range', id: unique('contour') });
        Object.assign(slider, { min: low, max: high, step: (high - low) / 200 });
        slider.value = scene.iso;
        const out = element('output', { htmlFor: slider.id });
        this.sayContour = () => {
            const text = `${Number(slider.value).toPrecision(3)} (${((slider.value - mean) / sigma).toFixed(1)} \u03c3)`;
            out.textContent = text;
            slider.setAttribute('aria-valuetext', text);
        };
        let pending;
        slider.addEventListener('input', () => {
            this.sayContour();
            clearTimeout(pending);
            pending = setTimeout(() => this.choose('contour', Number(slider.value)), 60);
        });
        this.sayContour();
        this.bar.append(labelled('Contour', slider, out));
        this.slider = slider;
    }

    /** Carries out a choice of the reader. */
    async choose(what, value) {
        await this.apply({ [what]: value });
        this.changed({ ...this.view });
    }

    /** Carries out choices, whoever made them; what is no choice is left out. */
    async apply(view) {
        const { scene } = this;
        const known = (what, value) => this.selects[what] && [...this.selects[what].options].some(o => o.value === value);
        for (const what of ['model', 'draw', 'color', 'map']) {
            if (view[what] === undefined || !known(what, view[what])) continue;
            this.view[what] = view[what];
            this.selects[what].value = view[what];
            if (what === 'model') this.chooseModel(view.model);
            if (what === 'draw') await scene.setDrawing(view.draw);
            if (what === 'color') {
                await scene.setColoring(view.color);
                this.legend(view.color);
            }
            if (what === 'map') {
                scene.showMap(view.map !== 'off');
                if (view.map !== 'off') await scene.setMapStyle(view.map);
            }
        }
        if (Number.isFinite(view.contour) && this.slider) {
            this.view.contour = view.contour;
            this.slider.value = view.contour;
            this.sayContour();
            await scene.setContour(view.contour);
        }
    }

    chooseModel(which) {
        this.scene.show('initial', which !== 'refined');
        this.scene.show('refined', which !== 'initial');
    }

    select(what, label, choices) {
        const select = element('select', { id: unique('choice') });
        for (const [value, text] of choices) select.append(element('option', { value, textContent: text }));
        select.addEventListener('change', () => this.choose(what, select.value));
        this.bar.append(labelled(label, select));
        this.selects[what] = select;
    }

    legend(coloring) {
        const scale = SCALES[coloring];
        const items = scale ? scale.stops.map(([at, color], i, all) => [`#${color.toString(16).padStart(6, '0')}`, `${i === 0 ? '≤ ' : i === all.length - 1 ? '≥ ' : ''}${at}`]) : LEGENDS[coloring] ?? [];
        this.legendBox.replaceChildren(...items.map(([color, text]) => {
            const swatch = element('span', { className: 'cv-swatch' });
            swatch.style.backgroundColor = color;
            const item = element('span', { className: 'cv-legend-item' });
            item.append(swatch, text);
            return item;
        }));
        if (scale) this.legendBox.append(element('span', { className: 'cv-legend-item', textContent: 'grey: no value' }));
    }
}

let counter = 0;
const unique = name => `cv-${name}-${++counter}`;

export function element(tag, properties = {}) {
    const { htmlFor, ...rest } = properties;
    const e = Object.assign(document.createElement(tag), rest);
    if (htmlFor) e.setAttribute('for', htmlFor);
    return e;
}

function labelled(text, control, extra) {
    const box = element('span', { className: 'cv-control' });
    box.append(element('label', { textContent: text, htmlFor: control.id }), control);
    if (extra) box.append(extra);
    return box;
}

function button(text, press) {
    const b = element('button', { type: 'button', textContent: text });
    b.addEventListener('click', press);
    return b;
}
