// instrument(), which a page must not be able to detect.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { instrument } from '../../js/browser/instrument.js';
import { fakeConnection, until, wait } from './page.mjs';
import { feed, pagePerTest } from './page_fixture.mjs';

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

test('catches connections constructed under either name', () => {
  watch();
  const made = [new RTCPeerConnection({ a: 1 }), new webkitRTCPeerConnection()];
  assert.deepEqual(added, made);
  assert.deepEqual(made[0].configuration, { a: 1 });
});

test('keeps instanceof, name, prototype, statics, length and the error of a call without new', () => {
  const { prototype, length } = Native;
  watch();
  assert.ok(new RTCPeerConnection() instanceof RTCPeerConnection);
  assert.ok(new RTCPeerConnection() instanceof Native);
  assert.deepEqual([RTCPeerConnection.name, RTCPeerConnection.prototype, RTCPeerConnection.length], [
    'RTCPeerConnection', prototype, length,
  ]);
  assert.equal(RTCPeerConnection.generateCertificate(), 'certificate');
  assert.throws(() => RTCPeerConnection(), TypeError);
});

test('keeps connection.constructor equal to the global, and watches what it constructs', () => {
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

test('leaves a frozen prototype alone', () => {
  class Frozen extends Native {}
  Object.freeze(Frozen.prototype);
  globalThis.RTCPeerConnection = Frozen;
  const undo = watch();
  new RTCPeerConnection();
  assert.equal(added.length, 1);
  undo();
  assert.equal(globalThis.RTCPeerConnection, Frozen);
});

test('keeps the class of subclasses', () => {
  watch();
  class Mine extends RTCPeerConnection { own() { return 1; } }
  const mine = new Mine();
  assert.equal(mine.own(), 1);
  assert.ok(mine instanceof Mine && mine instanceof Native);
  assert.deepEqual(added, [mine]);
});

test('acts once if called twice, and undo restores the original', () => {
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

test('leaves a later wrapper in place on undo, and adds nothing more', () => {
  const undo = watch();
  const Ours = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Ours {};
  const Theirs = globalThis.RTCPeerConnection;
  undo();
  assert.equal(globalThis.RTCPeerConnection, Theirs);
  new RTCPeerConnection();
  assert.equal(added.length, 0);
});

test('passes the same connections to two agents, which can stop in either order', () => {
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

test('several copies of the library restore the original in whatever order they end', async () => {
  const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
  const copies = await Promise.all([0, 1, 2].map((copy) => import(`../../js/browser/instrument.js?copy=${copy}`)));
  for (const order of orders) {
    const seen = copies.map(() => []);
    const ends = copies.map((copy, i) => copy.instrument({ add: (connection) => seen[i].push(connection) }));
    for (const [ended, i] of order.entries()) {
      new RTCPeerConnection();
      assert.equal(seen[i].length, ended + 1, `${order}: copy ${i} saw every connection until it ended`);
      ends[i]();
    }
    assert.deepEqual([RTCPeerConnection, webkitRTCPeerConnection, Native.prototype.constructor], [Native, Native, Native], order.join());
  }
});

test('keeps a wrapper that the page put between two copies', async () => {
  const other = await import('../../js/browser/instrument.js?copy=other');
  const undo = watch();
  const Theirs = globalThis.RTCPeerConnection = class extends RTCPeerConnection {};
  const undoOther = other.instrument({ add() {} });
  undo();
  undoOther();
  assert.equal(globalThis.RTCPeerConnection, Theirs);
});

test('does nothing without RTCPeerConnection', () => {
  delete globalThis.RTCPeerConnection;
  instrument(agent)();
  assert.equal('RTCPeerConnection' in globalThis, false);
});

test('polls a subclass only after its constructor has finished', async () => {
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

test('reports a global that cannot be replaced, without throwing', async () => {
  Object.defineProperty(globalThis, 'RTCPeerConnection', { value: Native, writable: false, configurable: true });
  const agent = here.make({});
  const errors = [];
  agent.on('error', ({ code, message }) => errors.push([code, message]));
  watch(agent)();
  await wait(5);
  assert.deepEqual([RTCPeerConnection, webkitRTCPeerConnection, Native.prototype.constructor], [Native, Native, Native]);
  assert.equal(errors[0][0], 'usage');
  assert.match(errors[0][1], /RTCPeerConnection is read-only in this page/);
});

const locks = {
  'read-only': (value) => ({ value, writable: false, configurable: true }),
  'given by a getter whose setter throws': (value) => ({ get: () => value, set() { throw new Error('locked'); }, configurable: true }),
};
for (const [how, lock] of Object.entries(locks)) {
  test(`leaves a global that is ${how} alone, from the start or later, and the agent stops normally`, async () => {
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
    assert.deepEqual(here.page.warnings, [
      'rtc-vitals: RTCPeerConnection is read-only in this page: add() each connection instead of calling instrument()',
    ]);
  });
}

test('leaves the page unchanged when the agent is off', () => {
  watch(here.make({ enabled: false }));
  assert.equal(globalThis.RTCPeerConnection, Native);
});

test('warns about an argument that is not an agent', () => {
  for (const wrong of [undefined, null, {}, 'agent']) instrument(wrong)();
  assert.equal(globalThis.RTCPeerConnection, Native);
  assert.deepEqual(here.page.warnings, Array(4).fill('rtc-vitals: instrument() expects an agent'));
});

test('is undone by stop(), and ignores later connections silently', async () => {
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
