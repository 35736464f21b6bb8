// Difficult pages: a policy blocks the collector, the core is late or traps, or getStats() never settles.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browsers } from './harness/browsers.mjs';
import { startIngest } from './harness/ingest.mjs';
import { withPage } from './harness/observed_page.mjs';
import { agentTag, otherPage, pageOf, script, servePackage } from './harness/package_server.mjs';
import { until } from './harness/until.mjs';

const tappedCallPage = pageOf(script('/harness/core_taps.js'), script('/harness/call_page.js'), agentTag());
const tappedFedPage = pageOf(script('/harness/core_taps.js'), script('/harness/fed_page.js', 'type="module"'));
const policyOf = (scripts, connect) => ({ 'content-security-policy': `default-src 'none'; script-src ${scripts}; connect-src ${connect}` });

const servers = {};
let ingest;
before(async () => {
  const pages = { '/fed': tappedFedPage, '/call': tappedCallPage, '/other': otherPage };
  servers.open = await servePackage({ pages });
  servers.blocking = await servePackage({ pages, headers: policyOf("'self' 'wasm-unsafe-eval'", "'self'") });
  servers.fetchless = await servePackage({ pages, headers: policyOf("'self' 'wasm-unsafe-eval'", "'none'") });
  servers.wasmless = await servePackage({ pages, headers: policyOf("'self'", "'self'") });
  ingest = await startIngest();
});
after(() => Promise.all([...Object.values(servers), ingest].map((server) => server.close())));

