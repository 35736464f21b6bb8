// createAgent() on the real core, in a simulated page.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { fakeConnection, until, wait } from './page.mjs';
import { feed, pagePerTest, url } from './page_of_a_test.mjs';

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
  assert.deepEqual([first.sessionId, first.seq, second.seq, first.flush, first.tags], ['s1', 0, 1, 'full', { platform: 'chrome_156', room_id: 'r1' }]);
  assert.ok(Math.abs(first.sentAt - Date.now()) < 5000);
  assert.deepEqual(agent.stats().batches, { made: 2, sent: 2, dropped: 0, samplesDropped: 0, queued: 0 });
});

test('keeps times in order when the wall clock is set back during a call', async () => {
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

test('keeps reports fed before the core is ready', async () => {
  const agent = here.make({ batch: 3 });
  feed(agent, fakeConnection(), 3);
  assert.equal(here.page.beacons.length, 0);
  await agent.ready;
  assert.equal(sent()[0].connections[0].t.length, 3);
});

test('sends on hiding without ending the session, and ends it on stop()', async () => {
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

test('queues a batch before calling its listeners, since Firefox may end a page meanwhile', async () => {
  const agent = here.make({ batch: 1 });
  await agent.ready;
  const queued = [];
  agent.on('batch', () => queued.push(agent.stats().batches.queued));
  feed(agent, fakeConnection(), 1);
  assert.deepEqual(queued, [1]);
  await agent.stop();
});

test('stop() ends the epoch once, and sends nothing if nothing was measured', async () => {
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

test('counts reports as lost, in their own epoch, when the page hides before the core is ready', async () => {
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

test('sends each sample at once, or counts it as lost, while the page was just hidden', async () => {
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

test('counts reports beyond the limit as lost while the core is not ready', async () => {
  const agent = here.make({ batch: 10 });
  feed(agent, fakeConnection(), 207);
  await agent.ready;
  await agent.stop();
  const stored = sent().flatMap(({ connections }) => connections.flatMap(({ t }) => t)).length;
  assert.deepEqual([stored, sent().at(-1).lost.samples], [200, 7]);
});

test('measures, sends and keeps nothing after stop()', async () => {
  const agent = here.make({ batch: 1 });
  await agent.ready;
  const connection = fakeConnection();
  feed(agent, connection, 1);
  await agent.stop();
  feed(agent, connection, 1);
  agent.add(fakeConnection());
  assert.deepEqual([here.page.beacons.length, agent.stats().connections, agent.stats().polls], [2, 0, 1]);
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
  feed(agent, fakeConnection({ streams: 2 }), 1);
  agent.label('1', { participant: 'bob' });
  await agent.flush();
  assert.deepEqual(sent()[0].inboundVideo.streams[0].label, { participant: 'ann', source: 'camera' });
});

test('applies labels set before the core is ready to reports fed before it', async () => {
  const agent = here.make({ batch: 1 });
  feed(agent, fakeConnection(), 1);
  agent.label('0', { participant: 'ann', source: null });
  await agent.ready;
  assert.deepEqual(sent()[0].inboundVideo.streams[0].label, { participant: 'ann' });
});

test('polls an added connection until it is closed', async () => {
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

test('keeps tags and lost counts while waiting for the core, and reports dropped marks', async () => {
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

test('sends points as application/json', async () => {
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

test('sends with send() instead of a beacon', async () => {
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

test('sends marks without a poll in their own batches', async () => {
  const agent = here.make({ url: null });
  const marks = [];
  agent.on('batch', ({ body }) => marks.push(body.split('"type":"mark"').length - 1));
  await agent.ready;
  for (let i = 0; i < 5000; i++) agent.mark('m', i);
  await agent.stop();
  assert.ok(marks.length > 4);
  assert.equal(marks.reduce((sum, count) => sum + count), 5000);
});

test('reports marks for which there is no room', async () => {
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
