// Dumps of a real call with a starved decoder, written by other tools. They are not kept, since they contain addresses.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { launchChromium, launchFirefox } from './harness/browsers.mjs';
import { demoCall, playStarved } from './harness/demo_call.mjs';
import { startRtcstatsServer } from './harness/rtcstats_server.mjs';
import { serve } from './harness/server.mjs';
import { project } from './harness/tarball.mjs';

const kMs = { before: 4000, starved: 3500, after: 3000 };
const kFewestPolls = 6; // in 10 s at one per second

const folder = mkdtempSync(join(tmpdir(), 'rtc-vitals-dumps-'));
let app;
before(async () => { app = await project(); });
after(() => rmSync(folder, { recursive: true, force: true }));

function analyze(...args) {
  const command = [join(app, 'node_modules/rtc-vitals/js/cli/main.mjs'), 'analyze', ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e8 });
  assert.deepEqual([stderr, status], ['', 0]);
  return stdout;
}

// Both ends of the call have their streams and states, and the freeze has its cause.
function check(file) {
  const { connections } = JSON.parse(analyze('--json', file));
  assert.equal(connections.length, 2);
  const viewer = connections.find(({ watchedMs }) => watchedMs > 0);
  const sender = connections.find((connection) => connection !== viewer);
  assert.ok(viewer.samples >= kFewestPolls, `${viewer.samples} samples`);
  const longest = viewer.freezes.reduce((a, b) => (a.durationMs > b.durationMs ? a : b));
  assert.ok(longest.durationMs >= kMs.starved - 500, viewer.verdict);
  assert.equal(longest.cause, 'keyframe-starvation', viewer.verdict);

  const samples = analyze('--samples', file).trim().split('\n').map((line) => JSON.parse(line));
  const of = ({ id }) => samples.filter(({ connection }) => connection === id);
  const kinds = (connection) => [...new Set(of(connection).map(({ kind }) => kind))].sort();
  assert.deepEqual(kinds(viewer), ['connection', 'inboundAudio', 'inboundVideo']);
  assert.deepEqual(kinds(sender), ['connection', 'outboundAudio', 'outboundVideo']);
  const { connectionState, iceConnectionState } = of(viewer).filter(({ kind }) => kind === 'connection').at(-1);
  assert.deepEqual([connectionState, iceConnectionState], ['connected', 'connected']);
}

test('chrome://webrtc-internals: analyzes both dumps that Chromium offers', { timeout: 90_000 }, async (t) => {
  const server = await serve(demoCall());
  const browser = await launchChromium();
  try {
    const context = await browser.newContext();
    const internals = await context.newPage();
    await internals.goto('chrome://webrtc-internals'); // it polls from now on
    const page = await context.newPage();
    await playStarved(page, server.url, kMs);
    await internals.bringToFront();
    await internals.click('text=Create a WebRTC-Internals dump');
    for (const name of ['webrtc-internals dump', 'rtcstats dump']) {
      await t.test(name, async () => {
        const [download] = await Promise.all([internals.waitForEvent('download'), internals.click(`text=Download the "${name}"`)]);
        const file = join(folder, name);
        await download.saveAs(file);
        check(file);
      });
    }
  } finally {
    await browser.close();
    await server.close();
  }
});

// The version on npm calls getStats(callback), which Chromium has removed. It works unchanged in Firefox.
test('rtcstats (npm) in Firefox: analyzes a dump written as by rtcstats-server', { timeout: 90_000 }, async () => {
  const rtcstats = await startRtcstatsServer();
  const contents = `require('rtcstats')(require('rtcstats/trace-ws')('${rtcstats.url}'), 1000, ['']);`;
  const { outputFiles: [{ text }] } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) }, bundle: true, write: false,
  });
  const server = await serve(demoCall({ first: `<script>${text}</script>` }));
  const browser = await launchFirefox();
  try {
    await playStarved(await browser.newPage(), server.url, kMs);
    const file = join(folder, 'rtcstats');
    writeFileSync(file, rtcstats.dump());
    check(file);
  } finally {
    await browser.close();
    await server.close();
    await rtcstats.close();
  }
});
