// Batches that one page load could not deliver and the next one finds in IndexedDB.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

import { kCarryOverMaxAgeMs, kCarryOverMaxBatches, kCarryOverOpenMs, kQueueFullBytes } from '../../js/browser/delivery_limits.js';
import { openIndexedDb } from './indexed_db.mjs';
import { createAgent, fakeConnection, openPage, until } from './page.mjs';
import { feed } from './page_fixture.mjs';

const url = 'https://app.example/ingest';

let page;
let database;
let status;
let agent;
const errors = [];
beforeEach(() => {
  status = 202;
  errors.length = 0;
  page = openPage({ fetch: () => new Response(null, { status }) });
  database = openIndexedDb(navigator);
});
afterEach(async () => {
  status = 202;
  page.window.dispatchEvent(new Event('online'));
  await agent.stop();
  page.restore();
  delete globalThis.indexedDB;
});

// `count` batches of an earlier page load, one per second, the newest `ageMs` old.
function leaveBehind(count, { ageMs = 0, filler = '', ...record } = {}) {
  for (let seq = 0; seq < count; seq++) {
    const text = JSON.stringify({
      schema: 'rtc-vitals/1', sessionId: 'before', epoch: 7, seq, sentAt: 1, lost: { samples: 0, batches: 0 }, connections: [], filler,
      flush: 'full',
    });
    database.rows.set(`7/${seq}`, {
      key: `7/${seq}`, text, sentAtOffset: -1, samples: 1, seq, sessionId: 'before', epoch: 7, reason: 'full', url, format: 'rtc-vitals/1',
      savedAt: Date.now() - ageMs - 1000 * (count - seq), ...record,
    });
  }
}

function load(options) {
  agent = createAgent({ url, batch: 1, sessionId: 'now', delivery: 'confirmed', carryOver: true, ...options });
  agent.on('error', ({ code, message }) => errors.push(`${code}: ${message}`));
  return agent.ready;
}

const sentOf = (sessionId) => page.fetches.map(({ body }) => JSON.parse(body)).filter((batch) => batch.sessionId === sessionId)
  .map(({ seq }) => seq);
const settled = async () => { for (let i = 0; i < 50; i++) await new Promise((resolve) => { setImmediate(resolve); }); };

test('sends the batches of an earlier page load, oldest first, then deletes them', async () => {
  leaveBehind(3);
  await load();
  await until(() => database.rows.size === 0, 'the deletion of the batches');
  assert.deepEqual([sentOf('before'), errors], [[0, 1, 2], []]);
});

test('makes and sends its own batches first, however many are left from earlier', async () => {
  leaveBehind(40, { filler: 'x'.repeat(kQueueFullBytes / 20) });
  status = 503;
  await load();
  await settled();
  feed(agent, fakeConnection(), 3);
  await settled();
  assert.equal(agent.stats().batches.made, 3);
  page.setVisible(false);
  assert.equal(
    page.beacons.filter(({ body }) => JSON.parse(body).sessionId === 'now').length,
    3,
    "this page's own batches must not be lost",
  );
  status = 202;
  page.setVisible(true);
  page.window.dispatchEvent(new Event('online'));
  await until(() => sentOf('before').length >= 40, 'the delivery of the earlier batches', 20_000);
});

test('drops the oldest of too many batches and reports that', async () => {
  leaveBehind(kCarryOverMaxBatches + 3);
  await load();
  await until(() => database.rows.size === 0, 'the delivery of the batches');
  assert.deepEqual(sentOf('before'), Array.from({ length: kCarryOverMaxBatches }, (_, i) => i + 3));
  assert.equal(errors.length, 1);
  assert.match(errors[0], /^carry-over: 3 batches of earlier page loads were discarded/);
});

test('drops batches that are too old, for any address, and reports that', async () => {
  leaveBehind(2, { ageMs: kCarryOverMaxAgeMs, url: `${url}?load=1` });
  await load();
  await until(() => database.rows.size === 0, 'the deletion of the batches');
  assert.deepEqual(sentOf('before'), []);
  assert.match(errors.join(), /2 batches of earlier page loads were discarded/);
});

test('keeps batches for another address or format', async () => {
  leaveBehind(1, { format: 'points' });
  await load();
  await settled();
  assert.deepEqual([page.fetches.length, database.rows.size], [0, 1]);
  await agent.stop();
  database.rows.clear();
  leaveBehind(1, { url: `${url}?load=1` });
  await load();
  await settled();
  assert.deepEqual([page.fetches.length, database.rows.size, errors], [0, 1, []]);
});

const kHour = 3_600_000;
const isNear = (a, b) => Math.abs(a - b) < 60_000;

test('sends a batch by the clock that stamped it', async () => {
  status = 503;
  await load();
  await settled();
  const right = Date.now;
  mock.method(Date, 'now', () => right() - kHour);
  feed(agent, fakeConnection(), 1);
  await settled();
  const [kept] = database.rows.values();
  assert.ok(isNear(kept.ahead, kHour), `${kept.ahead}`);
  mock.restoreAll();
  status = 202;
  page.window.dispatchEvent(new Event('online'));
  await agent.stop();
  leaveBehind(1, { ahead: kHour });
  const left = database.rows.get('7/0');
  const sentAtOffset = left.text.indexOf('1,"lost"');
  Object.assign(left, { sentAtOffset, text: left.text.slice(0, sentAtOffset) + left.text.slice(sentAtOffset + 1) });
  await load();
  await until(() => sentOf('before').length === 1, 'the delivery of the earlier batch');
  const { sentAt } = JSON.parse(page.fetches.at(-1).body);
  assert.ok(isNear(sentAt, Date.now() + kHour), `${sentAt}`);
});

test('stores a batch with its address and format until it is delivered', async () => {
  status = 503;
  await load();
  await settled();
  feed(agent, fakeConnection(), 1);
  await settled();
  assert.deepEqual([...database.rows.values()].map((row) => [row.seq, row.url, row.format]), [[0, url, 'rtc-vitals/1']]);
});

test('reports once that batches cannot be stored, even if that shows only after the request', async () => {
  database.full = true;
  status = 503;
  await load();
  await settled();
  feed(agent, fakeConnection(), 2);
  await settled();
  assert.deepEqual(errors.filter((error) => error.startsWith('carry-over')), [
    'carry-over: IndexedDB cannot be used (the disk is full): batches not delivered when the page closes are lost',
  ]);
});

test('goes on without a database that never opens, and reports that once', async () => {
  database.paused = 'open';
  mock.timers.enable({ apis: ['setTimeout'] });
  await load();
  await settled();
  feed(agent, fakeConnection(), 2);
  await settled();
  let ended = false;
  agent.stop().then(() => { ended = true; });
  mock.timers.tick(kCarryOverOpenMs);
  await settled();
  mock.timers.reset();
  database.paused = null;
  assert.deepEqual([ended, sentOf('now'), errors], [true, [0, 1, 2], [
    'carry-over: IndexedDB cannot be used (it does not open): batches not delivered when the page closes are lost',
  ]]);
});

for (const name of ['open', 'getAll', 'delete']) {
  test(`stop() during an unanswered ${name}() sends the earlier batches and releases them`, async () => {
    leaveBehind(3);
    database.paused = name;
    await load();
    await settled();
    const stopped = agent.stop();
    await settled();
    database.paused = null;
    await stopped;
    await settled();
    assert.deepEqual([sentOf('before'), errors, [...database.held]], [[0, 1, 2], [], []]);
    assert.equal(database.rows.size, 0);
  });
}
