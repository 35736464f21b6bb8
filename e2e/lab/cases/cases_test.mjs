import assert from 'node:assert/strict';
import { test } from 'node:test';

import { planOf } from '../run/plan.mjs';
import own from '../sets/own.mjs';
import stacks from '../sets/stacks.mjs';
import { cases } from './index.mjs';

const optionsWith = (seed) => ({ seed, codec: 'VP8', width: 320, height: 240, fps: 15 });
// Seconds to leave after the last act, for the picture to recover.
const kRecovery = 3;

for (const [name, spec] of Object.entries(cases)) {
  test(`${name}: every fault ends in time, for any seed`, () => {
    for (let seed = 1; seed <= 50; seed++) {
      const { faults, seconds } = planOf(spec, optionsWith(seed));
      for (const fault of faults) {
        const last = fault.at + fault.acts.at(-1)[0];
        assert.ok(fault.at >= 0 && last + kRecovery <= seconds, `seed ${seed}: ${fault.cls} acts at ${last} of ${seconds} s`);
      }
    }
  });
}

test('the same seed gives the same plan, another seed a different one', () => {
  const times = (seed) => JSON.stringify(planOf(cases['loop-mix'], optionsWith(seed)).faults.map((fault) => [
    fault.cls, fault.at, fault.params,
  ]));
  assert.equal(times(7), times(7));
  assert.notEqual(times(7), times(8));
});

test('the sets name known cases, and each recording once', () => {
  const set = [...own, ...stacks];
  for (const { caseName, name } of set) assert.ok(cases[caseName], name);
  assert.equal(new Set(set.map(({ name }) => name)).size, set.length);
});
