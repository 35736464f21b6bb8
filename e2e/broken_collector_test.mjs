// A collector that is down, slow or broken must not affect the call.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browsers } from './harness/browsers.mjs';
import { startIngest } from './harness/ingest.mjs';
import { withPage } from './harness/observed_page.mjs';
import { servePackage } from './harness/package_server.mjs';

const kMeasureMs = 5000;
const kMinShare = 0.75; // of the frames without the agent; two cores that also encode give unsteady results

let server;
before(async () => { server = await servePackage(); });
after(() => server.close());

// Runs in the page: frames that the receiver of window.call decodes in `ms`.
async function framesIn(ms) {
  const { receiver } = window.call;
  const before = await window.framesDecoded(receiver);
  await new Promise((resolve) => { setTimeout(resolve, ms); });
  return await window.framesDecoded(receiver) - before;
}

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: a collector that is down, slow or broken does not affect the call`, {
    timeout: 180_000,
  }, () => withPage(launch, server.url, async (page, faults) => {
    const ingest = await startIngest();
    await page.evaluate(() => window.startCall().then(() => undefined));
    const alone = await page.evaluate(framesIn, kMeasureMs);
    await page.evaluate((url) => {
      window.agent = window.rtcVitals.createAgent({ url, poll: 1, batch: 1, delivery: 'confirmed' });
      window.agent.on('error', () => {});
      window.agent.add(window.call.sender);
      window.agent.add(window.call.receiver);
    }, ingest.url);
    for (const fault of ['down', 'slow', 'status 500']) {
      if (fault === 'down') await ingest.setDown(true);
      else ingest.setFault(fault);
      const frames = await page.evaluate(framesIn, kMeasureMs);
      assert.ok(frames > alone * kMinShare, `${fault}: ${frames} frames in ${kMeasureMs} ms, ${alone} without the agent`);
      if (fault === 'down') await ingest.setDown(false);
    }
    assert.ok((await page.evaluate(() => window.agent.stats().polls)) > 10);
    assert.equal(await page.evaluate(() => window.call.receiver.connectionState), 'connected');
    // The browser itself logs failed requests; nothing may be thrown.
    assert.deepEqual(faults.filter((fault) => fault.startsWith('thrown')), []);
    await page.evaluate(() => window.call.close());
    await ingest.close();
  }));
}
