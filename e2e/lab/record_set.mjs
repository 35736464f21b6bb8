// Records a whole set, one call after the other. Existing recordings are kept; those that the host spoiled are recorded again.
//   node e2e/lab/record_set.mjs SET --out DIR [--wrap 'nice -n -5'] [--only TEXT]
// SET: a module in e2e/lab or elsewhere that exports entries made by sets/entries.mjs; default `sets/own.mjs`.
// --wrap: a command to prefix each recording with; --only: names that contain this text. DIR/INDEX.md lists the recordings in DIR, of this
// set and of those in sets/.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { truthFile, writeIndex } from './run/index_page.mjs';
import own from './sets/own.mjs';
import stacks from './sets/stacks.mjs';

const kRecord = fileURLToPath(new URL('record.mjs', import.meta.url));
const kAttempts = 3;
const kUsable = [0, 2]; // the exit statuses of record.mjs after a recording that the host did not spoil

const { positionals: [file], values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'out' }, wrap: { type: 'string', default: '' }, only: { type: 'string', default: '' } },
});
const relative = fileURLToPath(new URL(file ?? 'sets/own.mjs', import.meta.url));
const { default: set } = await import(pathToFileURL(existsSync(relative) ? relative : file));
const known = [...new Map([...own, ...stacks, ...set].map((entry) => [entry.name, entry])).values()];

// A spoiled recording stays in a folder beside the set until a better one is made: readers of the set's folder must not see it.
const scratch = `${resolve(values.out)}.attempt`;

function record({ caseName, browser, seed, options, name }) {
  const flags = Object.entries({ seed, ...options }).flatMap(([key, value]) => [`--${key}`, String(value)]);
  const command = [
    ...values.wrap.split(' ').filter(Boolean), process.execPath, kRecord, caseName, browser, ...flags, '--name', name, '--out', scratch,
  ];
  const { status, error } = spawnSync(command[0], command.slice(1), { stdio: 'inherit' });
  if (error) throw new Error(`${command[0]} cannot be started: ${error.message}`);
  const good = kUsable.includes(status);
  if (good) for (const end of ['jsonl.gz', 'truth.json']) renameSync(`${scratch}/${name}.${end}`, `${values.out}/${name}.${end}`);
  return good;
}

mkdirSync(values.out, { recursive: true });
const failed = [];
for (const entry of set.filter(({ name }) => name.includes(values.only))) {
  if (truthFile(values.out, entry)) continue;
  let good = false;
  for (let attempt = 0; attempt < kAttempts && !good; attempt++) good = record(entry);
  if (!good) failed.push(entry.name);
  writeIndex(values.out, known);
}
writeIndex(values.out, known);
if (!failed.length) rmSync(scratch, { recursive: true, force: true });
else {
  console.error(`No good recording of ${failed.join(', ')} in ${kAttempts} attempts; the last ones are in ${scratch}.`);
  process.exitCode = 1;
}
