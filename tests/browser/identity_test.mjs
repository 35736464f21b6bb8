import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isSampled, newEpoch, newSessionId, platformOf } from '../../js/browser/identity.js';

test('samples sessions consistently, and the given share of them', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `session-${i}`);
  for (const rate of [0.01, 0.1, 0.5]) {
    const share = ids.filter((id) => isSampled(id, rate)).length / ids.length;
    assert.ok(Math.abs(share - rate) < 0.015, `${share} of ${rate}`);
  }
  assert.ok(ids.every((id) => isSampled(id, 1) && !isSampled(id, 0)));
  assert.ok(ids.every((id) => !isSampled(id, 0.1) || isSampled(id, 0.5)), 'a larger rate keeps the sessions of a smaller one');
});

test('derives platform from browser and major version', () => {
  const base = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)';
  assert.equal(platformOf(`${base} Chrome/156.0.0.0 Safari/537.36`), 'chrome_156');
  assert.equal(platformOf(`${base} HeadlessChrome/156.0.0.0 Safari/537.36`), 'chrome_156');
  assert.equal(platformOf(`${base} Chrome/156.0.0.0 Safari/537.36 Edg/155.0.1`), 'edge_155');
  assert.equal(platformOf('Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'), 'firefox_153');
  assert.equal(platformOf('Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15'), 'safari_18');
  assert.equal(platformOf('curl/8'), 'other');
});

test('makes random ids', () => {
  assert.match(newSessionId(), /^[0-9a-f]{32}$/);
  assert.notEqual(newSessionId(), newSessionId());
  assert.ok(Number.isInteger(newEpoch()) && newEpoch() >= 0 && newEpoch() < 2 ** 32);
});
