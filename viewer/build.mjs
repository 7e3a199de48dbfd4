// One script, one style sheet, the licences of everything inside. Run by Maven; by hand: npm ci && node build.mjs OUT
import { build } from 'esbuild';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';

const out = process.argv[2] ?? 'target/classes/ceres/viewer';
await mkdir(out, { recursive: true });
const { metafile } = await build({
    entryPoints: ['src/index.js'], outfile: `${out}/viewer.js`, bundle: true, minify: true, format: 'iife', globalName: 'CeresViewer',
    target: 'es2022', legalComments: 'none', define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEBUG': '""' },
    external: ['fs', 'path', 'crypto'], logLevel: 'warning', charset: 'ascii', metafile: true,
});
await copyFile('src/viewer.css', `${out}/viewer.css`);
await writeFile(`${out}/licences.txt`, await licences(Object.values(metafile.outputs)[0].inputs));

/** Name, version and licence text of every package that left code in the bundle. */
async function licences(inputs) {
    const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
    const packages = new Set(used.map(file => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean));
    const texts = [];
    for (const name of [...packages].sort()) {
        const folder = `node_modules/${name}`;
        const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
        const file = (await readdir(folder)).find(f => /^(licen[cs]e|copying)(\.|$)/i.test(f));
        const text = file ? (await readFile(`${folder}/${file}`, 'utf8')).trim() : `Licence: ${license}`;
        texts.push(`${name} ${version} (${license})\n\n${text}\n`);
    }
    return `The 3D viewer contains code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
