// What stands in the scene: initial model, refined model, boxed map. Knows Mol*, knows nothing of buttons.
import { PluginContext } from 'molstar/lib/mol-plugin/context.js';
import { PluginBehaviors } from 'molstar/lib/mol-plugin/behavior.js';
import { PluginSpec } from 'molstar/lib/mol-plugin/spec.js';
import { PluginConfig } from 'molstar/lib/mol-plugin/config.js';
import { StructureFocusRepresentation } from 'molstar/lib/mol-plugin/behavior/dynamic/selection/structure-focus-representation.js';
import { StateTransforms } from 'molstar/lib/mol-plugin-state/transforms.js';
import { createStructureRepresentationParams } from 'molstar/lib/mol-plugin-state/helpers/structure-representation-params.js';
import { createVolumeRepresentationParams } from 'molstar/lib/mol-plugin-state/helpers/volume-representation-params.js';
import { setSubtreeVisibility } from 'molstar/lib/mol-plugin/behavior/static/state.js';
import { StructureElement } from 'molstar/lib/mol-model/structure.js';
import { Volume } from 'molstar/lib/mol-model/volume.js';
import { Color } from 'molstar/lib/mol-util/color/index.js';
import { bytesOf, isBinaryCif } from './sources.js';
import { SCALES, residueKey, residueTheme } from './theme.js';

/** Okabe and Ito: the initial model is orange, the refined one blue, on every page and plot. */
export const MODEL_COLORS = { initial: Color(0xe69f00), refined: Color(0x0072b2) };
const MAP_COLOR = Color(0x7d8a99);
const B_DOMAIN = [20, 200];
/** A bounding sphere is mostly empty: this part of its radius fills the view without cutting the model off. */
const FRAME = 0.8;

/** Without a graphics card (a virtual machine, a remote desktop) every refinement of the picture costs seconds: none then. */
const LEAN = {
    postprocessing: {
        occlusion: { name: 'off', params: {} }, shadow: { name: 'off', params: {} }, outline: { name: 'off', params: {} },
        antialiasing: { name: 'off', params: {} },
    },
    multiSample: { mode: 'off' },
};

