import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { loadNodeCore } from '../../js/node_core.mjs';
import { kPollMs, makeBatch, makePoints, query, startCollector } from './harness.mjs';

const kStart = 1_800_000_000_000;

test('answers a batch with 202 and stores it as flat rows', async (t) => {
  const now = kStart + 10_000;
  const { post, dbPath } = await startCollector(t, { now: () => now });
  const response = await post(JSON.stringify(makeBatch({ start: kStart, sentAt: now, frozen: [false, true] })));
  assert.equal(response.status, 202);
  assert.deepEqual(await response.json(), { status: 'accepted', processed: 2 });
  assert.deepEqual(await query(dbPath, 'SELECT * FROM samples WHERE session_id = ? ORDER BY ts', 'session-1'), [0, 1].map((i) => ({
    session_id: 'session-1', room_id: 'room-1', user_id: 'user-1', platform: 'chrome_156', region: 'eu', stream: 'c1/IT01V1',
    ts: kStart + i * kPollMs, rtt: 40 + i, jitter: 4.5, packet_loss: 0.01, bitrate: 800000, frames_decoded_delta: i ? 0 : 30,
    freeze_flag: i,
  })));
});

for (const [name, headers] of [
  ['text/plain', { 'content-type': 'text/plain;charset=UTF-8' }], ['application/json', { 'content-type': 'application/json' }],
  ['no type', {}],
]) {
  test(`accepts a body sent as ${name}`, async (t) => {
    const { post } = await startCollector(t);
    assert.equal((await post(new TextEncoder().encode(JSON.stringify(makeBatch())), headers)).status, 202);
  });
}

test('accepts a batch with only an end or a loss, and changes nothing else', async (t) => {
  const { post, dbPath } = await startCollector(t);
  const empty = ({ connections, connection, inboundVideo, ...batch }) => ({ ...batch, tags: {}, connections: [] });
  const bodies = [
    makeBatch({ start: kStart }),
    empty(makeBatch({ seq: 1, flush: 'stop' })),
    { ...empty(makeBatch({ epoch: 2, flush: 'hide' })), lost: { samples: 3, batches: 0 } },
  ];
  for (const body of bodies) assert.equal((await post(JSON.stringify(body))).status, 202);
  const epochs = await query(
    dbPath,
    'SELECT epoch, first_t, last_t, lost_samples, ended_at IS NOT NULL AS ended FROM epoch ORDER BY epoch',
  );
  assert.deepEqual(epochs, [
    { epoch: 1, first_t: kStart, last_t: kStart + kPollMs, lost_samples: 0, ended: 1 },
    { epoch: 2, first_t: null, last_t: null, lost_samples: 3, ended: 0 },
  ]);
  assert.deepEqual(await query(dbPath, 'SELECT room_id FROM session'), [{ room_id: 'room-1' }]);
});

test('detects a gzipped body by its first bytes', async (t) => {
  const { post, get } = await startCollector(t);
  assert.equal((await post(gzipSync(JSON.stringify(makeBatch())), {})).status, 202);
  assert.equal((await get('/v1/sessions')).sessions.length, 1);
});

test('accepts plain points', async (t) => {
  const { post, dbPath } = await startCollector(t);
  const response = await post(JSON.stringify(makePoints(2)), { 'content-type': 'application/json' });
  assert.deepEqual(await response.json(), { status: 'accepted', processed: 2 });
  const rows = await query(dbPath, "SELECT * FROM samples WHERE session_id = 'session-p' AND freeze_flag IS NOT NULL ORDER BY ts");
  assert.deepEqual(rows.map(({ ts, rtt, bitrate, freeze_flag: flag }) => [ts, rtt, bitrate, flag]), [0, 1].map((i) => [
    Date.UTC(2026, 10, 21, 12) + i * kPollMs, 40.5, 800000, 0,
  ]));
});

for (const [name, body] of [['rtc-vitals/1', makeBatch()], ['points', makePoints()]]) {
  test(`stores a repeated ${name} body once and gives the same answer`, async (t) => {
    const { post, dbPath } = await startCollector(t);
    const answers = [];
    for (let i = 0; i < 2; i++) answers.push(await (await post(JSON.stringify(body))).json());
    assert.deepEqual(answers[0], answers[1]);
    const [{ batches, rows }] = await query(
      dbPath,
      'SELECT (SELECT count(*) FROM batch) AS batches, (SELECT count(DISTINCT ts) FROM samples) AS rows',
    );
    assert.deepEqual([batches, rows], [1, 2]);
  });
}

test('starts a new epoch when the page reloads', async (t) => {
  const { post, get } = await startCollector(t);
  await post(JSON.stringify(makeBatch({ epoch: 1, seq: 0 })));
  await post(JSON.stringify(makeBatch({ epoch: 2, seq: 0, start: kStart + 60_000 })));
  const session = await get('/v1/sessions/session-1');
  assert.deepEqual(session.epochs.map(({ epoch }) => epoch), [1, 2]);
  assert.equal(session.streams.filter((stream) => stream.kind === 'inboundVideo').length, 2);
});

