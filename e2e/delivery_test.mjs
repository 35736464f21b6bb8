// Bad networks and bad servers, in real browsers: every batch is stored once, or counted in `lost`; never silently gone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { browsers } from './harness/browsers.mjs';
import { startIngest } from './harness/ingest.mjs';
import { serve } from './harness/server.mjs';
import { project } from './harness/tarball.mjs';

const recoveryMs = 180_000; // longer than the agent rests after many failures
const fedDuringFault = 8;
const harmless = ['clock set back an hour']; // nothing has to wait for its end
const html = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>fed</title><script type="module" src="/harness/fed_page.js"></script>';

let server;
let folders;
const table = [];
before(async () => {
  const app = await project();
  folders = { '/dist/': join(app, 'node_modules/rtc-vitals/dist'), '/harness/': fileURLToPath(new URL('harness', import.meta.url)) };
  server = await serve({ pages: { '/': html, '/other': '<!doctype html>other' }, folders });
});
after(async () => {
  await server.close();
  console.log(['fault | browser | batches made | arrived | counted lost | unexplained | samples unexplained', ...table].join('\n'));
});

async function open(browser, options, address = server.url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const thrown = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  await page.goto(address);
  await page.waitForFunction(() => window.feeding);
  assert.equal(await page.evaluate((value) => window.feeding.start(value), options), true);
  return { page, context, thrown };
}
const feed = (page, times, everyMs) => page.evaluate(([count, every]) => window.feeding.feed(count, every), [times, everyMs]);
const stats = (page) => page.evaluate(() => window.feeding.agent.stats());

async function untilDelivered(page) {
  await page.waitForFunction(() => window.feeding.agent.stats().batches.queued === 0, null, { timeout: recoveryMs, polling: 100 });
  return stats(page);
}

const samplesIn = (stored) => stored.reduce((sum, { connections }) => sum + connections.reduce((n, { t }) => n + t.length, 0), 0);

function account(fault, browserName, { polls, batches }, ingest) {
  const lost = (what) => Math.max(0, ...ingest.stored.map((batch) => batch.lost[what]));
  const unexplained = batches.made - ingest.stored.length - lost('batches');
  const missing = polls - samplesIn(ingest.stored) - lost('samples');
  table.push([fault, browserName, batches.made, ingest.stored.length, lost('batches'), unexplained, missing].join(' | '));
  assert.equal(unexplained, 0, `${fault}: ${batches.made} made, ${ingest.stored.length} arrived, ${lost('batches')} counted lost`);
  assert.equal(missing, 0, `${fault}: ${polls} polls, ${samplesIn(ingest.stored)} arrived, ${lost('samples')} counted lost`);
}

// Each sets the fault and returns how it ends.
const cases = {
  'collector down': async ({ ingest }) => {
    await ingest.setDown(true);
    return () => ingest.setDown(false);
  },
  'ad blocker': async ({ page, ingest }) => {
    await page.route(ingest.url, (route) => route.abort());
    return () => page.unroute(ingest.url);
  },
  'offline and back': async ({ context }) => {
    await context.setOffline(true);
    return () => context.setOffline(false);
  },
  'clock set back an hour': async ({ page }) => {
    await page.evaluate(() => { const now = Date.now; Date.now = () => now() - 3_600_000; });
    return () => {};
  },
};
for (const name of ['slow', 'status 429', 'status 500', 'status 503', 'reset mid-body']) {
  cases[name] = async ({ ingest }) => {
    ingest.setFault(name);
    return () => ingest.setFault('none');
  };
}

for (const [browserName, launch] of Object.entries(browsers)) {
  // Playwright's routes and offline mode do not reach Debian's Firefox over WebDriver BiDi.
  const names = Object.keys(cases).filter((name) => browserName === 'chromium' || !['ad blocker', 'offline and back'].includes(name));
  test(`${browserName}: confirmed delivery loses nothing`, { timeout: 600_000 }, async (t) => {
    const browser = await launch();
    try {
      for (const name of names) {
        await t.test(name, async () => {
          const ingest = await startIngest();
          try {
            const { page, context, thrown } = await open(browser, { url: ingest.url, delivery: 'confirmed', sessionId: name });
            await feed(page, 2);
            const end = await cases[name]({ page, context, ingest });
            const during = await feed(page, fedDuringFault, 300);
            if (!harmless.includes(name)) assert.ok(during.batches.queued > 0, 'the fault did not hold anything up');
            await end();
            await feed(page, 2);
            account(name, browserName, await untilDelivered(page), ingest);
            assert.deepEqual(thrown, []);
            await context.close();
          } finally {
            await ingest.close(); // a server left open would keep the process alive
          }
        });
      }
    } finally {
      await browser.close();
    }
  });
}

