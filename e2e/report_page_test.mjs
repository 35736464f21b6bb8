// The page that `rtc-vitals analyze --html` of the tarball writes, opened from disk.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

import { browsers } from './harness/browsers.mjs';
import { withPage } from './harness/observed_page.mjs';
import { project } from './harness/tarball.mjs';

const call = fileURLToPath(new URL('../tests/traces/lab/tuning/loop-starve-chromium-12.jsonl.gz', import.meta.url));
const kEvilName = '</script><script>window.broken = 1</script>';

let page;
before(async () => {
  const lines = gunzipSync(readFileSync(call)).toString().replaceAll('"pc":"callee"', `"pc":${JSON.stringify(kEvilName)}`);
  const app = await project({ 'call.jsonl': lines });
  page = join(app, 'call.html');
  await promisify(execFile)(join(app, 'node_modules/.bin/rtc-vitals'), ['analyze', 'call.jsonl', '--html', page], { cwd: app });
});

// The number of colours in each canvas.
const coloursOf = () => [...document.querySelectorAll('figure canvas')].map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
});

for (const [name, launch] of Object.entries(browsers)) {
  test(
    `${name}: the report page draws the call with its verdict, and requests nothing`,
    () => withPage(launch, 'about:blank', async (shown, faults) => {
      const requests = [];
      shown.on('request', (request) => { if (!/^(file|data|about):/.test(request.url())) requests.push(request.url()); });
      await shown.goto(pathToFileURL(page).href);
      await shown.waitForSelector('h1:has-text("2 freezes, 12.2 s in total")');
      assert.match(await shown.locator('.verdict').innerText(), /keyframe-starvation/);
      assert.ok((await shown.locator('.verdict').innerText()).includes(kEvilName), 'a name is shown as text');
      assert.equal(await shown.evaluate(() => window.broken), undefined);
      assert.deepEqual(await shown.locator('figcaption').allInnerTexts(), [
        'Video playback', 'Frames decoded per second', 'Bitrate', 'Packet loss', 'Round-trip time',
      ]);
      const colours = await shown.evaluate(coloursOf);
      assert.equal(colours.length, 5);
      assert.ok(colours.every((count) => count > 5), `something is drawn in each: ${colours} colours`);
      await shown.locator('.findings button').first().click();
      assert.deepEqual([faults, requests], [[], []]);
    }),
  );
}

test('chromium: a printed report has whole tables, and plots as wide as the paper', () => withPage(
  browsers.chromium, 'about:blank', async (shown) => {
    await shown.addInitScript(() => { window.ResizeObserver = class { observe() {} disconnect() {} }; });  // none runs for print
    await shown.setViewportSize({ width: 1280, height: 800 });
    await shown.goto(pathToFileURL(page).href);
    await shown.waitForSelector('figure canvas');
    await shown.emulateMedia({ media: 'print' });
    await shown.setViewportSize({ width: 700, height: 800 });
    assert.deepEqual(await shown.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      isClipped: [...document.querySelectorAll('.scroll')].some((table) => table.scrollHeight > table.clientHeight),
      plots: [...document.querySelectorAll('figure canvas')].every((canvas) => canvas.clientWidth > 600),
    })), { width: 700, isClipped: false, plots: true });
  },
));
