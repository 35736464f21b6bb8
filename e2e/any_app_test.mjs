// In pages with other libraries: the call works as without rtc-vitals, every connection is found, the figures are right, and nothing is
// thrown or logged.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { browsers } from './harness/browsers.mjs';
import { guests } from './harness/guests.mjs';
import { batchesOf, showsVideo, withPage } from './harness/observed_page.mjs';
import { agentTag, pageOf, script, servePackage } from './harness/package_server.mjs';
import { project } from './harness/tarball.mjs';
import { until } from './harness/until.mjs';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const ours = (tag) => agentTag(`data-url="/ingest" data-auto data-poll="1" data-batch="1" data-tag-page="${tag}"`);
const kStart = ['<link rel="icon" href="data:,"><body>', script('/harness/guest_page.js')];
const page = (...scripts) => pageOf(...kStart, ...scripts, script('/harness/call_page.js'));

const kOrders = { first: (guest, tag) => page(ours(tag), guest), last: (guest, tag) => page(guest, ours(tag)) };
const cases = Object.entries(guests).flatMap(([name, { script: guest, call }]) => Object.entries(kOrders).map(([order, pageIn]) => {
  const title = `${name}, rtc-vitals ${order}`;
  return { title, order, path: encodeURI(`/${title}`), html: `${pageIn(guest, title)}<script>window.callOfGuest = ${call}</script>` };
}));
const sendThree = async () => {
  await startCall();
  await waitUntil(() => rtcVitals.agent.stats().batches.sent > 2);
  parent.postMessage(origin, '*');
};
const pages = {
  '/own': page(ours('own')),
  '/zone': page(ours('zone'), guests['zone.js'].script),
  '/sandboxed': `${page(ours('sandboxed'))}<script>(${sendThree})()</script>`,
  '/empty': '<!doctype html><body>',
};

let server;
before(async () => {
  const app = await project();
  const entryPoints = [join(modules, 'jssip')];
  await build({ entryPoints, outfile: join(app, 'jssip.js'), bundle: true, globalName: 'JsSIP', logLevel: 'error' });
  server = await servePackage({
    app,
    pages: { ...pages, ...Object.fromEntries(cases.map(({ path, html }) => [path, html])) },
    folders: { '/modules/': modules, '/built/': app },
  });
});
after(() => server.close());

// Resolves to the result of `use` in a page that must throw and log nothing.
const inPage = (browser, path, use) => withPage(browsers[browser], `${server.url}${path}`, async (page, faults) => {
  const result = await page.evaluate(use);
  assert.deepEqual([...faults, ...await page.evaluate(() => window.rejected)], []);
  return result;
});

const videoSent = (tag) =>
  until(() => batchesOf(server.received).some((batch) => batch.tags.page === tag && showsVideo(batch)), 'a batch with the video');

// Runs in the page: makes a call, measures it and ends it.
async function measure() {
  const { agent, instrument } = window.rtcVitals;
  const { samples, errors } = window.listenTo(agent);
  const { receiver, close } = await window.callOfGuest();
  const decoded = () => samples.flatMap(({ inboundVideo }) => inboundVideo)
    .reduce((sum, { framesDecodedDelta }) => sum + framesDecodedDelta, 0);
  await window.waitUntil(() => decoded() > 0);
  const reported = decoded();
  const inStats = await window.framesDecoded(receiver);
  const { connections } = agent.stats();
  const kinds = [receiver instanceof RTCPeerConnection, receiver instanceof window.Native];
  instrument(agent)();
  const restored = RTCPeerConnection === window.Native;
  close();
  await window.waitUntil(() => agent.stats().connections === 0);
  return { reported, inStats, rest: { connections, kinds, restored, errors } };
}

