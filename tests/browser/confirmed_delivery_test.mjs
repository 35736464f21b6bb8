// What becomes of batches whose responses are read: which responses are obeyed, what is retried, given up and counted.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { kConfirmAfterMs, kFailuresUntilRest, kFirstWaitMs, kMostBytesInFlight, kMostRequestsInFlight, kQueueFullBytes, kRestMs } from '../../js/browser/delivery_limits.js';
import { agent, allSettled, answerAll, answers, begin, feed, make, page, seqsOf, settled, stopClock, takeHeld } from './delivering.mjs';
import { fakeConnection, wait } from './page.mjs';

test('confirmed: sent by fetch, and done when the server says so', async () => {
  const connection = await make({ delivery: 'confirmed' });
  await feed(connection, 2);
  assert.deepEqual([page.beacons.length, page.fetches.length, page.fetches[0].mode], [0, 2, 'cors']);
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [2, 0]);
});

test('confirmed: 503 with Retry-After is obeyed, then everything arrives once', async () => {
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

test('confirmed: what one request was told of when to come again holds, though another one gets through', async () => {
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

test('confirmed: a redirect confirms nothing, is told, and the batch is kept', async () => {
  answers.response = () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }); // as with redirect: 'manual'
  const connection = await make({ delivery: 'confirmed' });
  await feed(connection);
  assert.equal(page.fetches[0].redirect, 'manual');
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [0, 1]);
  assert.match(agent.stats().lastError, /\/ingest redirects: /);
});

test('confirmed: what the server refuses as such is dropped and counted in lost', async () => {
  const connection = await make({ delivery: 'confirmed' });
  answers.status = 400;
  await feed(connection);
  answers.status = 202;
  await feed(connection);
  assert.deepEqual(JSON.parse(page.fetches[1].body).lost, { samples: 1, batches: 1 });
  assert.deepEqual(agent.stats().batches, { made: 2, sent: 1, dropped: 1, samplesDropped: 1, queued: 0 });
  assert.match(agent.stats().lastError, /answered 400: why/);
});

test('confirmed: many failures in a row lead to a rest', async () => {
  const connection = await make({ delivery: 'confirmed' });
  answers.status = 500;
  const pass = stopClock();
  await feed(connection);
  for (let seconds = 0; seconds < 300; seconds++) await pass(1000);
  const most = kFailuresUntilRest + Math.ceil(300_000 / kRestMs);
  assert.ok(page.fetches.length >= kFailuresUntilRest && page.fetches.length <= most, `${page.fetches.length} attempts in 5 minutes`);
});

test('confirmed: requests that fail together are one failure, and no rest follows', async () => {
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

test('confirmed: a wait that ends while the clock is looked at forgets nobody', async () => {
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

test('confirmed: a wait that is over early does not keep the long timer that was set for it', async () => {
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

test('confirmed: no more than the budget is in flight', async () => {
  const connection = await make({ delivery: 'confirmed' });
  answers.hold = true;
  await feed(connection, 30);
  const bytes = page.fetches.reduce((sum, { body }) => sum + body.length, 0);
  assert.ok(page.fetches.length <= kMostRequestsInFlight && bytes <= kMostBytesInFlight, `${page.fetches.length} requests, ${bytes} bytes`);
  answers.hold = false;
  answerAll();
  await wait(20);
  assert.equal(agent.stats().batches.queued, 0);
  assert.deepEqual(seqsOf(page.fetches), Array.from({ length: 30 }, (_, i) => i));
});

test('confirmed: hiding hands everything to beacons, and confirms it if the page lives on', async () => {
  const connection = await make({ delivery: 'confirmed' });
  answers.reject = true;
  await feed(connection, 2);
  mock.timers.enable({ apis: ['setTimeout'] });
  page.setVisible(false);
  assert.deepEqual(seqsOf(page.beacons), [0, 1]);
  assert.equal(agent.stats().batches.queued, 2, 'nobody knows whether they arrived');
  answers.reject = false;
  page.setVisible(true);
  mock.timers.tick(kConfirmAfterMs + 1);
  for (let i = 0; i < 10; i++) await settled();
  assert.equal(agent.stats().batches.queued, 0);
  assert.deepEqual(seqsOf(page.fetches).slice(-2).sort(), [0, 1]);
});

test('confirmed: points, which nobody can tell apart, are sent once', async () => {
  const connection = await make({ delivery: 'confirmed', format: 'points', batch: 2 });
  mock.timers.enable({ apis: ['setTimeout'] });
  const pair = { id: 'P', type: 'candidate-pair', timestamp: 1, state: 'succeeded', nominated: true, selected: true, currentRoundTripTime: 0.05, responsesReceived: 3, totalRoundTripTime: 0.1 };
  agent.feed(connection, connection.report().set('P', pair));
  page.setVisible(false);
  page.setVisible(true);
  mock.timers.tick(kConfirmAfterMs + 1);
  await settled();
  assert.deepEqual([page.beacons.length, page.fetches.length], [0, 1]);
});

test('a batch that is refused takes no loss with it that it would have told', async () => {
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

test('while too much waits, samples stay in the core, which counts what it drops', async () => {
  const connection = await make({ delivery: 'confirmed', batch: 1 });
  Object.assign(answers, { reject: true });
  const many = fakeConnection({ streams: 40 });
  await feed(many, 300);
  assert.ok(agent.stats().batches.queued > 0);
  const before = agent.stats().batches.made;
  Object.assign(answers, { reject: false });
  page.window.dispatchEvent(new Event('online'));
  await wait(50);
  await agent.flush();
  await wait(50);
  await feed(connection);
  const arrived = new Map(page.fetches.map(({ body }) => [JSON.parse(body).seq, JSON.parse(body)]));
  const stored = [...arrived.values()].flatMap(({ connections }) => connections.map(({ t }) => t.length)).reduce((a, b) => a + b, 0);
  const { lost } = [...arrived.values()].at(-1);
  assert.ok(before < 300 && kQueueFullBytes > 0);
  assert.equal(stored + lost.samples, 301, 'stored or counted');
});
