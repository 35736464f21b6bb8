// instrument(): the page must not be able to tell.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { instrument } from '../../js/browser/instrument.js';

class Native {
  static generateCertificate() { return 'certificate'; }
  constructor(configuration) { this.configuration = configuration; }
  getStats() {}
}
Object.defineProperty(Native, 'name', { value: 'RTCPeerConnection' });

let added;
let agent;
beforeEach(() => {
  globalThis.RTCPeerConnection = Native;
  globalThis.webkitRTCPeerConnection = Native;
  added = [];
  agent = { add: (connection) => added.push(connection) };
});
afterEach(() => {
  delete globalThis.RTCPeerConnection;
  delete globalThis.webkitRTCPeerConnection;
});

test('catches what is constructed, under both names', () => {
  instrument(agent);
  const made = [new RTCPeerConnection({ a: 1 }), new webkitRTCPeerConnection()];
  assert.deepEqual(added, made);
  assert.deepEqual(made[0].configuration, { a: 1 });
});

test('instanceof, name, prototype, statics, length and the call without new are as before', () => {
  const { prototype, length } = Native;
  instrument(agent);
  assert.ok(new RTCPeerConnection() instanceof RTCPeerConnection);
  assert.ok(new RTCPeerConnection() instanceof Native);
  assert.deepEqual([RTCPeerConnection.name, RTCPeerConnection.prototype, RTCPeerConnection.length], ['RTCPeerConnection', prototype, length]);
  assert.equal(RTCPeerConnection.generateCertificate(), 'certificate');
  assert.throws(() => RTCPeerConnection(), TypeError);
});

test('subclasses keep their class', () => {
  instrument(agent);
  class Mine extends RTCPeerConnection { own() { return 1; } }
  const mine = new Mine();
  assert.equal(mine.own(), 1);
  assert.ok(mine instanceof Mine && mine instanceof Native);
  assert.deepEqual(added, [mine]);
});

test('twice is once, and undo puts the original back', () => {
  const undo = instrument(agent);
  assert.equal(instrument(agent), undo);
  new RTCPeerConnection();
  assert.equal(added.length, 1);
  undo();
  assert.equal(globalThis.RTCPeerConnection, Native);
  instrument(agent);
  new RTCPeerConnection();
  assert.equal(added.length, 2);
});

test('what wrapped it later stays after undo and adds nothing more', () => {
  const undo = instrument(agent);
  const Ours = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Ours {};
  const Theirs = globalThis.RTCPeerConnection;
  undo();
  assert.equal(globalThis.RTCPeerConnection, Theirs);
  new RTCPeerConnection();
  assert.equal(added.length, 0);
});

test('without RTCPeerConnection nothing happens', () => {
  delete globalThis.RTCPeerConnection;
  instrument(agent)();
  assert.equal('RTCPeerConnection' in globalThis, false);
});
