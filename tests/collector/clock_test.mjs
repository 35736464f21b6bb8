import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ClockWatch } from '../../js/collector/clock_watch.mjs';
import { kPollMs, makeBatch, startCollector } from './harness.mjs';

const kStart = 1_800_000_000_000;
const kHourMs = 3_600_000;
const kDayMs = 24 * kHourMs;

// A collector whose clock can be set: `set(ms)` sets it forward or back; `pass(ms)` lets time pass.
async function startWithClock(t, options) {
  let [wall, elapsed] = [kStart, 0];
  const collector = await startCollector(t, { now: () => wall, elapsed: () => elapsed, ...options });
  return { ...collector, set: (ms) => { wall += ms; }, pass: (ms) => { wall += ms; elapsed += ms; } };
}

const kChanges = [['forward by an hour', kHourMs], ['forward by a day', kDayMs], ['back by an hour', -kHourMs], ['back by a day', -kDayMs]];
const states = async (get) => (await get('/v1/alerts')).alerts.map(({ state }) => state);

// A batch of a page whose clock is right and is not changed.
const send = (post, seq, frozen, more) => post(JSON.stringify(makeBatch({
  seq, start: kStart + seq * 4 * kPollMs, sentAt: kStart + seq * 4 * kPollMs, frozen, ...more,
})));

for (const [what, ms] of kChanges) {
  test(`a clock set ${what} neither ends nor raises alerts, and silence is still detected`, async (t) => {
    const { post, get, collector, set, pass } = await startWithClock(t);
    await send(post, 0, [true, true, true, true]);
    await send(post, 0, [false, true, true], { sessionId: 'other' });
    set(ms);
    assert.deepEqual(collector.alerts.endSilent(collector.now()), []);
    pass(4 * kPollMs);
    await send(post, 1, [true, true]);
    await send(post, 1, [false, false], { sessionId: 'other' });
    assert.deepEqual(await states(get), ['open']);
    pass(4 * kPollMs);
    await send(post, 2, [true, false]);
    assert.deepEqual(await states(get), ['resolved']);
    await send(post, 3, [true, true, true]);
    pass(4 * 60_000);
    assert.deepEqual(collector.alerts.endSilent(collector.now()), []);
    pass(2 * 60_000);
    assert.equal(collector.alerts.endSilent(collector.now()).length, 1);
  });

  test(`a clock set ${what} keeps the times of running page loads and applies to new ones`, async (t) => {
    const { post, get, set, pass } = await startWithClock(t);
    await send(post, 0, [false, false]);
    pass(4 * kPollMs);
    set(ms);
    await send(post, 1, [false, false]);
    await send(post, 1, [false, false], { epoch: 2, sessionId: 'new' });
    pass(4 * kPollMs);
    await send(post, 2, [false, false]);
    set(-ms);
    pass(4 * kPollMs);
    await send(post, 3, [false, false]);
    await send(post, 3, [false, false], { epoch: 2, sessionId: 'new' });
    const session = await get('/v1/sessions/session-1');
    assert.deepEqual([session.firstAt - kStart, session.epochs[0].clockOffset], [0, 0]);
    assert.deepEqual(session.streams[0].t.map((at) => at - kStart), [0, 1, 4, 5, 8, 9, 12, 13].map((poll) => poll * kPollMs));
    assert.equal((await get('/v1/sessions/new')).firstAt, kStart + 4 * kPollMs + ms);
  });
}

test('a machine that slept keeps the times of running page loads', async (t) => {
  const { post, get, set, pass } = await startWithClock(t);
  await send(post, 0, [false, false]);
  set(4 * kHourMs);  // the machine slept, its pages did not
  pass(4 * kPollMs);
  const seq = (4 * kHourMs) / (4 * kPollMs) + 1;
  await send(post, seq, [false, false]);
  const session = await get('/v1/sessions/session-1');
  assert.deepEqual([session.firstAt, session.lastAt, session.epochs[0].clockOffset], [kStart, kStart + (seq * 4 + 1) * kPollMs, 0]);
});

test('a restart keeps the alerts of a page last heard from while the clock ran ahead', async (t) => {
  const first = await startCollector(t, { now: () => kStart + kHourMs });
  await send(first.post, 0, [true, true, true, true]);
  await first.close();
  let elapsed = 0;
  const second = await startCollector(t, { dbPath: first.dbPath, now: () => kStart, elapsed: () => elapsed });
  assert.deepEqual(second.collector.alerts.endSilent(kStart), []);
  elapsed += 6 * 60_000;
  assert.equal(second.collector.alerts.endSilent(kStart).length, 1);
});

test('retention trusts a forward clock jump only after six hours', () => {
  let [wall, elapsed] = [kStart, 0];
  const log = [];
  const watch = new ClockWatch({ now: () => wall, elapsed: () => elapsed, log: (line) => log.push(line), last: null });
  const pass = (ms) => { wall += ms; elapsed += ms; };
  pass(kHourMs);
  assert.equal(watch.date(), wall);
  wall += 3650 * kDayMs;
  for (let i = 0; i < 5; i++, pass(kHourMs)) assert.equal(watch.date(), wall - 3650 * kDayMs);
  assert.deepEqual(log, [
    'the clock is 87600.0 h ahead of the last stored time plus the time elapsed since: '
      + 'no session is deleted by it for 6.0 h, in case it is wrong',
  ]);
  wall -= 3650 * kDayMs;
  assert.equal(watch.date(), wall, 'the clock was corrected');
  wall += 2 * kDayMs;
  assert.equal(watch.date(), wall - 2 * kDayMs);
  pass(6 * kHourMs);
  assert.equal(watch.date(), wall, 'the change has lasted');
  wall -= kDayMs;
  assert.equal(watch.date(), wall, 'a step back is trusted at once: it deletes nothing too early');
});

test('deletes nothing for six hours after starting with a clock that is years ahead', async (t) => {
  const first = await startWithClock(t);
  await send(first.post, 0, [false, false]);
  await first.close();
  let elapsed = 0;
  const { collector, get } = await startCollector(t, {
    dbPath: first.dbPath, now: () => kStart + 3650 * kDayMs + elapsed, elapsed: () => elapsed, keepMs: 30 * kDayMs,
  });
  const clean = () => collector.retention.clean(collector.clock.date());
  assert.equal(await clean(), 0);
  elapsed += 5 * kHourMs;
  assert.equal(await clean(), 0);
  assert.equal((await get('/v1/sessions')).sessions.length, 1);
  elapsed += kHourMs;
  assert.equal(await clean(), 1);
});

test('logs a clock change but not small corrections', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { log, set } = await startWithClock(t);
  const logAfter = async (ms) => {
    set(ms);
    t.mock.timers.tick(30_000);
    return log.splice(0);
  };
  assert.deepEqual(await logAfter(300), []);
  assert.deepEqual(await logAfter(-kHourMs), [
    'the clock was set back by 3599.7 s: page loads in progress keep their times, new ones use the new clock',
  ]);
  assert.match((await logAfter(kDayMs))[0], /^the clock was set forward by 24\.0 h, or this machine slept: /);
  assert.deepEqual(await logAfter(0), []);
});
