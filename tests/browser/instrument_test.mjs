// instrument(): the page must not be able to detect it.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { instrument } from '../../js/browser/instrument.js';
import { fakeConnection, until, wait } from './page.mjs';
import { feed, pagePerTest } from './page_of_a_test.mjs';

const here = pagePerTest();

class Native {
  static generateCertificate() { return 'certificate'; }
  constructor(configuration) { this.configuration = configuration; }
  getStats() {}
}
Object.defineProperty(Native, 'name', { value: 'RTCPeerConnection' });

let added;
let agent;
let undos;
const watch = (who = agent) => {
  const undo = instrument(who);
  undos.push(undo);
  return undo;
};
beforeEach(() => {
  undos = [];
  globalThis.RTCPeerConnection = Native;
  globalThis.webkitRTCPeerConnection = Native;
  added = [];
  agent = { add: (connection) => added.push(connection) };
});
afterEach(() => {
  undos.forEach((undo) => undo());
  delete globalThis.RTCPeerConnection;
  delete globalThis.webkitRTCPeerConnection;
});

test('catches what is constructed, under both names', () => {
  watch();
  const made = [new RTCPeerConnection({ a: 1 }), new webkitRTCPeerConnection()];
  assert.deepEqual(added, made);
  assert.deepEqual(made[0].configuration, { a: 1 });
});

test('instanceof, name, prototype, statics, length and the call without new are as before', () => {
  const { prototype, length } = Native;
  watch();
  assert.ok(new RTCPeerConnection() instanceof RTCPeerConnection);
  assert.ok(new RTCPeerConnection() instanceof Native);
  assert.deepEqual([RTCPeerConnection.name, RTCPeerConnection.prototype, RTCPeerConnection.length], ['RTCPeerConnection', prototype, length]);
  assert.equal(RTCPeerConnection.generateCertificate(), 'certificate');
  assert.throws(() => RTCPeerConnection(), TypeError);
});

test('the constructor of a connection is the global, as before, and makes connections that are watched', () => {
  const before = Object.getOwnPropertyDescriptor(Native.prototype, 'constructor');
  const old = new RTCPeerConnection();
  const undo = watch();
  const made = new RTCPeerConnection();
  for (const connection of [old, made]) assert.equal(connection.constructor, RTCPeerConnection);
  assert.deepEqual(Object.getOwnPropertyDescriptor(Native.prototype, 'constructor'), { ...before, value: RTCPeerConnection });
  class Mine extends RTCPeerConnection {}
  assert.equal(new Mine().constructor, Mine);
  const another = new made.constructor();
  assert.equal(added.at(-1), another);
  undo();
  assert.deepEqual(Object.getOwnPropertyDescriptor(Native.prototype, 'constructor'), before);
});

test('a prototype that is frozen is left alone', () => {
  class Frozen extends Native {}
  Object.freeze(Frozen.prototype);
  globalThis.RTCPeerConnection = Frozen;
  const undo = watch();
  new RTCPeerConnection();
  assert.equal(added.length, 1);
  undo();
  assert.equal(globalThis.RTCPeerConnection, Frozen);
});

test('subclasses keep their class', () => {
  watch();
  class Mine extends RTCPeerConnection { own() { return 1; } }
  const mine = new Mine();
  assert.equal(mine.own(), 1);
  assert.ok(mine instanceof Mine && mine instanceof Native);
  assert.deepEqual(added, [mine]);
});

test('twice is once, and undo puts the original back', () => {
  const undo = watch();
  assert.equal(watch(), undo);
  new RTCPeerConnection();
  assert.equal(added.length, 1);
  undo();
  assert.equal(globalThis.RTCPeerConnection, Native);
  watch();
  new RTCPeerConnection();
  assert.equal(added.length, 2);
});

