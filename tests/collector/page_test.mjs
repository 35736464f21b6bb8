import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frozenBands, listFreezes, listPauses } from '../../js/collector/page/bands.mjs';
import { duration, intoCall } from '../../js/collector/page/format.mjs';
import { startCollector } from './harness.mjs';

test('the page and all that it loads is served from here, under a strict policy', async (t) => {
  const { origin } = await startCollector(t);
  const seen = new Set();
  const load = async (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    const response = await fetch(origin + path);
    assert.equal(response.status, 200, path);
    assert.match(response.headers.get('content-security-policy'), /default-src 'none'; script-src 'self'/);
    const text = await response.text();
    const used = path === '/' ? [...text.matchAll(/(?:src|href)="([^"#]+)"/g)] : [...text.matchAll(/^import .*?from '([^']+)'/gm)];
    for (const [, to] of used) await load(new URL(to, origin + path).pathname);
  };
  await load('/');
  assert.ok(seen.has('/main.mjs') && seen.has('/vendor/uplot.mjs') && seen.has('/vendor/uplot.css') && seen.has('/page.css'));
});

test('frozen samples in a row become one stretch that begins at the sample before', () => {
  const t = [0, 2, 4, 6, 8, 10];
  assert.deepEqual(frozenBands({ t, columns: { isFrozen: [false, true, true, false, null, true] } }), [{ start: 0, end: 4 }, { start: 8, end: 10 }]);
  assert.deepEqual(frozenBands({ t, columns: { isFrozen: [true, false, false, false, false, false] } }), [{ start: 0, end: 0 }]);
  assert.deepEqual(frozenBands({ t, columns: {} }), []);
});

const kStream = { kind: 'inboundVideo', epoch: 1, connection: 'c1', id: 'V', stream: 'c1/V', t: [0, 2000, 4000, 6000, 8000, 10000], columns: { isFrozen: [false, true, true, false, false, true] } };
const ended = (type, t, facts) => ({ epoch: 1, t, type, phase: 'end', connection: 'c1', stream: 'V', precision: 'exact', ...facts });

test('a freeze event takes the place of the samples that it covers', () => {
  const events = [{ ...ended('freeze', 800, { durationMs: 300 }), phase: 'start' }, ended('freeze', 4500, { durationMs: 3700, cause: 'network-cut', confidence: 'high' })];
  const freezes = listFreezes({ streams: [kStream], events });
  assert.deepEqual(freezes.map(({ start, end, durationMs, precision, cause }) => [start, end, durationMs, precision, cause]), [[800, 4500, 3700, 'exact', 'network-cut'], [8000, 10000, 2000, 'poll', null]]);
});

test('a freeze that still runs begins where its event says, with the cause as it looks so far', () => {
  const begun = { ...ended('freeze', 7400, { cause: 'congestion', confidence: 'medium' }), phase: 'start' };
  const of = (events) => listFreezes({ streams: [kStream], events }).at(-1);
  const { start, end, cause, confidence } = of([begun]);
  assert.deepEqual([start, end, cause, confidence], [7400, 10000, 'congestion', 'medium']);
  assert.equal(of([begun, ended('freeze', 7400, { durationMs: 0 })]).cause, null, 'it was taken back');
});

test('freezes known from counters alone have the bounds of their interval and their own length', () => {
  const events = [ended('freeze', 4000, { durationMs: 900, intervalMs: 2000, count: 2, precision: 'interval' })];
  const [{ start, end, durationMs, count }] = listFreezes({ streams: [kStream], events });
  assert.deepEqual([start, end, durationMs, count], [2000, 4000, 900, 2]);
});

test('a pause is listed as such and not as a freeze, what turned out to be none not at all', () => {
  const session = { streams: [{ ...kStream, columns: {} }], events: [ended('freeze', 3000, { durationMs: 0 }), ended('paused', 6000, { durationMs: 3000 })] };
  assert.deepEqual(listFreezes(session), []);
  assert.deepEqual(listPauses(session).map(({ type, start, end }) => [type, start, end]), [['paused', 3000, 6000]]);
});

test('lengths and places in a call are written for a reader', () => {
  assert.deepEqual([850, 4100, 125_000, 3_720_000].map(duration), ['850 ms', '4.1 s', '2 min 5 s', '1 h 2 min']);
  assert.deepEqual([0, 65_000, 7_265_000].map((ms) => intoCall(ms)), ['+0:00', '+1:05', '+2:01:05']);
  assert.deepEqual([9_440, 59_960].map((ms) => intoCall(ms, 1)), ['+0:09.4', '+1:00.0']);
});
