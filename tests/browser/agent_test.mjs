// createAgent() on the real core, in a simulated page.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { fakeConnection, until, wait } from './page.mjs';
import { feed, pagePerTest, url } from './page_of_a_test.mjs';

const here = pagePerTest();

const sent = () => here.page.beacons.map(({ body }) => JSON.parse(body));

test('fed reports become batches of five samples, beaconed as text', async () => {
  const agent = here.make({ tags: { room_id: 'r1' }, sessionId: 's1' });
  assert.equal(await agent.ready, true);
  feed(agent, fakeConnection(), 10);
  assert.equal(here.page.beacons.length, 2);
  assert.equal(here.page.beacons[0].url, 'https://app.example/ingest');
  assert.equal(typeof here.page.beacons[0].body, 'string');
  const [first, second] = sent();
  assert.deepEqual([first.sessionId, first.seq, second.seq, first.flush, first.tags], ['s1', 0, 1, 'full', { platform: 'chrome_156', room_id: 'r1' }]);
  assert.ok(Math.abs(first.sentAt - Date.now()) < 5000);
  assert.deepEqual(agent.stats().batches, { made: 2, sent: 2, dropped: 0, samplesDropped: 0, queued: 0 });
});

test('a wall clock that is set back in a call does not set back its times', async () => {
  const agent = here.make({ batch: 4 });
  await agent.ready;
  const connection = fakeConnection();
  feed(agent, connection, 2);
  const right = Date.now;
  mock.method(Date, 'now', () => right() - 3_600_000);
  agent.mark('set back');
  feed(agent, connection, 2);
  mock.restoreAll();
  const [{ connections: [{ t }], events, sentAt }] = sent();
  const times = [t[0], t[1], events.find(({ type }) => type === 'mark').t, t[2], t[3], sentAt];
  assert.deepEqual(times, times.toSorted((a, b) => a - b));
  assert.ok(sentAt - t[0] < 60_000);
});

test('what is fed before the core is ready is kept', async () => {
  const agent = here.make({ batch: 3 });
  feed(agent, fakeConnection(), 3);
  assert.equal(here.page.beacons.length, 0);
  await agent.ready;
  assert.equal(sent()[0].connections[0].t.length, 3);
});

test('hiding sends what there is and does not end the session; stop does', async () => {
  const agent = here.make();
  await agent.ready;
  const connection = fakeConnection();
  feed(agent, connection, 2);
  here.page.setVisible(false);
  here.page.setVisible(true);
  here.page.window.dispatchEvent(new Event('pagehide'));
  feed(agent, connection, 1);
  await agent.stop();
  assert.deepEqual(sent().map(({ flush, seq }) => [flush, seq]), [['hide', 0], ['stop', 1]]);
});

test('a batch is queued before its listeners are called, in the middle of which Firefox may end a page', async () => {
  const agent = here.make({ batch: 1 });
  await agent.ready;
  const queued = [];
  agent.on('batch', () => queued.push(agent.stats().batches.queued));
  feed(agent, fakeConnection(), 1);
  assert.deepEqual(queued, [1]);
  await agent.stop();
});

test('stop() ends the epoch by name, also when nothing waits, and once; where nothing was told nothing is sent', async () => {
  const agent = here.make({ batch: 1 });
  await agent.ready;
  feed(agent, fakeConnection(), 1);
  await agent.stop();
  await agent.stop();
  assert.deepEqual(sent().map(({ flush, seq, connections }) => [flush, seq, connections.length]), [['full', 0, 1], ['stop', 1, 0]]);
  const silent = here.make();
  await silent.ready;
  await silent.stop();
  assert.equal(here.page.beacons.length, 2);
});

