// The example that tells the user whose video is frozen, with real calls: it shows the name during the freeze and hides it afterwards.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launchChromium } from './harness/browsers.mjs';
import { demoCall, playStarved } from './harness/demo_call.mjs';
import { withPage } from './harness/observed_page.mjs';
import { agentTag, servePackage } from './harness/package_server.mjs';

const banner = `<script type="module">
  import { showFreezes } from '/examples/banner.js';
  const agent = window.rtcVitals.createAgent({ url: null, poll: 1 });
  window.agent = agent;
  window.shown = [];
  showFreezes(agent, (names) => window.shown.push(names));
  document.querySelector('video').requestVideoFrameCallback(() => {
    agent.add(window.call.viewer);
    agent.label(window.call.videoReceiver, { participant: 'Ann' });
  });
</script>`;

test('shows the participant during a freeze, and hides it when the picture is back or the agent stops', async (t) => {
  const { pages, folders } = demoCall({ first: agentTag(), then: banner });
  const server = await servePackage({ pages, folders: { ...folders, '/examples/': fileURLToPath(new URL('examples/', import.meta.url)) } });
  t.after(() => server.close());
  await withPage(launchChromium, server.url, async (page, faults) => {
    await playStarved(page, server.url, { before: 5000, starved: 4000, after: 4000 });
    const shown = await page.evaluate(() => window.shown);
    assert.ok(shown.some(([name]) => name === 'Ann'), JSON.stringify(shown));
    assert.deepEqual(shown.at(-1), [], 'hidden when the picture is back');
    await page.evaluate(() => window.call.starve(true));
    await page.waitForFunction(() => window.shown.at(-1)[0] === 'Ann');
    await page.evaluate(() => window.agent.stop());
    assert.deepEqual(await page.evaluate(() => window.shown.at(-1)), [], 'hidden when the agent stops');
    assert.deepEqual(faults, []);
  });
});
