// An app's own send() in place of the agent's transports.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { kRequestTimeoutMs } from '../../js/browser/delivery_limits.js';
import { agent, allSettled, feed, make, page, settled, stopClock } from './delivery_harness.mjs';

test('send(): retries after false or a rejection', async () => {
  const calls = [];
  const answersOfSend = [() => false, () => { throw new Error('down'); }, () => undefined];
  const send = (body) => {
    calls.push(JSON.parse(body).seq);
    return (answersOfSend.shift() ?? (() => true))();
  };
  const connection = await make({ url: undefined, send });
  await feed(connection);
  page.window.dispatchEvent(new Event('online'));
  await settled();
  page.window.dispatchEvent(new Event('online'));
  await settled();
  assert.deepEqual(calls, [0, 0, 0]);
  assert.equal(agent.stats().batches.sent, 1);
});

test('send(): reports a failed response and retries, and accepts an opaque one', async () => {
  const opaque = Object.defineProperties(Response.error(), { type: { value: 'opaque' } }); // ok is false, as with mode: 'no-cors'
  const responses = [new Response(null, { status: 404 }), opaque, new Response(null, { status: 204 })];
  const calls = [];
  const connection = await make({ url: undefined, send: async (body) => { calls.push(JSON.parse(body).seq); return responses.shift(); } });
  const errors = [];
  agent.on('error', ({ code, message }) => errors.push(`${code}: ${message}`));
  await feed(connection);
  assert.deepEqual([agent.stats().batches.sent, agent.stats().batches.queued, errors], [0, 1, ['delivery: send() returned 404']]);
  page.window.dispatchEvent(new Event('online'));
  await settled();
  await feed(connection);
  assert.deepEqual([calls, agent.stats().batches.sent, errors.length], [[0, 0, 1], 2, 1]);
  responses.push(new Response());
});

test('send(): drops a batch whose response rejects it, and goes on with the next', async () => {
  const statuses = [400, 413, 415, 422, 202];
  const connection = await make({ url: undefined, send: async () => new Response(null, { status: statuses.shift() ?? 202 }) });
  await feed(connection, 5);
  const { sent, dropped, samplesDropped, queued } = agent.stats().batches;
  assert.deepEqual([sent, dropped, samplesDropped, queued], [1, 4, 4, 0]);
});

test('send(): obeys Retry-After, also when the page comes back online', async () => {
  const calls = [];
  const responses = [new Response(null, { status: 503, headers: { 'retry-after': '7' } }), { ok: false, headers: {} }];
  const connection = await make({ url: undefined, send: async (body) => { calls.push(JSON.parse(body).seq); return responses.shift(); } });
  const pass = stopClock();
  await feed(connection);
  page.window.dispatchEvent(new Event('online'));
  await pass(6999);
  assert.deepEqual(calls, [0]);
  await pass(1);
  assert.deepEqual(calls, [0, 0], 'what has no headers of a Response asks for nothing');
  page.window.dispatchEvent(new Event('online'));
  await allSettled();
  assert.deepEqual([calls, agent.stats().batches.sent], [[0, 0, 0], 1]);
});

test('send(): gives up on a call that never settles, retries it and sends other batches meanwhile', async () => {
  const calls = [];
  const send = (body) => {
    calls.push(JSON.parse(body).seq);
    return calls.length === 1 ? new Promise(() => {}) : true;
  };
  const connection = await make({ url: undefined, send });
  mock.timers.enable({ apis: ['setTimeout'] });
  await feed(connection, 2);
  assert.deepEqual([calls, agent.stats().batches.queued], [[0, 1], 1]);
  mock.timers.tick(kRequestTimeoutMs);
  await allSettled();
  assert.match(agent.stats().lastError, /send\(\) failed \(no response within 30 s\)/);
  page.window.dispatchEvent(new Event('online'));
  await settled();
  assert.deepEqual([calls, agent.stats().batches.sent], [[0, 1, 0], 2]);
});
