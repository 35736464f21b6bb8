// The code before and after in js/browser/MIGRATION.md, exactly as written there, on one call: both show the received media.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { launchChromium } from './harness/browsers.mjs';
import { withPage } from './harness/observed_page.mjs';
import { pageOf, script, servePackage } from './harness/package_server.mjs';

const guide = readFileSync(new URL('../js/browser/MIGRATION.md', import.meta.url), 'utf8');
const ways = [...guide.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
const bothWays = pageOf(script('/harness/call_page.js'), `<script type="module">
  import { createAgent } from '/dist/rtc-vitals.js';
  const { receiver: connection } = await window.startCall();
  window.shown = ${JSON.stringify(ways)}.map((code) => {
    const values = [];
    new Function('createAgent', 'connection', 'show', code)(createAgent, connection, (value) => values.push(value));
    return values;
  });
</script>`);

test('the code before and after the migration shows the same members', async (t) => {
  assert.equal(ways.length, 2);
  const server = await servePackage({ pages: { '/': bothWays } });
  t.after(() => server.close());
  await withPage(launchChromium, server.url, async (page, faults) => {
    await page.waitForFunction(() => window.shown?.every((values) => values.length >= 2));
    const [byHand, here] = await page.evaluate(() => window.shown);
    assert.deepEqual(Object.keys(byHand[0]), Object.keys(here[0]));
    for (const { bitrate, framesPerSecond, packetLoss } of [...byHand, ...here]) {
      assert.ok(bitrate > 0 && framesPerSecond > 0 && packetLoss >= 0 && packetLoss <= 1, JSON.stringify([byHand, here]));
    }
    assert.deepEqual([...new Set(here.map(({ stream }) => stream))], [...new Set(byHand.map(({ stream }) => stream))]);
    assert.deepEqual(faults, []);
  });
});
