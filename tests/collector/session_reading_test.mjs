// Repeated reads of a live session, as by an open page.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadNodeCore } from '../../js/node_core.mjs';
import { kPollMs, makeBatch, makePoints, startCollector } from './harness.mjs';

const kStart = 1_800_000_000_000;
const kPlot = '/v1/sessions/session-1?members=rtt,isFrozen&points=100';

// A collector that counts the batches that are read for answers. `clock.ms` is its time.
async function startCounted(t, options = {}) {
  const clock = { ms: kStart };
  const counted = { clock, batches: 0, loads: 0 };
  const loadCore = async () => {
    const core = await loadNodeCore();
    counted.loads++;
    const { addBatch } = core.StoredEpoch.prototype;
    core.StoredEpoch.prototype.addBatch = function add(text) {
      counted.batches++;
      return addBatch.call(this, text);
    };
    return core;
  };
  const { post, ...collector } = await startCollector(t, { now: () => clock.ms, loadCore, ...options });
  const send = async (seq, rest) => {
    const batch = makeBatch({ seq, start: kStart + seq * 2 * kPollMs, frozen: [false, seq === 3], sentAt: clock.ms, ...rest });
    const response = await post(JSON.stringify(batch));
    assert.equal(response.status, 202);
  };
  return Object.assign(counted, collector, { post, send });
}

const withoutNow = ({ now, ...session }) => session;

test('reads only the new batches of a live session, with the result of a full read', async (t) => {
  const live = await startCounted(t);
  const freeze = {
    t: kStart, type: 'freeze', phase: 'end', connection: 0, stream: 'IT01V1', precision: 'exact', cause: 'jitter', confidence: 'high',
    durationMs: 500,
  };
  await live.send(0);
  await live.send(1, { events: [freeze] });
  await live.get(kPlot);
  for (const seq of [2, 3]) await live.send(seq, { sentAt: kStart + 30_000 + seq });
  live.batches = 0;
  const readOn = await live.get(kPlot);
  assert.equal(live.batches, 2);
  live.collector.oneSession.forget(1);  // the row id of the epoch
  const readAnew = await live.get(kPlot);
  assert.equal(live.batches, 2 + 4);
  assert.deepEqual(withoutNow(readOn), withoutNow(readAnew));
  assert.deepEqual(readOn.streams[1].columns.isFrozen, [false, false, false, false, false, false, false, true]);
  assert.equal(readOn.events.length, 1);
});

test('puts a late batch in its place', async (t) => {
  const live = await startCounted(t);
  for (const seq of [0, 2]) await live.send(seq);
  await live.get(kPlot);
  await live.send(1);
  live.batches = 0;
  const session = await live.get(kPlot);
  assert.equal(live.batches, 3);
  assert.deepEqual(session.streams[0].t, Array.from({ length: 6 }, (_, i) => kStart + i * kPollMs));
});

test('reads a new page load beside the earlier ones', async (t) => {
  const live = await startCounted(t);
  for (const seq of [0, 1]) await live.send(seq);
  await live.get(kPlot);
  await live.send(2, { epoch: 2 });
  live.batches = 0;
  assert.deepEqual((await live.get(kPlot)).streams.map(({ epoch, t: times }) => [epoch, times.length]), [[1, 4], [1, 4], [2, 2], [2, 2]]);
  assert.equal(live.batches, 1);
});

test('reads points in the order of their arrival', async (t) => {
  const live = await startCounted(t);
  const ask = async () => (await live.get('/v1/sessions/session-p?points=100')).streams[0].t.length;
  for (const i of [0, 1, 2, 3]) {
    await live.post(JSON.stringify(makePoints(2, { start: kStart + i * 2 * kPollMs })));
    assert.equal(await ask(), 2 * (i + 1));
  }
  assert.equal(live.batches, 4, 'each of them once');
});

for (const [name, path] of [['is not thinned', '/v1/sessions/session-1?members=rtt'], ['is a part', `${kPlot}&from=${kStart}`]]) {
  test(`keeps nothing in memory of a read that ${name}`, async (t) => {
    const live = await startCounted(t);
    await live.send(0);
    await live.get(path);
    await live.get(path);
    assert.equal(live.batches, 2);
  });
}

test('keeps at most four sessions in memory, and none that was silent for a minute', async (t) => {
  const live = await startCounted(t);
  await live.send(0);
  live.clock.ms += 60_000;
  for (const loads of [2, 3]) {
    await live.get(kPlot);
    assert.equal(live.loads, loads);
  }
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const sessionId of names) await live.send(0, { sessionId });
  const ask = (sessionId) => live.get(`/v1/sessions/${sessionId}?points=100`);
  for (const sessionId of names) await ask(sessionId);
  live.batches = 0;
  for (const sessionId of ['e', 'd', 'c', 'b']) await ask(sessionId);
  assert.equal(live.batches, 0);
  await ask('a');
  assert.equal(live.batches, 1);
});

test('returns nothing of a deleted session that comes back', async (t) => {
  const live = await startCounted(t, { keepMs: 1000 });
  for (const seq of [0, 1]) await live.send(seq);
  await live.get(kPlot);
  live.clock.ms += 5000;
  assert.equal(await live.collector.retention.clean(live.clock.ms), 1);
  await live.send(2);
  assert.equal((await live.get(kPlot)).streams[0].t.length, 2);
});
