// Batches whose responses are read: which responses are obeyed, and what is retried, dropped and counted.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import {
  kConfirmAfterMs, kFailuresUntilRest, kFirstWaitMs, kMaxBytesInFlight, kMaxRequestsInFlight, kRestMs,
} from '../../js/browser/delivery_limits.js';
import {
  agent, allSettled, answerAll, answers, begin, feed, kPair, make, page, seqsOf, settled, stopClock, takeHeld, turnsUntil,
} from './delivery_harness.mjs';
import { fakeConnection } from './page.mjs';

test('confirmed: sends by fetch and counts a batch as sent when the server confirms it', async () => {
  const connection = await make({ delivery: 'confirmed' });
  await feed(connection, 2);
  assert.deepEqual([page.beacons.length, page.fetches.length, page.fetches[0].mode], [0, 2, 'cors']);
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [2, 0]);
});

test('confirmed: obeys 503 with Retry-After, then delivers everything once', async () => {
  const connection = await make({ delivery: 'confirmed' });
  const pass = stopClock();
  Object.assign(answers, { status: 503, headers: { 'retry-after': '7' } });
  await feed(connection);
  await feed(connection, 2);
  assert.equal(page.fetches.length, 1, 'the others wait too');
  Object.assign(answers, { status: 202, headers: {} });
  await pass(6900);
  assert.equal(page.fetches.length, 1);
  await pass(200);
  assert.deepEqual(seqsOf(page.fetches), [0, 0, 1, 2]);
  assert.equal(agent.stats().batches.sent, 3);
});

test("confirmed: keeps to one request's Retry-After even when another request succeeds", async () => {
  const connection = await make({ delivery: 'confirmed' });
  const pass = stopClock();
  answers.hold = true;
  await feed(connection, 2);
  const [first, second] = takeHeld();
  Object.assign(answers, { hold: false, status: 429, headers: { 'retry-after': '60' } });
  first();
  await allSettled();
  Object.assign(answers, { status: 202, headers: {} });
  second();
  await allSettled();
  await feed(connection);
  await pass(59_000);
  assert.deepEqual(seqsOf(page.fetches), [0, 1]);
  await pass(1001);
  assert.deepEqual(seqsOf(page.fetches), [0, 1, 0, 2]);
});

test('confirmed: treats a redirect as unconfirmed, reports it and keeps the batch', async () => {
  answers.response = () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }); // as with redirect: 'manual'
  const connection = await make({ delivery: 'confirmed' });
  await feed(connection);
  assert.equal(page.fetches[0].redirect, 'manual');
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [0, 1]);
  assert.match(agent.stats().lastError, /\/ingest redirects: /);
});

test('confirmed: drops a batch that the server rejects and counts it as lost', async () => {
  const connection = await make({ delivery: 'confirmed' });
  answers.status = 400;
  await feed(connection);
  answers.status = 202;
  await feed(connection);
  assert.deepEqual(JSON.parse(page.fetches[1].body).lost, { samples: 1, batches: 1 });
  assert.deepEqual(agent.stats().batches, { made: 2, sent: 1, dropped: 1, samplesDropped: 1, queued: 0 });
  assert.match(agent.stats().lastError, /returned 400: why/);
});

test('confirmed: rests after many failures in a row', async () => {
  const connection = await make({ delivery: 'confirmed' });
  answers.status = 500;
  const pass = stopClock();
  await feed(connection);
  for (let seconds = 0; seconds < 300; seconds++) await pass(1000);
  const max = kFailuresUntilRest + Math.ceil(300_000 / kRestMs);
  assert.ok(page.fetches.length >= kFailuresUntilRest && page.fetches.length <= max, `${page.fetches.length} attempts in 5 minutes`);
});

test('confirmed: counts requests that fail together as one failure, without a rest', async () => {
  const connection = await make({ delivery: 'confirmed' });
  const pass = stopClock();
  answers.hold = true;
  await feed(connection, kFailuresUntilRest);
  assert.equal(page.fetches.length, kFailuresUntilRest);
  Object.assign(answers, { hold: false, status: 500 });
  const fail = takeHeld();
  for (const answer of fail) answer();
  await allSettled();
  answers.status = 202;
  await pass(2 * kFirstWaitMs);
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [kFailuresUntilRest, 0]);
});

test('confirmed: sends every batch even if a wait ends between two reads of the clock', async () => {
  const connection = await make({ delivery: 'confirmed' });
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(Math, 'random', () => 0.5);
  const clock = mock.method(performance, 'now', () => { clock.ms += 0.1; return clock.ms; });
  clock.ms = 0;
  for (let ms = -1; ms < 3; ms += 0.1) { // for some of these values the wait ends between two reads of the clock
    const begin = clock.ms;
    answers.status = 500;
    await feed(connection);
    answers.status = 202;
    clock.ms = begin + kFirstWaitMs + ms;
    mock.timers.tick(kFirstWaitMs);
    await allSettled();
    clock.ms += 5;
    mock.timers.tick(5);
    await allSettled();
    assert.equal(agent.stats().batches.queued, 0, `${ms} ms`);
  }
});

test('confirmed: replaces the long timer of a wait that ends early', async () => {
  const connection = await make({ delivery: 'confirmed' });
  const pass = stopClock();
  answers.status = 500;
  await feed(connection);
  while (page.fetches.length < kFailuresUntilRest) await pass(1000);
  answers.status = 202;
  page.window.dispatchEvent(new Event('online'));
  await allSettled();
  assert.equal(agent.stats().batches.queued, 0);
  answers.status = 500;
  await feed(connection);
  answers.status = 202;
  await pass(2 * kFirstWaitMs);
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [2, 0]);
});

