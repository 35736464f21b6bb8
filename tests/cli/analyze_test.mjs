// `rtc-vitals analyze`: what it prints, and how it fails.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { internalsDump } from './dump_files.mjs';
import { kStart, recordedCall } from './recorded_call.mjs';
import { analyze, analyzeInput, kMain, plain, write } from './run_analyze.mjs';

for (const [name, content] of [['call.jsonl', plain(recordedCall())], ['call.jsonl.gz', gzipSync(plain(recordedCall()))]]) {
  test(`reports the freeze in ${name} with its stream, start, duration and cause`, async (t) => {
    const path = await write(t, name, content);
    const { out, err, status } = await analyze('--json', path);
    assert.deepEqual([err, status], ['', 0]);
    const { file, connections } = JSON.parse(out);
    assert.equal(file, path);
    assert.deepEqual(connections.map(({ id, samples }) => [id, samples]), [['viewer', 30]]);
    const [freeze, ...others] = connections[0].freezes;
    assert.deepEqual(others, []);
    assert.equal(freeze.stream, 'IT01V1');
    assert.ok(Math.abs(freeze.start - (kStart + 10_000)) < 100, `starts at ${freeze.start - kStart}`);
    assert.ok(Math.abs(freeze.durationMs - 8000) < 100, `lasts ${freeze.durationMs}`);
    assert.equal(freeze.end, freeze.start + freeze.durationMs);
    assert.deepEqual([freeze.count, freeze.precision, freeze.cause], [1, 'exact', 'keyframe-starvation']);
  });
}

test('reports no freeze in a call without one', async (t) => {
  const { out } = await analyze('--json', await write(t, 'call.jsonl', plain(recordedCall({ from: 100, to: 101 }))));
  assert.deepEqual(JSON.parse(out).connections[0].freezes, []);
});

test('reports a freeze that lasts to the end of the recording up to there', async (t) => {
  const { out } = await analyze('--json', await write(t, 'call.jsonl', plain(recordedCall({ seconds: 16, from: 10, to: 100 }))));
  const [freeze] = JSON.parse(out).connections[0].freezes;
  assert.ok(Math.abs(freeze.start - (kStart + 10_000)) < 100);
  assert.ok(freeze.durationMs >= 4900 && freeze.durationMs <= 5100, `lasts ${freeze.durationMs}`);
});

test("prints every sample with the schema's member names", async (t) => {
  const { out } = await analyze('--samples', await write(t, 'call.jsonl', plain(recordedCall())));
  const samples = out.trim().split('\n').map((line) => JSON.parse(line));
  const video = samples.filter(({ kind }) => kind === 'inboundVideo');
  assert.equal(samples.filter(({ kind }) => kind === 'connection').length, 30);
  assert.equal(video.length, 30);
  assert.deepEqual([video[5].t, video[5].connection, video[5].stream, video[5].framesDecodedPerSecond, video[5].bitrate], [
    kStart + 5000, 'viewer', 'IT01V1', 25, 800_000,
  ]);
  assert.ok(!('bitrate' in video[0]), 'the first sample has no interval');
});

test('draws the freeze on a time axis', async (t) => {
  const { out } = await analyze(await write(t, 'call.jsonl', plain(recordedCall())));
  assert.match(out, /viewer: 29\.0 s, 30 samples, 1 freeze, 8\.0 s in total/);
  assert.match(out, /frozen +█{15,25}\n/);
  assert.match(out, /\+0:10\.0 +frozen for 8\.0 s, cause: keyframe-starvation/);
});

test('says when each call began, and separates the reports of several files', async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall()));
  const began = new Date(kStart).toISOString().slice(0, 21).replace('T', ' ');
  const [first, second, ...others] = (await analyze(path, path)).out.split(`${path}\n\nviewer: `).slice(1);
  assert.deepEqual(others, []);
  for (const report of [first, second]) assert.equal(report.split('\n')[1], `  began ${began} UTC`);
  assert.match(first, /[^\n]\n\n$/);
});

test('names invalid lines by number and skips them', async (t) => {
  const lines = recordedCall();
  lines.splice(3, 0, 'not json', `{"t":${kStart}}`, '');
  const path = await write(t, 'call.jsonl', plain(lines));
  const { out, err, status } = await analyze('--json', path);
  assert.equal(status, 0);
  assert.deepEqual(err.trim().split('\n').map((line) => line.slice(path.length)), [
    ':4: is not JSON; skipped',
    ':5: report: must be an array or an object of stats, unless the line has an event; skipped',
  ]);
  assert.equal(JSON.parse(out).connections[0].samples, 30);
});

test('refuses all but the last poll of a call with reversed lines', async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall({ seconds: 5 }).reverse()));
  const { out, err, status } = await analyze('--json', path);
  assert.equal(status, 0);
  assert.deepEqual(err.trim().split('\n').map((line) => line.slice(path.length)), [
    2, 3, 4, 5,
  ].map((line) => `:${line}: t: is earlier than in the previous line of this pc: polls must be in chronological order; skipped`));
  assert.equal(JSON.parse(out).connections[0].samples, 1);
});

test("skips nothing and shows no negative duration when a call's clock is set back", async (t) => {
  const call = recordedCall().map((line) => JSON.parse(line))
    .map((poll, second) => JSON.stringify(second < 20 ? poll : { ...poll, t: poll.t - 60_000 }));
  const { out, err, status } = await analyze(await write(t, 'call.jsonl', plain(call)));
  assert.deepEqual([err, status], ['', 0]);
  assert.match(out, /^viewer: .*, 30 samples, 1 freeze/m);
  assert.doesNotMatch(out, /-\d[\d.]* m?s/);
});

