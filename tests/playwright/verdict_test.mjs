// A call gets the same verdict when it is watched as when its recording is analyzed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { toFreeze, toVerdict } from '../../js/playwright/verdict.mjs';
import { recordedCall } from '../cli/recorded_call.mjs';

const kMain = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));

for (const [name, call] of Object.entries({ 'recovers': recordedCall(), 'ends frozen': recordedCall({ seconds: 16, to: 100 }) })) {
  test(`agrees with analyze on a call that ${name}`, async () => {
    const { stdout } = spawnSync(process.execPath, [kMain, 'analyze', '--json', '-'], { input: call.join('\n'), encoding: 'utf8' });
    const [{ id, freezes, watchedMs, verdict: text }] = JSON.parse(stdout).connections;
    const verdict = await toVerdict({ sample: [], error: [], poll: call.map((line) => JSON.parse(line)) }, {});
    assert.deepEqual(verdict.freezes, freezes.map((freeze) => toFreeze(id, freeze)));
    assert.equal(verdict.freezes.length, 1);
    assert.equal(verdict.watchedMs, watchedMs);
    assert.ok(verdict.text.endsWith(`\n${id}: ${text}`), verdict.text);
  });
}

test('returns end: null for a freeze that was not seen to end', () => {
  const freeze = {
    stream: 'V', start: 1000, end: 5000, durationMs: 4000, count: 1, precision: 'exact', cause: 'jitter', confidence: 'low',
  };
  assert.deepEqual(toFreeze('c1', freeze), { connection: 'c1', ...freeze });
  for (const open of [{ running: true }, { until: 'stream-end' }]) {
    assert.deepEqual(toFreeze('c1', { ...freeze, ...open }), { connection: 'c1', ...freeze, end: null });
  }
});
