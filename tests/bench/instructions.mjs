#!/usr/bin/env node
// `npm run bench`, part 4: the core's instructions for a poll of a 1:1 call, counted natively by valgrind's callgrind. The count is the
// same in every run, whatever the load of the machine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../', import.meta.url));
const call = 'tests/traces/lab/tuning/loop-clean-chromium-11.jsonl.gz';

const run = (command, args, options = {}) => spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, ...options });

if (run('valgrind', ['--version']).error) {
  console.log('instructions per poll: not counted, valgrind is not installed (apt-get install valgrind)');
} else {
  for (const args of [['--preset', 'native'], ['--build', '--preset', 'native', '--target', 'rtc_vitals_samples']]) {
    const { status, stderr } = run('cmake', args);
    if (status !== 0) throw new Error(`cmake ${args.join(' ')} failed: ${stderr}`);
  }
  const lines = gunzipSync(readFileSync(join(root, call))).toString().split('\n').filter((line) => line.includes('"report"'));
  const first = JSON.parse(lines[0]).pc;
  const polls = lines.filter((line) => JSON.parse(line).pc === first);
  const out = join(mkdtempSync(join(tmpdir(), 'rtc-vitals-')), 'callgrind.out');
  const { stderr } = run('valgrind', ['--tool=callgrind', `--callgrind-out-file=${out}`, '--toggle-collect=rtc_vitals::Session::Poll*',
    'build/native/tests/rtc_vitals_samples'], { input: polls.join('\n') });
  const counted = Number(/refs:\s+([\d,]+)/.exec(stderr)?.[1].replaceAll(',', ''));
  const objects = Object.keys(JSON.parse(polls.at(-1)).report).length;
  const mean = Math.round(counted / polls.length);
  console.log(`instructions per poll of a 1:1 call with ${objects} stats objects: ${mean} (native, over ${polls.length} polls)`);
}
