// The agent must not affect the page: with wasm forbidden, and with wrapped constructors.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { browsers } from './harness/browsers.mjs';
import { batchesOf, showsVideo, withPage } from './harness/observed_page.mjs';
import { agentTag, pageOf, script, servePackage } from './harness/package_server.mjs';
import { until } from './harness/until.mjs';

// adapter.js (webrtc-adapter) also wraps RTCPeerConnection and its getStats(). It is loaded before the agent, and after it.
const adapter = script('/adapter/adapter.js');
const instrumenting = agentTag('data-url="/ingest" data-auto data-poll="1" data-batch="2"');
const call = script('/harness/call_page.js');
const withAdapter = { before: pageOf(adapter, instrumenting, call), after: pageOf(instrumenting, adapter, call) };

const servers = {};
before(async () => {
  const adapterFolder = fileURLToPath(new URL('../node_modules/webrtc-adapter/out', import.meta.url));
  servers.open = await servePackage({ pages: { '/before': withAdapter.before, '/after': withAdapter.after }, folders: {
    '/adapter/': adapterFolder,
  } });
  servers.noWasm = await servePackage({
    headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" },
  });
});
after(() => Promise.all(Object.values(servers).map((server) => server.close())));

for (const [name, launch] of Object.entries(browsers)) {
  test(
    `${name}: emits one error where the page's policy forbids wasm, throws nothing and polls nothing`,
    () => withPage(launch, servers.noWasm.url, async (page) => {
      const seen = await page.evaluate(async () => {
        const errors = [];
        const thrown = []; // collected in the page: Firefox reports the policy violation to the test as if it were thrown
        for (const type of ['error', 'unhandledrejection']) {
          window.addEventListener(type, (event) => thrown.push(event.message ?? String(event.reason)));
        }
        const agent = window.rtcVitals.createAgent({ url: '/ingest', poll: 1 });
        agent.on('error', ({ code, message }) => errors.push([code, message]));
        const connection = new RTCPeerConnection();
        let asked = 0;
        connection.getStats = async () => { asked += 1; return new Map(); };
        agent.add(connection);
        const ready = await agent.ready;
        agent.add(new RTCPeerConnection());
        await agent.flush();
        await new Promise((resolve) => { setTimeout(resolve, 1500); });
        return { ready, errors, asked, thrown };
      });
      assert.deepEqual([seen.ready, seen.asked, seen.errors.length, seen.errors[0][0]], [false, 0, 1, 'unsupported']);
      assert.match(seen.errors[0][1], /wasm-unsafe-eval/);
      assert.deepEqual(seen.thrown, []);
    }),
  );

  test(
    `${name}: instrument() catches every connection and is not detectable`,
    () => withPage(launch, servers.open.url, async (page, faults) => {
      const seen = await page.evaluate(async () => {
        const Native = RTCPeerConnection;
        const { name: nameBefore, length, prototype } = Native;
        const agent = window.rtcVitals.createAgent({ url: null });
        const undo = window.rtcVitals.instrument(agent);
        const same = window.rtcVitals.instrument(agent) === undo;
        class Mine extends RTCPeerConnection { own() { return 'own'; } }
        const plain = new RTCPeerConnection({ iceServers: [] });
        const mine = new Mine();
        let withoutNew;
        try {
          RTCPeerConnection();
        } catch (error) {
          withoutNew = error.constructor.name;
        }
        const Ours = RTCPeerConnection;
        window.RTCPeerConnection = function Wrapped(...args) { return Reflect.construct(Ours, args, new.target ?? Ours); };
        window.RTCPeerConnection.prototype = Ours.prototype;
        const wrapped = new RTCPeerConnection();
        await agent.ready;
        const caught = agent.stats().connections;
        window.RTCPeerConnection = Ours;
        undo();
        const back = RTCPeerConnection === Native;
        new RTCPeerConnection();
        return {
          same, caught, back, withoutNew, after: agent.stats().connections, own: mine.own(),
          kinds: [plain instanceof Ours, plain instanceof Native, mine instanceof Mine, mine instanceof Native, wrapped instanceof Native],
          looks: [Ours.name === nameBefore, Ours.length === length, Ours.prototype === prototype],
          certificate: (await Ours.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' })).constructor.name,
          channel: plain.createDataChannel('x').label,
        };
      });
      assert.deepEqual(seen, {
        same: true, caught: 3, back: true, withoutNew: 'TypeError', after: 3, own: 'own', kinds: [true, true, true, true, true],
        looks: [true, true, true],
        certificate: 'RTCCertificate', channel: 'x',
      });
      assert.deepEqual(faults, []);
    }),
  );

  for (const order of Object.keys(withAdapter)) {
    test(
      `${name}: measures the call with adapter.js loaded ${order} instrument()`,
      () => withPage(launch, `${servers.open.url}/${order}`, async (page, faults) => {
        const { received } = servers.open;
        received.length = 0;
        await page.evaluate(() => window.startCall().then(() => undefined));
        await until(() => batchesOf(received).some(showsVideo), 'a batch with the video');
        const state = await page.evaluate(() => [typeof window.adapter, window.rtcVitals.agent.stats().connections]);
        assert.deepEqual(state, ['object', 2]);
        assert.deepEqual(faults, []);
      }),
    );
  }
}
