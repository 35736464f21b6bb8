// Alert receivers that hang, fail or cannot be reached, and clocks that are set back meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { eventually, kPollMs, makeBatch, query, startCollector, startReceiver } from './harness.mjs';

const kStart = 1_800_000_000_000;
const kDayMs = 24 * 3600 * 1000;

/** Sends a frozen video in `sessions` sessions, which opens one alert in each. */
async function freeze(post, sessions = 1) {
  const frozen = [true, true, true, true];
  for (let i = 0; i < sessions; i++) {
    const body = makeBatch({ sessionId: `s${i}`, start: kStart - frozen.length * kPollMs, frozen, sentAt: kStart });
    assert.equal((await post(JSON.stringify(body))).status, 202);
  }
}

const triedTimes = (dbPath, times) => query(dbPath, 'SELECT result, next_at FROM outbox WHERE tries = ?', times);

test('times out after ten seconds without an answer and retries', async (t) => {
  const receiver = await startReceiver(t, () => {});
  const { post, dbPath } = await startCollector(t, { alertUrl: receiver.url, now: () => kStart });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  await freeze(post);
  for (let turn = 0; turn < 100_000 && !receiver.received.length; turn++) await setImmediate();
  t.mock.timers.tick(9_999);
  assert.deepEqual(await triedTimes(dbPath, 1), []);
  t.mock.timers.tick(1);
  for (let turn = 0; turn < 1000 && !(await triedTimes(dbPath, 1)).length; turn++) await setImmediate();
  assert.deepEqual(await triedTimes(dbPath, 1), [{ result: 'no response within 10 s', next_at: kStart + 1000 }]);
});

test('logs one line per outage, however many messages wait', async (t) => {
  let status = 500;
  const { url } = await startReceiver(t, (response) => response.writeHead(status).end());
  let now = kStart;
  const { post, dbPath, log } = await startCollector(t, { alertUrl: url, now: () => now });
  const faults = () => log.filter((line) => line.startsWith('alerts: cannot send'));
  await freeze(post, 5);
  await eventually(async () => (await triedTimes(dbPath, 1)).length === 5);
  assert.equal(faults().length, 1, log.join('\n'));
  status = 200;
  now += kDayMs;
  await eventually(async () => (await triedTimes(dbPath, 2)).length === 5);
  status = 500;
  await post(JSON.stringify(makeBatch({ sessionId: 's0', seq: 1, start: now, frozen: [false], sentAt: now })));
  await eventually(() => faults().length === 2);
});

test('reports a failure on one line', async (t) => {
  const { port } = await startReceiver(t, (response) => response.end());
  const { post, log } = await startCollector(t, { alertUrl: `https://127.0.0.1:${port}/no-tls-here`, now: () => kStart });
  await freeze(post);
  assert.doesNotMatch(await eventually(() => log.find((line) => /cannot send/.test(line))), /\n/);
});

test('delivers without delay after the clock is set back by minutes', async (t) => {
  let status = 500;
  const { url } = await startReceiver(t, (response) => response.writeHead(status).end());
  let [wall, elapsed] = [kStart, 0];
  const { post, collector, dbPath } = await startCollector(t, { alertUrl: url, now: () => wall, elapsed: () => elapsed });
  await freeze(post);
  await eventually(async () => (await triedTimes(dbPath, 1)).length);
  wall -= 10 * 60_000;
  collector.outbox.wake();
  assert.equal((await triedTimes(dbPath, 1))[0].next_at, wall + 1000, 'a second, as before');
  status = 200;
  [wall, elapsed] = [wall + 1000, elapsed + 1000];
  collector.outbox.wake();
  assert.equal((await eventually(async () => (await triedTimes(dbPath, 2))[0])).result, 'status 200');
});

test("delivers without a day's delay after the clock is set back by a day", async (t) => {
  let status = 500;
  const { url } = await startReceiver(t, (response) => response.writeHead(status).end());
  let now = kStart;
  const { post, dbPath } = await startCollector(t, { alertUrl: url, now: () => now });
  await freeze(post);
  await eventually(async () => (await triedTimes(dbPath, 1)).length);
  status = 200;
  now -= kDayMs;
  assert.equal((await eventually(async () => (await triedTimes(dbPath, 2))[0])).result, 'status 200');
});
