import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ThinColumns } from '../../js/cli/thin_columns.mjs';

test('keeps every sample of a short call, and drops columns without values', () => {
  const columns = new ThinColumns(['bitrate', 'rtt', 'packetLoss']);
  [{ bitrate: 5 }, { bitrate: null, rtt: 40 }, { bitrate: 7, rtt: 41 }].forEach((sample, i) => columns.add(1000 * i, sample));
  assert.deepEqual(columns.finish(), { t: [0, 1000, 2000], columns: { bitrate: [5, null, 7], rtt: [null, 40, 41] } });
});

test('thins a million samples to a few thousand rows, keeping both ends and every extreme', () => {
  const columns = new ThinColumns(['bitrate']);
  const length = 1_000_000;
  for (let i = 0; i < length; i++) columns.add(i, { bitrate: i === 123_456 ? 0 : i === 777_777 ? 900 : 500 });
  const { t, columns: { bitrate } } = columns.finish();
  assert.ok(t.length > 1000 && t.length <= 3000, `${t.length} rows`);
  assert.deepEqual([t[0], t.at(-1)], [0, length - 1]);
  assert.ok(t.every((time, i) => i === 0 || time > t[i - 1]), 'in the order of time');
  const dip = t[bitrate.indexOf(0)];
  const peak = t[bitrate.indexOf(900)];
  assert.ok(Math.abs(dip - 123_456) < 1024 && Math.abs(peak - 777_777) < 1024, `dip at ${dip}, peak at ${peak}`);
});
