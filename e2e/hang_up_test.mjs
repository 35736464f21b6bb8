// The far end leaves first: nothing comes any more until this page closes its own connection, and that is no freeze.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { browsers } from './harness/browsers.mjs';
import { openObserved } from './harness/observed_page.mjs';
import { serve } from './harness/server.mjs';
import { project } from './harness/tarball.mjs';

const html = `<!doctype html><meta charset="utf-8"><title>hang up</title>
<script src="/dist/rtc-vitals.global.js"></script><script src="/harness/call_page.js"></script>`;

let server;
before(async () => {
  const app = await project();
  server = await serve({
    pages: { '/': html },
    folders: { '/dist/': join(app, 'node_modules/rtc-vitals/dist'), '/harness/': fileURLToPath(new URL('harness', import.meta.url)) },
  });
});
after(() => server.close());

// What is told after the sender closed its connection, up to the third sample that knows of it.
const toldAfterHangUp = async () => {
  const { sender, receiver } = await window.startCall();
  const agent = window.rtcVitals.createAgent({ url: null, poll: 1 });
  agent.add(receiver);
  const samples = [];
  const events = [];
  return new Promise((resolve) => {
    agent.on('sample', ({ values, inboundVideo: [video] }) => {
      if (sender.signalingState === 'closed') samples.push({ dtlsState: values.dtlsState, isFrozen: video?.isFrozen ?? null });
      else if (video?.isFrozen === false) sender.close();
      if (samples.filter(({ dtlsState }) => dtlsState === 'closed').length === 3) resolve({ samples, events });
    });
    agent.on('event', ({ type }) => { if (sender.signalingState === 'closed') events.push(type); });
  });
};

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: a picture that stands because the far end hung up is not frozen`, async () => {
    const browser = await launch();
    try {
      const { page, faults } = await openObserved(browser, server.url);
      const { samples, events } = await page.evaluate(toldAfterHangUp);
      assert.deepEqual(events.filter((type) => type === 'freeze'), []);
      assert.ok(samples.every(({ isFrozen }) => isFrozen !== true), JSON.stringify(samples));
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
    }
  });
}
