// Batches sent as beacons when the network, the server or the page misbehaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { agent, answers, feed, kPair, make, page, seqsOf, settled } from './delivery_harness.mjs';

test('falls back to fetch(keepalive) without CORS when a beacon is refused', async () => {
  const connection = await make();
  answers.beacon = false;
  await feed(connection);
  const [{ keepalive, mode, method, headers }] = page.fetches;
  assert.deepEqual([keepalive, mode, method, headers['content-type']], [true, 'no-cors', 'POST', 'text/plain;charset=UTF-8']);
  assert.equal(agent.stats().batches.sent, 1);
});

test('queues batches in order when neither transport works, and sends them later', async () => {
  const connection = await make();
  Object.assign(answers, { beacon: false, reject: true });
  await feed(connection, 3);
  assert.equal(agent.stats().batches.queued, 3);
  assert.match(agent.stats().lastError, /ingest cannot be reached \(Failed to fetch\)/);
  Object.assign(answers, { beacon: true, reject: false });
  await feed(connection);
  assert.deepEqual(seqsOf(page.beacons), [0, 1, 2, 3]);
  assert.equal(agent.stats().batches.queued, 0);
});

test('does not trust a beacon while offline', async () => {
  const connection = await make();
  page.onLine = false;
  answers.reject = true;
  await feed(connection);
  assert.deepEqual([page.beacons.length, agent.stats().batches.queued], [0, 1]);
  page.onLine = true;
  page.window.dispatchEvent(new Event('online'));
  await settled();
  assert.deepEqual(seqsOf(page.beacons), [0]);
});

test('does not trust a beacon while offline and hidden either, and keeps the batches', async () => {
  const connection = await make();
  page.onLine = false;
  answers.reject = true;
  await feed(connection, 3);
  page.setVisible(false);
  await settled();
  assert.deepEqual([page.beacons.length, agent.stats().batches.sent, agent.stats().batches.queued], [0, 0, 3]);
  page.onLine = true;
  page.setVisible(true);
  await settled();
  assert.deepEqual(seqsOf(page.beacons), [0, 1, 2]);
});

const violation = (blockedURI, disposition = 'enforce') =>
  Object.assign(new Event('securitypolicyviolation'), { effectiveDirective: 'connect-src', disposition, blockedURI });

test("takes back a beacon that the page's policy blocked", async () => {
  const connection = await make();
  const errors = [];
  agent.on('error', ({ code, message }) => errors.push([code, message]));
  answers.reject = true;
  await feed(connection, 2);
  assert.equal(agent.stats().batches.sent, 2);
  for (const harmless of [violation('https://app.example/else'), violation('https://app.example/ingest', 'report')]) {
    page.document.dispatchEvent(harmless);
  }
  assert.equal(agent.stats().batches.sent, 2);
  page.document.dispatchEvent(violation('https://app.example/ingest'));
  page.document.dispatchEvent(violation('https://app.example/ingest'));
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [0, 2]);
  await feed(connection);
  assert.deepEqual([page.beacons.length, agent.stats().batches.queued], [2, 3], 'no more beacons');
  assert.equal(errors[0][0], 'delivery');
  assert.match(errors[0][1], /policy forbids sending to https:\/\/app.example\/ingest: add https:\/\/app.example to its connect-src/);
});

test('reports that the policy blocked the first beacon, even if that is the one of stop()', async () => {
  const connection = await make({ batch: 5 });
  const errors = [];
  agent.on('error', ({ message }) => errors.push(message));
  await feed(connection);
  await agent.stop();
  assert.equal(agent.stats().batches.sent, 1);
  page.document.dispatchEvent(violation('https://app.example/ingest'));
  await settled();
  assert.match(errors.join(), /policy forbids sending to https:\/\/app.example\/ingest/);
  assert.equal(agent.stats().batches.sent, 0);
});

test('sends points to another origin by fetch with their content type, never by beacon', async () => {
  const connection = await make({ url: 'https://elsewhere.example/in', format: 'points', batch: 2 });
  for (let i = 0; i < 2; i++) agent.feed(connection, connection.report().set('P', kPair));
  await settled();
  assert.equal(page.beacons.length, 0);
  assert.deepEqual([page.fetches[0].mode, page.fetches[0].headers['content-type']], ['cors', 'application/json']);
});

test('suggests a CORS problem only for an unreachable server of another origin', async () => {
  const forbidden =
    /elsewhere.example\/in cannot be reached \(Failed to fetch\), or does not allow https:\/\/app.example in Access-Control-Allow-Origin$/;
  const lastErrorOf = async (options, reject = true) => {
    answers.reject = reject;
    const connection = await make(options);
    await feed(connection);
    const { lastError } = agent.stats();
    answers.reject = false;
    page.window.dispatchEvent(new Event('online'));
    await settled();
    await agent.stop();
    return lastError;
  };
  assert.match(await lastErrorOf({ url: 'https://elsewhere.example/in', delivery: 'confirmed' }), forbidden);
  const late = new DOMException('signal timed out', 'TimeoutError');
  assert.match(
    await lastErrorOf({ url: 'https://elsewhere.example/in', delivery: 'confirmed' }, late),
    /in cannot be reached \(signal timed out\)$/,
  );
  assert.match(await lastErrorOf({ delivery: 'confirmed' }), /ingest cannot be reached \(Failed to fetch\)$/);
  answers.beacon = false;
  assert.match(await lastErrorOf({ url: 'https://elsewhere.example/in' }), /in cannot be reached \(Failed to fetch\)$/);
});