test('refuses times that are not epoch milliseconds, on one line', async (t) => {
  for (const [timeOf, first] of [[({ perf }) => perf, '0'], [({ t: ms }) => ms / 1000, `${kStart / 1000}`]]) {
    const call = recordedCall().map((line) => JSON.parse(line)).map((poll) => JSON.stringify({ ...poll, t: timeOf(poll) }));
    const path = await write(t, 'call.jsonl', plain(call));
    const { err, status } = await analyze(path);
    assert.equal(status, 2);
    assert.equal(
      err,
      `rtc-vitals: ${path}: contains no recorded call: line 1: t: must be the time of the poll in epoch milliseconds, got ${first}; `
        + 'each line must be {"t":ms,"pc":"id","report":[stats...]}\n',
    );
  }
});

test('reports an unreadable file on one line with exit status 2, and still reads the others', async (t) => {
  const good = await write(t, 'good.jsonl', plain(recordedCall({ seconds: 3 })));
  const cut = await write(t, 'cut.jsonl.gz', gzipSync(plain(recordedCall())).subarray(0, 40));
  const eventLines = recordedCall().map((line, second) => JSON.stringify({ t: kStart + second, pc: 'x', event: 'track' }));
  const events = await write(t, 'events.jsonl', plain(eventLines));
  const empty = await write(t, 'empty.jsonl', '');
  const blank = await write(t, 'blank.jsonl.gz', gzipSync('\r\n \n'));
  for (const [path, why] of [
    ['/no/such/file', /no such file/],
    [tmpdir(), /is a folder/],
    [join(good, 'x'), /x: the part before the last \/ is not a folder\n/],
    [join(tmpdir(), 'x'.repeat(300)), /x: the file name is too long\n/],
    [cut, /cannot be decompressed/],
    [empty, /no recorded call: it is empty\n/],
    [blank, /no recorded call: it is empty\n/],
    [events, /no recorded call/],
  ]) {
    const { out, err, status } = await analyze('--json', path, good);
    assert.equal(status, 2);
    assert.match(err, why);
    assert.match(err, /^rtc-vitals: .+\n$/);
    assert.equal(JSON.parse(out.trim().split('\n').at(-1)).file, good);
  }
});

test('fails with exit status 13 when it ends before its work is done', async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall({ seconds: 3 })));
  const hang = `import files from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    files.stat = () => new Promise(() => {});
    syncBuiltinESMExports();`;
  const { status } = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(hang)}`, kMain, 'analyze', path]);
  assert.equal(status, 13);
});

test('overwrites a page but not a recording', async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall({ seconds: 5 })));
  const recording = await readFile(path, 'utf8');
  for (const args of [['--html', path, path], ['--html', path, '/no/such/file']]) {
    const { err, status } = await analyze(...args);
    assert.equal(status, 2);
    assert.match(err, /^rtc-vitals: .+ exists and is not an HTML page: not overwritten; .+\n$/);
    assert.equal(await readFile(path, 'utf8'), recording);
  }
  for (let time = 0; time < 2; time++) assert.equal((await analyze('--html', `${path}.html`, path)).status, 0);
});

test('reports a file that is not a recording on one line, however many lines it has', async (t) => {
  const path = await write(t, 'letter', 'Dear all,\n'.repeat(50));
  for (const option of ['--json', '--samples']) {
    const { out, err, status } = await analyze(option, path);
    assert.deepEqual([out, status], ['', 2]);
    assert.equal(
      err,
      `rtc-vitals: ${path}: contains no recorded call: line 1: is not JSON; each line must be {"t":ms,"pc":"id","report":[stats...]}\n`,
    );
  }
});

test('reads a call from standard input, plain or gzipped', async () => {
  const call = plain(recordedCall());
  for (const input of [call, gzipSync(call), internalsDump(recordedCall())]) {
    const { out, err, status } = await analyzeInput(input, '--json', '-');
    assert.deepEqual([err, status], ['', 0]);
    assert.equal(JSON.parse(out).connections[0].freezes.length, 1);
  }
});

test('reports unwritable output on one line', { skip: !existsSync('/dev/full') }, async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall()));
  const full = openSync('/dev/full', 'w');
  const { stderr, status } = spawnSync(process.execPath, [kMain, 'analyze', path], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  closeSync(full);
  assert.equal(status, 1);
  assert.match(stderr, /^rtc-vitals: the output cannot be written \(ENOSPC.+\)\n$/);
});

test('formats the length of a call the same everywhere, and names standard input', async () => {
  const lines = Array.from({ length: 33 }, (_, i) => {
    const t = kStart + 2000 * i;
    const video = {
      id: 'IV', type: 'inbound-rtp', kind: 'video', ssrc: 1, timestamp: t, framesDecoded: 50 * i, totalInterFrameDelay: 2 * i,
    };
    return JSON.stringify({ t, pc: 'c', report: [video] });
  });
  const { out } = await analyzeInput(lines.join('\n'), '-');
  assert.match(out, /^standard input\n\nc: 1 min 4 s, 33 samples, no freezes\n  began 2.+\n  No freeze in 1 min 4 s\./);
});

test('rejects an invalid command line with one line and exit status 2', async () => {
  for (const args of [[], ['--jason', 'x'], ['--json', '--samples', 'x'], ['--html=', 'x'], ['--html', '--json'], ['--json=1', 'x']]) {
    const { err, status } = await analyze(...args);
    assert.equal(status, 2);
    assert.match(err, /^rtc-vitals: .+\n$/);
  }
});

test('says so if the recording was taken for the page to write', async () => {
  const { err, status } = await analyze('--html', 'call.jsonl');
  assert.equal(status, 2);
  assert.equal(err, 'rtc-vitals: no file given: --html OUT FILE, and call.jsonl was taken for OUT\n');
});
