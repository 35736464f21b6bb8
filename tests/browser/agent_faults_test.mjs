// createAgent() where something is wrong: the options, the page, the core, a report.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { agentFactory } from '../../js/browser/agent.js';
import { createAgent, fakeConnection, loadCore, openPage, wait } from './page.mjs';
import { feed, pagePerTest, url } from './page_of_a_test.mjs';

const here = pagePerTest();

// (module (func (export "t") unreachable)): a real trap.
const trapping = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11);
const trap = () => new WebAssembly.Instance(new WebAssembly.Module(trapping)).exports.t();

test('wrong options are named once each, never thrown', async () => {
  const errors = [];
  const agent = here.make({ poll: 60, bacth: 2, carryOver: true, parameters: { 'no.such': 1 } });
  agent.on('error', ({ code, message }) => errors.push([code, message]));
  await agent.ready;
  await wait(5);
  assert.deepEqual(errors.map(([code]) => code), ['options', 'options', 'options', 'options']);
  assert.match(errors[0][1], /'poll' must be seconds, 1 to 5, it is 60/);
  assert.match(errors[1][1], /no option 'bacth'/);
  assert.match(errors[3][1], /'no.such'/);
});

test('without a url, with junk or with calls that make no sense: a warning, no throw, nothing measured', async () => {
  for (const options of [undefined, null, 7, {}, { url: 5 }]) {
    const agent = createAgent(options);
    agent.add(fakeConnection());
    agent.feed(null, null);
    agent.label();
    assert.equal(await agent.ready, false);
    await agent.stop();
  }
  const agent = here.make({});
  agent.add(null);
  agent.feed({}, 7);
  agent.label({}, null);
  agent.on('nothing', 5)();
  agent.mark('circular', (() => { const a = {}; a.a = a; return a; })());
  await wait(5);
  assert.ok(here.page.warnings.length > 5);
});

test('a session id that no batch may hold is told, and a random one is taken', async () => {
  for (const sessionId of ['', 'two\nlines', 'ü'.repeat(65), 'x'.repeat(129)]) {
    const agent = here.make({ sessionId, batch: 1 });
    const told = [];
    agent.on('error', ({ message }) => told.push(message));
    await agent.ready;
    feed(agent, fakeConnection(), 1);
    assert.equal(JSON.parse(here.page.beacons.at(-1).body).sessionId, agent.sessionId);
    assert.match(agent.sessionId, /^[0-9a-f]{32}$/);
    assert.match(told[0], /'sessionId' must be a text of 1 to 128 bytes/);
  }
  assert.equal(here.make({ sessionId: 'ü'.repeat(64) }).sessionId.length, 64);
});

test('a tag or a threshold that no text can be made of is told and left out, the rest is measured', async () => {
  const nothing = Object.create(null);
  const agent = here.make({ batch: 1, tags: { room_id: 'r1', user: nothing, long: 'x'.repeat(129) }, parameters: { 'freeze.frozenShare': nothing } });
  const told = [];
  agent.on('error', ({ code, message }) => told.push(`${code}: ${message}`));
  agent.update({ tags: { 'two\nlines': 1, count: 7 } });
  assert.equal(await agent.ready, true);
  feed(agent, fakeConnection(), 1);
  await wait(5);
  assert.deepEqual(JSON.parse(here.page.beacons[0].body).tags, { platform: 'chrome_156', room_id: 'r1', count: '7' });
  const isTold = (text) => told.some((line) => line.startsWith(`options: ${text}`));
  assert.ok(["tag 'user' is not set", "tag 'long' is not set", "tag 'two\nlines' is not set", "parameter 'freeze.frozenShare' is not set"].every(isTold), told.join('\n'));
  assert.equal(told.length, 4);
});

test('a token that no batch may hold is told, not shown, and never sent, with the core or without it', async () => {
  for (const token of ['x'.repeat(2049), 'secret\n']) {
    const agent = here.make({ token, batch: 1 });
    const told = [];
    agent.on('error', ({ message }) => told.push(message));
    feed(agent, fakeConnection(), 1);
    here.page.setVisible(false);
    here.page.setVisible(true);
    await agent.ready;
    feed(agent, fakeConnection(), 1);
    assert.deepEqual(told, ["option 'token' must be a text of at most 2,048 bytes without control characters"]);
  }
  assert.deepEqual(here.page.beacons.map(({ body }) => 'token' in JSON.parse(body)), [false, false, false, false]);
});

test('what does nothing is told: tags beside {tags}, a detail that is too long, a stream in place of a track, options that send() leaves no use for', async () => {
  const agent = here.make({ batch: 1, sessionId: 's' });
  const told = [];
  const listen = (who) => who.on('error', ({ code, message }) => told.push(`${code}: ${message}`));
  listen(agent);
  await agent.ready;
  agent.update({ room_id: 'r2' });
  agent.update(null);
  agent.mark('big', 1n);
  agent.mark('layout', { text: 'y'.repeat(300) });
  agent.mark('nothing', () => {});
  agent.label({ id: 'stream', getTracks: () => [] }, { participant: 'ann' });
  listen(here.make({ url: undefined, send: () => true, delivery: 'confirmed', carryOver: true, gzip: true }));
  feed(agent, fakeConnection(), 1);
  await wait(5);
  assert.deepEqual(JSON.parse(here.page.beacons[0].body).events.filter(({ type }) => type === 'mark').map(({ name, detail }) => [name, detail]),
    [['big', undefined], ['layout', undefined], ['nothing', undefined]]);
  assert.deepEqual(told.map((text) => text.slice(0, 30)), [
    'usage: update() takes {tags: {', "usage: mark() leaves out a deta", "usage: mark() leaves out a deta", 'usage: label() takes a MediaStr',
    "options: option 'carryOver' doe", "options: option 'gzip' does not",
  ].map((text) => text.slice(0, 30)));
});

test('many errors of one kind do not hide another', async () => {
  here.page.restore();
  let refused = 0;
  here.page = openPage({ fetch: () => new Response(`mistake ${refused++}`, { status: 400 }) });
  let core;
  const agent = here.make({ batch: 1, delivery: 'confirmed' }, agentFactory(async () => (core = await loadCore())));
  const codes = [];
  agent.on('error', ({ code }) => codes.push(code));
  await agent.ready;
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

test('off where it is disabled or the session is not sampled', async () => {
  for (const options of [{ enabled: false }, { sampleRate: 0 }]) assert.equal(await here.make(options).ready, false);
  assert.equal(await here.make({ sampleRate: 1 }).ready, true);
  assert.deepEqual(here.page.warnings, []);
});

test('without a page it does nothing, silently; in a worker it says so once', async () => {
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

test('where the wasm cannot be had: one error, nothing polled', async () => {
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

test('a trap in the core: one error, then silence', async () => {
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

test('a report that throws when it is read is skipped, the next one is taken', async () => {
  const agent = here.make({ batch: 1 });
  await agent.ready;
  const connection = fakeConnection();
  agent.feed(connection, [{ get type() { throw new Error('hostile'); } }]);
  feed(agent, connection, 1);
  assert.equal(here.page.beacons.length, 1);
});
