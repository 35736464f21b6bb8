// What becomes of batches when the network, the server or the page is not as one would like.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

import { kConfirmAfterMs, kFailuresUntilRest, kFirstWaitMs, kMostBytesInFlight, kMostRequestsInFlight, kQueueFullBytes, kRequestTimeoutMs, kRestMs } from '../../js/browser/delivery_limits.js';
import { createAgent, fakeConnection, openPage, until, wait } from './page.mjs';

let page;
let agent;
let answers;   // what fetch and sendBeacon say next
let now;       // of a clock that stands
const open = [];  // requests that wait for an answer

beforeEach(() => {
  answers = { beacon: true, status: 202, headers: {}, reject: false, hold: false };
  open.length = 0;
  page = openPage({
    beacon: () => answers.beacon,
    fetch: () => {
      if (answers.reject) return Promise.reject(answers.reject === true ? new TypeError('Failed to fetch') : answers.reject);
      const response = () => new Response(answers.status === 204 ? null : 'why', { status: answers.status, headers: answers.headers });
      return answers.hold ? new Promise((resolve) => { open.push(() => resolve(response())); }) : response();
    },
  });
});
afterEach(async () => {
  mock.timers.reset();
  now += 86_400_000; // every wait is over
  answers = { beacon: true, status: 202, headers: {}, reject: false, hold: false };
  open.splice(0).forEach((answer) => answer());
  page.window.dispatchEvent(new Event('online'));
  await agent.stop();
  mock.restoreAll();
  page.restore();
});

async function make(options) {
  agent = createAgent({ url: '/ingest', batch: 1, sessionId: 's', ...options });
  await agent.ready;
  return fakeConnection();
}
// Ends what promises have begun, without the passing of time.
const settled = () => new Promise((resolve) => { setImmediate(resolve); });
async function allSettled() {
  for (let i = 0; i < 10; i++) await settled();
}
// The same for what other threads do, as gzip.
async function turnsUntil(condition) {
  for (let i = 0; i < 100_000 && !condition(); i++) await settled();
}
async function manyTurns() {
  for (let i = 0; i < 1000; i++) await settled();
}
async function feed(connection, times = 1) {
  for (let i = 0; i < times; i++) agent.feed(connection, connection.report());
  await allSettled();
}
// Time stands from now on; the function that is returned lets so many ms pass, and what they bring about end.
function stopClock() {
  mock.timers.enable({ apis: ['setTimeout'] });
  now = 1000;
  mock.method(performance, 'now', () => now);
  return async (ms) => {
    now += ms;
    mock.timers.tick(ms);
    await allSettled();
  };
}
const seqsOf = (requests) => requests.map(({ body }) => JSON.parse(body).seq);

test('a refused beacon goes by fetch(keepalive) that needs no CORS', async () => {
  const connection = await make();
  answers.beacon = false;
  await feed(connection);
  const [{ keepalive, mode, method, headers }] = page.fetches;
  assert.deepEqual([keepalive, mode, method, headers['content-type']], [true, 'no-cors', 'POST', 'text/plain;charset=UTF-8']);
  assert.equal(agent.stats().batches.sent, 1);
});

