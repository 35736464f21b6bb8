import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { callReport } from '../../js/cli/call_report.mjs';
import { CallSummary } from '../../js/cli/call_summary.mjs';
import { inflated, linesIn } from '../../js/cli/recording.mjs';
import { internalsDump } from './dump_files.mjs';
import { kStart, recordedCall } from './recorded_call.mjs';

const kMain = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));

async function write(t, name, content) {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-vitals-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const analyze = (...args) => analyzeInput('', ...args);

async function analyzeInput(input, ...args) {
  const child = spawn(process.execPath, [kMain, 'analyze', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {}).end(input);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => { out += text; });
  child.stderr.on('data', (text) => { err += text; });
  const [status] = await once(child, 'close');
  return { out, err, status };
}

const plain = (lines) => `${lines.join('\n')}\n`;

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
  assert.deepEqual([video[5].t, video[5].connection, video[5].stream, video[5].framesDecodedPerSecond, video[5].bitrate], [kStart + 5000, 'viewer', 'IT01V1', 25, 800_000]);
  assert.ok(!('bitrate' in video[0]), 'nothing is known of the first interval');
});

test('draws the freeze on a time axis', async (t) => {
  const { out } = await analyze(await write(t, 'call.jsonl', plain(recordedCall())));
  assert.match(out, /viewer: 29\.0 s, 30 samples, 1 freeze, 8\.0 s in all/);
  assert.match(out, /frozen +█{15,25}\n/);
  assert.match(out, /\+0:10\.0 +frozen for 8\.0 s, cause: keyframe-starvation/);
});

test('names invalid lines by number and skips them', async (t) => {
  const lines = recordedCall();
  lines.splice(3, 0, 'not json', `{"t":${kStart}}`, '');
  const path = await write(t, 'call.jsonl', plain(lines));
  const { out, err, status } = await analyze('--json', path);
  assert.equal(status, 0);
  assert.deepEqual(err.trim().split('\n').map((line) => line.slice(path.length)), [':4: is not JSON; skipped', ':5: report: must be an array or an object of stats, and there is no event either; skipped']);
  assert.equal(JSON.parse(out).connections[0].samples, 30);
});

test('refuses all but the last poll of a call with reversed lines', async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall({ seconds: 5 }).reverse()));
  const { out, err, status } = await analyze('--json', path);
  assert.equal(status, 0);
  assert.deepEqual(err.trim().split('\n').map((line) => line.slice(path.length)), [2, 3, 4, 5].map((line) => `:${line}: t: is earlier than that of the line before of this pc: polls stand in the order of time; skipped`));
  assert.equal(JSON.parse(out).connections[0].samples, 1);
});

test("skips nothing and shows no negative duration when a call's clock is set back", async (t) => {
  const call = recordedCall().map((line) => JSON.parse(line)).map((poll, second) => (second < 20 ? poll : { ...poll, t: poll.t - 60_000 }));
  const { out, err, status } = await analyze(await write(t, 'call.jsonl', plain(call.map((poll) => JSON.stringify(poll)))));
  assert.deepEqual([err, status], ['', 0]);
  assert.match(out, /^viewer: .*, 30 samples, 1 freeze/m);
  assert.doesNotMatch(out, /-\d[\d.]* m?s/);
});

test('refuses times that are not epoch milliseconds, on one line', async (t) => {
  for (const [of, is] of [[({ perf }) => perf, '0'], [({ t: ms }) => ms / 1000, `${kStart / 1000}`]]) {
    const path = await write(t, 'call.jsonl', plain(recordedCall().map((line) => JSON.parse(line)).map((poll) => JSON.stringify({ ...poll, t: of(poll) }))));
    const { err, status } = await analyze(path);
    assert.equal(status, 2);
    assert.equal(err, `rtc-vitals: ${path}: holds no recorded call: line 1: t: must be the time of the poll in epoch milliseconds, is ${is}; a line should be {"t":ms,"pc":"id","report":[stats...]}\n`);
  }
});

test('reports an unreadable file on one line with exit status 2, and still reads the others', async (t) => {
  const good = await write(t, 'good.jsonl', plain(recordedCall({ seconds: 3 })));
  const cut = await write(t, 'cut.jsonl.gz', gzipSync(plain(recordedCall())).subarray(0, 40));
  const events = await write(t, 'events.jsonl', plain(recordedCall().map((line, second) => JSON.stringify({ t: kStart + second, pc: 'x', event: 'track' }))));
  const empty = await write(t, 'empty.jsonl', '');
  const blank = await write(t, 'blank.jsonl.gz', gzipSync('\r\n \n'));
  for (const [path, why] of [
    ['/no/such/file', /no such file/], [tmpdir(), /is a folder/], [join(good, 'x'), /x: what stands before the last \/ is no folder\n/], [join(tmpdir(), 'x'.repeat(300)), /x: the name is too long for a file\n/],
    [cut, /cannot be inflated/], [empty, /no recorded call: it is empty\n/], [blank, /no recorded call: it is empty\n/], [events, /no recorded call/],
  ]) {
    const { out, err, status } = await analyze('--json', path, good);
    assert.equal(status, 2);
    assert.match(err, why);
    assert.match(err, /^rtc-vitals: .+\n$/);
    assert.equal(JSON.parse(out.trim().split('\n').at(-1)).file, good);
  }
});

