import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frozenBands, listFreezes } from '../../js/collector/page/bands.mjs';
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

test('a freeze event takes the place of the samples that it covers', () => {
  const stream = { kind: 'inboundVideo', epoch: 1, connection: 'c1', id: 'V', stream: 'c1/V', t: [0, 2000, 4000, 6000, 8000, 10000], columns: { isFrozen: [false, true, true, false, false, true] } };
  const event = { epoch: 1, t: 4500, type: 'freeze', phase: 'end', connection: 'c1', stream: 'V', durationMs: 3700, cause: 'network-outage', confidence: 'high' };
  const freezes = listFreezes({ streams: [stream], events: [event] });
  assert.deepEqual(freezes.map(({ start, end, cause, exact }) => [start, end, cause, exact]), [[800, 4500, 'network-outage', true], [8000, 10000, null, false]]);
});

test('lengths and places in a call are written for a reader', () => {
  assert.deepEqual([850, 4100, 125_000, 3_720_000].map(duration), ['850 ms', '4.1 s', '2 min 05 s', '1 h 02 min']);
  assert.deepEqual([0, 65_000].map(intoCall), ['+0:00', '+1:05']);
});
