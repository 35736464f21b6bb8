// The check of request bodies in every test's server can fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { BodyCheck } from './harness/body_check.mjs';
import { serve } from './harness/server.mjs';

const batch = {
  schema: 'rtc-vitals/1', sessionId: 's', epoch: 1, seq: 0, sentAt: 1, connections: [{ id: 'c1', t: [1, 2] }],
  inboundVideo: { streams: [{ id: 'V', connection: 0 }], bitrate: [[1000, null]], packetLoss: 0 }, events: [],
};
const point = { sessionId: 's', timestamp: '2026-11-21T12:00:00.000Z', rtt: 40, availableOutgoingBitrate: null, video: null, audio: null };

const verdictOn = (value, pack = (text) => text) => () => {
  const check = new BodyCheck();
  check.take(Buffer.from(pack(JSON.stringify(value))));
  check.end();
};

test('accepts batches and points, plain and gzipped', () => {
  for (const value of [batch, { metrics: [point] }]) {
    assert.doesNotThrow(verdictOn(value));
    assert.doesNotThrow(verdictOn(value, gzipSync));
  }
});

test('names the place of a schema violation', () => {
  assert.throws(verdictOn({ ...batch, seq: -1 }), /\/seq must be >= 0/);
  assert.throws(verdictOn({ ...batch, inboundVideo: { ...batch.inboundVideo, packetLoss: 2 } }), /\/inboundVideo\/packetLoss/);
  assert.throws(verdictOn({ metrics: [{ ...point, timestamp: 'now' }] }), /\/metrics\/0\/timestamp must match format "date-time"/);
  assert.throws(verdictOn('x', () => '{'), /not JSON/);
});

test('makes server.close() reject after an invalid body', async () => {
  const server = await serve();
  await fetch(`${server.url}/ingest`, { method: 'POST', body: JSON.stringify({ ...batch, epoch: 'one' }) });
  await assert.rejects(server.close(), /\/epoch must be integer/);
});
