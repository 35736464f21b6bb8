// What the agent's methods and options do, on the real core, in a simulated page.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fakeConnection, until } from './page.mjs';
import { feed, feedFreeze, pagePerTest } from './page_fixture.mjs';

const here = pagePerTest();

const sent = () => here.page.beacons.map(({ body }) => JSON.parse(body));

test('sends fed reports in batches of five samples, as text beacons', async () => {
  const agent = here.make({ tags: { room_id: 'r1' }, sessionId: 's1' });
  assert.equal(await agent.ready, true);
  feed(agent, fakeConnection(), 10);
  assert.equal(here.page.beacons.length, 2);
  assert.equal(here.page.beacons[0].url, 'https://app.example/ingest');
  assert.equal(typeof here.page.beacons[0].body, 'string');
  const [first, second] = sent();
  assert.deepEqual([first.sessionId, first.seq, second.seq, first.flush, first.tags], [
    's1', 0, 1, 'full', { platform: 'chrome_156', room_id: 'r1' },
  ]);
  assert.ok(Math.abs(first.sentAt - Date.now()) < 5000);
  assert.deepEqual(agent.stats().batches, { made: 2, sent: 2, dropped: 0, samplesDropped: 0, queued: 0 });
});

test('flush() sends now', async () => {
  const agent = here.make();
  await agent.ready;
  feed(agent, fakeConnection(), 1);
  await agent.flush();
  assert.equal(sent()[0].flush, 'asked');
});

test('passes samples, events and batches to listeners, despite one that throws', async () => {
  const agent = here.make({ batch: 2 });
  const seen = { sample: [], event: [], batch: [], poll: [] };
  agent.on('sample', () => { throw new Error('a bug in the page'); });
  for (const type of Object.keys(seen)) agent.on(type, (value) => seen[type].push(value));
  await agent.ready;
  const connection = fakeConnection();
  feed(agent, connection, 1);
  agent.mark('layout', { grid: 9 });
  feed(agent, connection, 1);
  assert.equal(seen.sample.length, 2);
  assert.equal(seen.sample[1].inboundVideo[0].bitrate, 800_000);
  assert.ok(seen.event.some(({ type, name, detail }) => type === 'mark' && name === 'layout' && detail === '{"grid":9}'));
  assert.deepEqual(seen.batch.map(({ seq, samples, reason }) => [seq, samples, reason]), [[0, 2, 'full']]);
  assert.deepEqual(Object.keys(seen.poll[0]), ['t', 'pc', 'perf', 'getStatsMs', 'conn', 'ice', 'visible', 'report']);
  assert.ok(!JSON.stringify(seen.poll).includes('192.0.2.7'), 'no address');
  assert.ok(here.page.warnings.some((text) => text.includes("listener of 'sample'")));
});

test('removes a listener', async () => {
  const agent = here.make({ batch: 10 });
  let samples = 0;
  const off = agent.on('sample', () => { samples += 1; });
  await agent.ready;
  const connection = fakeConnection();
  feed(agent, connection, 1);
  off();
  feed(agent, connection, 1);
  assert.equal(samples, 1);
});

test('applies labels given before the connection exists, and by mid', async () => {
  const agent = here.make({ batch: 1 });
  agent.label({ id: 'track0' }, { participant: 'ann', source: 'camera' });
  await agent.ready;
  const connection = fakeConnection({ streams: 2 });
  feed(agent, connection, 1);
  agent.label('1', { participant: 'bob' });
  feed(agent, connection, 1);
  const labels = sent().map(({ inboundVideo }) => inboundVideo.streams.map(({ label }) => label));
  const ann = { participant: 'ann', source: 'camera' };
  assert.deepEqual(labels, [[ann, undefined], [ann, { participant: 'bob' }]]);
});

test('applies labels set before the core is ready to reports fed before it', async () => {
  const agent = here.make({ batch: 1 });
  feed(agent, fakeConnection(), 1);
  agent.label('0', { participant: 'ann', source: null });
  await agent.ready;
  assert.deepEqual(sent()[0].inboundVideo.streams[0].label, { participant: 'ann' });
});

