// Storage: a database that is locked, full, damaged or in use, and the deletion of old sessions.
import assert from 'node:assert/strict';
import { closeSync, openSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { Health } from '../../js/collector/health.mjs';
import { faultOf, openSqlite } from '../../js/collector/sqlite.mjs';
import { Collector } from '../../js/collector/server.mjs';
import { loadNodeCore } from '../../js/node_core.mjs';
import { eventually, kPollMs, makeBatch, query, startCollector, startReceiver, temporaryFolder } from './harness.mjs';

const kStart = 1_800_000_000_000;
const kDayMs = 24 * 3600 * 1000;
const batch = (options) => JSON.stringify(makeBatch({ start: kStart, ...options }));

test('refuses a second collector on the same database until the first closes', async (t) => {
  const { dbPath, close } = await startCollector(t);
  const second = () => Collector.open({ dbPath, loadCore: loadNodeCore });
  await assert.rejects(second(), {
    message: `the database ${dbPath} cannot be used: another collector is using it: stop that one, or specify another file with --db`,
  });
  await close();
  await (await second()).close();
});

test('refuses a second collector on the same file under another name', async (t) => {
  const { dbPath } = await startCollector(t);
  const link = join(dirname(dbPath), 'link.sqlite');
  symlinkSync(dbPath, link);
  await assert.rejects(Collector.open({
    dbPath: link, loadCore: loadNodeCore,
  }), /link\.sqlite cannot be used: another collector is using it/);
});

test('leaves a refused file unchanged, with nothing beside it', async (t) => {
  const folder = await temporaryFolder(t);
  writeFileSync(join(folder, 'text'), 'not a database, only some text that is long enough to be looked at as one\n'.repeat(20));
  for (const version of [0, 1, 2]) {
    const other = await openSqlite(join(folder, `other${version}`));
    other.exec(`CREATE TABLE event(id); CREATE TABLE stream(id); PRAGMA user_version = ${version}`);
    other.close();
  }
  const names = ['other0', 'other1', 'other2', 'text'];
  const contents = () => names.map((name) => readFileSync(join(folder, name)));
  const before = contents();
  const kReasons = [
    /collector \(version 0, expected 1\)/, /collector \(it has different tables\)/, /collector \(version 2, expected 1\)/, /not a database/,
  ];
  for (const [i, name] of names.entries()) {
    await assert.rejects(Collector.open({ dbPath: join(folder, name), loadCore: loadNodeCore }), kReasons[i]);
  }
  assert.deepEqual(contents(), before);
  assert.deepEqual(readdirSync(folder).sort(), names);
});

test('refuses a database that is not kept in a file', async () => {
  for (const dbPath of [':memory:', '']) {
    await assert.rejects(Collector.open({ dbPath, loadCore: loadNodeCore }), /it is not stored on disk: specify a file with --db/);
  }
});

test('holds batches while another program writes, and serves other requests', async (t) => {
  const { post, origin, dbPath, collector } = await startCollector(t);
  const { timeout } = collector.db.prepare('PRAGMA busy_timeout').get();
  assert.ok(timeout <= 10, `each attempt blocks all requests for ${timeout} ms`);
  const other = await openSqlite(dbPath);
  other.exec('BEGIN IMMEDIATE');
  const stored = post(batch());
  assert.equal((await fetch(`${origin}/healthz`)).status, 200);
  other.exec('ROLLBACK');
  other.close();
  assert.equal((await stored).status, 202);
  assert.equal((await query(dbPath, 'SELECT 1 FROM batch')).length, 1);
});

test('answers 503 with Retry-After on a full disk and stores again when there is room', async (t) => {
  const { post, collector } = await startCollector(t);
  const { page_count: pages } = collector.db.prepare('PRAGMA page_count').get();
  collector.db.exec(`PRAGMA max_page_count = ${pages}`);
  let refused = { status: 202 };
  for (let seq = 0; refused.status === 202; seq++) {
    refused = await post(batch({ seq, frozen: Array(60).fill(false), start: kStart + seq * 60 * kPollMs }));
  }
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
  assert.match((await refused.json()).why, /full/);
  collector.db.exec('PRAGMA max_page_count = 1000000');
  assert.equal((await post(batch({ seq: 1e6, start: kStart - kDayMs }))).status, 202);
});

test('reports a storage failure once a minute in the log, and on /healthz until it ends', async (t) => {
  let now = kStart;
  const { post, collector, origin, log } = await startCollector(t, { now: () => now });
  const health = async () => {
    const response = await fetch(`${origin}/healthz`);
    return [response.status, await response.json()];
  };
  let seq = 0;
  const send = async () => (await post(batch({ seq: seq++, start: kStart + seq * 60_000, frozen: Array(30).fill(false) }))).status;
  const { page_count: pages } = collector.db.prepare('PRAGMA page_count').get();
  collector.db.exec(`PRAGMA max_page_count = ${pages}`);
  while (await send() === 202);
  assert.deepEqual(log, ['a batch could not be stored (database or disk is full): refused, the sender may retry']);
  assert.deepEqual(await health(), [503, { status: 'failing', why: 'batches cannot be stored: database or disk is full' }]);
  for (let i = 0; i < 5; i++) await send();
  assert.equal(log.length, 1);
  now += 60_000;
  assert.deepEqual(await health(), [200, { status: 'ok' }], 'the last failure is too long ago');
  for (let i = 0; i < 5; i++) await send();
  assert.deepEqual(log.slice(1), ['6 batches could not be stored (database or disk is full): refused, the sender may retry']);
  collector.db.exec('PRAGMA max_page_count = 1000000');
  assert.equal(await send(), 202);
  assert.deepEqual(log.slice(2), ['batches are being stored again, after 11 refused']);
  assert.deepEqual(await health(), [200, { status: 'ok' }]);
  await send();
  assert.equal(log.length, 3);
});

test('reports a fault in the log again after the clock is set back, and ends it on /healthz', async (t) => {
  let now = kStart;
  const log = [];
  const health = new Health({ file: 'x', log: (line) => log.push(line), now: () => now });
  const full = new Error('database or disk is full');
  health.refused(Object.assign(full, { errcode: 13 }));
  now -= kDayMs;
  assert.equal(health.why, null);
  health.refused(full);
  assert.equal(log.length, 2);
});

test('reports a database file that disappears while in use, and its return', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { dbPath, origin, log } = await startCollector(t);
  const healthAfterCheck = async (lines) => {
    t.mock.timers.tick(30_000);
    await eventually(() => log.length === lines);
    const response = await fetch(`${origin}/healthz`);
    return [response.status, (await response.json()).why];
  };
  for (const [i, path] of [dbPath, `${dbPath}-wal`].entries()) {
    renameSync(path, `${dbPath}.away`);
    const [status, why] = await healthAfterCheck(2 * i + 1);
    assert.equal(status, 503);
    assert.match(why, /calls\.sqlite, or its -wal, was removed or replaced while in use.*restart the collector/);
    renameSync(`${dbPath}.away`, path);
    assert.deepEqual(await healthAfterCheck(2 * i + 2), [200, undefined]);
  }
});

