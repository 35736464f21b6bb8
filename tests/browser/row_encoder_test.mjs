// The row encoder against the real core's table and memory.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { createRowEncoder } from '../../js/browser/row_encoder.js';
import { cutReport, readStatTable } from '../../js/browser/stat_plan.js';
import { loadCore } from './page.mjs';

const facts = { t: 1_700_000_000_000, perf: 5000, getStatsMs: 3, conn: 'connected', ice: 'connected', visible: true };
let core;
let session;
let encoder;

beforeEach(async () => {
  core = await loadCore();
  session = new core.Session(1);
  encoder = createRowEncoder(core, session);
});

// The rows in the core's memory, as {type, id, timestamp, <member source>: value}.
function rowsOf(report, host = facts) {
  const used = encoder.encode(host, report);
  const address = session.rows(used) / 8;
  const doubles = [...core.HEAPF64.subarray(address, address + used)];
  const plans = [...readStatTable(core.statTable()).values()];
  const rows = [];
  for (let at = 0; at < doubles.length;) {
    const { type, members } = plans[doubles[at]];
    const row = { type, id: doubles[at + 1], timestamp: doubles[at + 2] };
    members.forEach(({ paths }, i) => { row[paths.map((path) => path.join('.')).join('|')] = doubles[at + 3 + i]; });
    rows.push(row);
    at += 3 + members.length;
  }
  return rows;
}

test('writes the host as the first row, stamped with the wall clock', () => {
  const [host, ...rest] = rowsOf([]);
  assert.equal(rest.length, 0);
  assert.equal(host.type, 'host');
  assert.deepEqual([host.id, host.timestamp, host.t, host.perf, host.getStatsMs, host.visible], [0, facts.t, facts.t, 5000, 3, 1]);
  assert.equal(host.conn, host.ice, 'the same text has the same number');
});

test('writes absent, null and mistyped values as NaN, never 0', () => {
  const [host] = rowsOf([], { ...facts, getStatsMs: null, conn: undefined, visible: null });
  assert.ok([host.getStatsMs, host.conn, host.visible].every(Number.isNaN));
  const [, row] = rowsOf([{ id: 'A', type: 'inbound-rtp', timestamp: 1, bytesReceived: null, packetsLost: '', kind: 7, isRemote: 'yes' }]);
  assert.ok([row.bytesReceived, row.packetsLost, row['kind|mediaType'], row.isRemote, row.framesDecoded].every(Number.isNaN));
});

test('converts numbers, numeric texts, dates and booleans', () => {
  const [, row] = rowsOf([
    { id: 'A', type: 'inbound-rtp', timestamp: new Date(1234), bytesReceived: '5000', packetsLost: -3, isRemote: false },
  ]);
  assert.deepEqual([row.timestamp, row.bytesReceived, row.packetsLost, row.isRemote], [1234, 5000, -3, 0]);
});

test('reads nested members, and members with two names', () => {
  const [, row] = rowsOf([{ id: 'A', type: 'outbound-rtp', timestamp: 1, mediaType: 'video', qualityLimitationDurations: { cpu: 2.5 } }]);
  assert.equal(row['qualityLimitationDurations.cpu'], 2.5);
  assert.ok(Number.isNaN(row['qualityLimitationDurations.none']));
  assert.ok(row['kind|mediaType'] >= 1);
});

test('prefers the first of two names of a member, in whatever order the object has them, unless it has no value', () => {
  const object = { type: 'inbound-rtp', timestamp: 1 };
  const [, before, after, none] = rowsOf([
    { ...object, id: 'A', packetsDiscarded: 3, discardedPackets: 5 },
    { ...object, id: 'B', discardedPackets: 5, packetsDiscarded: 3 },
    { ...object, id: 'C', discardedPackets: 5, packetsDiscarded: null },
  ]);
  assert.deepEqual([before, after, none].map((row) => row['packetsDiscarded|discardedPackets']), [3, 3, 5]);
});

test('links ids by number', () => {
  const rows = rowsOf([
    { id: 'A', type: 'inbound-rtp', timestamp: 1, codecId: 'C' }, { id: 'C', type: 'codec', timestamp: 1, mimeType: 'video/VP8' },
  ]);
  assert.equal(rows[1].codecId, rows[2].id);
  assert.notEqual(rows[1].id, rows[2].id);
});

test('writes no row for unknown types or junk', () => {
  assert.equal(rowsOf([{ id: 'X', type: 'certificate', fingerprint: 'aa' }, { type: 'host', t: 9 }, null, 7, 'text']).length, 1);
});

test('accepts a report as a map, an array or an object by id', () => {
  const stats = { id: 'A', type: 'codec', timestamp: 1, mimeType: 'video/VP8' };
  for (const report of [new Map([['A', stats]]), [stats], { A: stats }]) assert.equal(rowsOf(report).length, 2);
});

test('writes all of a report larger than the buffer', () => {
  const report = Array.from({ length: 400 }, (_, i) => ({ id: `S${i}`, type: 'inbound-rtp', timestamp: i, bytesReceived: i }));
  const rows = rowsOf(report);
  assert.equal(rows.length, 401);
  assert.deepEqual([rows[400].timestamp, rows[400].bytesReceived], [399, 399]);
});

test('releases an id and interns it again when it comes back', () => {
  const [, row] = rowsOf([{ id: 'A', type: 'codec', timestamp: 1 }]);
  const before = encoder.texts;
  encoder.release(String(row.id));
  assert.equal(encoder.texts, before - 1);
});

test('cuts a report down to what the core reads, without addresses or unknown types', () => {
  const cut = cutReport(encoder.plans, encoder.hostType, [
    {
      id: 'L', type: 'local-candidate', timestamp: 1, candidateType: 'host', address: '192.0.2.7', ip: '192.0.2.7', port: 1, url: 'stun:x',
      usernameFragment: 'u',
    },
    { id: 'O', type: 'outbound-rtp', timestamp: 1, qualityLimitationDurations: { cpu: 1, other: 2 }, kind: 'video' },
    { id: 'CF', type: 'certificate', timestamp: 1, fingerprint: 'aa' },
  ]);
  assert.deepEqual(cut, [
    { id: 'L', type: 'local-candidate', timestamp: 1, candidateType: 'host' },
    { id: 'O', type: 'outbound-rtp', timestamp: 1, kind: 'video', qualityLimitationDurations: { cpu: 1, other: 2 } },
  ]);
  assert.deepEqual(rowsOf(cut), rowsOf(cut), 'the cut report can be encoded');
});
