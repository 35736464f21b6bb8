// When an agent sends: full batches, hiding, stopping, and what waits for the core.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { fakeConnection, wait } from './page.mjs';
import { feed, pagePerTest } from './page_fixture.mjs';

const here = pagePerTest();

const sent = () => here.page.beacons.map(({ body }) => JSON.parse(body));

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
  assert.deepEqual([first.schema, first.sessionId, first.token, first.seq, first.lost, first.flush], [
    'rtc-vitals/1', 's', 'k', 0, { samples: 3, batches: 0 }, 'hide',
  ]);
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
  assert.equal(here.page.beacons.length, 3, 'after two seconds hidden, samples wait for a full batch again');
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

test('keeps tags and lost counts while waiting for the core, and reports dropped marks', async () => {
  const agent = here.make({ batch: 10 });
  const errors = [];
  agent.on('error', ({ message }) => errors.push(message));
  agent.update({ tags: { room_id: 'r1' } });
  for (let i = 0; i < 203; i++) agent.mark('layout', i);
  await agent.ready;
  await agent.flush();
  await wait(5);
  const [batch] = sent();
  assert.equal(batch.tags.room_id, 'r1');
  assert.equal(batch.events[0].detail, '3');
  assert.deepEqual(errors, ['mark() is called too often: some marks are dropped']);
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
  let accepts = false;
  const agent = here.make({ url: undefined, send: () => accepts });
  const errors = [];
  agent.on('error', ({ message }) => errors.push(message));
  await agent.ready;
  for (let i = 0; i < 20_000; i++) agent.mark('m', 'x'.repeat(100));
  await wait(5);
  const { queued } = agent.stats().batches;
  accepts = true;
  here.page.window.dispatchEvent(new Event('online'));
  assert.ok(queued < 20);
  assert.ok(errors.some((message) => message.startsWith('mark() is called too often')));
});
