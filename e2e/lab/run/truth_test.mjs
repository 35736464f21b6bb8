import assert from 'node:assert/strict';
import { test } from 'node:test';

import { longGaps, truthOf } from './truth.mjs';

const kFrameMs = 50;
// Presentation times at 20 fps from 0, except those within the spans.
const framesBut = (end, ...spans) => Array.from({ length: end / kFrameMs }, (_, i) => i * kFrameMs)
  .filter((t) => !spans.some(([from, to]) => t > from && t < to));

test('a gap lasts from the frame before it to the frame after it', () => {
  assert.deepEqual(longGaps(framesBut(10_000, [5000, 6200]), 9950), [{ start: 5000, end: 6200, dur: 1200 }]);
});

test('a gap counts from avg + 150 ms on where that exceeds three frames', () => {
  assert.equal(longGaps(framesBut(10_000, [5000, 5200]), 9950).length, 1);
  assert.equal(longGaps(framesBut(10_000, [5000, 5150]), 9950).length, 0);
});

test('a gap still open at the end ends there', () => {
  assert.deepEqual(longGaps(framesBut(6000), 8000), [{ start: 5950, end: 8000, dur: 2050 }]);
});

test('neither start-up nor the rhythm of a low frame rate is a gap', () => {
  assert.deepEqual(longGaps(framesBut(10_000, [500, 2500]), 9950), []);
  assert.deepEqual(longGaps([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => i * 1000), 9000), []);
});

function truthWith(late, faults) {
  const lines = [{ t: 0, report: {} }, { t: 9950, report: {} }];
  const tracks = [{ pc: 'callee', kind: 'video', track: 'v', rvfc: framesBut(10_000, [5000, 6200]), mstp: [], endedAt: null }];
  return truthOf({}, { lines, tracks, faults, late: { page: late } });
}

test('a late beat during a gap is contamination unless a fault was on', () => {
  const beat = { start: 5100, end: 5900 };
  assert.equal(truthWith([beat], []).contamination.length, 1);
  assert.equal(truthWith([{ start: 1000, end: 1400 }], []).contamination.length, 0);
  assert.equal(truthWith([beat], [{ cls: 'cpu', start: 4800, end: 6000, pc: 'callee', params: {} }]).contamination.length, 0);
});

test('a fault without an end lasts to the last poll', () => {
  assert.equal(truthWith([], [{ cls: 'decoder_starved', start: 5000, end: null, pc: 'callee', params: {} }]).faults[0].end, 9950);
});
