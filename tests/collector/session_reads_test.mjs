// How the sessions API reads a session: caching by ETag, one core per read, in turns with other requests.
import assert from 'node:assert/strict';
import fs, { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { test } from 'node:test';

import { loadNodeCore } from '../../js/node_core.mjs';
import { eventually, kPollMs, makeBatch, startCollector } from './harness.mjs';

const kStart = 1_800_000_000_000;
const clock = { now: () => kStart };
const send = (post, options) => post(JSON.stringify(makeBatch({ sentAt: kStart, start: kStart, ...options })));

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
    assert.match((await refused.json()).why, new RegExp(`too large to read with ${which} members: request fewer members \\(\\?members=`));
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
