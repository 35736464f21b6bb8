import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { kPage, metricsPage } from '../../js/make/metrics_page.mjs';
import { kTypes, sampleTypes } from '../../js/make/sample_types.mjs';
import { loadNodeCore } from '../../js/node_core.mjs';

const core = await loadNodeCore();

for (const [file, text] of [[kPage, metricsPage(core)], [kTypes, sampleTypes(core)]]) {
  const name = file.pathname.split('/').at(-1);
  test(`${name} is generated from the core's tables`, () => {
    assert.equal(readFileSync(file, 'utf8'), text, `${name} is out of date: run \`npm run build && npm run generate\``);
  });
}

test('the example batch and points in METRICS.md are valid', () => {
  const examples = [...readFileSync(kPage, 'utf8').matchAll(/```json\n(.*?)```/gs)].map(([, text]) => JSON.parse(core.decodeBatch(text)));
  assert.deepEqual(examples.map(({ ok, format, unknownMembers }) => ({ ok, format, unknownMembers })), [
    { ok: true, format: 'rtc-vitals/1', unknownMembers: 0 },
    { ok: true, format: 'points', unknownMembers: 0 },
  ]);
});
