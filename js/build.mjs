#!/usr/bin/env node
// `npm run build`: compiles the core to wasm, embeds it, bundles the agent. What is published besides js/ comes to lie in dist/.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import zopfli from '@gfx/zopfli';
import * as esbuild from 'esbuild';
import { minify } from 'terser';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

function run(program, ...args) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error || status !== 0) throw new Error(`\`${[program, ...args].join(' ')}\` failed: ${error?.message ?? stdout + stderr}`);
}

// A .wasm that is imported becomes its deflated bytes in base64: base64 of the raw bytes would hide from gzip what repeats in them.
const embedWasm = {
  name: 'embed-wasm',
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, async ({ path }) => {
      const deflated = await promisify(zopfli.deflate)(readFileSync(path), { numiterations: 50 });
      return { contents: `export default "${Buffer.from(deflated).toString('base64')}"`, loader: 'js' };
    });
  },
};

async function bundle(target, entry, format, conditions) {
  const { outputFiles: [{ text }] } = await esbuild.build({
    entryPoints: [entry], bundle: true, write: false, format, conditions, target: 'es2022', charset: 'utf8', plugins: [embedWasm],
  });
  // Terser, because it makes Emscripten's glue a tenth smaller than esbuild does.
  const { code } = await minify(text, { module: format === 'esm', toplevel: true, ecma: 2020, compress: { passes: 3 } });
  // A page under a strict content security policy must be able to run it.
  const dynamic = /\bnew Function\b|\beval\(/.exec(code);
  if (dynamic) throw new Error(`${target} would contain \`${dynamic[0]}\`, which script-src 'self' forbids`);
  writeFileSync(target, code);
}

run('cmake', '--preset', 'wasm');
run('cmake', '--build', '--preset', 'wasm');

mkdirSync('dist/node', { recursive: true });
copyFileSync('build/wasm/node.mjs', 'dist/node/core.mjs');
copyFileSync('build/wasm/node.wasm', 'dist/node/core.wasm');
copyFileSync('build/wasm/browser.wasm', 'dist/rtc-vitals.wasm');
copyFileSync('js/browser/index.d.ts', 'dist/index.d.ts');
await Promise.all([
  bundle('dist/rtc-vitals.js', 'js/browser/index.js', 'esm', ['embedded']),
  bundle('dist/rtc-vitals.external.js', 'js/browser/index.js', 'esm', []),
  bundle('dist/rtc-vitals.global.js', 'js/browser/global.js', 'iife', ['embedded']),
]);

// The plot library of the collector's page, served from there: a page of telemetry must not depend on somebody else's server.
mkdirSync('dist/page', { recursive: true });
copyFileSync('node_modules/uplot/dist/uPlot.esm.js', 'dist/page/uplot.mjs');
copyFileSync('node_modules/uplot/dist/uPlot.min.css', 'dist/page/uplot.css');
copyFileSync('node_modules/uplot/LICENSE', 'dist/page/uplot.LICENSE');
