// The package imported through common bundlers, and on a server, where there is no browser.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import nodeResolve from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import { build as viteBuild } from 'vite';
import webpack from 'webpack';

import { launchChromium } from './harness/browsers.mjs';
import { batchesOf, showsVideo, withPage } from './harness/observed_page.mjs';
import { serve } from './harness/server.mjs';
import { project } from './harness/tarball.mjs';

const html = '<!doctype html><meta charset="utf-8"><title>bundled</title><script type="module" src="./app.js"></script>';
const appSource = (entry) => `
import { createAgent } from '${entry}';
import './call_page.js';
const agent = createAgent({ url: '/ingest', poll: 1, batch: 2, tags: { room_id: 'bundled' } });
window.startCall().then(({ sender, receiver }) => { agent.add(sender); agent.add(receiver); });
`;

// Rollup and esbuild do not copy assets: users of the separate wasm file copy it themselves.
function copyAssets(app, out) {
  cpSync(join(app, 'index.html'), join(out, 'index.html'));
  cpSync(join(app, 'node_modules/rtc-vitals/dist/rtc-vitals.wasm'), join(out, 'rtc-vitals.wasm'));
}

const bundlers = {
  vite: (app, out) => viteBuild({ root: app, base: './', logLevel: 'error', configFile: false, build: { outDir: out } }),
  webpack: (app, out) => new Promise((resolve, reject) => {
    const options = {
      mode: 'production', context: app, entry: './app.js', output: { path: out, filename: 'app.js', module: true },
      experiments: { outputModule: true }, target: 'web',
    };
    webpack(options, (error, stats) => {
      const fault = error?.message ?? (stats.hasErrors() || stats.hasWarnings() ? stats.toString('errors-warnings') : undefined);
      if (fault) return reject(new Error(fault));
      cpSync(join(app, 'index.html'), join(out, 'index.html'));
      return resolve();
    });
  }),
  esbuild: async (app, out) => {
    const { warnings } = await esbuild.build({ absWorkingDir: app, entryPoints: ['app.js'], bundle: true, format: 'esm', outdir: out });
    assert.deepEqual(warnings, []);
    copyAssets(app, out);
  },
  rollup: async (app, out) => {
    const onwarn = ({ message }) => { throw new Error(message); };
    const bundle = await rollup({ input: join(app, 'app.js'), plugins: [nodeResolve({ browser: true })], onwarn });
    await bundle.write({ dir: out, format: 'es' });
    await bundle.close();
    copyAssets(app, out);
  },
};

// Serves `folder` and resolves to the result of `use(page, faults, server)` for its index.html.
async function inBundle(folder, use) {
  const server = await serve({ folders: { '/': folder } });
  try {
    return await withPage(launchChromium, `${server.url}/index.html`, (page, faults) => use(page, faults, server));
  } finally {
    await server.close();
  }
}

for (const entry of ['rtc-vitals', 'rtc-vitals/external']) {
  for (const [name, bundle] of Object.entries(bundlers)) {
    test(`${entry} bundled by ${name} measures a call`, async () => {
      const app = await project({ 'index.html': html, 'app.js': appSource(entry) });
      cpSync(new URL('harness/call_page.js', import.meta.url), join(app, 'call_page.js'));
      const out = join(app, 'out');
      await bundle(app, out);
      await inBundle(out, async (page, faults, server) => {
        await server.until(2);
        await page.close();
        const batches = batchesOf(server.received);
        assert.ok(batches.some(showsVideo), 'no batch has the video');
        assert.equal(batches[0].tags.room_id, 'bundled');
        assert.deepEqual(faults, []);
      });
    });
  }
}

for (const [name, bundle] of Object.entries(bundlers)) {
  test(`the script-tag file imported in a bundle by ${name} sets window.rtcVitals`, async () => {
    const app = await project({ 'index.html': html, 'app.js': "import 'rtc-vitals/rtc-vitals.global.js';" });
    const out = join(app, 'out');
    await bundle(app, out);
    assert.equal(await inBundle(out, (page) => page.evaluate(() => typeof window.rtcVitals?.createAgent)), 'function');
  });
}

test('rtc-vitals/external in a non-module bundle, which cannot locate itself, requires wasmUrl', async () => {
  const app = await project({
    'index.html': '<!doctype html><meta charset="utf-8"><title>bundled</title><script src="./app.js"></script>',
    'entry.js': "import { createAgent } from 'rtc-vitals/external'; window.createAgent = createAgent;",
  });
  await esbuild.build({
    absWorkingDir: app, entryPoints: ['entry.js'], bundle: true, format: 'iife', outfile: 'app.js', logLevel: 'silent',
  });
  const lastErrors = await inBundle(app, (page) => page.evaluate(async () => {
    const agents = [{}, { wasmUrl: 'node_modules/rtc-vitals/dist/rtc-vitals.wasm' }].map((options) => window.createAgent({
      url: null, ...options,
    }));
    await Promise.all(agents.map(({ ready }) => ready));
    return agents.map((agent) => agent.stats().lastError);
  }));
  assert.match(lastErrors[0], /cannot locate rtc-vitals.wasm: set option 'wasmUrl' to its URL\): nothing is measured$/);
  assert.equal(lastErrors[1], null);
});

// It must not need anything that jsdom under Jest lacks either.
test('importing on a server touches no browser API and exports the public API', async () => {
  const app = await project({
    'render.js': `
      for (const name of ['window', 'document', 'navigator', 'RTCPeerConnection', 'location', 'self', 'TextEncoder', 'TextDecoder']) {
        Object.defineProperty(globalThis, name, { get() { throw new Error(name + ' was touched'); } });
      }
      for (const entry of ['rtc-vitals', 'rtc-vitals/external']) console.log(Object.keys(await import(entry)).sort().join());`,
  });
  const { stdout } = await promisify(execFile)(process.execPath, ['render.js'], { cwd: app });
  assert.deepEqual(stdout.trim().split('\n'), ['createAgent,instrument', 'createAgent,instrument']);
});
