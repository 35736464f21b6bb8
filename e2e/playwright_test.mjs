// rtc-vitals/playwright from the tarball, used as in a team's own end-to-end test.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { browsers, launchChromium } from './harness/browsers.mjs';
import { demoCall, playStarved } from './harness/demo_call.mjs';
import { withContext } from './harness/observed_page.mjs';
import { pageOf, script } from './harness/package_server.mjs';
import { serve } from './harness/server.mjs';
import { project } from './harness/tarball.mjs';
import { until } from './harness/until.mjs';

const html = pageOf(script('/harness/call_page.js')); // without the agent: observeCall() adds it
const kStarvedMs = 4000;

let server;
let observeCall;
let toHaveNoFreeze;
before(async () => {
  const app = await project();
  const entry = await import(pathToFileURL(join(app, 'node_modules/rtc-vitals/js/playwright/index.mjs')));
  observeCall = entry.observeCall;
  toHaveNoFreeze = entry.matchers.toHaveNoFreeze;
  const { pages, folders } = demoCall();
  server = await serve({
    pages: {
      ...pages, '/': html,
      '/closed': (request, response) => response.writeHead(200, {
        'content-type': 'text/html', 'content-security-policy': "default-src 'self'",
      }).end(html),
    },
    folders,
  });
});
after(() => server.close());

const observed = (launch, use) => withContext(launch, async (context) => {
  const page = await context.newPage();
  const call = await observeCall(page);
  await page.goto(server.url);
  await use(page, call);
});

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: reports no freeze in a good call`, () => observed(launch, async (page, call) => {
    assert.equal(await page.evaluate(() => window.rtcVitals), undefined, 'the page has no global of it');
    await page.evaluate(() => window.startCall().then(() => undefined));
    await until(() => call.samples.length >= 8 && call.recording.length >= 8, 'four polls of two connections');
    const verdict = await call.verdict();
    const { pass, message } = toHaveNoFreeze(verdict);
    assert.ok(pass, message());
    assert.equal(verdict.videoStreams, 1);
    assert.ok(verdict.watchedMs > 0, verdict.text);
    assert.deepEqual(verdict.errors, []);
  }));
}

test('chromium: reports the freeze of a starved decoder, with its cause', () => observed(launchChromium, async (page, call) => {
  await playStarved(page, server.url, { before: 5000, starved: kStarvedMs, after: 4000 });
  const verdict = await call.verdict();
  assert.equal(toHaveNoFreeze(verdict).pass, false);
  const longest = verdict.freezes.reduce((a, b) => (a.durationMs > b.durationMs ? a : b));
  assert.ok(longest.durationMs > kStarvedMs - 500 && longest.durationMs < kStarvedMs + 4000, verdict.text);
  assert.ok(longest.cause, verdict.text);
  assert.match(toHaveNoFreeze(verdict).message(), /c2: (One freeze of|\d freezes,) \d+\.\d s.*[Cc]ause: /);
}));

test('with a context: also sees the call of a window that the page opens', () => withContext(launchChromium, async (context) => {
  const call = await observeCall(context);
  const page = await context.newPage();
  await page.goto(server.url);
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => { window.open('/'); })]);
  await popup.waitForFunction(() => window.startCall);
  await popup.evaluate(() => window.startCall().then(() => undefined));
  await until(() => call.samples.length >= 8, 'four polls of two connections');
  const verdict = await call.verdict();
  assert.equal(verdict.videoStreams, 1);
  const { pass, message } = toHaveNoFreeze(verdict);
  assert.ok(pass, message());
}));

test('fails on a page without a call', () => observed(launchChromium, async (page, call) => {
  const { pass, message } = toHaveNoFreeze(await call.verdict());
  assert.equal(pass, false);
  assert.match(message(), /no video was received/);
}));

test("suggests bypassCSP when the page's policy blocks the core", () => observed(launchChromium, async (page, call) => {
  await page.goto(`${server.url}/closed`);
  const { pass, message } = toHaveNoFreeze(await call.verdict());
  assert.equal(pass, false);
  assert.match(
    message(),
    /no video was received; errors in the page:\n(.*\n)*error: the wasm core cannot run here .*`bypassCSP: true`/,
  );
}));
