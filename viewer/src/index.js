// CeresViewer.mount(element, options): models and map in 3D, on the entry page and in a report that was opened from disk.
//
// While it works, `element.dataset.state` says `loading`, then `ready` once models and map are drawn, or `error`.
import { Controls, DEFAULT_VIEW, element as make } from './controls.js';
import { Scene } from './scene.js';

/**
 * @param {HTMLElement} element  emptied and filled
 * @param {object} options
 * @param options.initial   the initial model: address, {text}, {base64} (gzip allowed) or {element: '#id of a script with base64'}
 * @param options.refined   the refined model, likewise
 * @param options.map       the boxed map as DensityServer BinaryCIF, likewise
 * @param {number} [options.contour]   first contour, in map units; without it mean + 3 sigma
 * @param {object[]} [options.residues] {chain, seq, icode, ccInitial, ccRefined, shift} for colouring; auth ids
 * @param {string} [options.name]      file name of screenshots, without ending
 * @param {object} [options.view]      how it looks at first: {model: refined|initial|both, draw, color, map: mesh|surface|off, contour}
 * @param {(view: object) => void} [options.onView]  told of every choice of the reader, in the same words
 * @returns {Promise<{focus(chain: string, seq: number, icode?: string): boolean, reset(): void, scene: object}>}
 */
export async function mount(element, options) {
    element.dataset.state = 'loading';
    element.classList.add('cv');
    const bar = make('div', { className: 'cv-bar' });
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', 'Viewer controls');
    const stage = make('div', { className: 'cv-stage' });
    const status = make('div', { className: 'cv-status', textContent: 'Loading the viewer' });
    status.setAttribute('role', 'status');
    element.replaceChildren(bar, stage, status);
    const say = text => { status.textContent = text; };
    try {
        const scene = await Scene.create(stage);
        scene.setResidues(options.residues ?? []);
        for (const which of ['initial', 'refined']) {
            if (!options[which]) continue;
            say(`Loading the ${which} model`);
            await scene.addModel(which, options[which]);
        }
        if (options.map) {
            say('Loading the map');
            await scene.addMap(options.map, options.contour);
        }
        const controls = new Controls(bar, scene, options, options.onView);
        await controls.apply({ ...DEFAULT_VIEW, ...options.view });
        await scene.drawn();
        const hint = 'Drag to turn, scroll to zoom, click a residue to look at it';
        scene.onHover(text => say(text || hint)); // tells at once what is under the pointer: nothing yet, so the hint
        element.dataset.models = Object.keys(scene.models).join(' ');
        element.dataset.map = scene.volume ? 'drawn' : 'none';
        element.dataset.state = 'ready';
        return { focus: (chain, seq, icode) => focus(scene, element, chain, seq, icode), reset: () => scene.reset(), scene, controls };
    } catch (e) {
        element.dataset.state = 'error';
        say(`The viewer could not start: ${e.message}`);
        throw e;
    }
}

function focus(scene, element, chain, seq, icode) {
    const found = scene.focus(chain, seq, icode);
    element.dataset.focus = found ? `${chain}:${seq}${icode ?? ''}` : '';
    return found;
}
