import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventually, kPollMs, makeBatch, makePoints, query, startCollector, startReceiver } from './harness.mjs';

const kStart = 1_800_000_000_000;

// Sends a session's samples in batches of two. `samples` has one character per sample, x for frozen: `..xxx.`.
async function play(post, samples, { from = 0, ...rest } = {}) {
  for (let i = 0; i < samples.length; i += 2) {
    const frozen = [...samples.slice(i, i + 2)].map((sample) => sample === 'x');
    const seq = (from + i) / 2;
    const body = makeBatch({ seq, start: kStart + (from + i) * kPollMs, frozen, ...rest });
    assert.equal((await post(JSON.stringify(body))).status, 202);
  }
}

const alertsOf = async (get) => (await get('/v1/alerts')).alerts.map(({ state, openedAt, closedAt }) => [state, openedAt, closedAt]);
const at = (sample) => kStart + sample * kPollMs;
// The page's clock is the collector's: the last sample of a batch was sent immediately.
const clockOf = () => ({ now: () => kStart });
const onTime = { sentAt: kStart };

// Answers with `statuses` in turn, then 200.
const answerWith = (statuses = [], headers = {}) => (response) => response.writeHead(statuses.shift() ?? 200, headers).end();

test('opens one alert after three frozen samples in a row and resolves it at the next live sample', async (t) => {
  const { post, get, log } = await startCollector(t, clockOf());
  await play(post, '..xx', onTime);
  assert.deepEqual(await alertsOf(get), []);
  await play(post, 'xxxx', { from: 4, ...onTime });
  assert.deepEqual(await alertsOf(get), [['open', at(4), null]]);
  await play(post, 'x...', { from: 8, ...onTime });
  assert.deepEqual(await alertsOf(get), [['resolved', at(4), at(9)]]);
  assert.equal(log.length, 2);
  assert.match(log[0], /^ALERT video is frozen: stream c1\/IT01V1 \(presenter, camera\) in session session-1; room_id room-1/);
  assert.match(log[1], /^ALERT video is back 10\.0 s after the alert opened/);
});

test('names the cause of the freeze as known at the time of the alert', async (t) => {
  const { post, get, log } = await startCollector(t, clockOf());
  const freeze = (phase, ms, cause) => ({
    t: kStart + ms, type: 'freeze', phase, connection: 0, stream: 'IT01V1', durationMs: 900, precision: 'exact', cause, confidence: 'low',
  });
  const send = (seq, frozen, events) => post(JSON.stringify(makeBatch({ seq, start: at(4 * seq), frozen, events, ...onTime })));
  await send(0, [true, true, true, true], [freeze('start', 100, 'unknown')]);
  assert.equal((await get('/v1/alerts')).alerts[0].cause, 'unknown');
  await send(1, [true, false, true, false], [freeze('end', 8500, 'congestion'), freeze('start', 11_000, 'jitter')]);
  assert.equal((await get('/v1/alerts')).alerts[0].cause, 'congestion', 'not the cause of the later freeze');
  assert.match(log[0], /^ALERT video is frozen \(cause: unknown\): /);
  assert.match(log[1], /^ALERT video is back 6\.0 s after the alert opened \(cause: congestion\): /);
});

test("reports the page load of the alert's stream", async (t) => {
  const { post, get } = await startCollector(t, clockOf());
  for (const epoch of [7, 8]) await play(post, 'xxxx', { epoch, ...onTime });
  assert.deepEqual((await get('/v1/sessions/session-1')).alerts.map(({ epoch, stream }) => [epoch, stream]), [
    [7, 'c1/IT01V1'], [8, 'c1/IT01V1'],
  ]);
});

test('raises no alert when a live sample separates every two frozen ones', async (t) => {
  const { post, get, log } = await startCollector(t, clockOf());
  await play(post, 'xx.xx.xx.xx.', onTime);
  assert.deepEqual(await alertsOf(get), []);
  assert.deepEqual(log, []);
});

test('does not count a resent batch again', async (t) => {
  const { post, get } = await startCollector(t, clockOf());
  const body = JSON.stringify(makeBatch({ start: kStart, frozen: [true, true], ...onTime }));
  for (let i = 0; i < 3; i++) await post(body);
  assert.deepEqual(await alertsOf(get), []);
});