test('reports no freeze of a stream that is set as paused, also before the core is ready', async () => {
  const freezes = [];
  for (const paused of [true, false]) {
    for (const early of [true, false]) {
      const agent = here.make({ batch: 10 });
      agent.on('event', ({ type }) => { if (type === 'freeze') freezes.push({ paused, early }); });
      if (!early) await agent.ready;
      agent.setPaused('0', paused);
      feedFreeze(agent, fakeConnection());
      await agent.stop();
    }
  }
  assert.deepEqual(freezes.filter(({ paused }) => paused), []);
  assert.ok([true, false].every((early) => freezes.some((freeze) => freeze.early === early)), JSON.stringify(freezes));
});

test('polls an added connection until it is closed', async () => {
  const agent = here.make({ poll: 1, batch: 1 });
  const connection = fakeConnection();
  agent.add(connection);
  agent.add(connection);
  await agent.ready;
  await until(() => here.page.beacons.length === 1, 'the beacon of the first poll');
  assert.equal(agent.stats().connections, 1);
  connection.close();
  await until(() => agent.stats().connections === 0, 'the removal of the closed connection');
  assert.equal(agent.stats().polls, 1);
});

test('changes tags with update()', async () => {
  const agent = here.make({ batch: 1, tags: { room_id: 'r1', region: 'eu' } });
  await agent.ready;
  agent.update({ tags: { room_id: 'r2', region: null } });
  feed(agent, fakeConnection(), 1);
  assert.deepEqual(sent()[0].tags, { platform: 'chrome_156', room_id: 'r2', region: '' });
});

test("adds the platform tag only if the app's own tags leave room", async () => {
  const own = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, 'v']));
  for (const [tags, expected] of [[own(15), { platform: 'chrome_156', ...own(15) }], [own(16), own(16)]]) {
    const agent = here.make({ batch: 1, tags });
    feed(agent, fakeConnection(), 1);
    here.page.setVisible(false); // polls read before the core is ready carry the same tags
    here.page.setVisible(true);
    await agent.ready;
    feed(agent, fakeConnection(), 1);
    assert.deepEqual(sent().slice(-2).map((batch) => batch.tags), [expected, expected]);
    assert.equal(agent.stats().lastError, null);
  }
});

test('prefers parameter batch.samples to option batch', async () => {
  const agent = here.make({ batch: 5, parameters: { 'batch.samples': 2 } });
  await agent.ready;
  feed(agent, fakeConnection(), 2);
  assert.equal(here.page.beacons.length, 1);
});

test('sends points as application/json', async () => {
  const agent = here.make({ format: 'points', batch: 1 });
  await agent.ready;
  const connection = fakeConnection();
  const pair = {
    id: 'P', type: 'candidate-pair', timestamp: 1, state: 'succeeded', nominated: true, selected: true,
    currentRoundTripTime: 0.05, bytesReceived: 1, responsesReceived: 3, totalRoundTripTime: 0.1,
  };
  const report = () => connection.report().set('P', pair);
  for (let i = 0; i < 3; i++) agent.feed(connection, report());
  await agent.flush();
  const [{ body }] = here.page.beacons;
  assert.equal(body.type, 'application/json');
  assert.ok(JSON.parse(await body.text()).metrics.length > 0);
});

test('sends with send() instead of a beacon', async () => {
  const calls = [];
  const send = (body, meta) => { calls.push([JSON.parse(body).seq, meta]); };
  const agent = here.make({ url: undefined, batch: 1, sessionId: 's', send });
  await agent.ready;
  feed(agent, fakeConnection(), 1);
  await agent.flush();
  const [[seq, meta]] = calls;
  assert.equal(seq, 0);
  assert.deepEqual([meta.sessionId, meta.seq, meta.reason, meta.samples, meta.hiding], ['s', 0, 'full', 1, false]);
  assert.equal(here.page.beacons.length, 0);
});
