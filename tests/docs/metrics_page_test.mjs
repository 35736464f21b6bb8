import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { kPage, metricsPage } from '../../js/metrics_page.mjs';
import { loadNodeCore } from '../../js/node-core.mjs';

const core = await loadNodeCore();

test('METRICS.md is made from the table of samples', () => {
  assert.equal(readFileSync(kPage, 'utf8'), metricsPage(core), 'core/sample/METRICS.md is out of date: run `npm run build && npm run metrics-page`');
});

test('METRICS.md names every number that an event has as evidence', () => {
  const source = readFileSync('core/freeze/evidence_list.cc', 'utf8');
  const names = [...source.matchAll(/"\d(\w+?)(?:\\0)?"/g)].map(([, name]) => name);
  const page = readFileSync(kPage, 'utf8');
  assert.ok(names.length > 20, names.join());
  assert.deepEqual(names.filter((name) => !page.includes(`\`${name}\``)), []);
});

test('the batch and the points that METRICS.md shows are valid', () => {
  const examples = [...readFileSync(kPage, 'utf8').matchAll(/```json\n(.*?)```/gs)].map(([, text]) => JSON.parse(core.decodeBatch(text)));
  assert.deepEqual(examples.map(({ ok, format, unknownMembers }) => ({ ok, format, unknownMembers })), [
    { ok: true, format: 'rtc-vitals/1', unknownMembers: 0 },
    { ok: true, format: 'points', unknownMembers: 0 },
  ]);
});
