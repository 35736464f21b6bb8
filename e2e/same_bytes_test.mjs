// The page's core and the native one agree: the native core makes the same batches, byte for byte, from what the page read.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { browsers } from './harness/browsers.mjs';
import { buildNativeBatches, nativeBatches, unsent } from './harness/native_batches.mjs';
import { withPage } from './harness/observed_page.mjs';
import { servePackage } from './harness/package_server.mjs';

let server;
before(async () => {
  buildNativeBatches();
  server = await servePackage();
});
after(() => server.close());

// A two-way call of eleven polls with audio and video, at the receiver: what was read, and the batches made of it.
const record = () => new Promise((resolve) => {
  const lines = [];
  const batches = [];
  const agent = window.rtcVitals.createAgent({ url: null, poll: 1, tags: { room_id: 'r\u00e4um' } });
  agent.on('poll', (line) => lines.push(JSON.stringify(line)));
  agent.on('batch', (batch) => {
    batches.push(batch);
    if (batches.length === 2) resolve({ lines, batches });
  });
  window.startCall({ bothWays: true }).then(({ receiver }) => agent.add(receiver));
});

describe('the native core makes the same batches from what the page read', { concurrency: true }, () => {
  for (const [name, launch] of Object.entries(browsers)) {
    test(name, () => withPage(launch, server.url, async (page) => {
      const { lines, batches } = await page.evaluate(record);
      assert.equal(batches.length, 2);
      assert.deepEqual(nativeBatches(lines, batches), batches.map(unsent));
    }));
  }
});
