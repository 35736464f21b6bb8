// The two ways of js/browser/MIGRATION.md, as they stand there, on one call: both show what is received.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launchChromium } from './harness/browsers.mjs';
import { openObserved } from './harness/observed_page.mjs';
import { serve } from './harness/server.mjs';
import { project } from './harness/tarball.mjs';

const page = readFileSync(new URL('../js/browser/MIGRATION.md', import.meta.url), 'utf8');
const ways = [...page.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/harness/call_page.js"></script>
<script type="module">
  import { createAgent } from '/dist/rtc-vitals.js';
  const { receiver: connection } = await window.startCall();
  window.shown = ${JSON.stringify(ways)}.map((code) => {
    const values = [];
    new Function('createAgent', 'connection', 'show', code)(createAgent, connection, (value) => values.push(value));
    return values;
  });
</script>`;

test('the code before and after shows the same members', async () => {
  assert.equal(ways.length, 2);
  const app = await project();
  const server = await serve({
    pages: { '/': html }, folders: { '/dist/': join(app, 'node_modules/rtc-vitals/dist'), '/harness/': fileURLToPath(new URL('harness', import.meta.url)) },
  });
  const browser = await launchChromium();
  try {
    const { page: tab, faults } = await openObserved(browser, server.url);
    await tab.waitForFunction(() => window.shown?.every((values) => values.length >= 2));
    const [byHand, here] = await tab.evaluate(() => window.shown);
    assert.deepEqual(Object.keys(byHand[0]), Object.keys(here[0]));
    for (const { bitrate, framesPerSecond, packetLoss } of [...byHand, ...here]) {
      assert.ok(bitrate > 0 && framesPerSecond > 0 && packetLoss >= 0 && packetLoss <= 1, JSON.stringify([byHand, here]));
    }
    assert.deepEqual([...new Set(here.map(({ stream }) => stream))], [...new Set(byHand.map(({ stream }) => stream))]);
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
    await server.close();
  }
});