test('confirmed: keeps requests in flight within the budget', async () => {
  const connection = await make({ delivery: 'confirmed' });
  answers.hold = true;
  await feed(connection, 30);
  const bytes = page.fetches.reduce((sum, { body }) => sum + body.length, 0);
  assert.ok(page.fetches.length <= kMaxRequestsInFlight && bytes <= kMaxBytesInFlight, `${page.fetches.length} requests, ${bytes} bytes`);
  answers.hold = false;
  answerAll();
  await turnsUntil(() => agent.stats().batches.queued === 0);
  assert.deepEqual(seqsOf(page.fetches), Array.from({ length: 30 }, (_, i) => i));
});

test('confirmed: hands everything to beacons on hiding, and confirms it if the page lives on', async () => {
  const connection = await make({ delivery: 'confirmed' });
  answers.reject = true;
  await feed(connection, 2);
  mock.timers.enable({ apis: ['setTimeout'] });
  page.setVisible(false);
  assert.deepEqual(seqsOf(page.beacons), [0, 1]);
  assert.equal(agent.stats().batches.queued, 2, 'it is unknown whether they arrived');
  answers.reject = false;
  page.setVisible(true);
  mock.timers.tick(kConfirmAfterMs + 1);
  for (let i = 0; i < 10; i++) await settled();
  assert.equal(agent.stats().batches.queued, 0);
  assert.deepEqual(seqsOf(page.fetches).slice(-2).sort(), [0, 1]);
});

test('confirmed: sends points only once, since they cannot be deduplicated', async () => {
  const connection = await make({ delivery: 'confirmed', format: 'points', batch: 2 });
  mock.timers.enable({ apis: ['setTimeout'] });
  agent.feed(connection, connection.report().set('P', kPair));
  page.setVisible(false);
  page.setVisible(true);
  mock.timers.tick(kConfirmAfterMs + 1);
  await settled();
  assert.deepEqual([page.beacons.length, page.fetches.length], [0, 1]);
});

test('confirmed: counts losses again when the batch that reported them is rejected', async () => {
  const connection = begin({ delivery: 'confirmed' });
  agent.feed(connection, connection.report());
  answers.status = 400;
  mock.timers.enable({ apis: ['setTimeout'] });
  page.setVisible(false);
  page.setVisible(true);
  await agent.ready;
  mock.timers.tick(kConfirmAfterMs + 1);
  for (let i = 0; i < 10; i++) await settled();
  mock.timers.reset();
  await feed(connection);
  answers.status = 202;
  await feed(connection);
  assert.deepEqual(JSON.parse(page.fetches.at(-1).body).lost, { samples: 2, batches: 2 });
});

for (const always of [false, true]) {
  test(`confirmed: counts the refused samples of the last batch as lost, in an epoch of its own${always ? ', once' : ''}`, async () => {
    const connection = await make({ delivery: 'confirmed', batch: 5 });
    await feed(connection, 2);
    const refuse = () => new Response('why', { status: 413 });
    answers.response = () => {
      if (!always) answers.response = null;
      return refuse();
    };
    await agent.stop();
    const sent = page.fetches.map(({ body }) => JSON.parse(body));
    assert.deepEqual(sent.map(({ seq, flush, lost }) => [seq, flush, lost]), [
      [0, 'stop', { samples: 0, batches: 0 }], [0, 'stop', { samples: 2, batches: 1 }],
    ]);
    assert.notEqual(sent[0].epoch, sent[1].epoch);
  });
}

test("confirmed: retries after the page's own fetch rejects without an error", async () => {
  const connection = await make({ url: 'https://elsewhere.example/in', delivery: 'confirmed' });
  answers.response = () => Promise.reject();
  await feed(connection);
  assert.match(agent.stats().lastError, /^https:\/\/elsewhere.example\/in cannot be reached/);
  answers.response = null;
  page.window.dispatchEvent(new Event('online'));
  await turnsUntil(() => agent.stats().batches.sent === 1);
  assert.equal(agent.stats().batches.sent, 1);
});

test('keeps samples in the core while the queue is full, and counts the dropped ones', async () => {
  const connection = await make({ delivery: 'confirmed', batch: 1 });
  answers.reject = true;
  await feed(fakeConnection({ streams: 40 }), 300);
  assert.ok(agent.stats().batches.made < 300, 'the queue never filled up');
  const marks = [];
  agent.on('event', ({ name }) => marks.push(name));
  agent.mark('full');
  await agent.flush();
  assert.deepEqual(marks, ['full'], 'events do not wait for room in the queue');
  answers.reject = false;
  page.window.dispatchEvent(new Event('online'));
  const isDelivered = () => agent.stats().batches.queued === 0;
  await turnsUntil(isDelivered);
  await agent.flush();
  await feed(connection);
  await turnsUntil(isDelivered);
  const arrived = new Map(page.fetches.map(({ body }) => [JSON.parse(body).seq, JSON.parse(body)]));
  const stored = [...arrived.values()].flatMap(({ connections }) => connections.map(({ t }) => t.length)).reduce((a, b) => a + b, 0);
  const { lost } = [...arrived.values()].at(-1);
  assert.ok(lost.samples > 0, 'nothing was dropped');
  assert.equal(stored + lost.samples, 301, 'every sample is stored or counted as lost');
});
