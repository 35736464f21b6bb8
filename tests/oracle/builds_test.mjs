// A call gives the same samples whichever way it gets into the core, and however the core was built.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { coreSamples, nativeSamples, readSamples } from './core_samples.mjs';
import { scenarios } from './scenarios.mjs';
import { readPolls } from './trace.mjs';
import { ownTraces, someSharedTraces } from './traces.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Every fifth recording; all of them in a long run.
function inTurn(file, number) {
  return process.env.RTC_VITALS_LONG || number % 5 === 0;
}

const calls = [
  ...[...ownTraces().filter(inTurn), ...someSharedTraces()].map((file) => ({ name: basename(file), polls: () => readPolls(file) })),
  {
    name: 'the scenarios',
    polls: () => scenarios.flatMap((scenario, number) => scenario.polls.map((poll) => ({ ...poll, pc: `scenario ${number}` }))),
  },
];

// Keyed by poll and stream, without null members.
function comparable(samples) {
  const lines = samples.map(({ mid, rid, codec, label, ...sample }) => {
    const members = Object.entries(sample).filter(([, value]) => value !== null && value !== undefined).map(([name, value]) => [
      name, name === 't' ? Math.round(value) : value,
    ]);
    return JSON.stringify(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1))));
  });
  return lines.sort();
}

describe('native and wasm', () => {
  before(() => {
    execFileSync('cmake', ['--preset', 'native-tests'], { cwd: root, stdio: 'pipe' });
    execFileSync('cmake', ['--build', '--preset', 'native-tests', '--target', 'rtc_vitals_samples'], { cwd: root, stdio: 'pipe' });
  });
  for (const { name, polls } of calls) {
    test(`${name}: agree to the last digit`, () => {
      assert.deepEqual(comparable(nativeSamples(polls())), comparable(readSamples(polls())));
    });
  }
});

describe('fed by a page and read from a recording', () => {
  for (const { name, polls } of calls) {
    test(`${name}: agree`, () => {
      const bare = (samples) => comparable(samples)
        .filter((line) => Object.keys(JSON.parse(line)).length > 5 || line.includes('"kind":"connection"'));
      assert.deepEqual(bare(readSamples(polls())), bare(coreSamples(polls())));
    });
  }
});
