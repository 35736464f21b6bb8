// The libraries in the table of `npm run score` really receive the recording: they find the freeze that the browser counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { browserClaims } from './detectors.mjs';
import { loadPeers } from './peers.mjs';
import { readLines } from './recording.mjs';

const briefly = ({ pc, stream, reportedAt }) => ({ pc, stream, reportedAt });
const lines = readLines(fileURLToPath(new URL('../traces/lab/tuning/loop-starve-chromium-12.jsonl.gz', import.meta.url)));

for (const { name, claimsOf } of await loadPeers()) {
  test(`${name} reports the freeze at the poll where the browser has counted it`, async () => {
    // a claim for the first poll has no length
    const claims = (await claimsOf(lines)).filter(({ durationMs }) => durationMs > 0).map(briefly);
    const counted = browserClaims(lines).filter(({ durationMs }) => durationMs > 5000);
    assert.equal(counted.length, 1);
    assert.deepEqual(claims.at(-1), briefly(counted[0]));
  });
}