for (const [what, spoil] of [
  ['is cut off', (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ['is damaged', (bytes) => Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.alloc(100, 0xff), bytes.subarray(bytes.length >> 1)])],
]) {
  test(`reads gzip that ${what} up to there, and reports the skipped rest`, async (t) => {
    const path = await write(t, 'call.jsonl.gz', spoil(gzipSync(plain(recordedCall({ seconds: 300 })))));
    const { out, err, status } = await analyze('--json', path);
    assert.equal(status, 0);
    const [{ samples, freezes }] = JSON.parse(out).connections;
    assert.ok(samples > 100 && freezes.length === 1, `${samples}`);
    assert.match(err, /call\.jsonl\.gz:\d+: gzip that cannot be inflated any further \(.+\); the rest is skipped\n$/);
  });
}

test('detects gzip in a stream that arrives byte by byte', async () => {
  const bytesOf = async function* (content) { for (const byte of content) yield Buffer.of(byte); };
  const read = async (content) => { let text = ''; for await (const chunk of inflated(bytesOf(content))) text += chunk; return text; };
  for (const text of ['', 'a', 'ab\n']) assert.deepEqual([await read(Buffer.from(text)), await read(gzipSync(text))], [text, text]);
});

test('ignores zero bytes after gzip data, however they are chunked', async () => {
  const cut = async function* (bytes, length) { for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length); };
  const text = plain(recordedCall());
  for (const zeros of [1, 1000, 100_000]) {
    const padded = Buffer.concat([gzipSync(text), gzipSync(text), Buffer.alloc(zeros)]);
    for (const length of [padded.length, 100, padded.length - zeros]) {
      let read = '';
      for await (const chunk of inflated(cut(padded, length))) read += chunk;
      assert.equal(read, text + text, `${zeros} in pieces of ${length}`);
    }
  }
});

test('reads a gzip file padded with zero bytes, and the file after it', async (t) => {
  const padded = await write(t, 'padded.jsonl.gz', Buffer.concat([gzipSync(plain(recordedCall())), Buffer.alloc(1)]));
  const next = await write(t, 'next.jsonl', plain(recordedCall({ seconds: 3 })));
  const { out, err, status } = await analyze('--json', padded, next);
  assert.deepEqual([err, status], ['', 0]);
  assert.deepEqual(out.trim().split('\n').map((line) => JSON.parse(line).connections[0].samples), [30, 3]);
});

