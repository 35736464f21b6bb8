// The package by a plain script tag, in every browser, under the strictest content security policy that it promises to bear.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { browsers } from './harness/browsers.mjs';
import { batchesOf, openObserved, showsVideo } from './harness/observed_page.mjs';
import { serve } from './harness/server.mjs';
import { project } from './harness/tarball.mjs';

const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const html = `<!doctype html><meta charset="utf-8"><title>script tag</title>
<script src="/dist/rtc-vitals.global.js" data-url="/ingest" data-tag-room_id="room 1" data-poll="1" data-batch="2" data-auto></script>
<script src="/harness/call_page.js"></script>`;

let server;
before(async () => {
  const app = await project();
  server = await serve({
    pages: { '/': html, '/mistaken': '<!doctype html><script src="/dist/rtc-vitals.global.js" data-auto></script>' },
    folders: { '/dist/': join(app, 'node_modules/rtc-vitals/dist'), '/harness/': fileURLToPath(new URL('harness', import.meta.url)) },
    headers: { 'content-security-policy': policy },
  });
});
after(() => server.close());

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: a script tag catches the page's connections and sends their batches`, async () => {
    server.received.length = 0;
    const browser = await launch();
    try {
      const { page, faults } = await openObserved(browser, server.url);
      await page.evaluate(() => window.startCall().then(() => undefined));
      await server.until(4);
      const batches = batchesOf(server.received);
      assert.ok(batches.some(showsVideo), 'no batch tells of the video');
      for (const batch of batches) {
        assert.equal(batch.schema, 'rtc-vitals/1');
        assert.equal(batch.tags.room_id, 'room 1');
      }
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
    }
  });
}

test('what a tag or an option asks for in vain is told', async () => {
  const browser = await browsers.chromium();
  try {
    const page = await browser.newPage();
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(`${server.url}/mistaken`);
    const told = await page.evaluate(async () => {
      const agent = window.rtcVitals.createAgent({ url: null, wasmUrl: '/mine.wasm' });
      return new Promise((resolve) => { agent.on('error', ({ code, message }) => resolve(`${code} ${message}`)); });
    });
    assert.deepEqual(said, ['rtc-vitals: data-auto needs data-url']);
    assert.match(told, /^options option 'wasmUrl' is for rtc-vitals\/external/);
  } finally {
    await browser.close();
  }
});
