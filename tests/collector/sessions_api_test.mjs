import assert from 'node:assert/strict';
import fs, { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { test } from 'node:test';

import { OneSession } from '../../js/collector/one_session.mjs';
import { listAlerts, listSessions } from '../../js/collector/sessions_api.mjs';
import { loadNodeCore } from '../../js/node_core.mjs';
import { eventually, kPollMs, makeBatch, makePoints, startCollector } from './harness.mjs';

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
  assert.deepEqual(sessions.map(({ sessionId, samples, judgedSamples, frozenSamples, alerts }) => [sessionId, samples, judgedSamples, frozenSamples, alerts]), [['late', 2, 2, 0, 0], ['early', 2, 2, 1, 0]]);
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
  assert.deepEqual(scans((reader) => listAlerts({ db: reader }, new URLSearchParams('limit=1'))), ['SCAN a'], 'backwards from the latest, up to the limit');
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
  assert.deepEqual([video.stream, video.kind, video.ssrc, video.mid, video.codec, video.label], ['c1/IT01V1', 'inboundVideo', 1001, '0', 'video/VP8', { participant: 'presenter', source: 'camera' }]);
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
  const event = (phase, ms, rest) => ({ t: kStart + ahead + ms, type: 'freeze', phase, connection: 0, stream: 'IT01V1', precision: 'exact', cause: 'keyframe-starvation', confidence: 'high', durationMs: 600, ...rest });
  const send = (seq, frozen, events) => post(JSON.stringify(makeBatch({ seq, start: kStart + ahead + seq * 5 * kPollMs, sentAt: kStart + ahead, frozen, events })));
  await send(0, [false, false, true, true, true], [event('start', 3000)]);
  const [running] = (await get('/v1/sessions/session-1')).connections;
  assert.match(running.verdict, /^One freeze of 5\.0 s from 3\.0 s up to the last poll, \d+ % of [\d.]+ s, in presenter, camera \(stream IT01V1\)/);
  await send(1, [true, false, false, false, false], [event('end', 11_000, { durationMs: 8000, evidence: { bitrate: 400_000, pliDelta: 3 } })]);
  const { connections } = await get('/v1/sessions/session-1');
  assert.deepEqual(connections.map(({ epoch, id, samples }) => [epoch, id, samples]), [[1, 'c1', 10]]);
  const [{ freezes, episodes, verdict }] = connections;
  assert.deepEqual(freezes.map(({ start, end, durationMs, cause, running: runs }) => [start - kStart, end - kStart, durationMs, cause, runs]), [[3000, 11_000, 8000, 'keyframe-starvation', undefined]]);
  assert.deepEqual(episodes, []);
  assert.match(verdict, /^One freeze of 8\.0 s from 3\.0 s, 44 % of 18\.0 s, in presenter, camera \(stream IT01V1\); cause: keyframe-starvation/);
  assert.match(verdict, /400 kbit\/s.*3 times/);
});

test('returns only the requested members, and rejects an invalid list', async (t) => {
  const { post, get } = await startCollector(t, clock);
  await send(post);
  const { streams } = await get('/v1/sessions/session-1?members=rtt,bitrate');
  assert.deepEqual(streams.map(({ kind, columns }) => [kind, columns]), [['connection', { rtt: [40, 41] }], ['inboundVideo', { bitrate: [800000, 800000] }]]);
  assert.match((await get('/v1/sessions/session-1?members=rtt;x')).why, /names of members/);
});

test('thins columns to the requested number of points and leaves the rest unchanged', async (t) => {
  const { post, get } = await startCollector(t, clock);
  const at = (poll) => kStart + poll * kPollMs;
  const event = { t: at(31), type: 'freeze', phase: 'end', connection: 0, stream: 'IT01V1', precision: 'exact', cause: 'jitter', confidence: 'high', durationMs: 2000 };
  for (let seq = 0; seq < 10; seq++) await send(post, { seq, epoch: seq < 5 ? 1 : 2, start: at(seq * 10), frozen: Array.from({ length: 10 }, (_, i) => seq * 10 + i === 31), events: seq === 3 ? [event] : [] });
  const whole = await get('/v1/sessions/session-1');
  const thinned = await get('/v1/sessions/session-1?points=20');
  assert.deepEqual({ ...thinned, streams: null }, { ...whole, streams: null });
  assert.deepEqual(thinned.streams.map(({ columns, t, ...about }) => about), whole.streams.map(({ columns, t, ...about }) => about));
  assert.deepEqual(thinned.streams.map(({ t }) => t.length), [11, 11, 11, 11], 'of 50 each: the session has ten slots, each epoch is in six of them');
  const [, video] = thinned.streams;
  assert.equal(video.columns.isFrozen.filter(Boolean).length, 1, 'no frozen sample is lost');
  assert.equal(Math.min(...video.columns.framesDecodedPerSecond), 0);
  const part = await get(`/v1/sessions/session-1?points=20&from=${at(30)}&to=${at(34)}`);
  assert.deepEqual(part.streams[1].t, [30, 31, 32, 33, 34].map(at), 'a part is as detailed as its points allow');
  assert.deepEqual(part.streams[1].columns.isFrozen, [false, true, false, false, false]);
  assert.deepEqual(part.connections, whole.connections);
  for (const query of ['points=1', 'points=2.5', 'points=', 'points=1e9', 'from=x']) assert.match((await get(`/v1/sessions/session-1?${query}`)).why, /must be a/, query);
});

