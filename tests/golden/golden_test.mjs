// The samples of the project's own recordings are what they were when the goldens were made, to 6 significant digits.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';

import { ownTraces } from '../oracle/traces.mjs';
import { goldenOf, readGolden, samplesText } from './golden.mjs';

const rounded = (line) => JSON.parse(line, (key, value) => (typeof value === 'number' && key !== 't' && key !== 'ssrc' ? Number(value.toPrecision(6)) : value));

for (const trace of ownTraces()) {
  test(`${basename(trace)} gives its golden samples`, () => {
    const golden = goldenOf(trace);
    assert.ok(existsSync(golden), `${basename(golden)} is missing: run node tests/golden/regenerate.mjs, and read what it wrote`);
    const expected = readGolden(golden).split('\n').filter(Boolean);
    const actual = samplesText(trace).split('\n').filter(Boolean);
    for (const [i, line] of expected.entries()) assert.deepEqual(rounded(actual[i] ?? '{}'), rounded(line));
    assert.equal(actual.length, expected.length);
  });
}
