import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { measureFile } from './measure.mjs';

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url)));

test('the script-tag file has its recorded size', () => {
  const { gzip } = measureFile();
  const advice = 'if that is meant, record it in tests/size/recorded.json';
  assert.ok(Math.abs(gzip - recorded.gzip) <= recorded.slack, `${gzip} B gzip -9, ${recorded.gzip} +- ${recorded.slack} recorded: ${advice}`);
});