test('what is read before the core is ready and can wait no longer is counted in lost, in an epoch of its own', async () => {
  const agent = here.make({ sessionId: 's', token: 'k', batch: 1, tags: { room_id: 'r1', none: '' } });
  agent.update({ tags: { user_id: 'u7' } });
  const connection = fakeConnection();
  feed(agent, connection, 3);
  agent.mark('waits');
  here.page.setVisible(false);
  here.page.window.dispatchEvent(new Event('pagehide'));
  here.page.setVisible(true);
  feed(agent, connection, 1);
  await agent.ready;
  const [first, second] = sent();
  assert.deepEqual([first.schema, first.sessionId, first.token, first.seq, first.lost, first.flush], ['rtc-vitals/1', 's', 'k', 0, { samples: 3, batches: 0 }, 'hide']);
  assert.deepEqual(first.tags, { platform: 'chrome_156', room_id: 'r1', user_id: 'u7' });
  assert.deepEqual([second.seq, second.lost.samples, second.connections[0].t.length, second.events[0].name], [0, 0, 1, 'waits']);
  assert.notEqual(first.epoch, second.epoch);
  assert.equal(here.page.beacons.length, 2);
});

test('a page that was just hidden may end without a word: each sample leaves at once, or is counted at once', async () => {
  const agent = here.make({ batch: 5 });
  const clock = mock.method(performance, 'now', () => clock.ms);
  clock.ms = 1000;
  here.page.setVisible(false);
  const connection = fakeConnection();
  feed(agent, connection, 1);
  assert.deepEqual(sent().map(({ lost }) => lost.samples), [1]);
  await agent.ready;
  feed(agent, connection, 2);
  assert.deepEqual(sent().slice(1).map(({ flush, connections }) => [flush, connections[0].t.length]), [['hide', 1], ['hide', 1]]);
  clock.ms += 2000;
  feed(agent, connection, 1);
  assert.equal(here.page.beacons.length, 3, 'hidden for longer: batches as ever');
  clock.mock.restore();
});

test('what is fed beyond what can wait for the core is counted in lost', async () => {
  const agent = here.make({ batch: 10 });
  feed(agent, fakeConnection(), 207);
  await agent.ready;
  await agent.stop();
  const stored = sent().flatMap(({ connections }) => connections.flatMap(({ t }) => t)).length;
  assert.deepEqual([stored, sent().at(-1).lost.samples], [200, 7]);
});

test('after stop() nothing is measured, sent or kept any more', async () => {
  const agent = here.make({ batch: 1 });
  await agent.ready;
  const connection = fakeConnection();
  feed(agent, connection, 1);
  await agent.stop();
  feed(agent, connection, 1);
  agent.add(fakeConnection());
  assert.deepEqual([here.page.beacons.length, agent.stats().connections, agent.stats().polls], [2, 0, 1]);
});

test('flush sends now', async () => {
  const agent = here.make();
  await agent.ready;
  feed(agent, fakeConnection(), 1);
  await agent.flush();
  assert.equal(sent()[0].flush, 'asked');
});

