// A recording of a gigabyte, one poll per second for a week, is analyzed with as little memory as a short one. Part of `npm run test:long`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { recordedLine } from '../cli/recorded_call.mjs';

const skip = process.env.RTC_VITALS_LONG ? false : 'runs in npm run test:long';
const main = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));
const kBytes = 1e9;
const kFreeze = { from: 10, to: 18 };
const kMoreBytes = 64e6;  // allowance of a long call over a short one, for uncollected garbage

async function writeCall(path, bytes) {
  const file = createWriteStream(path);
  let written = 0;
  let second = 0;
  for (; written < bytes; second++) {
    const line = `${recordedLine(second, kFreeze)}\n`;
    written += line.length;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return second;
}

// Analyzes the file into a page. Resolves to {peak, err, status}; `peak` is the process's maximum memory in bytes.
async function analyze(path) {
  const printPeak = "data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))";
  const child = spawn(process.execPath, ['--import', printPeak, main, 'analyze', path, '--html', `${path}.html`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (text) => { err += text; });
  const [status] = await once(child, 'close');
  return { peak: 1024 * Number(/peak (\d+)/.exec(err)?.[1]), err, status };
}

test('analyzes a gigabyte in the memory of ten megabytes, with no larger page', { skip }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-vitals-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [short, long] = ['short', 'long'].map((name) => join(folder, `${name}.jsonl`));
  await writeCall(short, kBytes / 100);
  const polls = await writeCall(long, kBytes);
  const [few, many] = [await analyze(short), await analyze(long)];
  assert.deepEqual([few.status, many.status], [0, 0], few.err + many.err);
  t.diagnostic(`${polls} polls: ${Math.round(many.peak / 1e6)} MB; a hundredth of them: ${Math.round(few.peak / 1e6)} MB`);
  assert.ok(many.peak < few.peak + kMoreBytes, `${many.peak} bytes, ${few.peak} for the short one`);
  assert.ok((await stat(`${long}.html`)).size < 2e6);
});
