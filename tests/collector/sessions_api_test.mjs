// The sessions API: lists, and what a session contains.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OneSession } from '../../js/collector/one_session.mjs';
import { listAlerts, listSessions } from '../../js/collector/sessions_api.mjs';
import { kPollMs, makeBatch, makePoints, query, startCollector } from './harness.mjs';

const kStart = 1_800_000_000_000;
const clock = { now: () => kStart };
const send = (post, options) => post(JSON.stringify(makeBatch({ sentAt: kStart, start: kStart, ...options })));

test('lists the latest session first, and filters', async (t) => {
  let now = kStart;
  const { post, get } = await startCollector(t, { now: () => now });
  await send(post, { sessionId: 'early', frozen: [true, false] });
  now += 60_000;
  await send(post, { sessionId: 'late', tags: { room_id: 'room-2' }, sentAt: now, start: now });
  const { sessions } = await get('/v1/sessions');
  assert.deepEqual(sessions.map(({ sessionId, samples, judgedSamples, frozenSamples, alerts }) => [
    sessionId, samples, judgedSamples, frozenSamples, alerts,
  ]), [['late', 2, 2, 0, 0], ['early', 2, 2, 1, 0]]);
  assert.deepEqual((await get('/v1/sessions?room_id=room-2')).sessions.map(({ sessionId }) => sessionId), ['late']);
  assert.equal((await get('/v1/sessions?limit=1')).sessions.length, 1);
  await send(post, { sessionId: 'question', tags: { room_id: 'who?when?' } });
  assert.equal((await get('/v1/sessions?room_id=who?when?')).sessions.length, 1, 'a question mark within the query is kept');
});

test('assigns an event to the epoch that sent it, whatever it claims', async (t) => {
  const { post, get } = await startCollector(t, clock);
  await send(post, { epoch: 5, events: [{ t: kStart, type: 'mark', connection: 0, name: 'x', epoch: 99 }] });
  assert.deepEqual((await get('/v1/sessions/session-1')).events.map(({ epoch, name }) => [epoch, name]), [[5, 'x']]);
});

// Runs `read` on `db` and returns SQLite's query plan for each of its queries.
function plansOf(db, read) {
  const plans = [];
  const prepare = (sql) => {
    const named = sql.includes(':session') ? [{ session: 1 }] : sql.match(/\?/g)?.map(() => 1) ?? [];
    plans.push(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...named).map(({ detail }) => detail));
    return db.prepare(sql);
  };
  read({ prepare });
  return plans;
}

test('queries use indexes instead of scanning other sessions', async (t) => {
  const { collector: { db, now } } = await startCollector(t);
  const scans = (read) => plansOf(db, read).flat().filter((step) => /^SCAN (?!CONSTANT)/.test(step));
  const list = (query) => scans((reader) => listSessions({ db: reader, now }, new URLSearchParams(query)));
  assert.deepEqual(list('limit=1'), ['SCAN s USING INDEX session_received'], 'backwards from the latest, up to the limit');
  for (const filter of ['room_id', 'user_id']) assert.deepEqual(list(`${filter}=x&limit=1`), [], filter);
  const alerts = (reader) => listAlerts({ db: reader }, new URLSearchParams('limit=1'));
  assert.deepEqual(scans(alerts), ['SCAN a'], 'backwards from the latest, up to the limit');
  assert.deepEqual(scans((reader) => new OneSession(reader)), []);
});

test("looks up an alert's cause by the freezes of its own stream", async (t) => {
  const { collector: { db } } = await startCollector(t);
  const plan = db.prepare('EXPLAIN QUERY PLAN SELECT * FROM alerts WHERE id = 1').all().map(({ detail }) => detail);
  assert.ok(plan.includes('SEARCH ev USING INDEX event_freeze (epoch=? AND stream=? AND t<?)'), plan.join('; '));
});

test('reports an end time only for sessions that have ended', async (t) => {
  let now = kStart;
  const { post, get } = await startCollector(t, { now: () => now });
  const endedAt = async () => (await get('/v1/sessions')).sessions[0].endedAt;
  await send(post);
  assert.equal(await endedAt(), null);
  now += 1000;
  await send(post, { seq: 1, flush: 'stop' });
  assert.equal(await endedAt(), now);
  now += 1000;
  await send(post, { epoch: 2 });
  assert.equal(await endedAt(), null);
});

