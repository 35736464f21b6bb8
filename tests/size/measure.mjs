// What the script-tag file weighs, and what in it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

import { bundle, embed } from '../../js/make/bundle.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

// The program, not zlib, which cuts its blocks elsewhere: the two differ by up to 2 %.
const gzip = (text) => execFileSync('gzip', ['-9c'], { input: text }).length;

const weigh = (text) => ({ raw: Buffer.byteLength(text), gzip: gzip(text), brotli: brotliCompressSync(text).length });

/** {raw, gzip, brotli} of the whole file. */
export const measureFile = () => weigh(readFileSync('dist/rtc-vitals.global.js'));

/** The same of each part by itself; a little less than the whole together, since gzip codes the end of the base64 and the beginning of the code alike. */
export async function measureParts() {
  return {
    'wasm core (deflated, base64)': weigh(await embed('build/wasm/browser.wasm')),
    'glue (wasm/module.js)': weigh(await bundle('wasm/module.js')),
    'agent (js/browser)': weigh(await bundle('js/browser/global.js', { format: 'esm', external: ['#browser-glue', '#browser-wasm'], conditions: ['embedded'] })),
  };
}