// A batch of two samples, starting at sample 2 * seq.
const sendBatch = (post, seq, frozen, options) => post(JSON.stringify(makeBatch({
  seq, start: at(2 * seq), frozen, ...onTime, ...options,
})));

test('neither opens nor resolves an alert from a batch that arrives out of order', async (t) => {
  const { post, get } = await startCollector(t, clockOf());
  await sendBatch(post, 0, [false, false]);
  await sendBatch(post, 20, [false, false]);
  await sendBatch(post, 1, [true, true, true, true]);
  assert.deepEqual(await alertsOf(get), []);
  await sendBatch(post, 40, [true, true, true, true]);
  await sendBatch(post, 22, [false, false]);
  await sendBatch(post, 42, [true, true]);
  assert.deepEqual(await alertsOf(get), [['open', at(82), null]]);
  assert.equal((await get('/v1/sessions/session-1')).streams[1].t.length, 16, 'the late batch is stored nevertheless');
});

test("opens an alert whatever the arrival order of a large batch's parts", async (t) => {
  const { post, get } = await startCollector(t, clockOf());
  const sendPart = (seq, poll, id, frozen, rest) => {
    const body = makeBatch({ seq, start: at(poll), frozen: [frozen, frozen], ...onTime, ...rest });
    body.inboundVideo.streams[0].id = id;
    return post(JSON.stringify(body));
  };
  for (let poll = 0; poll < 6; poll += 2) {
    await sendPart(poll + 1, poll, 'B', false);
    await sendPart(poll, poll, 'A', true);
  }
  assert.deepEqual(await alertsOf(get), [['open', at(2), null]]);
  await sendPart(7, 8, 'A', false, { flush: 'stop' });
  await sendPart(6, 6, 'B', true);
  await sendPart(5, 14, 'B', true);
  assert.deepEqual(await alertsOf(get), [
    ['resolved', at(2), at(8)],
  ], 'a part that arrives after the last batch of its page load opens nothing');
});

test("keeps raising alerts after a page's clock is set back", async (t) => {
  const { post, get } = await startCollector(t, clockOf());
  await sendBatch(post, 50, [false, false]);
  await sendBatch(post, 51, [true, true, true, true], { start: kStart });
  assert.deepEqual(await alertsOf(get), [['open', at(2), null]]);
});

test('opens no alert from a batch that arrives after its page load has ended', async (t) => {
  const { post, get } = await startCollector(t, clockOf());
  await sendBatch(post, 2, [false, false], { flush: 'stop' });
  await sendBatch(post, 0, [true, true, true, true]);
  assert.deepEqual(await alertsOf(get), []);
});

test("opens alerts only from samples and points that are recent, even if the page's clock is wrong", async (t) => {
  const hour = 3_600_000;
  const { post, get } = await startCollector(t, { now: () => kStart + 20 * hour });
  await sendBatch(post, 0, [true, true, true, true], { sentAt: kStart + 20 * hour });
  assert.deepEqual(await alertsOf(get), []);
  await sendBatch(post, 0, [true, true, true, true], { epoch: 2, sentAt: at(4) });
  assert.equal((await alertsOf(get)).length, 1);
  const sendPoints = async (start) => {
    const points = makePoints(4, { start });
    for (const { video } of points.metrics) video.isFrozen = true;
    assert.equal((await post(JSON.stringify(points))).status, 202);
  };
  await sendPoints(kStart - 4 * hour);
  assert.equal((await alertsOf(get)).length, 1);
  await sendPoints(kStart + 20 * hour);
  assert.equal((await alertsOf(get)).length, 2);
});

test('keeps the alert of a silent page open when its end cannot be stored', async (t) => {
  let now = kStart;
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { post, get, collector, log } = await startCollector(t, { now: () => now });
  await play(post, 'xxxx', onTime);
  now += 3_600_000;
  const { transaction } = collector.store;
  collector.store.transaction = (work) => transaction.call(collector.store, () => { work(); throw new Error('database or disk is full'); });
  t.mock.timers.tick(30_000);
  collector.store.transaction = transaction;
  assert.equal(log.at(-1), 'housekeeping: database or disk is full, will retry');
  await play(post, 'xx.', { from: 4, ...onTime });
  assert.deepEqual(await alertsOf(get), [['resolved', at(2), at(6)]]);
});

