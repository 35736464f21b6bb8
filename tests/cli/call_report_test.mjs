// The report of a call as text.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { callReport } from '../../js/cli/call_report.mjs';

// The lines of the report on a call of 20 s with one video, one sample per second. `video` adds members to its samples, `concluded` to its
// conclusion.
function reportLines({ width = 110, video = {}, ...concluded }) {
  const t = Array.from({ length: 20 }, (_, i) => 1000 * i);
  const columns = Object.entries({ framesDecodedPerSecond: 25, ...video }).map(([member, value]) => [member, t.map(() => value)]);
  const streams = [
    { connection: 'c', kind: 'connection', id: '', t, columns: {} },
    { connection: 'c', kind: 'inboundVideo', id: 'V', t, columns: Object.fromEntries(columns) },
  ];
  const connection = { id: 'c', samples: t.length, watchedMs: 19_000, freezes: [], episodes: [], notes: [], verdict: '', ...concluded };
  return callReport('f', { connections: [connection], streams }, { skipped: 0, width }).split('\n');
}

test('keeps the report within the given width', () => {
  for (const width of [60, 110]) {
    const lines = reportLines({ width, video: { bitrate: 12_345_000 }, verdict: 'Word 9 ms '.repeat(30).trim() });
    assert.ok(lines.every((line) => line.length <= width), lines.join('\n'));
    assert.ok(lines.every((line) => !/^ *ms/.test(line)), 'a number stays with its unit');
  }
});

test('draws a freeze with uncertain bounds lighter than an exact one', () => {
  const freeze = { stream: 'V', durationMs: 2000, count: 1, cause: 'jitter', confidence: 'high' };
  const frozenRow = (freezes) => reportLines({ freezes }).find((line) => line.startsWith('    frozen'));
  const exact = { ...freeze, start: 4000, end: 6000, precision: 'exact' };
  const within = { ...freeze, start: 5000, end: 9000, precision: 'interval' };
  assert.match(frozenRow([exact]), /^    frozen +█+ *$/);
  assert.match(frozenRow([exact, within]), /^    frozen +█{7,}▒{7,} +▒ somewhere within$/, 'the exact one wins where they overlap');
});

test('distinguishes a call without data from a call without freezes', () => {
  assert.ok(reportLines({ watchedMs: 0 }).includes('c: 19.0 s, 20 samples, unknown whether it froze'));
  assert.ok(reportLines({ watchedMs: 9000 }).includes('c: 19.0 s, 20 samples, no freezes'));
});

test('lists discards and limits in time order', () => {
  const notes = [
    { type: 'limited', stream: 'OV', start: 9000, end: 16_000, durationMs: 7000, reason: 'bandwidth' },
    { type: 'discards', stream: 'IA', start: 4000, end: 6000, durationMs: 2000, reason: 'late', unit: 'packets', count: 40 },
  ];
  assert.deepEqual(reportLines({ notes }).slice(-4), [
    '  discards and limits',
    '    00:00:04.0 UTC  +0:04.0  stream IA: 40 packets discarded over 2.0 s, reason: late',
    '    00:00:09.0 UTC  +0:09.0  stream OV: sent video limited over 7.0 s, reason: bandwidth',
    '',
  ]);
});

test('prints no control character of a name', () => {
  const lines = reportLines({ verdict: 'In stream \u009b2J\r\n\u001b]0;x\u0007.' });
  assert.ok(lines.includes('  In stream \ufffd2J\ufffd\ufffd\ufffd]0;x\ufffd.'), lines.join('\n'));
});
