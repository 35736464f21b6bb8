// The examples for a back end of your own: one that stores batches, and a `send` that delivers points to another.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import * as esbuild from 'esbuild';

import { readBody } from './harness/bodies.mjs';
import { launchChromium } from './harness/browsers.mjs';
import { withPage } from './harness/observed_page.mjs';
import { servePackage } from './harness/package_server.mjs';
import { project } from './harness/tarball.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let app;
let backEnd;
let backEndUrl;
let server;
const points = []; // {authorization, body} of requests to the other back end

before(async () => {
  app = await project();
  cpSync(here('examples/own_way.js'), join(app, 'own_way.js'));
  await esbuild.build({ absWorkingDir: app, entryPoints: ['own_way.js'], bundle: true, format: 'esm', outdir: 'out', logLevel: 'error' });
  backEnd = spawn(process.execPath, [here('examples/own_back_end.mjs'), '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  [backEndUrl] = await once(createInterface(backEnd.stdout), 'line');
  server = await servePackage({
    app,
    pages: {
      async '/points'(request, response) {
        points.push({ authorization: request.headers.authorization, body: JSON.parse(await readBody(request)) });
        response.writeHead(points.length === 1 ? 503 : 202).end(); // refuses the first one
      },
    },
    folders: { '/out/': join(app, 'out') },
  });
});
after(async () => {
  await server?.close();
  backEnd?.kill();
});

const inCall = (use, argument) => withPage(launchChromium, server.url, async (page, faults) => {
  const result = await page.evaluate(use, argument);
  assert.deepEqual(faults.filter((fault) => !fault.includes('503')), []);
  return result;
});

test('a small back end stores and reads batches', async () => {
  const stats = await inCall(async (url) => {
    const { createAgent } = await import('/dist/rtc-vitals.js');
    const { sender, receiver } = await window.startCall();
    const agent = createAgent({ url, poll: 1, batch: 2, delivery: 'confirmed' });
    agent.add(sender);
    agent.add(receiver);
    while (agent.stats().batches.sent < 2) await new Promise((resolve) => { setTimeout(resolve, 100); });
    await agent.stop();
    return agent.stats();
  }, backEndUrl);
  const { batches, lost, rtts } = await (await fetch(backEndUrl)).json();
  assert.deepEqual([batches, lost], [stats.batches.made, 0]);
  assert.equal(rtts.length, stats.polls, 'one value per sample');
  assert.ok(rtts.some((rtt) => rtt >= 0 && rtt !== null), rtts.join());
});

for (const delivery of ['beacon', 'confirmed']) {
  test(`a small back end stores points from another origin, ${delivery}`, async () => {
    const before = (await (await fetch(backEndUrl)).json()).points;
    await inCall(async ([url, how]) => {
      const { createAgent } = await import('/dist/rtc-vitals.js');
      const { receiver } = await window.startCall();
      const agent = createAgent({ url, poll: 1, batch: 2, delivery: how, format: 'points' });
      agent.add(receiver);
      while (agent.stats().batches.sent < 3) await new Promise((resolve) => { setTimeout(resolve, 100); });
      await agent.stop();
    }, [backEndUrl, delivery]);
    const { points: after, rtts } = await (await fetch(backEndUrl)).json();
    assert.ok(after - before >= 2, `${after - before} points`); // the newest beacon may be lost when the browser closes
    assert.ok(rtts.at(-1) >= 0, rtts.join());
  });
}

test('a small back end rejects invalid bodies and keeps running', async () => {
  const batch = { schema: 'rtc-vitals/1', sessionId: 's', epoch: 1, seq: 0, sentAt: 1, connections: [] };
  const wrongMembers = [
    { schema: 'x' }, { seq: undefined }, { connections: undefined }, { connections: [{ id: 'c' }] }, { connections: [null] },
  ];
  const wrongBatches = wrongMembers.map((wrong) => JSON.stringify({ ...batch, ...wrong }));
  for (const body of ['{}', 'null', '[]', '7', '{', '{"metrics":[null]}', ...wrongBatches]) {
    const response = await fetch(backEndUrl, { method: 'POST', body });
    assert.equal(response.status, 400, body);
    assert.notEqual(await response.text(), '');
    assert.equal((await fetch(backEndUrl)).status, 200);
  }
  const { batches } = await (await fetch(backEndUrl)).json();
  for (let time = 0; time < 2; time++) assert.equal((await fetch(backEndUrl, { method: 'POST', body: JSON.stringify(batch) })).status, 202);
  assert.equal((await (await fetch(backEndUrl)).json()).batches, batches + 1, 'a duplicate is stored once');
});

test('send() delivers points with a header, and retries rejected ones', async () => {
  await inCall(async (address) => {
    const { measure } = await import('/out/own_way.js');
    const { receiver } = await window.startCall();
    const agent = measure(receiver, address, 'a secret');
    while (agent.stats().batches.sent < 2) await new Promise((resolve) => { setTimeout(resolve, 100); });
    await agent.stop();
  }, `${server.url}/points`);
  assert.ok(points.length >= 3 && points.every(({ authorization }) => authorization === 'Bearer a secret'));
  assert.deepEqual(points[1].body, points[0].body, 'the first one is sent again');
  const [sample] = points.at(-1).body.metrics;
  assert.deepEqual(Object.keys(sample), ['sessionId', 'timestamp', 'rtt', 'availableOutgoingBitrate', 'video', 'audio']);
});