test('restores an open alert after a restart and resolves it without opening another', async (t) => {
  const first = await startCollector(t, clockOf());
  await play(first.post, 'xxxx', onTime);
  assert.equal((await alertsOf(first.get)).length, 1);
  await first.close();
  const second = await startCollector(t, { ...clockOf(), dbPath: first.dbPath });
  await play(second.post, 'xxx.', { from: 4, ...onTime });
  assert.deepEqual(await alertsOf(second.get), [['resolved', at(2), at(7)]]);
});

test('counts frozen samples from before a restart', async (t) => {
  const first = await startCollector(t, clockOf());
  await play(first.post, '.xx.xx', onTime);
  await first.close();
  const second = await startCollector(t, { ...clockOf(), dbPath: first.dbPath });
  await play(second.post, 'x.', { from: 6, ...onTime });
  assert.deepEqual(await alertsOf(second.get), [['resolved', at(6), at(7)]]);
});

test('ends the alerts of silent pages, whatever one of them sent as a cause', async (t) => {
  let now = kStart;
  const { url, received } = await startReceiver(t, answerWith());
  const { post, get, collector } = await startCollector(t, { now: () => now, alertUrl: url });
  for (const sessionId of ['strange', 'plain']) await play(post, 'xxxx', { sessionId, ...onTime });
  const freeze = { t: at(3), type: 'freeze', phase: 'start', connection: 0, stream: 'IT01V1', cause: 5 };
  assert.equal((await sendBatch(post, 9, [true], { sessionId: 'strange', events: [freeze] })).status, 202);
  now += 3_600_000;
  assert.equal(collector.alerts.endSilent(now).length, 2);
  assert.deepEqual((await get('/v1/alerts')).alerts.map(({ state, cause }) => [state, cause]), [['ended', null], ['ended', null]]);
  collector.outbox.wake();
  await eventually(() => received.length === 4);
});

test('forgets the streams of a silent page, with or without an alert', async (t) => {
  let now = kStart;
  const { post, collector } = await startCollector(t, { now: () => now });
  const forgotten = t.mock.method(collector.core.AlertBook.prototype, 'forget');
  await play(post, '....', onTime);
  now += 3_600_000;
  assert.deepEqual(collector.alerts.endSilent(now), []);
  assert.ok(forgotten.mock.callCount() > 0);
  forgotten.mock.resetCalls();
  collector.alerts.endSilent(now);
  assert.equal(forgotten.mock.callCount(), 0, 'a forgotten stream is not forgotten again');
});

test('closes the alerts of a call that ends', async (t) => {
  const { post, get, log } = await startCollector(t, clockOf());
  await play(post, 'xxxx', onTime);
  await play(post, 'xx', { from: 4, flush: 'stop', ...onTime });
  assert.deepEqual(await alertsOf(get), [['ended', at(2), at(5)]]);
  assert.match(log.at(-1), /call ended/);
});

test('closes the alerts of a page that falls silent', async (t) => {
  let now = kStart;
  const { post, get, collector } = await startCollector(t, { now: () => now });
  await play(post, 'xxxx', onTime);
  now += 60_000;
  assert.deepEqual(collector.alerts.endSilent(now), []);
  now += 3_600_000;
  assert.equal(collector.alerts.endSilent(now).length, 1);
  assert.deepEqual(await alertsOf(get), [['ended', at(2), at(3)]]);
});

test('closes the alert of a stream that is gone while its page goes on', async (t) => {
  const { post, get, collector, log } = await startCollector(t, clockOf());
  await play(post, 'xxxx', onTime);
  const sendOther = async (sample) => {
    const body = makeBatch({ seq: sample, start: at(sample), ...onTime });
    body.inboundVideo.streams[0].id = 'IT01V2';
    assert.equal((await post(JSON.stringify(body))).status, 202);
  };
  await sendOther(150);
  assert.deepEqual(collector.alerts.endSilent(kStart), []);
  await sendOther(160);
  assert.equal(collector.alerts.endSilent(kStart).length, 1);
  assert.deepEqual(await alertsOf(get), [['ended', at(2), at(3)]]);
  await play(post, 'xx', { from: 400, ...onTime });
  assert.equal((await alertsOf(get)).length, 1);
  await play(post, 'xx', { from: 402, ...onTime });
  assert.deepEqual(await alertsOf(get), [['open', at(402), null], ['ended', at(2), at(3)]], 'a stream that comes back is counted anew');
  assert.equal(log.filter((line) => /video is back/.test(line)).length, 0);
});