test('what neither takes waits, in order, and leaves when it can', async () => {
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

test('a page that knows itself offline does not trust a beacon', async () => {
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

test('a page that knows itself offline does not trust a beacon when it is hidden either: what cannot leave waits', async () => {
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

const violation = (blockedURI, disposition = 'enforce') => Object.assign(new Event('securitypolicyviolation'), { effectiveDirective: 'connect-src', disposition, blockedURI });

test("a beacon that the page's policy has swallowed comes back, and is known to wait", async () => {
  const connection = await make();
  const told = [];
  agent.on('error', ({ code, message }) => told.push([code, message]));
  answers.reject = true;
  await feed(connection, 2);
  assert.equal(agent.stats().batches.sent, 2);
  for (const harmless of [violation('https://app.example/else'), violation('https://app.example/ingest', 'report')]) page.document.dispatchEvent(harmless);
  assert.equal(agent.stats().batches.sent, 2);
  page.document.dispatchEvent(violation('https://app.example/ingest'));
  page.document.dispatchEvent(violation('https://app.example/ingest'));
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [0, 2]);
  await feed(connection);
  assert.deepEqual([page.beacons.length, agent.stats().batches.queued], [2, 3], 'no beacon any more');
  assert.equal(told[0][0], 'delivery');
  assert.match(told[0][1], /policy forbids sending to https:\/\/app.example\/ingest: name https:\/\/app.example in its connect-src/);
});

test('points to another origin go by fetch with their type, never by beacon', async () => {
  const connection = await make({ url: 'https://elsewhere.example/in', format: 'points', batch: 2 });
  const pair = { id: 'P', type: 'candidate-pair', timestamp: 1, state: 'succeeded', nominated: true, selected: true, currentRoundTripTime: 0.05, responsesReceived: 3, totalRoundTripTime: 0.1 };
  for (let i = 0; i < 2; i++) agent.feed(connection, connection.report().set('P', pair));
  await settled();
  assert.equal(page.beacons.length, 0);
  assert.deepEqual([page.fetches[0].mode, page.fetches[0].headers['content-type']], ['cors', 'application/json']);
});

test('a server of another origin that cannot be read may not allow this one; nobody else is suspected of that', async () => {
  const forbidden = /elsewhere.example\/in cannot be reached \(Failed to fetch\), or does not allow https:\/\/app.example by Access-Control-Allow-Origin$/;
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
  assert.match(await lastErrorOf({ url: 'https://elsewhere.example/in', delivery: 'confirmed' }, late), /in cannot be reached \(signal timed out\)$/);
  assert.match(await lastErrorOf({ delivery: 'confirmed' }), /ingest cannot be reached \(Failed to fetch\)$/);
  answers.beacon = false;
  assert.match(await lastErrorOf({ url: 'https://elsewhere.example/in' }), /in cannot be reached \(Failed to fetch\)$/);
});

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
  const [first, second] = open.splice(0);
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
  page.restore();
  page = openPage({ fetch: () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }) }); // as of redirect: 'manual'
  const connection = await make({ delivery: 'confirmed' });
  await feed(connection);
  assert.equal(page.fetches[0].redirect, 'manual');
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued], [0, 1]);
  assert.match(agent.stats().lastError, /\/ingest redirects: /);
  page.restore();
  page = openPage();
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
  const fail = open.splice(0);
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
  for (let ms = -1; ms < 3; ms += 0.1) { // with some of these the wait ends between two looks at the clock
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
  while (open.length) open.shift()();
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
  agent = createAgent({ url: '/ingest', batch: 1, delivery: 'confirmed' });
  const connection = fakeConnection();
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

test('gzip: bytes without a type while the page is visible', async () => {
  const connection = await make({ gzip: true });
  await feed(connection);
  await until(() => page.beacons.length > 0, 'a beacon');
  const [{ body }] = page.beacons;
  assert.deepEqual([body[0], body[1]], [0x1f, 0x8b]);
  const plain = await new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
  assert.equal(plain.seq, 0);
});

test('gzip: flush() resolves when the beacon was tried', async () => {
  const connection = await make({ gzip: true, batch: 10 });
  await feed(connection);
  await agent.flush();
  assert.equal(page.beacons.length, 1);
});

test('gzip: where beacons are refused and the server cannot be reached, one attempt is made per wait', async () => {
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

test('gzip: after a failure, what beacons take again leaves without a pause between', async () => {
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

test('gzip: no more than the budget is in flight, what is being packed included', async () => {
  const connection = await make({ gzip: true, delivery: 'confirmed' });
  answers.hold = true;
  await feed(connection, 30);
  await turnsUntil(() => page.fetches.length >= kMostRequestsInFlight);
  await manyTurns();
  assert.equal(page.fetches.length, kMostRequestsInFlight);
  answers.hold = false;
  open.splice(0).forEach((answer) => answer());
  await turnsUntil(() => agent.stats().batches.queued === 0);
  assert.equal(page.fetches.length, 30);
});

test('gzip: plain when the page is hidden, each batch once', async () => {
  const connection = await make({ gzip: true });
  agent.feed(connection, connection.report());
  page.setVisible(false);
  await until(() => page.beacons.length > 0, 'a beacon');
  await wait(30);
  assert.deepEqual(page.beacons.map(({ body }) => typeof body), ['string']);
});

test('send(): false and a rejection mean later', async () => {
  const calls = [];
  const answersOfSend = [() => false, () => { throw new Error('down'); }, () => undefined];
  const connection = await make({ url: undefined, send: (body) => { calls.push(JSON.parse(body).seq); return (answersOfSend.shift() ?? (() => true))(); } });
  await feed(connection);
  page.window.dispatchEvent(new Event('online'));
  await settled();
  page.window.dispatchEvent(new Event('online'));
  await settled();
  assert.deepEqual(calls, [0, 0, 0]);
  assert.equal(agent.stats().batches.sent, 1);
});

test('send(): a response that is not ok is not taken, and its status is told; what an opaque one hides counts as taken', async () => {
  const opaque = Object.defineProperties(Response.error(), { type: { value: 'opaque' } }); // ok is false, as of mode: 'no-cors'
  const responses = [new Response(null, { status: 404 }), opaque, new Response(null, { status: 204 })];
  const calls = [];
  const connection = await make({ url: undefined, send: async (body) => { calls.push(JSON.parse(body).seq); return responses.shift(); } });
  const told = [];
  agent.on('error', ({ code, message }) => told.push(`${code}: ${message}`));
  await feed(connection);
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued, told], [0, 1, ['delivery: send() answered 404']]);
  page.window.dispatchEvent(new Event('online'));
  await settled();
  await feed(connection);
  assert.deepEqual([calls, agent.stats().batches.sent, told.length], [[0, 0, 1], 2, 1]);
  responses.push(new Response());
});

test('send(): one that never answers is given up and asked again, and holds nobody up', async () => {
  const calls = [];
  const connection = await make({ url: undefined, send: (body) => { calls.push(JSON.parse(body).seq); return calls.length === 1 ? new Promise(() => {}) : true; } });
  mock.timers.enable({ apis: ['setTimeout'] });
  await feed(connection, 2);
  assert.deepEqual([calls, agent.stats().batches.queued], [[0, 1], 1]);
  mock.timers.tick(kRequestTimeoutMs);
  await allSettled();
  assert.match(agent.stats().lastError, /send\(\) failed \(no answer in 30 s\)/);
  page.window.dispatchEvent(new Event('online'));
  await settled();
  assert.deepEqual([calls, agent.stats().batches.sent], [[0, 1, 0], 2]);
});