test('streams an answer with its content length', async (t) => {
  const { post, origin } = await startCollector(t, clock);
  await send(post, { tags: { user_id: 'J\u00fcrgen' } });
  const answer = await fetch(`${origin}/v1/sessions/session-1`);
  const text = await answer.text();
  assert.equal(JSON.parse(text).tags.user_id, 'J\u00fcrgen');
  assert.equal(Number(answer.headers.get('content-length')), Buffer.byteLength(text));
  const head = await fetch(`${origin}/v1/sessions/session-1`, { method: 'HEAD' });
  assert.equal(head.headers.get('content-length'), answer.headers.get('content-length'));
  assert.equal(await head.text(), '');
});

test('answers 304 for an unchanged session', async (t) => {
  const { post, get, origin } = await startCollector(t, clock);
  await send(post, { frozen: [true, true] });
  const ask = (tag) => fetch(`${origin}/v1/sessions/session-1`, { headers: tag ? { 'if-none-match': tag } : {} });
  const tag = (await ask()).headers.get('etag');
  assert.equal((await ask(tag)).status, 304);
  await send(post, { seq: 1, start: kStart + 2 * kPollMs, frozen: [true] });
  const changed = await ask(tag);
  assert.equal(changed.status, 200);
  assert.equal((await changed.json()).alerts.length, 1);
  assert.equal((await get('/v1/sessions/session-1')).streams.length, 2);
});

test('compares ETags weakly, and in lists', async (t) => {
  const { post, origin } = await startCollector(t, clock);
  await send(post);
  const ask = async (tag) => (await fetch(`${origin}/v1/sessions/session-1`, { headers: { 'if-none-match': tag } })).status;
  const tag = (await fetch(`${origin}/v1/sessions/session-1`)).headers.get('etag');
  for (const known of [tag, `W/${tag}`, `"x", W/${tag} , "y"`, '*']) assert.equal(await ask(known), 304, known);
  for (const other of ['"x"', tag.slice(1, -1), `W/"x", "y"`]) assert.equal(await ask(other), 200, other);
});

test('ETags differ between versions, and between sessions of the same name', async (t) => {
  let now = kStart;
  const { post, origin, collector } = await startCollector(t, { now: () => now, keepMs: 1000 });
  const tag = async () => (await fetch(`${origin}/v1/sessions/session-1`)).headers.get('etag');
  await send(post);
  const first = await tag();
  now += 5000;
  assert.equal(await collector.retention.clean(now), 1);
  await send(post, { epoch: 2 });
  const second = await tag();
  assert.notEqual(second, first);
  now += 5000;
  await collector.retention.clean(now);
  await send(post, { epoch: 2 });
  assert.notEqual(await tag(), second, 'the time of arrival differs as well');
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.ok(first.includes(version), first);
});

// A collector that counts its loads of the core. Each load but the first waits for `release()` and may be modified by `change(core)`.
async function startCounted(t, change = () => {}) {
  const counted = { loads: 0 };
  const released = new Promise((resolve) => { counted.release = resolve; });
  const loadCore = async () => {
    const core = await loadNodeCore();
    if (counted.loads++ === 0) return core;
    await released;
    change(core);
    return core;
  };
  return Object.assign(counted, await startCollector(t, { ...clock, loadCore }));
}

test('reads a session once for concurrent requests', async (t) => {
  const counted = await startCounted(t);
  await send(counted.post);
  const answers = ['', '', '?members=rtt', '', '?members=rtt'].map((query) => counted.get(`/v1/sessions/session-1${query}`));
  await eventually(() => counted.loads === 2);
  counted.release();
  const [whole, same, some] = await Promise.all(answers);
  assert.deepEqual(same, whole);
  assert.deepEqual(some.streams[1].columns, {});
  assert.equal(counted.loads, 3);
});