function isSoftware(gl) {
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

/** Parts of a model by what draws them best; the polymer's drawing is the reader's choice. */
const DRAWINGS = {
    cartoon: [['cartoon', {}]],
    sticks: [['ball-and-stick', { sizeFactor: 0.12, ignoreHydrogens: true }]],
    'cartoon+sticks': [['cartoon', { sizeFactor: 0.12 }], ['ball-and-stick', { sizeFactor: 0.08, ignoreHydrogens: true }]],
    backbone: [['backbone', { sizeFactor: 0.3 }]],
    spacefill: [['spacefill', { ignoreHydrogens: true }]],
};

export class Scene {
    static async create(target) {
        const plugin = new PluginContext({
            behaviors: [
                PluginSpec.Behavior(PluginBehaviors.Representation.HighlightLoci),
                PluginSpec.Behavior(PluginBehaviors.Representation.DefaultLociLabelProvider),
                PluginSpec.Behavior(PluginBehaviors.Representation.FocusLoci),
                PluginSpec.Behavior(PluginBehaviors.Camera.FocusLoci),
                PluginSpec.Behavior(PluginBehaviors.Camera.CameraControls),
                PluginSpec.Behavior(StructureFocusRepresentation),
                PluginSpec.Behavior(PluginBehaviors.CustomProps.SecondaryStructure),
                PluginSpec.Behavior(PluginBehaviors.CustomProps.StructureInfo),
            ],
            config: [[PluginConfig.VolumeStreaming.Enabled, false]],
        });
        await plugin.init();
        if (!await plugin.mountAsync(target)) throw new Error('this browser has no WebGL: the models can be downloaded instead');
        plugin.canvas3d.setProps({ renderer: { backgroundColor: Color(0xffffff) }, camera: { helper: { axes: { name: 'off', params: {} } } } });
        const lean = isSoftware(plugin.canvas3d.webgl.gl);
        if (lean) plugin.canvas3d.setProps(LEAN);
        return new Scene(plugin, lean || matchMedia('(prefers-reduced-motion: reduce)').matches);
    }

    /** @param {boolean} still  the camera jumps instead of flying */
    constructor(plugin, still) {
        this.plugin = plugin;
        this.still = still;
        this.models = {};
        this.volume = undefined;
        this.drawing = 'cartoon';
        this.coloring = 'model';
        this.themes = new Set();
    }

    /** @param {'initial'|'refined'} which */
    async addModel(which, source) {
        const bytes = await bytesOf(source);
        const builder = this.plugin.builders;
        const binary = isBinaryCif(bytes);
        const data = await builder.data.rawData({ data: binary ? bytes : new TextDecoder().decode(bytes), label: `${which} model` });
        const trajectory = await builder.structure.parseTrajectory(data, 'mmcif');
        const model = await builder.structure.createModel(trajectory);
        const structure = await builder.structure.createStructure(model, { name: 'model', params: {} });
        this.models[which] = { structure, root: data, polymer: [], other: undefined, visible: true };
        await this.draw(which);
    }

    get structures() {
        return Object.entries(this.models).map(([which, m]) => ({ which, ...m }));
    }

    /** Polymer in the chosen drawing; ligands, ions and sugars always as sticks, or nobody would see them. */
    async draw(which) {
        const m = this.models[which];
        const b = this.plugin.builders.structure;
        m.parts ??= {
            polymer: await b.tryCreateComponentStatic(m.structure, 'polymer'),
            ligand: await b.tryCreateComponentStatic(m.structure, 'ligand'),
            branched: await b.tryCreateComponentStatic(m.structure, 'branched'),
            ion: await b.tryCreateComponentStatic(m.structure, 'ion'),
            water: await b.tryCreateComponentStatic(m.structure, 'water'),
        };
        const update = this.plugin.build();
        for (const r of m.drawn ?? []) update.delete(r);
        m.drawn = [];
        for (const [part, component] of Object.entries(m.parts)) {
            if (!component?.obj) continue;
            const drawings = part === 'polymer' ? DRAWINGS[this.drawing] : [['ball-and-stick', { sizeFactor: 0.16, ignoreHydrogens: true }]];
            for (const [type, typeParams] of drawings) {
                const props = { type, typeParams, ...this.colorOf(which, part) };
                const params = createStructureRepresentationParams(this.plugin, component.obj.data, props);
                m.drawn.push(update.to(component).apply(StateTransforms.Representation.StructureRepresentation3D, params).ref);
            }
        }
        await update.commit();
        if (!m.visible) this.show(which, false);
    }

    /** The polymer as the reader chose; in ligands the carbon keeps the colour of its model. */
    colorOf(which, part) {
        const own = { color: 'uniform', colorParams: { value: MODEL_COLORS[which] } };
        if (part !== 'polymer' && (this.coloring === 'model' || this.coloring === 'chain')) {
            return { color: 'element-symbol', colorParams: { carbonColor: { name: 'uniform', params: { value: MODEL_COLORS[which] } } } };
        }
        switch (this.coloring) {
            case 'chain': return { color: 'chain-id', colorParams: {} };
            case 'element': return { color: 'element-symbol', colorParams: { carbonColor: { name: 'uniform', params: { value: MODEL_COLORS[which] } } } };
            case 'b': return { color: 'uncertainty', colorParams: { domain: B_DOMAIN } };
            case 'structure': return { color: 'secondary-structure', colorParams: {} };
            case 'cc': return this.themes.has(`ceres-cc-${which}`) ? { color: `ceres-cc-${which}`, colorParams: {} } : own;
            case 'shift': return this.themes.has('ceres-shift') ? { color: 'ceres-shift', colorParams: {} } : own;
            default: return own;
        }
    }

    async setDrawing(drawing) {
        this.drawing = drawing;
        for (const which of Object.keys(this.models)) await this.draw(which);
    }

    async setColoring(coloring) {
        this.coloring = coloring;
        for (const which of Object.keys(this.models)) await this.draw(which);
    }

    /** @param {{chain: string, seq: number, icode?: string, ccInitial?: number, ccRefined?: number, shift?: number}[]} residues */
    setResidues(residues) {
        const columns = { 'ceres-cc-initial': ['ccInitial', SCALES.cc], 'ceres-cc-refined': ['ccRefined', SCALES.cc], 'ceres-shift': ['shift', SCALES.shift] };
        for (const [name, [column, scale]] of Object.entries(columns)) {
            const values = new Map();
            for (const r of residues) if (Number.isFinite(r[column])) values.set(residueKey(r.chain, r.seq, r.icode), r[column]);
            if (values.size === 0) continue;
            this.plugin.representation.structure.themes.colorThemeRegistry.add(residueTheme(name, scale, values));
            this.themes.add(name);
        }
    }

    show(which, visible) {
        const m = this.models[which];
        if (!m) return;
        m.visible = visible;
        setSubtreeVisibility(this.plugin.state.data, m.structure.ref, !visible);
    }

    async addMap(source, contour) {
        const data = await this.plugin.builders.data.rawData({ data: await bytesOf(source), label: 'boxed map' });
        const cif = await this.plugin.build().to(data).apply(StateTransforms.Data.ParseCif).commit();
        const block = cif.obj.data.blocks.find(b => b.categories['volume_data_3d_info']?.rowCount > 0);
        if (!block) throw new Error('the map file holds no volume');
        const volume = await this.plugin.build().to(cif)
            .apply(StateTransforms.Volume.VolumeFromDensityServerCif, { blockHeader: block.header }).commit();
        this.volume = volume;
        this.stats = volume.obj.data.grid.stats;
        this.iso = Number.isFinite(contour) ? contour : this.stats.mean + 3 * this.stats.sigma;
        this.mapStyle = 'mesh';
        await this.drawMap();
    }

    /** Contour in map units: what EMDB publishes and a reader compares. */
    get mapParams() {
        const surface = this.mapStyle === 'surface';
        return createVolumeRepresentationParams(this.plugin, this.volume.obj.data, {
            type: 'isosurface',
            typeParams: { isoValue: Volume.IsoValue.absolute(this.iso), alpha: surface ? 0.35 : 0.7, visuals: [surface ? 'solid' : 'wireframe'], sizeFactor: 1 },
            color: 'uniform', colorParams: { value: MAP_COLOR },
        });
    }

    async drawMap() {
        const update = this.plugin.build();
        if (this.isosurface) update.to(this.isosurface).update(this.mapParams);
        else this.isosurface = update.to(this.volume).apply(StateTransforms.Representation.VolumeRepresentation3D, this.mapParams).ref;
        await update.commit();
    }

    async setContour(iso) {
        this.iso = iso;
        await this.drawMap();
    }

    async setMapStyle(style) {
        this.mapStyle = style;
        await this.drawMap();
    }

    showMap(visible) {
        if (this.volume) setSubtreeVisibility(this.plugin.state.data, this.volume.ref, !visible);
    }

    /** Zooms on a residue and draws it and its surroundings as sticks; false if no visible model has it. */
    focus(chain, seq, icode = '') {
        const order = ['refined', 'initial'].filter(w => this.models[w]?.visible);
        for (const which of order) {
            const structure = this.models[which].structure.obj.data;
            const item = { auth_asym_id: chain, auth_seq_id: seq, ...(icode ? { pdbx_PDB_ins_code: icode } : {}) };
            const loci = StructureElement.Loci.fromSchema(structure, item);
            if (StructureElement.Loci.isEmpty(loci)) continue;
            this.plugin.managers.structure.focus.setFromLoci(loci);
            this.plugin.managers.camera.focusLoci(loci, { minRadius: 8, extraRadius: 3, durationMs: this.still ? 0 : 400 });
            return true;
        }
        return false;
    }

    /** The whole model fills the view; the map may reach beyond it. */
    reset(durationMs = this.still ? 0 : 300) {
        this.plugin.managers.structure.focus.clear();
        const model = this.models.refined ?? this.models.initial;
        if (!model) this.plugin.managers.camera.reset(undefined, durationMs);
        else {
            const { center, radius } = model.structure.obj.data.boundary.sphere;
            this.plugin.managers.camera.focusSphere({ center, radius: radius * FRAME }, { extraRadius: 0, durationMs });
        }
    }

    async screenshot(fileName) {
        await this.plugin.helpers.viewportScreenshot?.download(fileName);
    }

    /** Resolves once everything that was asked for is on the canvas. */
    async drawn() {
        const canvas = this.plugin.canvas3d;
        canvas.commit(true);
        this.reset(0);
        await new Promise(done => {
            // The subject tells its last drawing on subscription; only one that comes later shows what was just asked for.
            let first = true;
            let frames;
            frames = canvas.didDraw.subscribe(() => {
                if (first) return;
                frames.unsubscribe();
                done();
            });
            first = false;
            canvas.requestDraw();
        });
    }

    onHover(listener) {
        this.plugin.behaviors.labels.highlight.subscribe(({ labels }) => listener(labels.map(plainText).join(' ')));
    }

    dispose() {
        this.plugin.dispose();
    }
}

/** Mol* labels are small HTML; only their text is shown. */
function plainText(label) {
    return new DOMParser().parseFromString(String(label), 'text/html').body.textContent ?? '';
}