/** Overwrites the first page of a table, as a failing disk would. */
async function damage(dbPath, table) {
  const db = await openSqlite(dbPath);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const { page_size: size } = db.prepare('PRAGMA page_size').get();
  const { rootpage } = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table);
  db.close();
  const file = openSync(dbPath, 'r+');
  writeSync(file, Buffer.alloc(size, 0xa5), 0, size, (rootpage - 1) * size);
  closeSync(file);
}

test('answers 503 with Retry-After when a table is damaged, and keeps running', async (t) => {
  for (const table of ['alert', 'epoch', 'stream']) {
    const { post, origin, dbPath } = await startCollector(t);
    for (let seq = 0; seq < 20; seq++) await post(batch({ sessionId: `s${seq}`, seq }));
    await damage(dbPath, table);
    for (let seq = 0; seq < 3; seq++) {
      const refused = await post(batch({ sessionId: 'after', seq, frozen: [true, true, true], start: kStart + seq * 60_000 }));
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5'], table);
      assert.match((await refused.json()).why, /malformed/);
    }
    assert.equal((await fetch(`${origin}/v1/alerts?limit=0`)).status, 400, 'it still answers');
  }
});

test('recognizes a damaged database by the errors of every driver', async (t) => {
  const { post, dbPath, close } = await startCollector(t);
  await post(batch());
  await close();
  await damage(dbPath, 'alert');
  const db = await openSqlite(dbPath);
  for (const how of ['all', 'get']) {
    assert.throws(() => db.prepare('SELECT * FROM alert')[how](), (error) => faultOf(error) === 'database', how);
  }
  db.close();
  assert.equal(faultOf(new Error('database is locked')), 'busy');
  assert.equal(faultOf(Object.assign(new Error('UNIQUE constraint failed'), { errcode: 2067 })), 'item');
});

