// The package as a plain script tag, in every browser, under the strictest content security policy that it supports.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browsers } from './harness/browsers.mjs';
import { batchesOf, showsVideo, withContext, withPage } from './harness/observed_page.mjs';
import { agentTag, pageOf, script, servePackage } from './harness/package_server.mjs';
import { until } from './harness/until.mjs';

const kPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
  + "require-trusted-types-for 'script'; trusted-types 'none'";
const callPage = pageOf(
  agentTag('data-url="/ingest" data-tag-room_id="room 1" data-poll="1" data-batch="2" data-auto'),
  script('/harness/call_page.js'),
);

// Mistakes in a tag, and the resulting messages on the console.
const mistakes = {
  '/auto': [agentTag('data-auto'), ['data-auto requires data-url']],
  '/empty-number': [agentTag('data-url="/ingest" data-sample-rate=""'), ['option \'sampleRate\' must be a number from 0 to 1, got ""']],
  '/unit': [agentTag('data-url="/ingest" data-poll="2s"'), ['option \'poll\' must be seconds from 1 to 5, got "2s"']],
  '/small': [
    agentTag('data-url="/ingest" data-sampleRate="2" data-nscript="afterInteractive"'),
    ["option 'sampleRate' must be a number from 0 to 1, got 2"],
  ],
  '/module': [agentTag('type="module" data-url="/ingest"'), ['data-url has no effect with type="module"']],
  '/twice': [agentTag('') + agentTag('data-url="/ingest"'), ['data-url has no effect in a second tag']],
  '/no-address': [agentTag('data-url=" "'), [
    "option 'url' must be an http(s) URL without a password, or null to send nothing, got \" \"",
    "option 'url' (where batches go) or 'send' is missing",
  ]],
};
const valid = {
  '/plain': [agentTag(''), false],
  '/disabled': [agentTag('data-url="/ingest" data-enabled="false" data-auto'), false],
  '/enabled': [agentTag('data-url="/ingest" data-enabled data-poll="1" data-sample-rate="1.0"'), true],
  '/points': [agentTag('data-url="/ingest" data-format="points"'), true],
  '/two': [agentTag('data-url="/ingest"') + agentTag(''), true],
};
const pagesOf = (cases) => Object.fromEntries(Object.entries(cases).map(([path, [tags]]) => [path, pageOf(tags)]));

let server;
before(async () => {
  server = await servePackage({ pages: { '/': callPage, ...pagesOf(mistakes), ...pagesOf(valid) }, headers: {
    'content-security-policy': kPolicy,
  } });
});
after(() => server.close());

for (const [name, launch] of Object.entries(browsers)) {
  test(
    `${name}: a script tag catches the page's connections and sends their batches`,
    () => withPage(launch, server.url, async (page, faults) => {
      server.received.length = 0;
      await page.evaluate(() => window.startCall().then(() => undefined));
      await until(() => batchesOf(server.received).some(showsVideo), 'a batch with the video');
      const batches = batchesOf(server.received);
      for (const batch of batches) {
        assert.equal(batch.schema, 'rtc-vitals/1');
        assert.equal(batch.tags.room_id, 'room 1');
      }
      assert.deepEqual(faults, []);
    }),
  );
}

// Opens such a page. Resolves to what it logged, and whether its agent measures.
async function openTagPage(context, path) {
  const page = await context.newPage();
  const logged = [];
  page.on('console', (message) => logged.push(message.text()));
  await page.goto(`${server.url}${path}`);
  const measures = await page.evaluate(() => window.rtcVitals.agent?.ready ?? false);
  await page.close();
  return { logged, measures };
}

test('warns about tag attributes and options that have no effect', () => withContext(browsers.chromium, async (context) => {
  for (const [path, [, expected]] of Object.entries(mistakes)) {
    const { logged, measures } = await openTagPage(context, path);
    const messages = logged.map((text) => text.replace(/[;:] (there are|nothing is measured).*/, ''));
    assert.deepEqual(messages, expected.map((text) => `rtc-vitals: ${text}`), path);
    assert.equal(measures, ['/empty-number', '/unit', '/small'].includes(path), path);
  }
  for (const [path, [, measures]] of Object.entries(valid)) {
    assert.deepEqual(await openTagPage(context, path), { logged: [], measures }, path);
  }
  const page = await context.newPage();
  await page.goto(`${server.url}/plain`);
  const error = await page.evaluate(async () => {
    const agent = window.rtcVitals.createAgent({ url: null, wasmUrl: '/mine.wasm' });
    return new Promise((resolve) => { agent.on('error', ({ code, message }) => resolve(`${code} ${message}`)); });
  });
  assert.match(error, /^options option 'wasmUrl' is for rtc-vitals\/external/);
}));
