#!/usr/bin/env node
// `npm run build`: compiles the core to wasm, embeds it and bundles the agent. Everything published besides js/ is written to dist/.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { loadNodeCore } from '../node_core.mjs';
import { bundle } from './bundle.mjs';
import { unitsModule } from './units.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

function run(program, ...args) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error || status !== 0) throw new Error(`\`${[program, ...args].join(' ')}\` failed: ${error?.message ?? stdout + stderr}`);
}

async function write(target, entry, { banner = '', ...options } = {}) {
  const code = banner + await bundle(entry, options);
  // Must run in a page under a strict content security policy.
  const dynamic = /\bnew Function\b|\beval\(/.exec(code);
  if (dynamic) throw new Error(`${target} would contain \`${dynamic[0]}\`, which script-src 'self' forbids`);
  writeFileSync(target, code);
}

run('cmake', '--preset', 'wasm');
run('cmake', '--build', '--preset', 'wasm');

mkdirSync('dist/node', { recursive: true });
copyFileSync('wasm/module.js', 'dist/node/core.mjs');
copyFileSync('build/wasm/node.wasm', 'dist/node/core.wasm');
copyFileSync('build/wasm/browser.wasm', 'dist/rtc-vitals.wasm');
copyFileSync('js/make/THIRD_PARTY_LICENSES', 'dist/THIRD_PARTY_LICENSES');
for (const types of ['index.d.ts', 'tables.d.ts']) copyFileSync(`js/browser/${types}`, `dist/${types}`);
copyFileSync('js/browser/global.d.ts', 'dist/rtc-vitals.global.d.ts');
await Promise.all([
  write('dist/rtc-vitals.js', 'js/browser/index.js', { conditions: ['embedded'] }),
  write('dist/rtc-vitals.external.js', 'js/browser/index.js'),
  write('dist/rtc-vitals.global.js', 'js/browser/global.js', { format: 'iife', conditions: ['embedded'] }),
]);

mkdirSync('dist/schema', { recursive: true });
const core = await loadNodeCore();
writeFileSync('dist/schema/rtc-vitals-1.json', core.batchJsonSchema());
writeFileSync('dist/schema/points.json', core.pointsJsonSchema());

// The plot library of the collector's page. The collector serves it: a telemetry page must not depend on a third-party server.
mkdirSync('dist/page', { recursive: true });
copyFileSync('node_modules/uplot/dist/uPlot.esm.js', 'dist/page/uplot.mjs');
copyFileSync('node_modules/uplot/dist/uPlot.min.css', 'dist/page/uplot.css');
copyFileSync('node_modules/uplot/LICENSE', 'dist/page/uplot.LICENSE');
writeFileSync('dist/page/units.mjs', unitsModule(core));

// The same page for a single recorded call (`rtc-vitals analyze --html`), with one script and one style sheet.
const licence = readFileSync('node_modules/uplot/LICENSE', 'utf8');
await write('dist/page/report.js', 'js/cli/report_page.mjs', { format: 'iife', banner: `/* with uPlot:\n${licence}*/\n` });
const sheets = ['node_modules/uplot/dist/uPlot.min.css', 'js/collector/page/page.css'];
writeFileSync('dist/page/report.css', sheets.map((file) => readFileSync(file, 'utf8')).join('\n'));
