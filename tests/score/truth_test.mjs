// Which part of a gap was a freeze if a pause and a fault overlap, and what its cause is if two faults overlap.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { addTrace, newTally } from './measures.mjs';
import { readTruth } from './truth.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truth-'));
after(() => rmSync(folder, { recursive: true }));

const kGap = { pc: 'callee', track: 'v', start: 10_000, end: 20_000, dur: 10_000 };
const fault = (cls, start, end) => ({ cls, pc: 'callee', start, end, params: {} });

function truthWith(...faults) {
  const path = join(folder, 'a.truth.json');
  writeFileSync(path, JSON.stringify({ t0: 0, tEnd: 40_000, faults, groundTruthFreezes_mstp: [kGap], frames: { callee: { mstp: 9 } } }));
  return readTruth(path);
}
const parts = (...faults) => truthWith(...faults).gaps.map(({ start, end, cause }) => [start, end, cause]);

test('counts a cut as a freeze, but not a pause', () => {
  assert.deepEqual(parts(fault('network_cut', 10_000, 17_000)), [[10_000, 20_000, 'network-cut']]);
  assert.deepEqual(parts(fault('sender_paused', 10_000, 19_000)), []);
});

test('cuts a freeze off at the last poll, and drops one that began after it', () => {
  const path = join(folder, 'b.truth.json');
  const later = { ...kGap, start: 30_000 };
  writeFileSync(path, JSON.stringify({
    t0: 0, tEnd: 40_000, faults: [fault('network_cut', 10_000, 40_000)], groundTruthFreezes_mstp: [kGap, later],
    frames: { callee: { mstp: 9 } },
  }));
  const { gaps, tEnd } = readTruth(path, [{ t: 18_000, report: {} }, { t: 18_500, event: 'x' }]);
  assert.deepEqual([...gaps.map(({ start, end }) => [start, end]), tEnd], [[10_000, 18_000], 18_000]);
});

test('removes a pause from a cut that it outlasts, and resumes the same freeze after it', () => {
  const truth = truthWith(fault('network_cut', 10_000, 14_000), fault('sender_paused', 12_000, 18_000));
  assert.deepEqual(truth.gaps.map(({ start, end, continued = false }) => [start, end, continued]), [
    [10_000, 14_000, false], [18_000, 20_000, true],
  ]);
  assert.deepEqual(parts(fault('network_cut', 10_000, 14_000), fault('sender_paused', 12_000, 19_500)), [[10_000, 14_000, 'network-cut']]);
});

test('starts the freeze of a cut within a pause at the end of the pause', () => {
  assert.deepEqual(parts(fault('sender_paused', 10_000, 15_000), fault('network_cut', 12_000, 19_000)), [[15_000, 20_000, 'network-cut']]);
  assert.deepEqual(parts(fault('sender_paused', 10_000, 19_000), fault('network_cut', 12_000, 17_000)), []);
});

test('does not judge a claim between the start of a cut and the end of the pause around it', () => {
  const truth = truthWith(fault('sender_paused', 10_000, 15_000), fault('network_cut', 12_000, 19_000));
  const from = (start) => addTrace(newTally(), 'a', truth, [
    { ...kGap, start, end: 20_000, durationMs: 20_000 - start, count: 1, cause: 'network-cut' },
  ]);
  const figuresOf = ({ startErrors: [{ ms }], claimedMs, rightMs }) => [ms, claimedMs, rightMs];
  assert.deepEqual(figuresOf(from(12_000)), [0, 5000, 5000]);
  assert.deepEqual(figuresOf(from(11_000)), [1000, 6000, 5000]);
  assert.deepEqual(figuresOf(from(16_000)), [1000, 4000, 4000]);
});

test('accepts the cause of either of two simultaneous faults, but no third', () => {
  const truth = truthWith(fault('packet_loss', 9990, 19_000), fault('bandwidth_cap', 9991, 19_000));
  const actualFor = (cause) => addTrace(newTally(), 'a', truth, [{ ...kGap, durationMs: 10_000, count: 1, cause }]).causes[0].actual;
  for (const cause of ['packet-loss', 'congestion']) assert.equal(actualFor(cause), cause);
  assert.equal(actualFor('jitter'), 'congestion');
});
