import assert from 'node:assert/strict';
import { test } from 'node:test';

import { retryAfterMs } from '../../js/retry_after.js';

const kLongestMs = 600_000;
const kNow = Date.UTC(2026, 10, 28, 12);
const asked = (header) => retryAfterMs(new Response(null, header === null ? {} : { headers: { 'retry-after': header } }), kLongestMs, kNow);

test('accepts seconds or a date', () => {
  assert.deepEqual(['7', ' 7 ', '0', 'Sat, 28 Nov 2026 12:00:09 GMT'].map(asked), [7000, 7000, 0, 9000]);
});

test('ignores past dates and invalid values', () => {
  assert.deepEqual([null, '', 'soon', '-5', '1.5', 'Sat, 28 Nov 2026 11:59:00 GMT'].map(asked), [0, 0, 0, 0, 0, 0]);
});

test('limits the wait to the given maximum', () => {
  assert.deepEqual(['601', '9'.repeat(400), 'Sun, 28 Nov 2027 12:00:00 GMT'].map(asked), [kLongestMs, kLongestMs, kLongestMs]);
});