test('fails with exit status 13 when it ends before its work is done', async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall({ seconds: 3 })));
  const hang = "import files from 'node:fs/promises'; import { syncBuiltinESMExports } from 'node:module'; files.stat = () => new Promise(() => {}); syncBuiltinESMExports();";
  const { status } = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(hang)}`, kMain, 'analyze', path]);
  assert.equal(status, 13);
});

test('overwrites a page but not a recording', async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall({ seconds: 5 })));
  const recording = await readFile(path, 'utf8');
  for (const args of [['--html', path, path], ['--html', path, '/no/such/file']]) {
    const { err, status } = await analyze(...args);
    assert.equal(status, 2);
    assert.match(err, /^rtc-vitals: .+ is there and is no page: it is not written over; .+\n$/);
    assert.equal(await readFile(path, 'utf8'), recording);
  }
  for (let time = 0; time < 2; time++) assert.equal((await analyze('--html', `${path}.html`, path)).status, 0);
});

test('reports a file that is not a recording on one line, however many lines it has', async (t) => {
  const path = await write(t, 'letter', 'Dear all,\n'.repeat(50));
  for (const option of ['--json', '--samples']) {
    const { out, err, status } = await analyze(option, path);
    assert.deepEqual([out, status], ['', 2]);
    assert.equal(err, `rtc-vitals: ${path}: holds no recorded call: line 1: is not JSON; a line should be {"t":ms,"pc":"id","report":[stats...]}\n`);
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

test('splits lines across chunks and at either line ending, and rejects an overlong line', async () => {
  const lines = async (texts, longest) => { const all = []; for await (const line of linesIn(texts, longest)) all.push(line); return all; };
  assert.deepEqual(await lines(['a', 'b\r', '\n\nc\nd']), ['ab', '', 'c', 'd']);
  assert.deepEqual(await lines(['ab\n', '']), ['ab']);
  await assert.rejects(lines(['aaa', 'aaa', 'aaa'], 8), /longer than/);
});

test('reports unwritable output on one line', { skip: !existsSync('/dev/full') }, async (t) => {
  const path = await write(t, 'call.jsonl', plain(recordedCall()));
  const full = openSync('/dev/full', 'w');
  const { stderr, status } = spawnSync(process.execPath, [kMain, 'analyze', path], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  closeSync(full);
  assert.equal(status, 1);
  assert.match(stderr, /^rtc-vitals: what was found cannot be printed \(ENOSPC.+\)\n$/);
});

test('keeps the report within the given width', () => {
  const summary = new CallSummary();
  for (let t = 0; t < 20_000; t += 1000) {
    summary.addSamples(`${JSON.stringify({ connection: 'c', kind: 'connection', t })}\n${JSON.stringify({ connection: 'c', kind: 'inboundVideo', stream: 'V', t, bitrate: 12_345_000, framesDecodedPerSecond: 25 })}`);
  }
  const concluded = { id: 'c', freezes: [], episodes: [], notes: [], verdict: 'Word 9 ms '.repeat(30).trim() };
  for (const width of [60, 110]) {
    const lines = callReport('f', summary, [concluded], { skipped: 0, width }).split('\n');
    assert.ok(lines.every((line) => line.length <= width), lines.join('\n'));
    assert.ok(lines.every((line) => !/^ *ms/.test(line)), 'a number stays with its unit');
  }
});

// A call of 20 s with one video, one sample per second.
function quietSummary() {
  const summary = new CallSummary();
  for (let t = 0; t < 20_000; t += 1000) {
    summary.addSamples(`${JSON.stringify({ connection: 'c', kind: 'connection', t })}\n${JSON.stringify({ connection: 'c', kind: 'inboundVideo', stream: 'V', t, framesDecodedPerSecond: 25 })}`);
  }
  return summary;
}

test('draws a freeze with uncertain bounds lighter than an exact one', () => {
  const freeze = { stream: 'V', durationMs: 2000, count: 1, cause: 'jitter', confidence: 'high' };
  const concluded = (freezes) => ({ id: 'c', watchedMs: 19_000, freezes, episodes: [], notes: [], verdict: '' });
  const frozenRow = (freezes) => callReport('f', quietSummary(), [concluded(freezes)], { skipped: 0, width: 110 }).split('\n').find((line) => line.startsWith('    frozen'));
  const exact = { ...freeze, start: 4000, end: 6000, precision: 'exact' };
  const within = { ...freeze, start: 5000, end: 9000, precision: 'interval' };
  assert.match(frozenRow([exact]), /^    frozen +█+ *$/);
  assert.match(frozenRow([exact, within]), /^    frozen +█{7,}▒{7,} +▒ somewhere within$/, 'both where both are');
});

test('distinguishes a call without data from a call without freezes', () => {
  const report = (watchedMs) => callReport('f', quietSummary(), [{ id: 'c', watchedMs, freezes: [], episodes: [], notes: [], verdict: '' }], { skipped: 0, width: 110 });
  assert.match(report(0), /^c: 19\.0 s, 20 samples, not known whether it froze$/m);
  assert.match(report(9000), /^c: 19\.0 s, 20 samples, no freezes$/m);
});

test('lists discards and limits in time order', () => {
  const notes = [
    { type: 'limited', stream: 'OV', start: 9000, end: 16_000, durationMs: 7000, reason: 'bandwidth' },
    { type: 'discards', stream: 'IA', start: 4000, end: 6000, durationMs: 2000, reason: 'late', unit: 'packets', count: 40 },
  ];
  const report = callReport('f', quietSummary(), [{ id: 'c', watchedMs: 9000, freezes: [], episodes: [], notes, verdict: '' }], { skipped: 0, width: 110 });
  assert.deepEqual(report.split('\n').slice(-4), [
    '  besides',
    '    00:00:04.0 UTC  +0:04.0  stream IA: 40 packets thrown away over 2.0 s, reason: late',
    '    00:00:09.0 UTC  +0:09.0  stream OV: sent less over 7.0 s, reason: bandwidth',
    '',
  ]);
});

test('formats the length of a call the same everywhere, and names standard input', async () => {
  const lines = Array.from({ length: 33 }, (_, i) => JSON.stringify({ t: kStart + 2000 * i, pc: 'c', report: [{ id: 'IV', type: 'inbound-rtp', kind: 'video', ssrc: 1, timestamp: kStart + 2000 * i, framesDecoded: 50 * i, totalInterFrameDelay: 2 * i }] }));
  const { out } = await analyzeInput(lines.join('\n'), '-');
  assert.match(out, /^standard input\n\nc: 1 min 4 s, 33 samples, no freezes\n  No freeze in 1 min 4 s\./);
});

test('rejects an invalid command line with one line and exit status 2', async () => {
  for (const args of [[], ['--jason', 'x'], ['--json', '--samples', 'x'], ['--html=', 'x'], ['--html', '--json'], ['--json=1', 'x']]) {
    const { err, status } = await analyze(...args);
    assert.equal(status, 2);
    assert.match(err, /^rtc-vitals: .+\n$/);
  }
});
