// Compares core and oracle on every recorded call, and checks the range of each member.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';

import { coreSamples } from './core_samples.mjs';
import { compareSamples, tableOf } from './differences.mjs';
import { samplesOf } from './samples.mjs';
import { schema } from './schema.mjs';
import { readPolls } from './trace.mjs';
import { ownTraces, sharedTraces } from './traces.mjs';

if (!process.env.RTC_VITALS_TRACES) console.log('RTC_VITALS_TRACES is not set: only the traces of tests/traces are compared');

for (const file of [...ownTraces(), ...sharedTraces()]) {
  test(`${basename(file)}: agrees with the oracle, and is in range`, () => {
    const polls = readPolls(file);
    const samples = coreSamples(polls);
    const { differences, compared } = compareSamples(samples, [...samplesOf(polls)]);
    assert.equal(tableOf(differences, compared), '');
    assert.deepEqual(samples.flatMap(outOfRange), []);
  });
}

function outOfRange(sample) {
  return Object.entries(schema[sample.kind]).flatMap(([member, { min, max }]) => {
    const value = sample[member] ?? undefined;
    if (value === undefined || min === undefined || (value >= min && value <= max)) return [];
    return [`${sample.kind}.${member} = ${value} at ${sample.t}`];
  });
}
