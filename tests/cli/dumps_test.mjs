// The analyzer gets the same result from every form of recording.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { internalsDump, rtcstatsDump } from './dump_files.mjs';
import { recordedCall } from './recorded_call.mjs';

const kMain = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rtc-vitals-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function analyze(content, ...options) {
  const path = join(folder, 'call');
  writeFileSync(path, content);
  const { stdout, stderr, status } = spawnSync(process.execPath, [kMain, 'analyze', ...options, path], { encoding: 'utf8' });
  return { out: stdout, err: stderr, status };
}

const call = recordedCall();
const [{ samples, freezes, episodes }] = JSON.parse(analyze(`${call.join('\n')}\n`, '--json').out).connections;

for (const [name, dump] of [
  ['rtcstats', rtcstatsDump(call)],
  ['rtcstats, gzipped', gzipSync(rtcstatsDump(call))],
  ['chrome://webrtc-internals', internalsDump(call)],
  ['chrome://webrtc-internals on one line', internalsDump(call, 0)],
  ['chrome://webrtc-internals behind blank lines', `\n \r\n${internalsDump(call)}`],
]) {
  test(`finds the same freeze in a dump of ${name} as in the plain recording`, () => {
    const { out, err, status } = analyze(dump, '--json');
    assert.deepEqual([err, status], ['', 0]);
    const { connections } = JSON.parse(out);
    assert.equal(freezes.length, 1);
    assert.deepEqual(connections, [{ ...connections[0], id: 'viewer', samples, freezes, episodes }]);
  });
}

test('refuses a dump whose times are not epoch milliseconds, on one line with exit status 2', () => {
  const sincePageLoad = call.map((line) => JSON.parse(line))
    .map((poll) => JSON.stringify({ ...poll, report: poll.report.map((stats) => ({ ...stats, timestamp: poll.perf })) }));
  const { out, err, status } = analyze(internalsDump(sincePageLoad), '--json');
  assert.deepEqual([out, status], ['', 2]);
  assert.match(
    err,
    /^rtc-vitals: .+: a chrome:\/\/webrtc-internals dump with no polled connection, or with times that are not epoch milliseconds\n$/,
  );
});

test('warns that what follows an unreadable line of an rtcstats dump may be wrong', () => {
  const isAtEnd = (text, at, whole) => whole.indexOf(text) === at || whole.lastIndexOf(text) === at;
  const dump = rtcstatsDump(call).replaceAll('["g"', (...match) => (isAtEnd(...match) ? `x${match[0]}` : match[0]));
  const { out, err, status } = analyze(dump, '--json');
  assert.equal(status, 0);
  assert.match(
    err,
    /^.+:4: is not JSON; later lines of this dump build on it and may be wrong; skipped\n.+:33: is not JSON; skipped\n$/,
  );
  const [{ verdict }] = JSON.parse(out).connections;
  assert.equal(
    verdict,
    'A line of this dump could not be read, and later lines contain only changes to it: the following may be wrong. '
      + 'No video was received on this connection.',
  );
});

test('refuses a truncated dump on one line with exit status 2', () => {
  const { err, status } = analyze(internalsDump(call).slice(0, 2000), '--json');
  assert.equal(status, 2);
  assert.match(err, /^rtc-vitals: .+ looks like a chrome:\/\/webrtc-internals dump, but is not JSON; it may not have been saved/);
});
