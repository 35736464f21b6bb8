// Compressed bodies. Compression takes a while, during which nothing may be sent twice or get stuck.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { kFirstWaitMs, kMaxRequestsInFlight } from '../../js/browser/delivery_limits.js';
import { agent, answerAll, answers, feed, make, manyTurns, page, stopClock, turnsUntil } from './delivery_harness.mjs';
import { until, wait } from './page.mjs';

test('gzip: sends bytes without a content type while the page is visible', async () => {
  const connection = await make({ gzip: true });
  await feed(connection);
  await until(() => page.beacons.length > 0, 'a beacon');
  const [{ body }] = page.beacons;
  assert.deepEqual([body[0], body[1]], [0x1f, 0x8b]);
  const plain = await new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
  assert.equal(plain.seq, 0);
});

test('gzip: flush() resolves once the beacon was tried', async () => {
  const connection = await make({ gzip: true, batch: 10 });
  await feed(connection);
  await agent.flush();
  assert.equal(page.beacons.length, 1);
});

test('gzip: makes one attempt per wait when beacons are refused and the server is unreachable', async () => {
  const connection = await make({ gzip: true });
  const pass = stopClock();
  Object.assign(answers, { beacon: false, reject: true });
  await feed(connection);
  await turnsUntil(() => page.fetches.length > 0);
  await manyTurns();
  assert.equal(page.fetches.length, 1);
  await pass(2 * kFirstWaitMs);
  await turnsUntil(() => page.fetches.length > 1);
  await manyTurns();
  assert.equal(page.fetches.length, 2);
});

test('gzip: sends without further waits once beacons work again', async () => {
  const connection = await make({ gzip: true });
  stopClock();
  Object.assign(answers, { beacon: false, reject: true });
  await feed(connection, 3);
  await turnsUntil(() => agent.stats().lastError);
  answers.beacon = true;
  page.window.dispatchEvent(new Event('online'));
  await turnsUntil(() => page.beacons.length === 3);
  assert.equal(agent.stats().batches.queued, 0);
});

test('gzip: counts batches being compressed in the budget of requests in flight', async () => {
  const connection = await make({ gzip: true, delivery: 'confirmed' });
  answers.hold = true;
  await feed(connection, 30);
  await turnsUntil(() => page.fetches.length >= kMaxRequestsInFlight);
  await manyTurns();
  assert.equal(page.fetches.length, kMaxRequestsInFlight);
  answers.hold = false;
  answerAll();
  await turnsUntil(() => agent.stats().batches.queued === 0);
  assert.equal(page.fetches.length, 30);
});

test('gzip: sends each batch once and uncompressed when the page is hidden', async () => {
  const connection = await make({ gzip: true });
  agent.feed(connection, connection.report());
  page.setVisible(false);
  await until(() => page.beacons.length > 0, 'a beacon');
  await wait(30);
  assert.deepEqual(page.beacons.map(({ body }) => typeof body), ['string']);
});