test('returns columns in time order, whatever the arrival order', async (t) => {
  const { post, get } = await startCollector(t, clock);
  for (const seq of [2, 0, 1]) await send(post, { seq, start: kStart + seq * 2 * kPollMs, frozen: [false, seq === 1] });
  const session = await get('/v1/sessions/session-1');
  const axis = Array.from({ length: 6 }, (_, i) => kStart + i * kPollMs);
  const [connection, video] = session.streams;
  assert.deepEqual(connection.t, axis);
  assert.deepEqual(connection.columns.rtt, [40, 41, 40, 41, 40, 41]);
  assert.deepEqual([video.stream, video.kind, video.ssrc, video.mid, video.codec, video.label], [
    'c1/IT01V1', 'inboundVideo', 1001, '0', 'video/VP8', { participant: 'presenter', source: 'camera' },
  ]);
  assert.deepEqual(video.t, axis);
  assert.deepEqual(video.columns.isFrozen, [false, false, false, true, false, false]);
  assert.deepEqual(video.columns.framesDecodedPerSecond, [15, 15, 15, 0, 15, 15]);
  assert.deepEqual([session.firstAt, session.lastAt], [axis[0], axis[5]]);
  assert.equal(session.tags.user_id, 'user-1');
});

test('adds new tags and keeps the ones not sent again', async (t) => {
  const { post, get } = await startCollector(t, clock);
  await send(post, { tags: { room_id: 'room-1' } });
  await send(post, { seq: 1, tags: { user_id: 'user-9' } });
  assert.deepEqual((await get('/v1/sessions/session-1')).tags, { room_id: 'room-1', user_id: 'user-9' });
});

test('removes a tag sent as empty, also from the filters', async (t) => {
  const { post, get } = await startCollector(t, clock);
  await send(post, { tags: { room_id: 'room-1', user_id: 'user-9' } });
  await send(post, { seq: 1, tags: { room_id: 'room-1', user_id: '' } });
  await send(post, { seq: 2, tags: { room_id: 'room-1', user_id: '' } });
  assert.deepEqual((await get('/v1/sessions/session-1')).tags, { room_id: 'room-1' });
  const listed = async (filter) => (await get(`/v1/sessions?${filter}`)).sessions.length;
  assert.deepEqual([await listed('user_id=user-9'), await listed('user_id='), await listed('room_id=room-1')], [0, 0, 1]);
  await send(post, { seq: 3, tags: { user_id: 'user-10' } });
  assert.equal(await listed('user_id=user-10'), 1);
});

test('keeps the tags and labels of the newest batch of a page load when an older one arrives after it', async (t) => {
  const { post, get, dbPath } = await startCollector(t, clock);
  const sendAt = (seq, tags, label) => {
    const body = makeBatch({ seq, start: clock.now() + 4000 * seq, tags });
    body.inboundVideo.streams[0].label = label;
    return post(JSON.stringify(body));
  };
  await sendAt(0, { room_id: 'lobby', user_id: 'user-9' }, { participant: 'Ann' });
  await sendAt(2, { room_id: 'room-1', user_id: '' }, { participant: 'Bob' });
  await sendAt(1, { room_id: 'lobby', user_id: 'user-9' }, { participant: 'Ann' });
  assert.deepEqual((await get('/v1/sessions/session-1')).tags, { room_id: 'room-1' });
  assert.deepEqual((await get('/v1/sessions?room_id=room-1')).sessions.map(({ sessionId }) => sessionId), ['session-1']);
  const labels = await query(dbPath, "SELECT label FROM stream WHERE kind = 'inboundVideo'");
  assert.deepEqual(labels, [{ label: '{"participant":"Bob"}' }]);
});

test('finds a session whose name has special characters in the path', async (t) => {
  const { post, get } = await startCollector(t, clock);
  const sessionId = 'a/b c?d#e%f';
  await send(post, { sessionId });
  assert.equal((await get(`/v1/sessions/${encodeURIComponent(sessionId)}`)).sessionId, sessionId);
});

test('finds a session whose name cannot be in a path by ?id=', async (t) => {
  const { post, get, origin } = await startCollector(t, clock);
  for (const sessionId of ['.', '..', 'a+b c']) {
    await send(post, { sessionId });
    assert.equal((await get(`/v1/sessions/?id=${encodeURIComponent(sessionId)}&members=rtt`)).sessionId, sessionId);
  }
  assert.equal((await fetch(`${origin}/v1/sessions/?members=rtt`)).status, 404);
});

