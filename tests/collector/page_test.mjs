import assert from 'node:assert/strict';
import { test } from 'node:test';

import { units } from '../../dist/page/units.mjs';
import { factsText } from '../../js/collector/page/facts.mjs';
import { listFreezes, listPauses } from '../../js/collector/page/findings.mjs';
import { decoded, duration, intoCall, precisionOf, streamTitle, withNames } from '../../js/collector/page/format.mjs';
import { isThinned, withPart } from '../../js/collector/page/parts.mjs';
import { loadNodeCore } from '../../js/node_core.mjs';
import { startCollector } from './harness.mjs';

test('serves the page and everything it loads, under a strict policy', async (t) => {
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
    for (const [, to] of used) {
      assert.doesNotMatch(to, /^\//, `${path}: a path must be relative, since a proxy may add a prefix`);
      await load(new URL(to, origin + path).pathname);
    }
    for (const [, to] of text.matchAll(/['`](\/?v1\/[^'`]*)/g)) assert.doesNotMatch(to, /^\//, path);
  };
  await load('/');
  assert.ok(seen.has('/main.mjs') && seen.has('/vendor/uplot.mjs') && seen.has('/vendor/uplot.css') && seen.has('/page.css'));
});

const kStream = {
  kind: 'inboundVideo', epoch: 1, connection: 'c1', id: 'V', stream: 'c1/V', t: [0, 2000, 4000, 6000, 8000, 10000], columns: {},
};
const finding = (start, end, facts) => ({
  stream: 'V', start, end, durationMs: end - start, count: 1, precision: 'exact', cause: 'network-cut', confidence: 'high', ...facts,
});
const sessionOf = (freezes, episodes = []) => ({ streams: [kStream], connections: [{ epoch: 1, id: 'c1', freezes, episodes }] });

test('lists findings in time order, each with its stream', () => {
  const freezes = listFreezes(sessionOf([finding(8000, 10000), finding(800, 4500)]));
  assert.deepEqual(freezes.map(({ stream, start, end, cause }) => [stream.stream, start, end, cause]), [
    ['c1/V', 800, 4500, 'network-cut'], ['c1/V', 8000, 10000, 'network-cut'],
  ]);
});

test('assigns a finding to the stream of its own page load, or to a bare one without samples', () => {
  const [before, now] = listFreezes({
    streams: [kStream],
    connections: [
      { epoch: 1, id: 'c1', freezes: [finding(800, 4500)], episodes: [] },
      { epoch: 2, id: 'c1', freezes: [finding(9000, 9500)], episodes: [] },
    ],
  });
  assert.equal(before.stream.stream, 'c1/V');
  assert.deepEqual(now.stream, { kind: 'inboundVideo', epoch: 2, connection: 'c1', id: 'V', stream: 'c1/V', t: [], columns: {} });
});

test('lists a pause as a pause, not as a freeze', () => {
  const session = sessionOf([], [finding(3000, 6000, { type: 'paused' })]);
  assert.deepEqual(listFreezes(session), []);
  assert.deepEqual(listPauses(session).map(({ type, start, end }) => [type, start, end]), [['paused', 3000, 6000]]);
});

test('shows nothing for an unknown precision', () => {
  const written = (precision) => precisionOf({ precision, count: 2, start: 0, end: 4000 });
  assert.deepEqual(['exact', 'poll', 'interval', '', 'frame', 'toString', undefined].map(written), [
    '', ' \u00b1 1 poll', ' in 2 pieces within 4.0 s', '', '', '', '',
  ]);
});

test('shows an undecodable address unchanged', () => {
  assert.deepEqual(['a%20b', '%', '..'].map(decoded), ['a b', '%', '..']);
});

test('formats durations and call offsets for readers', () => {
  assert.deepEqual([850, 4100, 125_000, 3_720_000].map(duration), ['850 ms', '4.1 s', '2 min 5 s', '1 h 2 min']);
  assert.deepEqual([0, 65_000, 7_265_000].map((ms) => intoCall(ms)), ['+0:00', '+1:05', '+2:01:05']);
  assert.deepEqual([9_440, 59_960].map((ms) => intoCall(ms, 1)), ['+0:09.4', '+1:00.0']);
});

test('formats durations exactly as the core does', async () => {
  const { durationText } = await loadNodeCore();
  const lengths = [0, 0.5, 850, 999.4, 999.6, 1000, 1150, 4250, 12_349.9, 59_949, 59_950, 60_000, 119_600, 3_599_400, 3_599_600, 7_265_000];
  for (let ms = 1000; ms < 60_000; ms += 50) lengths.push(ms);
  assert.deepEqual(lengths.map(duration), lengths.map((ms) => durationText(ms)));
});

test('isolates right-to-left names from the text around them', () => {
  const named = (participant, source) => streamTitle({ kind: 'inboundVideo', label: { participant, source } });
  assert.equal(named('Dana', 'camera'), 'Dana, camera (video in)');
  assert.equal(named('\u05d3\u05e0\u05d4 2', 'camera'), '\u2068\u05d3\u05e0\u05d4 2\u2069, camera (video in)');
  assert.equal(named('\u0645\u062d\u0645\u062f'), '\u2068\u0645\u062d\u0645\u062f\u2069 (video in)');
});

test('shows names in a sentence as they are, whatever they contain', () => {
  const names = ['Ann', '', "$'", '\u05d3'];
  assert.equal(withNames("Ann's, $'s and \u05d3's video froze", names), "Ann's, $'s and \u2068\u05d3\u2069's video froze");
});

test('shortens each long name in a plot', () => {
  const stream = { kind: 'inboundVideo', label: { participant: 'A'.repeat(100), source: '\u05d0'.repeat(100) } };
  assert.equal(streamTitle(stream), `${'A'.repeat(29)}\u2026, \u2068${'\u05d0'.repeat(29)}\u2026\u2069 (video in)`);
  assert.equal(streamTitle({ kind: 'connection', stream: 'c1' }), 'c1');
});

test("shows event facts with the core's units", () => {
  const facts = {
    durationMs: 1248, count: 2, cause: 'packet-loss', detail: '{"a":1}', bitrate: 402_000, bitrateBefore: 1_203_400, packetLoss: 0.1204,
    audioPacketLoss: 0.0004, nackDelta: 9, framesDroppedDelta: 3, decodeTimeMs: 4.5, rttFloor: 50.1, connectionSilentMs: 125_000,
    senderPackets: 40,
    framesDecodedPerSecond: 12.5, laterThanThisMs: 7, laterThanThis: 8, lost: null, nested: { a: 1 },
  };
  assert.equal(factsText(facts, units).replaceAll('\u00a0', ' '), [
    'durationMs 1248 ms', 'count 2', 'cause packet-loss', 'detail {"a":1}', 'bitrate 402 kbit/s', 'bitrateBefore 1.2 Mbit/s',
    'packetLoss 12.04 %', 'audioPacketLoss 0.04 %',
    'nackDelta 9', 'framesDroppedDelta 3 frames', 'decodeTimeMs 4.5 ms', 'rttFloor 50.1 ms', 'connectionSilentMs 2 min 5 s',
    'senderPackets 40 packets',
    'framesDecodedPerSecond 12.5/s', 'laterThanThisMs 7 ms', 'laterThanThis 8', 'lost null', 'nested {"a":1}',
  ].join(', '));
});

test('shows facts of any name', () => {
  const facts = JSON.parse('{"constructor":1,"__proto__":2,"toString":3,"constructorMs":4}');
  assert.equal(factsText(facts, units).replaceAll('\u00a0', ' '), 'constructor 1, __proto__ 2, toString 3, constructorMs 4 ms');
});

const kPart = {
  from: 3000, to: 7000,
  session: { streams: [{ ...kStream, t: [3000, 4000, 5000, 6000, 7000], columns: { bitrate: [3, 4, 5, 6, 7] } }] },
};

test('replaces columns by a more detailed part', () => {
  const stream = { ...kStream, columns: { bitrate: [0, 20, 40, 60, 80, 100] } };
  assert.deepEqual(withPart(stream, 'bitrate', null), [stream.t, stream.columns.bitrate]);
  assert.deepEqual(withPart(stream, 'bitrate', kPart), [
    [0, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 10000], [0, 20, 3, 4, 5, 6, 7, 80, 100],
  ]);
  assert.deepEqual(withPart(stream, 'bitrate', { ...kPart, to: 10000 })[0], [0, 2000, 3000, 4000, 5000, 6000, 7000], 'a part at the end');
  assert.deepEqual(withPart({ ...stream, epoch: 2 }, 'bitrate', kPart), [stream.t, stream.columns.bitrate], 'a part of another page load');
});

test('reports a session as thinned when a connection has fewer rows than polls', () => {
  const session = (rows, samples) => ({
    streams: [{ kind: 'connection', epoch: 1, connection: 'c1', id: '', t: Array(rows) }],
    connections: [{ epoch: 1, id: 'c1', samples }],
  });
  assert.deepEqual([session(10, 10), session(9, 10), session(10, 9)].map(isThinned), [false, true, false]);
});
