// One script, one style sheet, the licences of what is inside. Run by Maven; by hand: npm ci && node build.mjs OUT
import { build } from 'esbuild';
import { copyFile, mkdir } from 'node:fs/promises';

const out = process.argv[2] ?? 'target/classes/ceres/viewer';
await mkdir(out, { recursive: true });
await build({
    entryPoints: ['src/index.js'], outfile: `${out}/viewer.js`, bundle: true, minify: true, format: 'iife', globalName: 'CeresViewer',
    target: 'es2022', legalComments: 'none', define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEBUG': '""' },
    external: ['fs', 'path', 'crypto'], logLevel: 'warning', charset: 'ascii',
});
await copyFile('src/viewer.css', `${out}/viewer.css`);
await copyFile('node_modules/molstar/LICENSE', `${out}/molstar-LICENSE.txt`);
