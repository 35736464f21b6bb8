// How an agent ends: nothing is lost silently, and nothing is sent after the end.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { agentFactory } from '../../js/browser/agent.js';
import { fakeConnection, loadCore, openPage, until } from './page.mjs';
import { feed, feedFreeze, pagePerTest } from './page_fixture.mjs';

const here = pagePerTest();

const parsed = (requests) => requests.map(({ body }) => JSON.parse(body));
const sent = () => parsed(here.page.beacons);
const eventsIn = (batches) => batches.flatMap(({ events = [] }) => events.map(({ type, phase = '' }) => `${type} ${phase}`));
const pollsIn = (batches) => batches.flatMap(({ connections }) => connections.flatMap(({ t }) => t)).length;
const settled = () => new Promise((resolve) => { setImmediate(resolve); });

for (const [what, beforeStop] of [['stop()', () => {}], ['close() and stop()', (connection) => connection.close()]]) {
  test(`${what} ends the running freeze, in events and batches`, async () => {
    const agent = here.make({ batch: 10 });
    const events = [];
    agent.on('event', (event) => events.push(event));
    await agent.ready;
    const connection = fakeConnection();
    feedFreeze(agent, connection);
    beforeStop(connection);
    await agent.stop();
    assert.equal(eventsIn(sent()).at(-1), 'freeze end');
    assert.deepEqual(eventsIn([{ events }]), eventsIn(sent()));
  });
}

test('closing the last connection ends its freeze, in events and batches', async () => {
  const agent = here.make({ batch: 10, poll: 1 });
  const events = [];
  agent.on('event', (event) => events.push(event));
  await agent.ready;
  const connection = fakeConnection();
  feedFreeze(agent, connection);
  connection.close();
  await until(() => agent.stats().connections === 0, 'the removal of the closed connection');
  assert.deepEqual(eventsIn([{ events }]), eventsIn(sent()));
  assert.ok(eventsIn(sent()).includes('freeze end'));
});

test('emits a mark that flush() or hiding sends', async () => {
  const agent = here.make();
  const names = [];
  agent.on('event', ({ name }) => names.push(name));
  await agent.ready;
  agent.mark('flushed');
  await agent.flush();
  agent.mark('hidden');
  here.page.setVisible(false);
  assert.deepEqual(names, ['flushed', 'hidden']);
});

for (const batch of [1, 5]) {
  test(`batch: ${batch}: ignores what getStats() returns after stop()`, async () => {
    here.page.restore();
    const answers = [];
    here.page = openPage({ fetch: () => new Promise((resolve) => { answers.push(() => resolve(new Response(null, { status: 202 }))); }) });
    const agent = here.make({ batch, poll: 1, delivery: 'confirmed' });
    let samples = 0;
    agent.on('sample', () => { samples += 1; });
    await agent.ready;
    const connection = fakeConnection();
    let release;
    connection.getStats = () => new Promise((resolve) => { release = () => resolve(connection.report()); });
    feed(agent, fakeConnection(), 1);
    agent.add(connection);
    await until(() => release, 'the poll');
    const stopped = agent.stop();
    release();
    for (let i = 0; i < 5; i++) await settled();
    answers.forEach((answer) => answer());
    await stopped;
    assert.equal(parsed(here.page.fetches).at(-1).flush, 'stop');
    assert.deepEqual([pollsIn(parsed(here.page.fetches)), samples], [1, 1]);
  });
}

test('stop() before the core is ready sends earlier reports and marks', async () => {
  const agent = here.make();
  feed(agent, fakeConnection(), 2);
  agent.mark('early');
  await agent.stop();
  assert.deepEqual([pollsIn(sent()), eventsIn(sent()).at(-1), sent().at(-1).flush], [2, 'mark ', 'stop']);
});

test('stop() does not wait forever for a core that never loads', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const agent = here.make({}, agentFactory(() => new Promise(() => {})));
  feed(agent, fakeConnection(), 3);
  const stopped = agent.stop();
  mock.timers.tick(30_001);
  await stopped;
  mock.timers.reset();
  assert.deepEqual(sent().map(({ lost }) => lost.samples), [3]);
});

test('a prerendered page that stops sends nothing until it is shown', async () => {
  here.page.document.prerendering = true;
  const agent = here.make({ batch: 1 });
  agent.feed(fakeConnection(), fakeConnection().report());
  mock.timers.enable({ apis: ['setTimeout'] });
  const stopped = agent.stop();
  for (let i = 0; i < 5; i++) {
    await settled();
    mock.timers.tick(30_000);
  }
  await settled();
  assert.deepEqual([here.page.beacons.length, here.page.fetches.length], [0, 0]);
  mock.timers.reset();
  here.page.document.prerendering = false;
  here.page.document.dispatchEvent(new Event('prerenderingchange'));
  await stopped;
  assert.deepEqual([pollsIn(sent()), sent().at(-1).flush, sent().at(-1).lost], [1, 'stop', { samples: 0, batches: 0 }]);
});

test('hands remaining batches to beacons when the page unloads after stop() timed out', async () => {
  here.page.restore();
  here.page = openPage({ fetch: () => new Response(null, { status: 503, headers: { 'retry-after': '600' } }) });
  const agent = here.make({ batch: 1, delivery: 'confirmed' });
  await agent.ready;
  feed(agent, fakeConnection(), 1);
  mock.timers.enable({ apis: ['setTimeout'] });
  const stopped = agent.stop();
  for (let i = 0; i < 5; i++) await settled();
  mock.timers.tick(30_001);
  await stopped;
  here.page.window.dispatchEvent(new Event('pagehide'));
  assert.deepEqual(sent().map(({ flush }) => flush), ['full', 'stop']);
  mock.timers.reset();
});

for (const [what, end] of [
  ['an agent that has stopped', (agent) => agent.stop()],
  ['an agent whose core has trapped', (agent, memory) => {
    memory.deref().Session.prototype.poll = () => { throw new WebAssembly.RuntimeError('unreachable'); };
    feed(agent, fakeConnection(), 1);
  }],
]) {
  test(`${what} releases the wasm memory, even while the agent is referenced`, async () => {
    let memory;
    const agent = here.make({ batch: 1 }, agentFactory(async () => {
      const core = await loadCore();
      memory = new WeakRef(core);
      return core;
    }));
    await agent.ready;
    feed(agent, fakeConnection(), 1);
    await end(agent, memory);
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc');
    for (let i = 0; i < 20 && memory.deref(); i++) {
      await settled();
      collectGarbage();
    }
    assert.equal(memory.deref(), undefined);
    assert.equal(agent.stats().measuring, false);
  });
}

test('counts samples as lost when the core that holds them traps', async () => {
  let core;
  const agent = here.make({ batch: 3 }, agentFactory(async () => (core = await loadCore())));
  await agent.ready;
  const connection = fakeConnection();
  agent.update({ tags: { room_id: 'r1' } });
  feed(agent, connection, 5);
  core.Session.prototype.poll = () => { throw new WebAssembly.RuntimeError('unreachable'); };
  feed(agent, connection, 1);
  here.page.setVisible(false);
  await agent.stop();
  assert.deepEqual(sent().map(({ connections, lost, tags }) => [connections.length, lost.samples, tags.room_id]), [
    [1, 0, 'r1'], [0, 3, 'r1'],
  ]);
});
