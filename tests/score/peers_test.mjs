// The libraries in the table of `npm run score` really get the recording: they see the freeze that the browser counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { browserClaims } from './detectors.mjs';
import { loadPeers } from './peers.mjs';
import { readLines } from './recording.mjs';

const briefly = ({ pc, stream, told }) => ({ pc, stream, told });
const lines = readLines(fileURLToPath(new URL('../traces/lab/tuning/loop-starve-chromium-12.jsonl.gz', import.meta.url)));

for (const { name, claimsOf } of await loadPeers()) {
  test(`${name} reports the freeze at the poll where the browser has counted it`, async () => {
    const told = (await claimsOf(lines)).filter(({ durationMs }) => durationMs > 0).map(briefly);  // its claim for the first poll has no length
    const counted = browserClaims(lines).filter(({ durationMs }) => durationMs > 5000);
    assert.equal(counted.length, 1);
    assert.deepEqual(told.at(-1), briefly(counted[0]));
  });
}
