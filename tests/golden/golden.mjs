// Golden samples: for every recording in tests/traces, the core's samples as last reviewed, one JSON line each, gzipped.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

import { coreSamples } from '../oracle/core_samples.mjs';
import { readPolls } from '../oracle/trace.mjs';

const kFolder = fileURLToPath(new URL('.', import.meta.url));

export function goldenOf(trace) {
  return join(kFolder, `${basename(trace).replace(/\.jsonl(\.gz)?$/, '')}.samples.jsonl.gz`);
}

// Known members only: a member missing from a golden is unknown.
export function samplesText(trace) {
  const known = (sample) => Object.fromEntries(Object.entries(sample).filter(([, value]) => value !== null && value !== undefined));
  return coreSamples(readPolls(trace)).map((sample) => `${JSON.stringify(known(sample))}\n`).join('');
}

export function readGolden(path) {
  return gunzipSync(readFileSync(path)).toString('utf8');
}

export function packed(text) {
  return gzipSync(text, { level: 9 });
}
