// The samples of the project's own recordings equal the goldens to the last digit: the core computes with + - * / and square root only,
// which are the same everywhere.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';

import { ownTraces } from '../oracle/traces.mjs';
import { goldenOf, readGolden, samplesText } from './golden.mjs';

for (const trace of ownTraces()) {
  test(`${basename(trace)} gives its golden samples`, () => {
    const golden = goldenOf(trace);
    assert.ok(existsSync(golden), `${basename(golden)} is missing: run node tests/golden/regenerate.mjs, and read what it wrote`);
    const expected = readGolden(golden).split('\n').filter(Boolean);
    const actual = samplesText(trace).split('\n').filter(Boolean);
    for (const [i, line] of expected.entries()) assert.equal(actual[i], line);
    assert.equal(actual.length, expected.length);
  });
}
