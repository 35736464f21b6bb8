// What becomes of batches when the database is held, full, or taken, and of sessions that are old.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqlite } from '../../js/collector/sqlite.mjs';
import { Collector } from '../../js/collector/server.mjs';
import { loadNodeCore } from '../../js/node_core.mjs';
import { kPollMs, makeBatch, query, startCollector } from './harness.mjs';

const kStart = 1_800_000_000_000;
const kDayMs = 24 * 3600 * 1000;
const batch = (options) => JSON.stringify(makeBatch({ start: kStart, ...options }));

test('a second collector on the same database is refused; after the first, it starts', async (t) => {
  const { dbPath, close } = await startCollector(t);
  const second = () => Collector.open({ dbPath, loadCore: loadNodeCore });
  await assert.rejects(second(), { message: `the database ${dbPath} cannot be used: another collector keeps it open: stop that one, or give another file with --db` });
  await close();
  await (await second()).close();
});

test('while another program writes, batches wait and everybody else is served', async (t) => {
  const { post, origin, dbPath } = await startCollector(t);
  const other = await openSqlite(dbPath);
  other.exec('BEGIN IMMEDIATE');
  const stored = post(batch());
  assert.equal((await fetch(`${origin}/healthz`)).status, 200);
  other.exec('ROLLBACK');
  other.close();
  assert.equal((await stored).status, 202);
  assert.equal((await query(dbPath, 'SELECT 1 FROM batch')).length, 1);
});

test('what a full disk cannot take is refused with the time to come again, and taken when there is room', async (t) => {
  const { post, collector } = await startCollector(t);
  const { page_count: pages } = collector.db.prepare('PRAGMA page_count').get();
  collector.db.exec(`PRAGMA max_page_count = ${pages}`);
  let refused = { status: 202 };
  for (let seq = 0; refused.status === 202; seq++) refused = await post(batch({ seq, frozen: Array(60).fill(false), start: kStart + seq * 60 * kPollMs }));
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
  assert.match((await refused.json()).why, /full/);
  collector.db.exec('PRAGMA max_page_count = 1000000');
  assert.equal((await post(batch({ seq: 1e6, start: kStart - kDayMs }))).status, 202);
});

test('sessions that are old are forgotten with all that hangs on them, the others stay', async (t) => {
  let now = kStart;
  const { post, get, collector, dbPath } = await startCollector(t, { now: () => now, keepMs: 3 * kDayMs, alertUrl: 'http://127.0.0.1:9/nobody' });
  const freeze = { t: kStart, type: 'freeze', phase: 'start', connection: 0, stream: 'IT01V1', cause: 'jitter' };
  await post(batch({ sessionId: 'old', frozen: [true, true, true, true], events: [freeze] }));
  assert.equal((await query(dbPath, 'SELECT 1 FROM outbox')).length, 1);
  now += 2 * kDayMs;
  await post(batch({ sessionId: 'new', start: now }));
  assert.equal(await collector.retention.clean(now), 0);
  now += 2 * kDayMs;
  assert.equal(await collector.retention.clean(now), 1);
  assert.deepEqual((await get('/v1/sessions')).sessions.map(({ sessionId }) => sessionId), ['new']);
  const left = await Promise.all(['epoch', 'batch', 'event', 'alert', 'outbox'].map((table) => query(dbPath, `SELECT count(*) AS n FROM ${table}`)));
  assert.deepEqual(left.map(([{ n }]) => n), [1, 1, 0, 0, 0]);
  assert.deepEqual(await query(dbPath, 'SELECT DISTINCT session_id FROM samples'), [{ session_id: 'new' }]);
});

test('a session that comes back while it is being forgotten keeps what it sends', async (t) => {
  let now = kStart;
  const { post, collector, get } = await startCollector(t, { now: () => now, keepMs: kDayMs });
  await post(batch({ sessionId: 'back' }));
  now += 2 * kDayMs;
  const cleaned = collector.retention.clean(now);
  collector.db.prepare('UPDATE session SET received_at = ?').run(now);
  assert.equal(await cleaned, 0);
  assert.equal((await post(batch({ sessionId: 'back', seq: 1, start: kStart + 2 * kPollMs }))).status, 202);
  assert.equal((await get('/v1/sessions/back')).streams[1].t.length >= 2, true);
});
