// The poller: one request at a time, nothing after closing, and a timeout for requests that hang.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

import { createConnections } from '../../js/browser/connections.js';
import { createErrors } from '../../js/browser/errors.js';
import { createPoller } from '../../js/browser/poller.js';
import { fakeConnection, openPage, until, wait } from './page.mjs';

let page;
let reports;
let messages;
let take;
let poller;
let connections;
let rounds;
beforeEach(() => {
  page = openPage();
  reports = [];
  messages = [];
  rounds = 0;
  const errors = createErrors({ has: () => true, emit: (type, { message }) => messages.push(message) });
  connections = createConnections({ open: () => 1, close: () => {}, onEmpty: () => {}, errors });
  take = (entry) => reports.push(entry.name);
  poller = createPoller({
    periodMs: 20, connections, onReport: (...report) => take(...report), onRoundEnd: () => { rounds += 1; }, errors,
  });
});
afterEach(() => {
  poller.stop();
  page.restore();
});

test('polls periodically, and stops when the last connection is closed', async () => {
  const connection = fakeConnection();
  let beats = 0;
  const clock = setInterval(() => { beats += 1; }, 20);
  connections.enter(connection);
  poller.start();
  poller.start();
  await until(() => reports.length >= 10, 'ten polls').finally(() => clearInterval(clock));
  assert.ok(reports.length <= 1.5 * beats + 2, `${reports.length} polls in ${beats} beats`);
  connection.close();
  await wait(30);
  const { length } = reports;
  await wait(60);
  assert.equal(reports.length, length);
  assert.equal(connections.size, 0);
});

test('drops the answer of a connection that was closed before it came', async () => {
  const [probe, call] = [fakeConnection(), fakeConnection()];
  const answers = [];
  for (const connection of [probe, call]) {
    connection.getStats = () => new Promise((resolve) => { answers.push(() => resolve(connection.report())); });
  }
  connections.enter(probe);
  connections.enter(call);
  poller.start();
  await until(() => answers.length === 2, 'the first requests');
  probe.close();
  for (const answer of answers) answer();
  await until(() => reports.length > 0, 'a report');
  assert.deepEqual(reports, ['c2']);
  assert.equal(poller.counts.polls, 1);
});

test('never asks again while an answer is pending, and drops answers after closing', async () => {
  const connection = fakeConnection();
  const answers = [];
  connection.getStats = () => new Promise((resolve) => { answers.push(resolve); });
  connections.enter(connection);
  poller.start();
  await wait(100); // five periods
  assert.equal(answers.length, 1);
  answers[0](new Map());
  await until(() => answers.length === 2, 'the next request');
  assert.equal(reports.length, 1);
  connection.close();
  await until(() => connections.size === 0, 'the removal of the connection');
  answers[1](new Map());
  await wait(5);
  assert.equal(reports.length, 1);
});

test('gives up on a hanging request, reports it once and drops its late answer', async () => {
  const connection = fakeConnection();
  const resolves = [];
  connection.getStats = () => new Promise((resolve) => { resolves.push(resolve); });
  connections.enter(connection);
  const clock = mock.method(performance, 'now', () => clock.ms);
  clock.ms = 1000;
  poller.start();
  while (poller.counts.abandoned < 2) {
    clock.ms += 11_000;
    await wait(30);
  }
  clock.mock.restore();
  assert.deepEqual(messages, ['getStats() did not respond for 10 s: retrying']);
  resolves[0](new Map());
  await wait(5);
  assert.equal(reports.length, 0);
  resolves.at(-1)(new Map());
  await wait(5);
  assert.equal(reports.length, 1);
});

test('ends a round for other connections while one has not answered', async () => {
  const hanging = fakeConnection();
  hanging.getStats = () => new Promise(() => {});
  connections.enter(hanging);
  connections.enter(fakeConnection());
  poller.start();
  await until(() => reports.length >= 3, 'three polls of the other');
  assert.ok(rounds >= 2, `${rounds} rounds ended`);
});

test('reports a failing getStats() and polls the others', async () => {
  const bad = fakeConnection();
  bad.getStats = () => { throw new Error('InvalidStateError'); };
  connections.enter(bad);
  connections.enter(fakeConnection());
  poller.start();
  await until(() => reports.length >= 2, 'two reports of the other');
  assert.match(messages[0], /getStats\(\) failed \(InvalidStateError\)/);
  assert.ok(reports.every((name) => name === 'c2'));
});

test('reports a thrown value that cannot be converted to text', async () => {
  const bad = fakeConnection();
  bad.getStats = async () => { throw Object.create(null); };
  connections.enter(bad);
  poller.start();
  await until(() => messages.length > 0, 'the error');
  assert.match(messages[0], /getStats\(\) failed \(no text\)/);
});

test('removes a connection whose state cannot be read, reports it once and polls the others', async () => {
  class Native {
    #state = 'stable';
    get signalingState() { return this.#state; }
  }
  connections.enter(new Proxy(new Native(), {})); // state libraries wrap an RTCPeerConnection like this: every getter throws
  connections.enter(fakeConnection());
  poller.start();
  await until(() => reports.length >= 3, 'three polls');
  assert.deepEqual([connections.size, messages.length], [1, 1]);
  assert.match(messages[0], /the state of a connection cannot be read \(.*private.*\): it is not watched/);
});

test('keeps polling after a report handler throws', async () => {
  let asked = 0;
  take = () => { asked += 1; throw new Error('a bug'); };
  connections.enter(fakeConnection());
  poller.start();
  await until(() => asked >= 3, 'three polls');
  assert.match(messages[0], /internal error \(a bug\)/);
});

test('polls once after a sleep, and not again within half a period', async () => {
  const connection = fakeConnection();
  const asked = [];
  connection.getStats = async () => { asked.push(clock.ms); };
  connections.enter(connection);
  const timers = [];
  const clock = mock.method(performance, 'now', () => clock.ms);
  const setTimer = mock.method(globalThis, 'setTimeout', (action, ms = 0) => timers.push({ action, ms }));
  const next = async () => {
    const { action, ms } = timers.shift();
    clock.ms += ms;
    action();
    await new Promise((resolve) => { setImmediate(resolve); });
  };
  clock.ms = 1000;
  poller.start();
  await next();
  clock.ms += 60_000;
  for (let i = 0; i < 3; i++) await next();
  for (const method of [clock, setTimer]) method.mock.restore();
  assert.deepEqual(asked.map((ms, i) => ms - (asked[i - 1] ?? 1000)), [0, 60_020, 10, 20]);
});
