// The package in Next.js, built and served as users do. The install takes half a minute and 340 MB, so this is part of `npm run test:long`.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { launchChromium } from './harness/browsers.mjs';
import { showsVideo, withPage } from './harness/observed_page.mjs';
import { project } from './harness/tarball.mjs';
import { until } from './harness/until.mjs';

const skip = process.env.RTC_VITALS_LONG ? false : 'runs in npm run test:long';
const execute = promisify(execFile);
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };

test('Next.js: renders on the server, measures in the browser', { skip, timeout: 600_000 }, async () => {
  const app = await project();
  await execute('npm', ['install', '--no-audit', '--no-fund', 'next', 'react', 'react-dom'], { cwd: app });
  cpSync(new URL('examples/next/app', import.meta.url), join(app, 'app'), { recursive: true });
  cpSync(new URL('examples/react/call.jsx', import.meta.url), join(app, 'app/call.jsx'));
  mkdirSync(join(app, 'public'));
  cpSync(new URL('harness/call_page.js', import.meta.url), join(app, 'public/call_page.js'));
  const next = join(app, 'node_modules/next/dist/bin/next');
  await execute(process.execPath, [next, 'build'], { cwd: app, env });

  const server = spawn(process.execPath, [next, 'start', '--port', '0'], { cwd: app, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let url;
    for await (const line of createInterface(server.stdout)) if ((url = /http:\/\/localhost:\d+/.exec(line)?.[0])) break;
    assert.match(await (await fetch(url)).text(), /<main><p>Connecting…<\/p><\/main>/);
    await withPage(launchChromium, url, async (page, faults) => {
      const batches = await until(async () => {
        const stored = await (await fetch(`${url}/ingest`)).json();
        return stored.some(showsVideo) && stored;
      }, 'a batch with the video');
      assert.equal(new Set(batches.map(({ epoch }) => epoch)).size, 1);
      assert.match(await page.textContent('main'), /^The call is (good|fair|poor)\.$/);
      assert.deepEqual(faults.filter((fault) => !fault.includes('404')), []); // the page has no icon
    });
  } finally {
    server.kill();
    await once(server, 'exit');
  }
});
