// Runs the hand-worked scenarios through the oracle and the core, and compares the two on every sample.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { coreSamples } from './core_samples.mjs';
import { compareSamples, tableOf } from './differences.mjs';
import { samplesOf } from './samples.mjs';
import { scenarios } from './scenarios.mjs';
import { schema } from './schema.mjs';

function check(scenario, samples) {
  for (const { poll, kind, stream, members } of scenario.expect) {
    const sample = samples.find((one) => one.t === scenario.polls[poll].t && one.kind === kind && one.stream === stream);
    if (!sample && Object.values(members).every((value) => value === null)) continue;
    assert.ok(sample, `no sample of ${kind} ${stream ?? ''} at poll ${poll}`);
    for (const [member, expected] of Object.entries(members)) {
      const actual = sample[member] ?? null;
      const where = `${member} at poll ${poll}`;
      if (typeof expected !== 'number' || typeof actual !== 'number') assert.equal(actual, expected, where);
      else assert.ok(Math.abs(actual - expected) <= 0.51 * 10 ** -schema[kind][member].decimals, `${where}: ${actual}, not ${expected}`);
    }
  }
  for (const { poll, kind } of scenario.absent ?? []) {
    assert.ok(!samples.some((one) => one.t === scenario.polls[poll].t && one.kind === kind), `${kind} at poll ${poll}`);
  }
}

describe('the oracle', () => {
  for (const scenario of scenarios) test(scenario.name, () => check(scenario, [...samplesOf(scenario.polls)]));
});

// All scenarios in one recording, each as a separate connection.
describe('the core', () => {
  const polls = scenarios.flatMap((scenario, number) => scenario.polls.map((poll) => ({ ...poll, pc: `scenario ${number}` })));
  let all;
  before(() => {
    all = coreSamples(polls);
  });
  for (const [number, scenario] of scenarios.entries()) {
    test(scenario.name, () => {
      const samples = all.filter((sample) => sample.connection === `scenario ${number}`).map((sample) => ({ ...sample, connection: 'pc' }));
      check(scenario, samples);
      const { differences, compared } = compareSamples(samples, [...samplesOf(scenario.polls)]);
      assert.equal(tableOf(differences, compared), '');
    });
  }
});
