#!/usr/bin/env node
// `npm run bench`, part 2: bytes per sample on the wire, in a real two-way call with audio and video.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { launchChromium } from '../../e2e/harness/browsers.mjs';
import { serve } from '../../e2e/harness/server.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const kPerBatch = 5;
const kBatches = 6;

const server = await serve({
  pages: {
    '/': '<!doctype html><script src="/harness/call_page.js"></script><script type="module" src="/bench/wire_page.js"></script>',
  },
  folders: { '/dist/': folder('../../dist'), '/harness/': folder('../../e2e/harness'), '/bench/': folder('.') },
});
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.evaluate((samples) => window.watchCall(samples), kPerBatch * kBatches);
  await server.until(kBatches);
  // Leaves out the first batch, in which some values are still unknown.
  const bodies = server.received.slice(1, kBatches).map(({ body }) => body);
  const perSample = (sizeOf) => bodies.reduce((sum, body) => sum + sizeOf(body), 0) / bodies.length / kPerBatch;
  console.log(`bytes per sample, two-way 1:1 call with audio and video, batches of ${kPerBatch}`);
  const [plain, gzipped] = [(body) => body.length, (body) => gzipSync(body, { level: 9 }).length]
    .map((sizeOf) => perSample(sizeOf).toFixed(0));
  console.log(`plain ${plain} B, gzip -9 ${gzipped} B`);
} finally {
  await browser.close();
  await server.close();
}