test('what wrapped it later stays after undo and adds nothing more', () => {
  const undo = watch();
  const Ours = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Ours {};
  const Theirs = globalThis.RTCPeerConnection;
  undo();
  assert.equal(globalThis.RTCPeerConnection, Theirs);
  new RTCPeerConnection();
  assert.equal(added.length, 0);
});

test('two agents get the same connections, and may leave in the order in which they came', () => {
  const others = [];
  const [first, second] = [watch(), watch({ add: (connection) => others.push(connection) })];
  new RTCPeerConnection();
  assert.deepEqual(added, others);
  first();
  new RTCPeerConnection();
  assert.deepEqual([added.length, others.length], [1, 2]);
  second();
  assert.equal(globalThis.RTCPeerConnection, Native);
});

test('without RTCPeerConnection nothing happens', () => {
  delete globalThis.RTCPeerConnection;
  instrument(agent)();
  assert.equal('RTCPeerConnection' in globalThis, false);
});

test('a subclass is not asked for its stats before its constructor is through', async () => {
  const asked = [];
  const agent = here.make({});
  watch(agent);
  await agent.ready;
  class Mine extends RTCPeerConnection {
    #polls = [];
    async getStats() {
      this.#polls.push(asked.push(this));
      return new Map();
    }
  }
  const mine = new Mine();
  assert.deepEqual(asked, []);
  await until(() => asked.includes(mine), 'the first poll');
  assert.deepEqual(here.page.warnings, []);
});

test('a global that cannot be replaced is told, not thrown', async () => {
  Object.defineProperty(globalThis, 'RTCPeerConnection', { value: Native, writable: false, configurable: true });
  const agent = here.make({});
  const told = [];
  agent.on('error', ({ code, message }) => told.push([code, message]));
  watch(agent)();
  await wait(5);
  assert.equal(globalThis.RTCPeerConnection, Native);
  assert.equal(told[0][0], 'usage');
  assert.match(told[0][1], /RTCPeerConnection is read-only in this page/);
});

const locks = {
  'read-only': (value) => ({ value, writable: false, configurable: true }),
  'given by a getter whose setter throws': (value) => ({ get: () => value, set() { throw new Error('locked'); }, configurable: true }),
};
for (const [how, lock] of Object.entries(locks)) {
  test(`a global that is ${how} is left alone, from the start or later; the agent stops as ever`, async () => {
    const agent = here.make({});
    watch(agent);
    await agent.ready;
    feed(agent, fakeConnection(), 1);
    const Ours = globalThis.RTCPeerConnection;
    Object.defineProperty(globalThis, 'RTCPeerConnection', lock(Ours));
    await agent.stop();
    assert.equal(globalThis.RTCPeerConnection, Ours);
    assert.deepEqual(here.page.beacons.map(({ body }) => JSON.parse(body).flush), ['stop']);
    Object.defineProperty(globalThis, 'RTCPeerConnection', lock(Native));
    watch(here.make({}))();
    await wait(5);
    assert.equal(globalThis.RTCPeerConnection, Native);
    assert.deepEqual(here.page.warnings, ['rtc-vitals: RTCPeerConnection is read-only in this page: add() each connection in place of instrument()']);
  });
}

test('an agent that is off leaves the page as it is', () => {
  watch(here.make({ enabled: false }));
  assert.equal(globalThis.RTCPeerConnection, Native);
});

test('what is no agent is told', () => {
  for (const wrong of [undefined, null, {}, 'agent']) instrument(wrong)();
  assert.equal(globalThis.RTCPeerConnection, Native);
  assert.deepEqual(here.page.warnings, Array(4).fill('rtc-vitals: instrument() takes an agent'));
});

test('stop() undoes it: what the page makes afterwards is nobody\'s, and nothing is said of it', async () => {
  const agent = here.make({});
  watch(agent);
  await agent.ready;
  const stopped = agent.stop();
  assert.equal(globalThis.RTCPeerConnection, Native);
  new RTCPeerConnection();
  await stopped;
  await wait(5);
  assert.deepEqual(here.page.warnings, []);
});
