// A page that stays open for days, in half a minute: after a warm-up of equal size, 10,000 polls of 100 connections that come and go.
// Memory does not grow, and nothing is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launchChromium } from './harness/browsers.mjs';
import { startIngest } from './harness/ingest.mjs';
import { agentTag, pageOf, script, servePackage } from './harness/package_server.mjs';

const kWaves = 20;
const kWavesUntilSteady = 10; // until V8 has compiled all that it will
const kMaxGrowth = 80_000; // bytes of JS objects, over 100 connections with 500 streams
const churnPage = pageOf(script('/harness/core_taps.js'), script('/harness/churn_page.js'), agentTag());

let server;
before(async () => { server = await servePackage({ pages: { '/': churnPage } }); });
after(() => server.close());

// Bytes of the page's JS objects; only Chromium reports them. The browser's own list of requests is cleared, since the agent does not cause
// it.
async function jsHeapOf(context, page) {
  const client = await context.newCDPSession(page);
  return async () => {
    await page.evaluate(() => performance.clearResourceTimings());
    await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize;
  };
}

test('chromium: memory does not grow over 10,000 polls of 100 connections, and every sample arrives', { timeout: 300_000 }, async () => {
  const [browser, ingest] = [await launchChromium(), await startIngest()];
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url);
    const jsHeap = await jsHeapOf(context, page);
    assert.equal(await page.evaluate((options) => window.churn.start(options), { url: ingest.url, delivery: 'confirmed' }), true);
    const memory = [];
    for (let wave = 0; wave < kWaves; wave++) {
      await page.evaluate(() => window.churn.wave());
      memory.push({ js: await jsHeap(), wasm: await page.evaluate(() => window.core.memory.buffer.byteLength) });
    }
    await page.evaluate(() => window.churn.agent.stop());
    const { polls, stats } = await page.evaluate(() => ({ polls: window.churn.polls, stats: window.churn.agent.stats() }));
    const [steady, end] = [memory[kWavesUntilSteady - 1], memory.at(-1)];
    const [heaps, wasm] = [memory.map(({ js }) => Math.round(js / 1000)), memory.map((one) => one.wasm / 1024)];
    console.log(`JS heap ${heaps.join(' ')} kB, wasm ${wasm.join(' ')} KiB`);
    assert.ok(polls >= 20_000, `${polls} polls`);
    assert.deepEqual([ingest.samples, stats.lastError], [stats.polls, null]);
    assert.equal(end.wasm, steady.wasm);
    assert.ok(end.js - steady.js < kMaxGrowth, `the JS heap grew from ${steady.js} to ${end.js} bytes`);
  } finally {
    await browser.close();
    await ingest.close();
  }
});