test('posts alerts in order and retries until the receiver accepts them', async (t) => {
  const { received, url } = await startReceiver(t, answerWith([500, 503]));
  const { post, dbPath, log } = await startCollector(t, { alertUrl: url });
  await play(post, 'xxxx..');
  await eventually(async () => (await query(dbPath, 'SELECT 1 FROM outbox WHERE done_at IS NOT NULL')).length === 2, 15_000);
  const [opened] = received;
  const { state, sessionId, stream, tags, label } = opened.alert;
  assert.deepEqual(received.map(({ change }) => change), ['opened', 'opened', 'opened', 'resolved']);
  assert.equal(new Set(received.map(({ deliveryId }) => deliveryId)).size, 2);
  assert.equal(opened.type, 'frozen-video');
  assert.deepEqual([state, sessionId, stream, tags.room_id], ['open', 'session-1', 'c1/IT01V1', 'room-1']);
  assert.deepEqual(label, { participant: 'presenter', source: 'camera' });
  assert.match(opened.text, /video is frozen/);
  assert.equal(log.filter((line) => /cannot send/.test(line)).length, 1);
});

test('posts up to eight alerts concurrently, keeping the messages of one alert in order', async (t) => {
  const pending = [];
  const { url } = await startReceiver(t, (response, message) => pending.push({ ...message, answer: () => response.writeHead(200).end() }));
  const { post } = await startCollector(t, { alertUrl: url, ...clockOf() });
  for (let i = 0; i < 12; i++) await play(post, 'xxxx..', { sessionId: `s${i}`, ...onTime });
  await eventually(() => pending.length === 8);
  const messages = () => pending.map(({ change, alert }) => `${alert.sessionId} ${change}`);
  assert.deepEqual(messages().sort(), Array.from({ length: 8 }, (_, i) => `s${i} opened`), 'at most eight at once, and one per alert');
  pending[3].answer();
  await eventually(() => pending.length === 9);
  for (let answered = new Set([pending[3]]); answered.size < 24;) {
    await eventually(() => pending.some((message) => !answered.has(message)));
    for (const message of pending.filter((one) => !answered.has(one))) {
      answered.add(message);
      message.answer();
    }
  }
  assert.deepEqual(messages().sort(), Array.from({ length: 12 }, (_, i) => [`s${i} opened`, `s${i} resolved`]).flat().sort());
  for (let i = 0; i < 12; i++) assert.ok(messages().indexOf(`s${i} opened`) < messages().indexOf(`s${i} resolved`));
});

test("sends the receiver's credentials in a header, and logs neither them nor a path that may be secret", async (t) => {
  const { received, url } = await startReceiver(t, answerWith([500]));
  const { post, log } = await startCollector(t, { alertUrl: url.replace('//', '//al%20ice:p%40ss@') });
  await play(post, 'xxxx');
  await eventually(() => received.length === 2, 10_000);
  assert.equal(received[1].headers.authorization, `Basic ${Buffer.from('al ice:p@ss').toString('base64')}`);
  const [line] = log.filter((text) => text.startsWith('alerts:'));
  assert.equal(line, `alerts: cannot send to ${new URL(url).origin} (status 500), will retry`);
});

test("caps the receiver's Retry-After at one hour", async (t) => {
  const { received, url } = await startReceiver(t, answerWith([503, 503], { 'retry-after': '10000000000000' }));
  const { post, dbPath } = await startCollector(t, { alertUrl: url, ...clockOf() });
  await play(post, 'xxxx', onTime);
  const [{ next_at: nextAt }] = await eventually(async () => {
    const rows = await query(dbPath, 'SELECT next_at FROM outbox WHERE tries = 1');
    return rows.length && rows;
  });
  assert.deepEqual([received.length, nextAt], [1, kStart + 3_600_000]);
});

test('sends after a restart what could not be sent before it', async (t) => {
  const first = await startCollector(t, { alertUrl: 'http://127.0.0.1:9/nobody-listens' });
  await play(first.post, 'xxxx');
  await eventually(() => first.log.some((line) => /cannot send/.test(line)));
  await first.close();
  const { received, url } = await startReceiver(t, answerWith());
  await startCollector(t, { dbPath: first.dbPath, alertUrl: url });
  await eventually(() => received.length === 1, 10_000);
  assert.equal(received[0].change, 'opened');
});
