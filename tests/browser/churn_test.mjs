// A page that stays open for days: connections come and go, and memory does not grow.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCoreSession } from '../../js/browser/core_session.js';
import { fakeConnection, loadCore, openPage } from './page.mjs';

const kRounds = 100;      // connections in sequence, two at a time
const kPollsOfEach = 100;

test('memory, ids and batches do not grow over 10,000 polls of 100 connections', async () => {
  const page = openPage();
  let core;
  const settings = { sessionId: 's', format: 'rtc-vitals/1', tags: {}, batch: 5, parameters: {} };
  const errors = { report: (code, message) => assert.fail(message) };
  const session = createCoreSession({ settings, load: async () => (core = await loadCore()), errors, onFailed() {} });
  await session.start();
  const memory = [];
  let wall = 1_700_000_000_000;
  let longest = 0;
  for (let round = 0; round < kRounds; round++) {
    const handle = session.open(`c${round}`);
    const connection = fakeConnection({ streams: 5 });
    for (let i = 0; i < kPollsOfEach; i++) {
      wall += 2000;
      const report = [...connection.report().values()].map((stats) => ({ ...stats, id: `${stats.id}/${round}`, timestamp: wall }));
      session.poll(handle, {
        t: wall, perf: wall - 1_700_000_000_000, getStatsMs: 2, conn: 'connected', ice: 'connected', visible: true,
      }, report);
      for (let batch; (batch = session.nextBatch('full'));) longest = Math.max(longest, batch.text.length);
    }
    session.close(handle);
    memory.push([core.HEAPF64.length, session.texts]);
  }
  page.restore();
  const [half, end] = [memory[kRounds / 2], memory[kRounds - 1]];
  assert.equal(end[0], half[0], `the wasm memory grew from ${half[0] * 8} to ${end[0] * 8} bytes`);
  assert.ok(end[1] <= half[1] + 10, `${half[1]} interned texts, then ${end[1]}`);
  assert.ok(longest < 60_000);
});
