// The packed tarball in WebKit, whose Debian build has no peer connections: the core, the script tag, and delivery of reports passed to
// feed().
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { readLines } from '../tests/score/recording.mjs';
import { startIngest } from './harness/ingest.mjs';
import { buildNativeBatches, nativeBatches, unsent } from './harness/native_batches.mjs';
import { agentTag, fedPage, otherPage, pageOf, servePackage } from './harness/package_server.mjs';
import { until } from './harness/until.mjs';
import { launchWebkit } from './harness/webkit.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const recording = join(root, 'tests/traces/lab/tuning/loop-starve-chromium-12.jsonl.gz');
const taggedPage = pageOf(agentTag('data-url="/ingest" data-batch="1" data-auto'));
const kPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

let browser;
let server;
let strict;
before(async () => {
  server = await servePackage({ pages: { '/': fedPage, '/other': otherPage } });
  strict = await servePackage({ pages: { '/': taggedPage }, headers: { 'content-security-policy': kPolicy } });
  browser = await launchWebkit();
});
after(() => Promise.all([browser?.close(), server.close(), strict.close()]));

async function start(options) {
  await browser.goto(server.url);
  await browser.waitFor(() => window.feeding !== undefined);
  assert.equal(await browser.evaluate((value) => window.feeding.start(value), options), true);
}
const feed = (times, everyMs = 0) => browser.evaluate((count, every) => window.feeding.feed(count, every), times, everyMs);

async function untilStored(ingest, samples) {
  await until(() => ingest.samples >= samples, `the arrival of ${samples} samples`);
  assert.equal(ingest.samples, samples);
}

test('webkit: a script tag under a strict policy, without peer connections, sends what it is fed', async () => {
  await browser.goto(strict.url);
  const errors = await browser.evaluate(async () => {
    const { agent } = window.rtcVitals;
    const errors = [];
    agent.on('error', ({ code, message }) => errors.push(`${code}: ${message}`));
    await agent.ready;
    const connection = { connectionState: 'connected', iceConnectionState: 'connected', getStats: async () => new Map() };
    for (const n of [1, 2]) {
      const timestamp = performance.timeOrigin + 1000 * n;
      agent.feed(connection, [{ id: 'IV', type: 'inbound-rtp', timestamp, kind: 'video', ssrc: 1, bytesReceived: 90_000 * n }]);
    }
    return errors;
  });
  assert.deepEqual(errors, []);
  const batches = (await strict.until(2)).map(({ text }) => JSON.parse(text));
  assert.equal(batches[1].inboundVideo.bitrate, 720_000);
});

test('webkit: delivers beacons, including the last one of a page that is left', async () => {
  const ingest = await startIngest();
  try {
    await start({ url: ingest.url, batch: 4 });
    await feed(6);
    await browser.goto(`${server.url}/other`);
    await untilStored(ingest, 6);
    assert.deepEqual(ingest.stored.map(({ seq, flush }) => [seq, flush]), [[0, 'full'], [1, 'hide']]);
  } finally {
    await ingest.close();
  }
});

for (const [fault, options] of [
  ['collector down', {}], ['status 503', { gzip: true }], ['reset mid-body', {}], ['reset after reading', {}],
]) {
  test(`webkit: confirmed delivery loses nothing: ${fault}`, { timeout: 120_000 }, async () => {
    const ingest = await startIngest();
    try {
      await start({ url: ingest.url, delivery: 'confirmed', ...options });
      await feed(2);
      await untilStored(ingest, 2);
      if (fault === 'collector down') await ingest.setDown(true);
      else ingest.setFault(fault);
      const during = await feed(8, 300);
      assert.ok(during.batches.queued > 0, 'the fault did not delay anything');
      if (fault === 'collector down') await ingest.setDown(false);
      else ingest.setFault('none');
      await feed(2);
      await browser.waitFor(() => window.feeding.agent.stats().batches.queued === 0, 100_000);
      const { polls, batches } = await browser.evaluate(() => window.feeding.agent.stats());
      assert.deepEqual([polls, ingest.samples, batches.dropped], [12, 12, 0]);
      assert.deepEqual(await browser.evaluate(() => window.feeding.errors.filter((error) => !error.startsWith('delivery'))), []);
    } finally {
      await ingest.close();
    }
  });
}

test('webkit: makes byte for byte the same batches from a recorded call as the native core', async () => {
  buildNativeBatches();
  await start({ url: null, batch: 5 });
  const { lines, batches } = await browser.evaluate((polls) => {
    const { agent } = window.feeding;
    const recorded = { lines: [], batches: [] };
    agent.on('poll', (line) => recorded.lines.push(JSON.stringify(line)));
    agent.on('batch', ({ sessionId, epoch, body }) => recorded.batches.push({ sessionId, epoch, body }));
    const connection = { connectionState: 'connected', iceConnectionState: 'connected', getStats: async () => new Map() };
    for (const { t, report } of polls) {
      performance.now = () => t - performance.timeOrigin; // at the pace of the call
      agent.feed(connection, Object.values(report));
    }
    return recorded;
  }, readLines(recording).filter(({ pc, report }) => pc === 'callee' && report));
  assert.ok(batches.some(({ body }) => body.includes('"type":"freeze"')), `no freeze in ${batches.length} batches`);
  const native = nativeBatches(lines, batches);
  const different = batches.findIndex((batch, i) => unsent(batch) !== native[i]);
  assert.equal(different, -1, `batch ${different}: ${batches[different]?.body}, natively ${native[different]}`);
});