test('listeners get samples, events and batches, and one that throws stops nothing', async () => {
  const agent = here.make({ batch: 2 });
  const seen = { sample: [], event: [], batch: [], poll: [] };
  agent.on('sample', () => { throw new Error('a mistake of the page'); });
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

test('a listener can be removed', async () => {
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

test('labels given before the connection or by a mid reach the batch', async () => {
  const agent = here.make({ batch: 1 });
  agent.label({ id: 'track0' }, { participant: 'ann', source: 'camera' });
  await agent.ready;
  feed(agent, fakeConnection({ streams: 2 }), 1);
  agent.label('1', { participant: 'bob' });
  await agent.flush();
  assert.deepEqual(sent()[0].inboundVideo.streams[0].label, { participant: 'ann', source: 'camera' });
});

test('labels and pauses that are said before the core is ready hold for what was fed before it, too', async () => {
  const agent = here.make({ batch: 1 });
  feed(agent, fakeConnection(), 1);
  agent.label('0', { participant: 'ann', source: null });
  await agent.ready;
  assert.deepEqual(sent()[0].inboundVideo.streams[0].label, { participant: 'ann' });
});

test('added connections are polled until they are closed', async () => {
  const agent = here.make({ poll: 1, batch: 1 });
  const connection = fakeConnection();
  agent.add(connection);
  agent.add(connection);
  await agent.ready;
  await until(() => here.page.beacons.length === 1, 'the first poll');
  assert.equal(agent.stats().connections, 1);
  connection.close();
  await until(() => agent.stats().connections === 0, 'that the closed connection left');
  assert.equal(agent.stats().polls, 1);
});

test('tags change with update()', async () => {
  const agent = here.make({ batch: 1, tags: { room_id: 'r1', region: 'eu' } });
  await agent.ready;
  agent.update({ tags: { room_id: 'r2', region: null } });
  feed(agent, fakeConnection(), 1);
  assert.deepEqual(sent()[0].tags, { platform: 'chrome_156', room_id: 'r2', region: '' });
});

test("sixteen tags of the app's own have room: platform takes a place only where they leave one", async () => {
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

test('batch.samples of the parameters goes before the option batch', async () => {
  const agent = here.make({ batch: 5, parameters: { 'batch.samples': 2 } });
  await agent.ready;
  feed(agent, fakeConnection(), 2);
  assert.equal(here.page.beacons.length, 1);
});

test('tags and counted losses are kept however much waits for the core; marks that cannot wait are told', async () => {
  const agent = here.make({ batch: 10 });
  const told = [];
  agent.on('error', ({ message }) => told.push(message));
  agent.update({ tags: { room_id: 'r1' } });
  for (let i = 0; i < 203; i++) agent.mark('layout', i);
  await agent.ready;
  await agent.flush();
  await wait(5);
  const [batch] = sent();
  assert.equal(batch.tags.room_id, 'r1');
  assert.equal(batch.events[0].detail, '3');
  assert.deepEqual(told, ['mark() is called more often than anything can be sent: not all are kept']);
});

test('points are application/json', async () => {
  const agent = here.make({ format: 'points', batch: 1 });
  await agent.ready;
  const connection = fakeConnection();
  const report = () => connection.report().set('P', { id: 'P', type: 'candidate-pair', timestamp: 1, state: 'succeeded', nominated: true, selected: true, currentRoundTripTime: 0.05, bytesReceived: 1, responsesReceived: 3, totalRoundTripTime: 0.1 });
  for (let i = 0; i < 3; i++) agent.feed(connection, report());
  await agent.flush();
  const [{ body }] = here.page.beacons;
  assert.equal(body.type, 'application/json');
  assert.ok(JSON.parse(await body.text()).metrics.length > 0);
});

test('send() replaces the beacon', async () => {
  const taken = [];
  const agent = here.make({ url: undefined, batch: 1, sessionId: 's', send: (body, meta) => { taken.push([JSON.parse(body).seq, meta]); } });
  await agent.ready;
  feed(agent, fakeConnection(), 1);
  await agent.flush();
  const [[seq, meta]] = taken;
  assert.equal(seq, 0);
  assert.deepEqual([meta.sessionId, meta.seq, meta.reason, meta.samples, meta.hiding], ['s', 0, 'full', 1, false]);
  assert.equal(here.page.beacons.length, 0);
});

test('marks without a poll leave in batches of their own', async () => {
  const agent = here.make({ url: null });
  const marks = [];
  agent.on('batch', ({ body }) => marks.push(body.split('"type":"mark"').length - 1));
  await agent.ready;
  for (let i = 0; i < 5000; i++) agent.mark('m', i);
  await agent.stop();
  assert.ok(marks.length > 4);
  assert.equal(marks.reduce((sum, count) => sum + count), 5000);
});

test('marks for which there is no room are told', async () => {
  let takes = false;
  const agent = here.make({ url: undefined, send: () => takes });
  const told = [];
  agent.on('error', ({ message }) => told.push(message));
  await agent.ready;
  for (let i = 0; i < 20_000; i++) agent.mark('m', 'x'.repeat(100));
  await wait(5);
  const { queued } = agent.stats().batches;
  takes = true;
  here.page.window.dispatchEvent(new Event('online'));
  assert.ok(queued < 20);
  assert.ok(told.some((message) => message.startsWith('mark() is called more often')));
});