for (const [name, launch] of Object.entries(browsers)) {
  for (const delivery of ['beacon', 'confirmed']) {
    test(
      `${name}, ${delivery}: names a collector blocked by the page's policy, and counts nothing as sent`,
      () => withPage(launch, `${servers.blocking.url}/fed`, async (page) => {
        const { url } = ingest;
        const before = ingest.posts;
        const accepted = await page.evaluate((address) => navigator.sendBeacon(address, 'a beacon of the page'), url);
        assert.equal(accepted, name === 'chromium', 'Chromium accepts a beacon that it then blocks, Firefox refuses it');
        await page.evaluate((options) => window.feeding.start(options), { url, delivery });
        await page.evaluate(() => window.feeding.feed(4, 50));
        await page.waitForFunction(() => {
          const { errors, agent } = window.feeding;
          return errors.some((text) => text.includes('connect-src')) && agent.stats().batches.queued === 4;
        });
        const { errors, batches } = await page.evaluate(() => ({
          errors: window.feeding.errors, batches: window.feeding.agent.stats().batches,
        }));
        assert.deepEqual(batches, { made: 4, sent: 0, queued: 4, dropped: 0, samplesDropped: 0 });
        const named = errors.filter((text) => text.includes(`delivery: the page's content security policy forbids sending to ${url}`));
        assert.equal(named.length, 1, errors.join('\n'));
        assert.equal(ingest.posts, before);
      }),
    );

    test(
      `${name}, ${delivery}: reports how many samples were read when the page closes while the core compiles`,
      () => withPage(launch, `${servers.open.url}/fed`, async (page) => {
        const sessionId = `early-${name}-${delivery}`;
        await page.evaluate((options) => {
          window.core.holds = true;
          window.feeding.start(options);
          return window.feeding.feed(3).then(() => undefined);
        }, { url: ingest.url, delivery, sessionId });
        await page.close();
        const stored = () => ingest.stored.filter((batch) => batch.sessionId === sessionId);
        await until(() => stored().length > 0, 'the arrival of a batch');
        const [{ lost, connections, flush }, ...others] = stored();
        assert.deepEqual({ lost, connections, flush, others }, {
          lost: { samples: 3, batches: 0 }, connections: [], flush: 'hide', others: [],
        });
      }),
    );
  }

  test(
    `${name}: names a collector blocked by the page's policy, even if the first batch is the last one`,
    () => withPage(launch, `${servers.blocking.url}/fed`, async (page) => {
      await page.evaluate((options) => window.feeding.start(options), { url: ingest.url, batch: 5 });
      await page.evaluate(() => window.feeding.feed(1));
      await page.evaluate(() => { window.feeding.agent.stop(); });
      await page.waitForFunction(() => window.feeding.errors.some((text) => text.includes('connect-src')));
    }),
  );

  test(`${name}: names a wasm file that cannot be loaded, with a remedy`, async () => {
    const lastErrorAt = (server, wasmUrl) => withPage(launch, `${server.url}/other`, (page) => page.evaluate(async (address) => {
      const { createAgent } = await import('/dist/rtc-vitals.external.js');
      const agent = createAgent({ url: null, wasmUrl: address });
      await agent.ready;
      return agent.stats().lastError ?? 'it measures';
    }, wasmUrl));
    const hint = "script-src 'wasm-unsafe-eval'";
    const { open, fetchless, wasmless } = servers;
    assert.equal(await lastErrorAt(open), 'it measures');
    const unfetched = await lastErrorAt(fetchless);
    assert.ok(unfetched.includes(`${fetchless.url}/dist/rtc-vitals.wasm cannot be fetched (`)
      && unfetched.includes(`add ${fetchless.url} to its connect-src`), unfetched);
    const missing = await lastErrorAt(open, '/nowhere.wasm');
    assert.ok(missing.includes(`${open.url}/nowhere.wasm returned 404`), missing);
    const page = await lastErrorAt(open, '/other');
    assert.ok(page.includes(`${open.url}/other did not return wasm (text/html`), page);
    for (const message of [unfetched, missing, page]) assert.ok(!message.includes(hint), message);
    const forbidden = await lastErrorAt(wasmless);
    assert.ok(forbidden.includes(hint), forbidden);
  });

  test(
    `${name}: emits one error when the core traps, then stays silent while the call goes on`,
    () => withPage(launch, `${servers.open.url}/call`, async (page, faults) => {
      const seen = await page.evaluate(async () => {
        const { sender, receiver } = await window.startCall();
        const errors = [];
        const agent = window.rtcVitals.createAgent({ url: null, poll: 1 });
        agent.on('error', ({ code, message }) => errors.push([code, message]));
        agent.add(sender);
        agent.add(receiver);
        await agent.ready;
        await new Promise((resolve) => { agent.on('sample', resolve); });
        window.core.traps = true;
        let asked = 0;
        for (const connection of [sender, receiver]) {
          const own = connection.getStats;
          connection.getStats = (...args) => { asked += 1; return own.apply(connection, args); };
        }
        while (errors.length === 0) await new Promise((resolve) => { setTimeout(resolve, 20); });
        const askedBefore = asked;
        const framesBefore = await window.framesDecoded(receiver);
        await new Promise((resolve) => { setTimeout(resolve, 2500); });
        agent.add(new RTCPeerConnection());
        await agent.flush();
        await agent.stop();
        const frames = await window.framesDecoded(receiver) - framesBefore;
        return { errors, askedAfter: asked - askedBefore, frames, state: receiver.connectionState, stats: agent.stats() };
      });
      assert.deepEqual(seen.errors.map(([code]) => code), ['core']);
      assert.match(seen.errors[0][1], /measuring has stopped; the call is not affected/);
      assert.deepEqual([seen.askedAfter, seen.stats.measuring, seen.stats.connections, seen.state], [0, false, 0, 'connected']);
      assert.ok(seen.frames > 10, `${seen.frames} frames decoded after the trap`);
      assert.deepEqual(faults, []);
    }),
  );

  test(
    `${name}: gives up on a getStats() that never settles, reports it once and measures other connections`,
    () => withPage(launch, `${servers.open.url}/call`, async (page, faults) => {
      const seen = await page.evaluate(async () => {
        // The page's clock jumps by 11 s once the first request hangs: longer than the timeout of an answer.
        const now = performance.now.bind(performance);
        let jump = 0;
        performance.now = () => now() + jump;
        const errors = [];
        const samples = [];
        const agent = window.rtcVitals.createAgent({ url: null, poll: 1 });
        agent.on('error', ({ code, message }) => errors.push([code, message]));
        agent.on('sample', ({ connection }) => samples.push(connection));
        const [hanging, sound] = [new RTCPeerConnection(), new RTCPeerConnection()];
        hanging.getStats = () => new Promise(() => { jump += 11_000; });
        agent.add(hanging);
        agent.add(sound);
        while (agent.stats().abandoned < 2) await new Promise((resolve) => { setTimeout(resolve, 50); });
        return { errors, samples };
      });
      assert.deepEqual(seen.errors, [['poll', 'getStats() did not respond for 10 s: retrying']]);
      assert.ok(seen.samples.length >= 2 && seen.samples.every((connection) => connection === 'c2'), seen.samples.join());
      assert.deepEqual(faults, []);
    }),
  );
}
