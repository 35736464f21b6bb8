import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kPollMs, makeBatch, startCollector } from './harness.mjs';

const kStart = 1_800_000_000_000;
const clock = { now: () => kStart };
const send = (post, options) => post(JSON.stringify(makeBatch({ sentAt: kStart, start: kStart, ...options })));

test('the list has the latest session first, and filters', async (t) => {
  let now = kStart;
  const { post, get } = await startCollector(t, { now: () => now });
  await send(post, { sessionId: 'early', frozen: [true, false] });
  now += 60_000;
  await send(post, { sessionId: 'late', tags: { room_id: 'room-2' }, sentAt: now, start: now });
  const { sessions } = await get('/v1/sessions');
  assert.deepEqual(sessions.map(({ sessionId, samples, judgedSamples, frozenSamples, alerts }) => [sessionId, samples, judgedSamples, frozenSamples, alerts]), [['late', 2, 2, 0, 0], ['early', 2, 2, 1, 0]]);
  assert.deepEqual((await get('/v1/sessions?room_id=room-2')).sessions.map(({ sessionId }) => sessionId), ['late']);
  assert.equal((await get('/v1/sessions?limit=1')).sessions.length, 1);
});

test('a session is given as columns on the time axis, in order whatever the order of arrival', async (t) => {
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

test('tags that come later are added, those that stay away are kept', async (t) => {
  const { post, get } = await startCollector(t, clock);
  await send(post, { tags: { room_id: 'room-1' } });
  await send(post, { seq: 1, tags: { user_id: 'user-9' } });
  assert.deepEqual((await get('/v1/sessions/session-1')).tags, { room_id: 'room-1', user_id: 'user-9' });
});

test('a session name with odd letters is found by its address', async (t) => {
  const { post, get } = await startCollector(t, clock);
  const sessionId = 'a/b c?d#e%f';
  await send(post, { sessionId });
  assert.equal((await get(`/v1/sessions/${encodeURIComponent(sessionId)}`)).sessionId, sessionId);
});
