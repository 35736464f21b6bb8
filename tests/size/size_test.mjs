import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { measureFile } from './measure.mjs';

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url)));

test('the script-tag file has its recorded size', () => {
  const { gzip } = measureFile();
  const advice = 'if that is intended, record it in tests/size/recorded.json';
  const limits = `${recorded.gzip} +- ${recorded.slack}`;
  assert.ok(Math.abs(gzip - recorded.gzip) <= recorded.slack, `${gzip} B gzip -9, ${limits} recorded: ${advice}`);
});
