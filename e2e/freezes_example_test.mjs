// The example that reads freezes from batches finds the same freezes as the collector, even if batches are lost or arrive in any order.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { freezesIn } from './examples/freezes.mjs';
import { batchesOf, buildNativeBatches } from './harness/native_batches.mjs';
import { project } from './harness/tarball.mjs';

const folder = fileURLToPath(new URL('../tests/traces/lab/tuning/', import.meta.url));
const calls = readdirSync(folder).filter((name) => /^(loop-(garble|pause|starve|screen)|net-(collapse|cut|loss)).*\.jsonl\.gz$/.test(name));
const kMinFreezes = 80; // fewer would mean that the recordings are not the expected ones

let core;
let batchesByCall;
before(async () => {
  buildNativeBatches();
  batchesByCall = calls.map((name) => [name, batchesOf(gunzipSync(readFileSync(join(folder, name))))]);
  const { loadNodeCore } = await import(join(await project(), 'node_modules/rtc-vitals/js/node_core.mjs'));
  core = await loadNodeCore();
});

const keyOf = ({ stream, start, end, cause, running = false }) => [stream, Math.round(start), Math.round(end), cause, running].join(' ');

// As GET /v1/sessions/:id reports them.
function concluded(bodies) {
  const stored = new core.StoredEpoch('', -Infinity, Infinity, 0);
  for (const body of bodies) assert.equal(stored.addBatch(body), '');
  const connections = JSON.parse(stored.connections());
  stored.delete();
  return connections.flatMap(({ id, freezes }) => freezes.map((freeze) => keyOf({ ...freeze, stream: `${id}/${freeze.stream}` }))).sort();
}

for (const [what, isKept] of [['all', () => true], ['two of three', (_, i) => i % 3 !== 2], ['every second', (_, i) => i % 2 === 0]]) {
  test(`the example finds the collector's freezes in batches when ${what} arrived`, () => {
    let freezes = 0;
    for (const [name, batches] of batchesByCall) {
      const bodies = batches.filter(isKept);
      const found = freezesIn(bodies.map((body) => JSON.parse(body)).reverse()).map(keyOf).sort();
      assert.deepEqual(found, concluded(bodies), name);
      freezes += found.length;
    }
    assert.ok(freezes >= kMinFreezes, `${freezes} freezes`);
  });
}
