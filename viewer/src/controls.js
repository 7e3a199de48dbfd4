// The controls round the scene: ordinary form elements, so that keyboard and screen reader work as they do everywhere.
import { SCALES } from './theme.js';

const DRAWINGS = [['cartoon', 'Cartoon'], ['cartoon+sticks', 'Cartoon and sticks'], ['sticks', 'Sticks'], ['backbone', 'Backbone trace'], ['spacefill', 'Spheres']];
const COLORINGS = [['model', 'Initial / refined'], ['cc', 'CC per residue'], ['shift', 'Shift by the refinement'], ['b', 'B factor'], ['chain', 'Chain'], ['structure', 'Secondary structure'], ['element', 'Element']];
const LEGENDS = {
    model: [['#e69f00', 'initial'], ['#0072b2', 'refined']],
    b: [['#0000ff', '20 A² and less'], ['#ffffff', '110'], ['#ff0000', '200 A² and more']],
};

export class Controls {
    constructor(bar, scene, options) {
        this.bar = bar;
        this.scene = scene;
        this.options = options;
        this.build();
    }

    build() {
        const { scene } = this;
        const both = scene.models.initial && scene.models.refined;
        if (both) {
            this.modelChoice = this.select('Model', [['refined', 'Refined'], ['initial', 'Initial'], ['both', 'Both']], v => this.chooseModel(v));
            this.chooseModel('refined');
        }
        this.select('Draw as', DRAWINGS, v => scene.setDrawing(v));
        const known = COLORINGS.filter(([id]) => id === 'cc' ? scene.themes.has('ceres-cc-refined') || scene.themes.has('ceres-cc-initial') : id !== 'shift' || scene.themes.has('ceres-shift'));
        this.select('Colour by', known, async v => { await scene.setColoring(v); this.legend(v); });
        if (scene.volume) this.mapControls();
        const buttons = element('span', { className: 'cv-buttons' });
        buttons.append(button('Reset view', () => scene.reset()), button('Screenshot', () => scene.screenshot(`${this.options.name ?? 'ceres'}.png`)));
        this.bar.append(buttons);
        this.legendBox = element('div', { className: 'cv-legend' });
        this.bar.after(this.legendBox);
        this.legend('model');
    }

    mapControls() {
        const { scene } = this;
        this.select('Map', [['mesh', 'Mesh'], ['surface', 'Surface'], ['off', 'Hidden']], async v => {
            scene.showMap(v !== 'off');
            if (v !== 'off') await scene.setMapStyle(v);
        });
        const { mean, sigma, max } = scene.stats;
        const low = Math.max(mean, 0), high = Math.min(max, Math.max(mean + 12 * sigma, scene.iso * 2));
        const slider = element('input', { type: 'range', min: low, max: high, step: (high - low) / 200, value: scene.iso, id: unique('contour') });
        const out = element('output', { htmlFor: slider.id });
        const say = () => { out.textContent = `${Number(slider.value).toPrecision(3)} (${((slider.value - mean) / sigma).toFixed(1)} σ)`; };
        let pending;
        slider.addEventListener('input', () => {
            say();
            clearTimeout(pending);
            pending = setTimeout(() => scene.setContour(Number(slider.value)), 60);
        });
        say();
        this.bar.append(labelled('Contour', slider, out));
        this.slider = slider;
    }

    chooseModel(which) {
        this.scene.show('initial', which !== 'refined');
        this.scene.show('refined', which !== 'initial');
    }

    select(label, choices, change) {
        const select = element('select', { id: unique('choice') });
        for (const [value, text] of choices) select.append(element('option', { value, textContent: text }));
        select.addEventListener('change', () => change(select.value));
        this.bar.append(labelled(label, select));
        return select;
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