// What the page can know of a beacon is that the browser took it. So all count as sent; what is missing is a gap in the numbers.
for (const [name, arrives] of [['collector down', false], ['ad blocker', false], ['status 503', false], ['slow', true], ['offline and back', true]]) {
  test(`chromium: beacons, ${name}: nothing is thrown, the page goes on, and what is gone shows as a gap`, { timeout: 60_000 }, async () => {
    const [browser, ingest] = [await browsers.chromium(), await startIngest()];
    try {
      const { page, context, thrown } = await open(browser, { url: ingest.url, sessionId: name });
      const untilStored = async (seq) => { while (!ingest.stored.some((batch) => batch.seq === seq)) await wait(50); };
      await feed(page, 2);
      await Promise.all([0, 1].map(untilStored));
      const end = await cases[name]({ page, context, ingest });
      await feed(page, fedDuringFault, 300);
      await wait(500); // what is under way meets the fault
      await end();
      await feed(page, 2);
      const { batches } = await untilDelivered(page);
      assert.deepEqual([batches.sent, batches.dropped], [fedDuringFault + 4, 0]);
      const meetFault = Array.from({ length: fedDuringFault }, (_, i) => 2 + i);
      await Promise.all([...(arrives ? meetFault : []), fedDuringFault + 2, fedDuringFault + 3].map(untilStored));
      const gap = meetFault.filter((seq) => !ingest.stored.some((batch) => batch.seq === seq));
      assert.equal(gap.length > 0, !arrives, `not stored: ${gap}`);
      assert.deepEqual(thrown, []);
    } finally {
      await browser.close();
      await ingest.close();
    }
  });
}

test('chromium: when the page itself has used up the beacon quota, batches wait', async () => {
  const [ingest, slow] = [await startIngest(), await startIngest()];
  slow.setFault('slow');
  const browser = await browsers.chromium();
  try {
    const { page, context } = await open(browser, { url: ingest.url });
    await page.evaluate((url) => navigator.sendBeacon(url, JSON.stringify({
      schema: 'rtc-vitals/1', sessionId: 'the page itself', epoch: 0, seq: 0, sentAt: 0, connections: [], filler: 'x'.repeat(65_000),
    })), slow.url);
    const during = await feed(page, 20);
    assert.ok(during.batches.queued > 0, 'the quota left room for all');
    await wait(5500);
    await feed(page, 1);
    account("quota used by the page's own beacons", 'chromium', await untilDelivered(page), ingest);
    await context.close();
  } finally {
    await browser.close();
    await ingest.close();
    await slow.close();
  }
});

test('chromium: five tabs with one session are told apart', async () => {
  const ingest = await startIngest();
  const browser = await browsers.chromium();
  try {
    const tabs = await Promise.all(Array.from({ length: 5 }, () => open(browser, { url: ingest.url, sessionId: 'shared', batch: 2 })));
    await Promise.all(tabs.map(({ page }) => feed(page, 10)));
    await Promise.all(tabs.map(({ page }) => page.evaluate(() => window.feeding.agent.stop())));
    await wait(500);
    assert.equal(ingest.stored.length, 30);
    assert.deepEqual([...new Set(ingest.stored.map(({ sessionId }) => sessionId))], ['shared']);
    assert.equal(new Set(ingest.stored.map(({ epoch }) => epoch)).size, 5);
    table.push(['five tabs', 'chromium', 30, ingest.stored.length, 0, 0, 50 - samplesIn(ingest.stored)].join(' | '));
  } finally {
    await browser.close();
    await ingest.close();
  }
});