test('skips queued reads whose clients left, and reads for new ones', async (t) => {
  const counted = await startCounted(t);
  await send(counted.post);
  const aborted = t.mock.method(AbortController.prototype, 'abort');
  const clients = ['', '?members=rtt', '?members=rtt'].map((query) =>
    request(`${counted.origin}/v1/sessions/session-1${query}`, { agent: false }).on('error', () => {}).end());
  await eventually(() => counted.loads === 2);
  clients.slice(1).forEach((client) => client.destroy());
  await eventually(() => aborted.mock.callCount() >= 3);  // for the two clients that left, and for the read that they waited for
  const kept = counted.get('/v1/sessions/session-1?members=bitrate');
  counted.release();
  assert.deepEqual((await kept).streams[1].columns, { bitrate: [800000, 800000] });
  assert.equal(counted.loads, 3, 'one for the read in progress and one for the last client');
  assert.deepEqual((await counted.get('/v1/sessions/session-1?members=rtt')).streams[0].columns, { rtt: [40, 41] });
  clients[0].destroy();
});

test('stops reading between two turns when the client leaves', async (t) => {
  const { post, collector } = await startCollector(t, clock);
  for (let seq = 0; seq < 60; seq++) await send(post, { seq, start: kStart + seq * 2 * kPollMs });
  const left = new AbortController();
  const { addBatch } = collector.core.StoredEpoch.prototype;
  const added = t.mock.method(collector.core.StoredEpoch.prototype, 'addBatch', function add(text) {
    if (added.mock.callCount() === 10) left.abort();
    return addBatch.call(this, text);
  });
  const reading = collector.oneSession.read(collector, 'session-1', new URLSearchParams(), { signal: left.signal });
  await assert.rejects(reading, { name: 'AbortError' });
  assert.ok(added.mock.callCount() < 20, `${added.mock.callCount()} of 60 batches`);
});

test('loads every core of a process from one build, even if another is installed meanwhile', async (t) => {
  await loadNodeCore();
  const read = t.mock.method(fs, 'readFile');
  syncBuiltinESMExports();
  t.after(() => {
    read.mock.restore();
    syncBuiltinESMExports();
  });
  const [one, other] = await Promise.all([loadNodeCore(), loadNodeCore()]);
  assert.notEqual(one, other);
  assert.equal(read.mock.callCount(), 0);
});

test('refuses a session too large for a core, and keeps ingesting with another core', async (t) => {
  const counted = await startCounted(t, (core) => {
    core.StoredEpoch = class { addBatch() { throw new WebAssembly.RuntimeError('unreachable'); } };
  });
  const { core } = counted.collector;
  counted.release();
  await send(counted.post);
  for (const [query, which] of [['', 'all'], ['?members=rtt', 'these']]) {
    const refused = await fetch(`${counted.origin}/v1/sessions/session-1${query}`);
    assert.equal(refused.status, 422);
    assert.match((await refused.json()).why, new RegExp(`too large to be read with ${which} members: ask for fewer \\(\\?members=`));
  }
  assert.equal(counted.collector.core, core);
  assert.match(counted.log[0], /GET \/v1\/sessions\/session-1: RuntimeError: unreachable/);
  assert.equal((await send(counted.post, { seq: 1 })).status, 202);
});

test('serves other requests between the turns of a long read', async (t) => {
  const { post, collector } = await startCollector(t, clock);
  for (let seq = 0; seq < 60; seq++) await send(post, { seq, start: kStart + seq * 2 * kPollMs });
  let turns = 0;
  const count = () => { turns++; waiting = setImmediate(count); };
  let waiting = setImmediate(count);
  const { pieces } = await collector.oneSession.read(collector, 'session-1', new URLSearchParams());
  clearImmediate(waiting);
  assert.equal(JSON.parse(Buffer.concat(pieces)).streams[1].t.length, 120);
  assert.ok(pieces.length > 3, 'each stream is a piece');
  assert.ok(turns >= 6, `${turns} turns`);
});

test('finds freezes in plain points, with unknown causes', async (t) => {
  const { post, get } = await startCollector(t);
  const points = makePoints(8);
  for (const { video } of points.metrics.slice(3, 6)) video.isFrozen = true;
  await post(JSON.stringify(points));
  const [{ id, freezes, verdict }] = (await get('/v1/sessions/session-p')).connections;
  const times = points.metrics.map(({ timestamp }) => Date.parse(timestamp));
  assert.deepEqual([id, freezes.map(({ durationMs, precision, cause }) => [durationMs, precision, cause])], ['points', [[times[5] - times[2], 'poll', 'unknown']]]);
  assert.match(verdict, /^One freeze of .*cause: unknown/);
  assert.match(verdict, /Samples alone tell of no cause/);
});
