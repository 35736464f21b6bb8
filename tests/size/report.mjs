#!/usr/bin/env node
// `npm run size`: the size of the script-tag file and of each part, in bytes.
import { readFileSync } from 'node:fs';

import { measureFile, measureParts } from './measure.mjs';

function row(name, { raw, gzip, brotli }) {
  console.log(`${name.padEnd(32)} ${[raw, gzip, brotli].map((bytes) => String(bytes).padStart(8)).join('')}`);
}

console.log(`${''.padEnd(32)}      raw gzip -9  brotli`);
for (const [name, sizes] of Object.entries(await measureParts())) row(name, sizes);
row('dist/rtc-vitals.global.js', measureFile());
row('dist/rtc-vitals.wasm', { raw: readFileSync('dist/rtc-vitals.wasm').length, gzip: '', brotli: '' });
