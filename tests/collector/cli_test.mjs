import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { eventually, kIngest, makeBatch, query, temporaryFolder } from './harness.mjs';

const kMain = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));
const kRounds = process.env.RTC_VITALS_LONG ? 10 : 2;
const kAcceptedBeforeKill = 20; // in each round

function start(t, ...args) {
  const child = spawn(process.execPath, [kMain, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  const output = { out: '', err: '' };
  child.stdout.on('data', (text) => { output.out += text; });
  child.stderr.on('data', (text) => { output.err += text; });
  return { child, output, ended: once(child, 'close').then(([code]) => code) };
}

async function startCollect(t, ...args) {
  const run = start(t, 'collect', '--port', '0', ...args);
  const origin = await eventually(() => run.output.out.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]);
  return { ...run, origin };
}

test('collect listens, stores batches and stops cleanly on SIGTERM', async (t) => {
  const db = join(await temporaryFolder(t), 'calls.sqlite');
  const { child, origin, ended } = await startCollect(t, '--db', db);
  assert.equal((await fetch(origin + kIngest, { method: 'POST', body: JSON.stringify(makeBatch()) })).status, 202);
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
  assert.deepEqual(await query(db, 'SELECT count(*) AS n FROM samples'), [{ n: 2 }]);
});

test('keeps running when stderr is closed', async (t) => {
  const { child, origin, ended } = await startCollect(t, '--db', join(await temporaryFolder(t), 'calls.sqlite'));
  child.stderr.destroy();
  for (let i = 0; i < 5; i++) {
    // opens an alert, which is a line in the log
    const body = JSON.stringify(makeBatch({ sessionId: `s${i}`, frozen: [true, true, true] }));
    assert.equal((await fetch(origin + kIngest, { method: 'POST', body })).status, 202);
  }
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('keeps every batch answered with 202 after SIGKILL', async (t) => {
  const db = join(await temporaryFolder(t), 'calls.sqlite');
  const accepted = [];
  for (let round = 0; round < kRounds; round++) {
    const { child, origin, ended } = await startCollect(t, '--db', db);
    let running = true;
    const sender = async (lane) => {
      for (let i = 0; running; i++) {
        const seq = (round * 8 + lane) * 100_000 + i;
        const response = await fetch(origin + kIngest, {
          method: 'POST',
          body: JSON.stringify(makeBatch({ seq, start: 1_800_000_000_000 + seq * 4000 })),
        }).catch(() => null);
        if (response?.status === 202) accepted.push(seq);
      }
    };
    const before = accepted.length;
    const senders = Array.from({ length: 8 }, (_, lane) => sender(lane));
    while (accepted.length < before + kAcceptedBeforeKill) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await ended;
    running = false;
    await Promise.all(senders);
  }
  const stored = new Set((await query(db, 'SELECT seq FROM batch')).map(({ seq }) => seq));
  assert.deepEqual(accepted.filter((seq) => !stored.has(seq)), []);
  assert.deepEqual(await query(db, 'PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
});

test('rejects an invalid command line with one line and exit status 2', async (t) => {
  const wrongOptions = [
    ['--port', 'http'], ['--prot', '80'], ['--alert-url', 'ftp://me:secret@x.example'], ['more'], ['--port', '-1'], ['--host', ''],
    ['--db', ''], ['--db', ':memory:'], ['--keep', '1e400'], ['--keep', '0x10'], ['--keep', '0'], ['--keep', '9'.repeat(400)],
  ];
  for (const args of [['colect'], ...wrongOptions.map((options) => ['collect', ...options])]) {
    const { output, ended } = start(t, ...args);
    assert.equal(await ended, 2, args.join(' '));
    assert.match(output.err, /^rtc-vitals: .+\n$/);
    assert.doesNotMatch(output.err, /secret/);
  }
});

test('fails with one line and exit status 1 when the port is in use or the file is not a database', async (t) => {
  const folder = await temporaryFolder(t);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const text = join(folder, 'notes.txt');
  await writeFile(text, 'not a database, only some text that is long enough to be looked at as one\n'.repeat(20));
  for (const [args, why] of [
    [['--port', String(taken.address().port), '--db', join(folder, 'a.sqlite')], /is in use/],
    [['--db', text], /not a database/],
    [['--db', join(folder, 'no/such/folder.sqlite')], /cannot open/],
  ]) {
    const { output, ended } = start(t, 'collect', '--port', '0', ...args);
    assert.equal(await ended, 1, output.err);
    assert.match(output.err, why);
    assert.match(output.err, /^rtc-vitals: .+\n$/);
  }
});

test('names a file that cannot be opened once, with the reason', async (t) => {
  const folder = await temporaryFolder(t);
  for (const [db, why] of [['no/such/calls.sqlite', `the folder ${join(folder, 'no/such')} does not exist`], ['', 'it is a folder']]) {
    const path = join(folder, db);
    const { output, ended } = start(t, 'collect', '--port', '0', '--db', path);
    assert.equal(await ended, 1);
    assert.equal(output.err, `rtc-vitals: the database ${path} cannot be used: cannot open it: ${why}\n`);
  }
});

test('names the Node versions with SQLite when SQLite is missing', async (t) => {
  const folder = await temporaryFolder(t);
  const copy = join(folder, 'sqlite.mjs');  // where no package can be found
  await copyFile(new URL('../../js/collector/sqlite.mjs', import.meta.url), copy);
  const flags = process.allowedNodeEnvironmentFlags.has('--experimental-sqlite') ? ['--no-experimental-sqlite'] : [];
  const child = spawn(
    process.execPath,
    [...flags, '--input-type=module', '--eval', `await (await import(${JSON.stringify(pathToFileURL(copy))})).openSqlite('x')`],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let err = '';
  child.stderr.on('data', (text) => { err += text; });
  await once(child, 'close');
  assert.match(err, /node:sqlite is available from 22\.13, and from 22\.5 with --experimental-sqlite/);
});

test('prints help', async (t) => {
  for (const [command, ...args] of [['COMMAND'], ['COMMAND', '--help'], ['COMMAND', 'help'], ['collect', 'collect', '--help'],
    ['collect', 'help', 'collect'], ['analyze', 'help', 'analyze']]) {
    const { output, ended } = start(t, ...args);
    assert.equal(await ended, 0);
    assert.ok(output.out.startsWith(`usage: rtc-vitals ${command} `), output.out);
  }
});
