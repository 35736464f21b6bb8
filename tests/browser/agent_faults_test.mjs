// createAgent() when something fails around it: the page, the core or a report.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { agentFactory } from '../../js/browser/agent.js';
import { createAgent, fakeConnection, loadCore, openPage, until, wait } from './page.mjs';
import { feed, pagePerTest, url } from './page_fixture.mjs';

const here = pagePerTest();

// (module (func (export "t") unreachable)): a real trap.
const trapping = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11);
const trap = () => new WebAssembly.Instance(new WebAssembly.Module(trapping)).exports.t();

test('reports an internal failure without unhandled rejections, even when the page replaces Promise', async (t) => {
  const Own = Promise;
  t.after(() => { globalThis.Promise = Own; });
  globalThis.Promise = function Foreign(executor) { return new Own(executor); };
  for (const name of ['resolve', 'all', 'race']) Promise[name] = Own[name].bind(Own);
  const agent = here.make({});
  const errors = [];
  agent.on('error', ({ message }) => errors.push(message));
  const connection = fakeConnection();
  Object.defineProperty(connection, 'iceConnectionState', { get() { throw new Error('no state'); } });
  agent.add(connection);
  await until(() => errors.length > 0, 'an error');
  assert.deepEqual(errors, ['internal error (no state)']);
});

test('does not let many errors of one kind hide another', async () => {
  here.page.restore();
  let refused = 0;
  here.page = openPage({ fetch: () => new Response(`mistake ${refused++}`, { status: 400 }) });
  let core;
  const agent = here.make({ batch: 1, delivery: 'confirmed' }, agentFactory(async () => (core = await loadCore())));
  const codes = [];
  agent.on('error', ({ code }) => codes.push(code));
  assert.equal(await agent.ready, true);
  const connection = fakeConnection();
  while (refused < 100) {
    feed(agent, connection, 1);
    await wait(0);
  }
  core.Session.prototype.poll = trap;
  feed(agent, connection, 1);
  await wait(5);
  assert.ok(codes.length < 30);
  assert.equal(codes.at(-1), 'core');
});

test('measures nothing when disabled or when the session is not sampled', async () => {
  for (const options of [{ enabled: false }, { sampleRate: 0 }]) assert.equal(await here.make(options).ready, false);
  assert.equal(await here.make({ sampleRate: 1 }).ready, true);
  assert.deepEqual(here.page.warnings, []);
});

test('does nothing without a page, and warns once in a worker', async () => {
  here.page.restore();
  const agent = createAgent({ url });
  agent.add({});
  assert.equal(await agent.ready, false);
  here.page = openPage();
  const { window, document } = globalThis;
  delete globalThis.window;
  delete globalThis.document;
  globalThis.WorkerGlobalScope = class {};
  createAgent({ url });
  await wait(5);
  delete globalThis.WorkerGlobalScope;
  Object.assign(globalThis, { window, document });
  assert.deepEqual(here.page.warnings.map((text) => text.includes('in a worker')), [true]);
});

test('reports one error and polls nothing when the wasm cannot be loaded', async () => {
  const agent = here.make({}, agentFactory(async () => { throw new Error('wasm is forbidden'); }));
  const errors = [];
  agent.on('error', (error) => errors.push(error));
  const connection = fakeConnection();
  let asked = 0;
  connection.getStats = async () => { asked += 1; };
  agent.add(connection);
  assert.equal(await agent.ready, false);
  agent.add(fakeConnection());
  await wait(20);
  assert.deepEqual([errors.length, errors[0].code, asked, agent.stats().connections], [1, 'unsupported', 0, 0]);
});

test('reports one error when the core traps, then stays silent', async () => {
  let core;
  const agent = here.make({ batch: 10 }, agentFactory(async () => (core = await loadCore())));
  const errors = [];
  agent.on('error', (error) => errors.push(error));
  await agent.ready;
  const connection = fakeConnection();
  feed(agent, connection, 1);
  core.Session.prototype.poll = trap;
  feed(agent, connection, 5);
  await agent.flush();
  await wait(5);
  assert.deepEqual(errors.map(({ code }) => code), ['core']);
  assert.equal(agent.stats().measuring, false);
});

test('skips a report that throws when read, and takes the next one', async () => {
  const agent = here.make({ batch: 1 });
  await agent.ready;
  const connection = fakeConnection();
  agent.feed(connection, [{ get type() { throw new Error('hostile'); } }]);
  feed(agent, connection, 1);
  assert.equal(here.page.beacons.length, 1);
});

test('suggests a content security policy only when that can be the cause', async () => {
  const hint = /script-src 'wasm-unsafe-eval'/;
  const lastErrorAfter = async (error) => {
    const agent = here.make({}, agentFactory(async () => { throw error; }));
    await agent.ready;
    return agent.stats().lastError;
  };
  assert.match(await lastErrorAfter(new WebAssembly.CompileError('blocked by CSP')), hint);
  assert.match(await lastErrorAfter(new EvalError('refused')), hint);
  for (const error of [new TypeError('Failed to fetch'), new Error('answered 404'), null]) {
    const message = await lastErrorAfter(error);
    assert.match(message, /^the wasm core cannot run here \(.*\): nothing is measured$/);
  }
});
