// End to end: a call in a headless browser, the agent from the tarball, the tarball's own collector, its database.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { DatabaseSync } from '@photostructure/sqlite';

import { launchChromium } from './harness/browsers.mjs';
import { withPage } from './harness/observed_page.mjs';
import { servePackage } from './harness/package_server.mjs';
import { startPackedCollector } from './harness/packed_collector.mjs';
import { until } from './harness/until.mjs';

const kSamples = 6;

let collector;
let server;
before(async () => {
  collector = await startPackedCollector();
  server = await servePackage({ app: collector.app });
});
after(async () => {
  await server?.close();
  collector?.close();
});

test('stores what the page measured in the database', () => withPage(launchChromium, server.url, async (page, faults) => {
  const sent = await page.evaluate(measureCall, { url: `${collector.url}/v1/telemetry/ingest`, samples: kSamples });
  await untilStored(sent.sessionId);
  assert.deepEqual(faults, []);

  const database = new DatabaseSync(collector.database, { readOnly: true });
  const rows = database.prepare('SELECT * FROM samples WHERE session_id = ? ORDER BY ts').all(sent.sessionId);
  database.close();
  assert.deepEqual([...new Set(rows.map((row) => row.room_id))], ['the room']);
  const frames = rows.reduce((sum, row) => sum + (row.frames_decoded_delta ?? 0), 0);
  assert.equal(frames, sent.framesDecoded, 'the database has the frames that the agent reported to the page');
  assert.ok(rows.every((row) => row.freeze_flag !== 1), 'nothing froze');
}));

// Runs in the page: a call of `samples` polls. Resolves to what the agent reported to the page, once everything is sent.
async function measureCall({ url, samples: wanted }) {
  const { createAgent } = await import('/dist/rtc-vitals.js');
  const agent = createAgent({ url, poll: 1, batch: 2, sessionId: `e2e-${Date.now()}`, tags: { room_id: 'the room' } });
  let framesDecoded = 0;
  let count = 0;
  const enough = new Promise((resolve) => {
    agent.on('sample', ({ inboundVideo = [] }) => {
      for (const stream of inboundVideo) framesDecoded += stream.framesDecodedDelta ?? 0;
      count += inboundVideo.length;
      if (count >= wanted) resolve();
    });
  });
  const { receiver } = await window.startCall();
  agent.add(receiver);
  await enough;
  agent.stop();
  return { sessionId: agent.sessionId, framesDecoded };
}

const untilStored = (sessionId) => until(async () => {
  const response = await fetch(`${collector.url}/v1/sessions/${sessionId}`);
  return response.ok && JSON.stringify(await response.json()).includes('stop');
}, `the last batch of ${sessionId} in the database`);
