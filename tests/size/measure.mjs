// The size of the script-tag file, and of its parts.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

import { bundle, embed } from '../../js/make/bundle.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

// The program instead of zlib, which splits its blocks differently: the two differ by up to 2 %.
const gzip = (text) => execFileSync('gzip', ['-9c'], { input: text }).length;

const weigh = (text) => ({ raw: Buffer.byteLength(text), gzip: gzip(text), brotli: brotliCompressSync(text).length });

/** {raw, gzip, brotli} of the whole file. */
export const measureFile = () => weigh(readFileSync('dist/rtc-vitals.global.js'));

/** The same for each part by itself. The sum is a little more than the whole. */
export async function measureParts() {
  return {
    'wasm core (deflated, base64)': weigh(await embed('build/wasm/browser.wasm')),
    'glue (wasm/module.js)': weigh(await bundle('wasm/module.js')),
    'agent (js/browser)': weigh(await bundle('js/browser/global.js', {
      format: 'esm', external: ['#browser-glue', '#browser-wasm'], conditions: ['embedded'],
    })),
  };
}