for (const browser of Object.keys(browsers)) {
  describe(browser, { concurrency: 5, timeout: 60_000 }, () => {
    for (const { title, order, path } of cases) {
      if (browser === 'firefox' && order === 'first') continue; // the order does not depend on the browser
      test(title, async () => {
        const { reported, inStats, rest } = await inPage(browser, path, measure);
        assert.deepEqual(rest, { connections: 2, kinds: [true, true], restored: true, errors: [] });
        assert.ok(reported <= inStats, `${reported} frames reported, ${inStats} decoded`);
        await videoSent(title);
      });
    }
  });
}

describe('chromium, with any library', { concurrency: 5, timeout: 60_000 }, () => {
  // https://angular.dev/api/core/NgZone: a timer in the zone triggers change detection and keeps the application from becoming stable.
  test("ignores Angular's zone in the agent, and runs listeners in it", async () => {
    const seen = await inPage('chromium', '/zone', async () => {
      const { agent, createAgent } = window.rtcVitals;
      const tasks = [];
      const zone = Zone.current.fork({
        name: 'app',
        onScheduleTask(delegate, current, target, task) {
          tasks.push(task.source);
          return delegate.scheduleTask(target, task);
        },
      });
      const zones = new Set();
      const tracks = [camera(), microphone()];
      const { sender, receiver } = await window.startCall({ tracks });
      const { samples } = window.listenTo(agent);
      zone.run(() => {
        agent.on('sample', () => zones.add(Zone.current.name));
        agent.add(new RTCPeerConnection());
      });
      const others = zone.run(() => [1, 2].map(() => createAgent({ url: '/ingest', poll: 1, batch: 1, delivery: 'confirmed' })));
      zone.run(() => {
        others[0].add(sender);
        others[0].mark('here');
        others[0].flush();
        others[1].feed(receiver, []);
      });
      const before = samples.length;
      await window.waitUntil(() => samples.length > before + 6 && others[0].stats().batches.sent > 1);
      const stopped = zone.run(() => others.map((other) => other.stop()));
      for (const promise of stopped) await promise;
      return { tasks, zones: [...zones] };
    });
    assert.deepEqual(seen, { tasks: [], zones: ['app'] });
  });

  test('watches connections of subclasses with private members and of other windows, until they close or their window goes', async () => {
    const seen = await inPage('chromium', '/own', async () => {
      const { agent } = window.rtcVitals;
      const { samples, errors } = window.listenTo(agent);
      class Mine extends RTCPeerConnection {
        #asked = 0;
        get signalingState() { return this.#asked >= 0 && super.signalingState; }
        getStats(...args) {
          this.#asked += 1;
          return super.getStats(...args);
        }
        get asked() { return this.#asked; }
      }
      const mine = new Mine();
      mine.onnegotiationneeded = () => mine.close(); // within the event
      const frame = document.createElement('iframe');
      frame.src = '/empty';
      document.body.append(frame);
      await new Promise((resolve) => { frame.onload = resolve; });
      agent.add(new frame.contentWindow.RTCPeerConnection());
      const isSampled = (name) => samples.some(({ connection }) => connection === name);
      await window.waitUntil(() => isSampled('c1') && isSampled('c2'));
      const before = agent.stats().connections;
      mine.createDataChannel('news');
      frame.remove();
      await window.waitUntil(() => agent.stats().connections === 0);
      return { before, asked: mine.asked > 0, state: mine.signalingState, errors, failed: agent.stats().failed };
    });
    assert.deepEqual(seen, { before: 2, asked: true, state: 'closed', errors: [], failed: 0 });
  });

  test('works in a sandboxed frame, which has no origin', async () => {
    const origin = await inPage('chromium', '/own', () => new Promise((resolve) => {
      window.addEventListener('message', ({ data }) => resolve(data));
      const frame = document.createElement('iframe');
      frame.sandbox = 'allow-scripts';
      frame.src = '/sandboxed';
      document.body.append(frame);
    }));
    assert.equal(origin, 'null');
    await videoSent('sandboxed');
  });
});
