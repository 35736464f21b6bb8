// The analyser comes to the same result, in whatever form the call was recorded.
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
  test(`a dump of ${name} gives the freeze that the plain recording gives`, () => {
    const { out, err, status } = analyze(dump, '--json');
    assert.deepEqual([err, status], ['', 0]);
    const { connections } = JSON.parse(out);
    assert.equal(freezes.length, 1);
    assert.deepEqual(connections, [{ ...connections[0], id: 'viewer', samples, freezes, episodes }]);
  });
}

test('a dump that is cut off is one line and exit status 2', () => {
  const { err, status } = analyze(internalsDump(call).slice(0, 2000), '--json');
  assert.equal(status, 2);
  assert.match(err, /^rtc-vitals: .+ begins as a dump of chrome:\/\/webrtc-internals, but is not JSON\n$/);
});
