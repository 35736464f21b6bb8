// The package in React: rendered on a server, then hydrated in the browser in StrictMode, which runs every effect twice.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'vite';

import { launchChromium } from './harness/browsers.mjs';
import { batchesOf, showsVideo, withPage } from './harness/observed_page.mjs';
import { pageOf, script, servePackage } from './harness/package_server.mjs';
import { project } from './harness/tarball.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const react = ['react', 'react-dom'].map((name) => join(root, 'node_modules', name));

test('React: renders on the server, measures once in the browser although StrictMode mounts twice', async (t) => {
  const app = await project({}, react);
  cpSync(new URL('examples/react', import.meta.url), app, { recursive: true });
  const define = { 'process.env.NODE_ENV': '"development"' };
  const common = { root: app, logLevel: 'error', configFile: false, mode: 'development', define };
  const client = { input: join(app, 'client.jsx'), output: { entryFileNames: 'client.js' } };
  await build({ ...common, build: { outDir: 'server', ssr: 'server.jsx' } });
  await build({ ...common, build: { outDir: 'client', minify: false, rollupOptions: client } });

  const { render } = await import(pathToFileURL(join(app, 'server/server.js')));
  const rendered = render();
  assert.equal(rendered, '<p>Connecting…</p>');
  const html = pageOf(script('/harness/call_page.js'), `<div id="app">${rendered}</div>`, script('/client/client.js', 'type="module"'));
  const server = await servePackage({ app, pages: { '/': html }, folders: { '/client/': join(app, 'client') } });
  t.after(() => server.close());
  await withPage(launchChromium, server.url, async (page, faults) => {
    await server.until(3);
    assert.equal(await page.evaluate(() => document.body.dataset.mounts), '2', 'React did not mount twice');
    assert.match(await page.textContent('#app'), /^The call is (good|fair|poor)\.$/);
    const batches = batchesOf(server.received);
    assert.ok(batches.some(showsVideo), 'no batch has the video');
    assert.equal(new Set(batches.map(({ epoch }) => epoch)).size, 1, 'one agent');
    const polls = batches.flatMap(({ connections }) => connections);
    assert.deepEqual([...new Set(polls.map(({ id }) => id))], ['c1'], 'one connection');
    assert.ok(batches.every(({ connections: [{ t: times }] }) => times.length === 2), 'each batch has two samples, as configured');
    assert.deepEqual(faults, []);
  });
});