test('deletes old sessions with all their rows and keeps the others', async (t) => {
  let now = kStart;
  const { post, get, collector, dbPath } = await startCollector(t, {
    now: () => now, keepMs: 3 * kDayMs, alertUrl: 'http://127.0.0.1:9/nobody',
  });
  const freeze = { t: kStart, type: 'freeze', phase: 'start', connection: 0, stream: 'IT01V1', cause: 'jitter' };
  await post(batch({ sessionId: 'old', frozen: [true, true, true, true], events: [freeze] }));
  assert.equal((await query(dbPath, 'SELECT 1 FROM outbox')).length, 1);
  now += 2 * kDayMs;
  await post(batch({ sessionId: 'new', start: now }));
  assert.equal(await collector.retention.clean(now), 0);
  now += 2 * kDayMs;
  assert.equal(await collector.retention.clean(now), 1);
  assert.deepEqual((await get('/v1/sessions')).sessions.map(({ sessionId }) => sessionId), ['new']);
  const left = await Promise.all(['epoch', 'batch', 'event', 'alert', 'outbox'].map((table) => query(
    dbPath, `SELECT count(*) AS n FROM ${table}`,
  )));
  assert.deepEqual(left.map(([{ n }]) => n), [1, 1, 0, 0, 0]);
  assert.deepEqual(await query(dbPath, 'SELECT DISTINCT session_id FROM samples'), [{ session_id: 'new' }]);
});

test('raises an alert for a new stream that reuses the id of a deleted one', async (t) => {
  let now = kStart;
  const { post, get, collector } = await startCollector(t, { now: () => now, keepMs: 60_000 });
  const numbers = () => collector.db.prepare('SELECT id FROM stream').all().map(({ id }) => id);
  await post(batch({ sessionId: 'old', frozen: [true, true, true, true] }));
  const before = numbers();
  now += 61_000;
  assert.equal(await collector.retention.clean(now), 1);
  await post(batch({ sessionId: 'new', start: now, sentAt: now, frozen: [true, true, true, true] }));
  assert.deepEqual(numbers(), before);
  assert.deepEqual((await get('/v1/alerts')).alerts.map(({ sessionId, state }) => [sessionId, state]), [['new', 'open']]);
});

test("sends a message that reuses the id of one that was deleted in flight", async (t) => {
  let now = kStart;
  const answers = [];
  const { url, received } = await startReceiver(t, (response) => answers.push(() => response.writeHead(200).end()));
  const { post, dbPath, collector } = await startCollector(t, { now: () => now, keepMs: 60_000, alertUrl: url });
  await post(batch({ sessionId: 'old', frozen: [true, true, true, true] }));
  await eventually(() => answers.length === 1);
  now += 61_000;
  assert.equal(await collector.retention.clean(now), 1);
  await post(batch({ sessionId: 'new', start: now, sentAt: now, frozen: [true, true, true, true] }));
  assert.deepEqual(await query(dbPath, 'SELECT id FROM outbox'), [{ id: 1 }]);
  answers[0]();
  await eventually(() => answers.length === 2);
  assert.deepEqual(received.map(({ alert }) => alert.sessionId), ['old', 'new']);
  answers[1]();
});

test('refuses a database whose tables have other columns, and leaves it unchanged', async (t) => {
  const first = await startCollector(t);
  await first.post(batch());
  await first.close();
  const db = await openSqlite(first.dbPath);
  db.exec('ALTER TABLE stream DROP COLUMN last_seq');
  db.close();
  const before = readFileSync(first.dbPath);
  const other = Collector.open({ dbPath: first.dbPath, loadCore: loadNodeCore });
  await assert.rejects(
    other, /does not belong to this version of the collector \(it has different tables\): specify another file with --db/,
  );
  assert.deepEqual(readFileSync(first.dbPath), before);
});

test('opens a database to which views and tables were added', async (t) => {
  const first = await startCollector(t);
  await first.close();
  const db = await openSqlite(first.dbPath);
  db.exec('CREATE TABLE note(text); CREATE VIEW mine AS SELECT * FROM samples');
  db.close();
  assert.equal((await (await startCollector(t, { dbPath: first.dbPath })).post(batch())).status, 202);
});

test('opens a database while another program writes to it', async (t) => {
  const first = await startCollector(t);
  await first.close();
  const other = await openSqlite(first.dbPath);
  other.exec('BEGIN IMMEDIATE');
  await (await Collector.open({ dbPath: first.dbPath, loadCore: loadNodeCore })).close();
  other.exec('ROLLBACK');
  other.close();
});

test('keeps a session that comes back while it is being deleted', async (t) => {
  let now = kStart;
  const { post, collector, get } = await startCollector(t, { now: () => now, keepMs: kDayMs });
  await post(batch({ sessionId: 'back' }));
  now += 2 * kDayMs;
  const cleaned = collector.retention.clean(now);
  collector.db.prepare('UPDATE session SET received_at = ?').run(now);
  assert.equal(await cleaned, 0);
  assert.equal((await post(batch({ sessionId: 'back', seq: 1, start: kStart + 2 * kPollMs }))).status, 202);
  assert.equal((await get('/v1/sessions/back')).streams[1].t.length, 4);
});