test('corrects a wrong page clock by the batch with the shortest delay', async (t) => {
  let now = kStart;
  const hour = 3_600_000;
  const { post, dbPath } = await startCollector(t, { now: () => now });
  const sentAt = [kStart - hour, kStart - hour + 10_000];
  now = kStart + 900;  // this one is in flight for 900 ms
  await post(JSON.stringify(makeBatch({ seq: 0, start: sentAt[0] - 2000, sentAt: sentAt[0], frozen: [false] })));
  now = kStart + 10_005;
  await post(JSON.stringify(makeBatch({ seq: 1, start: sentAt[1] - 2000, sentAt: sentAt[1], frozen: [false] })));
  assert.deepEqual(await query(dbPath, 'SELECT ts FROM samples ORDER BY ts'), [{ ts: kStart - 2000 + 5 }, { ts: kStart + 8000 + 5 }]);
});

test('keeps the most recently sent tags, up to the limit of one batch', async (t) => {
  const { post, get } = await startCollector(t);
  const tagsOf = (seq) => Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`t${seq}_${i}`, 'x']));
  for (let seq = 0; seq < 5; seq++) await post(JSON.stringify(makeBatch({ seq, tags: { room_id: 'r', ...tagsOf(seq) } })));
  const names = Object.keys((await get('/v1/sessions')).sessions[0].tags);
  assert.equal(names.length, 32);
  assert.ok(['room_id', 't4_0', 't4_9', 't2_9'].every((name) => names.includes(name)) && !names.includes('t0_0'), names.join());
});

test('rejects times outside the valid date range, but not a wrong clock', async (t) => {
  const now = kStart;
  const { post, get } = await startCollector(t, { now: () => now });
  const latest = 8.64e15;
  const event = (time) => [{ t: time, type: 'mark', name: 'x' }];
  for (const [batch, path] of [
    [makeBatch({ start: latest - 4000, sentAt: 0 }), 'connections'], [makeBatch({ start: latest - 4000, sentAt: now }), 'connections'],
    [makeBatch({ start: 0, sentAt: latest }), 'connections'],
    [makeBatch({ start: now, sentAt: now, events: event(latest) }), 'events'],
    [makePoints(2, { start: latest - 4000 }), 'metrics[0].timestamp'],
  ]) {
    const refused = await post(JSON.stringify(batch));
    const { path: at, why } = await refused.json();
    assert.deepEqual([refused.status, at], [400, path], why);
    assert.match(why, /^the time \d+ is outside the years 0 to 9999 for a batch sent at \d+$|date and time/);
  }
  for (const [seq, start] of [0, 5e12, latest - 4000].entries()) {
    assert.equal((await post(JSON.stringify(makeBatch({ epoch: seq, start, sentAt: start + 4000 })))).status, 202);
  }
  const { firstAt, lastAt } = await get('/v1/sessions/session-1');
  assert.deepEqual([firstAt, lastAt], [now - 4000, now - 2000]);
});

test('stores every one of many concurrent batches', async (t) => {
  const { post, dbPath } = await startCollector(t);
  const all = await Promise.all(Array.from({ length: 200 }, (_, seq) => post(JSON.stringify(makeBatch({
    seq, start: kStart + seq * 4000,
  })))));
  assert.ok(all.every((response) => response.status === 202));
  assert.deepEqual(await query(dbPath, 'SELECT count(*) AS n FROM samples'), [{ n: 400 }]);
});

test('answers 503 with Retry-After when a write fails, and stores the next batch', async (t) => {
  const { post, collector, dbPath } = await startCollector(t);
  const { add } = collector.store;
  collector.store.add = () => { throw new Error('database or disk is full'); };
  const refused = await post(JSON.stringify(makeBatch()));
  assert.equal(refused.status, 503);
  assert.match(refused.headers.get('retry-after'), /^\d+$/);
  assert.match((await refused.json()).why, /disk is full/);
  collector.store.add = add;
  assert.equal((await post(JSON.stringify(makeBatch()))).status, 202);
  assert.deepEqual(await query(dbPath, 'SELECT count(*) AS n FROM samples'), [{ n: 2 }]);
});

test('replaces a core that traps, keeping open alerts', async (t) => {
  const { post, get, collector, log } = await startCollector(t, { loadCore: loadNodeCore });
  await post(JSON.stringify(makeBatch({ frozen: [true, true, true] })));
  collector.core.decodeBatch = () => { throw new WebAssembly.RuntimeError('unreachable'); };
  const failed = await post(JSON.stringify(makeBatch({ seq: 1 })));
  assert.equal(failed.status, 500);
  assert.doesNotMatch((await failed.json()).why, /unreachable/);
  assert.match(log.join('\n'), /unreachable/);
  assert.equal((await post(JSON.stringify(makeBatch({ seq: 1, start: kStart + 3 * kPollMs, frozen: [true, false] })))).status, 202);
  assert.deepEqual((await get('/v1/alerts')).alerts.map(({ state }) => state), ['resolved']);
});