test("returns the core's conclusion, in the collector's time", async (t) => {
  const ahead = 60_000;  // offset of the page's clock
  const { post, get } = await startCollector(t, { now: () => kStart });
  const event = (phase, ms, rest) => ({
    t: kStart + ahead + ms, type: 'freeze', phase, connection: 0, stream: 'IT01V1', precision: 'exact', cause: 'keyframe-starvation',
    confidence: 'high', durationMs: 600, ...rest,
  });
  const send = (seq, frozen, events) => post(JSON.stringify(makeBatch({
    seq, start: kStart + ahead + seq * 5 * kPollMs, sentAt: kStart + ahead, frozen, events,
  })));
  await send(0, [false, false, true, true, true], [event('start', 3000)]);
  const [running] = (await get('/v1/sessions/session-1')).connections;
  assert.match(
    running.verdict,
    /^One freeze of 5\.0 s from 3\.0 s until the last poll \(\d+ % of [\d.]+ s\), in presenter, camera \(stream IT01V1\)/,
  );
  await send(1, [true, false, false, false, false], [
    event('end', 11_000, { durationMs: 8000, evidence: { bitrate: 400_000, pliDelta: 3 } }),
  ]);
  const { connections } = await get('/v1/sessions/session-1');
  assert.deepEqual(connections.map(({ epoch, id, samples }) => [epoch, id, samples]), [[1, 'c1', 10]]);
  const [{ freezes, episodes, verdict }] = connections;
  assert.deepEqual(
    freezes.map(({ start, end, durationMs, cause, running: runs }) => [start - kStart, end - kStart, durationMs, cause, runs]),
    [[3000, 11_000, 8000, 'keyframe-starvation', undefined]],
  );
  assert.deepEqual(episodes, []);
  assert.match(
    verdict,
    /^One freeze of 8\.0 s at 3\.0 s \(44 % of 18\.0 s\), in presenter, camera \(stream IT01V1\)\. Cause: keyframe-starvation/,
  );
  assert.match(verdict, /400 kbit\/s.*3 times/);
});

test('returns only the requested members, and rejects an invalid list', async (t) => {
  const { post, get } = await startCollector(t, clock);
  await send(post);
  const { streams } = await get('/v1/sessions/session-1?members=rtt,bitrate');
  assert.deepEqual(streams.map(({ kind, columns }) => [kind, columns]), [
    ['connection', { rtt: [40, 41] }], ['inboundVideo', { bitrate: [800000, 800000] }],
  ]);
  assert.match((await get('/v1/sessions/session-1?members=rtt;x')).why, /comma-separated member names/);
});

test('thins columns to the requested number of points and leaves the rest unchanged', async (t) => {
  const { post, get } = await startCollector(t, clock);
  const at = (poll) => kStart + poll * kPollMs;
  const event = {
    t: at(31), type: 'freeze', phase: 'end', connection: 0, stream: 'IT01V1', precision: 'exact', cause: 'jitter', confidence: 'high',
    durationMs: 2000,
  };
  for (let seq = 0; seq < 10; seq++) {
    await send(post, {
      seq,
      epoch: seq < 5 ? 1 : 2,
      start: at(seq * 10),
      frozen: Array.from({ length: 10 }, (_, i) => seq * 10 + i === 31),
      events: seq === 3 ? [event] : [],
    });
  }
  const whole = await get('/v1/sessions/session-1');
  const thinned = await get('/v1/sessions/session-1?points=20');
  assert.deepEqual({ ...thinned, streams: null }, { ...whole, streams: null });
  assert.deepEqual(thinned.streams.map(({ columns, t, ...about }) => about), whole.streams.map(({ columns, t, ...about }) => about));
  for (const { t: times } of thinned.streams) assert.ok(times.length > 10 && times.length <= 20, `${times.length} rows of 50`);
  const [, video] = thinned.streams;
  assert.equal(video.columns.isFrozen.filter(Boolean).length, 1, 'no frozen sample is lost');
  assert.equal(Math.min(...video.columns.framesDecodedPerSecond), 0);
  const part = await get(`/v1/sessions/session-1?points=20&from=${at(30)}&to=${at(34)}`);
  assert.deepEqual(part.streams[1].t, [30, 31, 32, 33, 34].map(at), 'a part is as detailed as its points allow');
  assert.deepEqual(part.streams[1].columns.isFrozen, [false, true, false, false, false]);
  assert.deepEqual(part.connections, whole.connections);
  for (const query of ['points=1', 'points=2.5', 'points=', 'points=1e9', 'from=x']) {
    assert.match((await get(`/v1/sessions/session-1?${query}`)).why, /must be a/, query);
  }
});

test('finds freezes in plain points, with unknown causes', async (t) => {
  const { post, get } = await startCollector(t);
  const points = makePoints(8);
  for (const { video } of points.metrics.slice(3, 6)) video.isFrozen = true;
  await post(JSON.stringify(points));
  const [{ id, freezes, verdict }] = (await get('/v1/sessions/session-p')).connections;
  const times = points.metrics.map(({ timestamp }) => Date.parse(timestamp));
  assert.deepEqual([id, freezes.map(({ durationMs, precision, cause }) => [durationMs, precision, cause])], [
    'points', [[times[5] - times[2], 'poll', 'unknown']],
  ]);
  assert.match(verdict, /^One freeze of .*Cause: unknown/);
  assert.match(verdict, /Samples without events show no cause/);
});
