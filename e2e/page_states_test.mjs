// Prerendered pages, and pages that Chromium freezes: they are not visible, and their scripts run differently or not at all.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { launchBareChromium } from './harness/bare_chromium.mjs';
import { batchesOf } from './harness/observed_page.mjs';
import { agentTag, callPage, otherPage, pageOf, script, servePackage } from './harness/package_server.mjs';
import { project } from './harness/tarball.mjs';
import { until } from './harness/until.mjs';

const kFrozenMs = 4000;
const kReports = 6; // reports of the prerendered page, one every 200 ms

// Prerenders /next and navigates there when the server says so.
const first = pageOf(`<script type="speculationrules">{"prerender":[{"urls":["/next"],"eagerness":"immediate"}]}</script><script>
  setInterval(async () => { const to = await (await fetch('/where')).text(); if (to) location.href = to; }, 100);
</script>`);

// Starts a call, feeds two reports, and reports its own state periodically. Stops its agent when the server says so.
const nextTag = agentTag('data-url="/ingest" data-session-id="prerendered" data-auto data-poll="1" data-batch="2"');
const next = pageOf(nextTag, script('/harness/call_page.js'), `<script>
  const { agent } = window.rtcVitals;
  const fed = { connectionState: 'connected', getStats: async () => [] };
  for (const seconds of [1, 2]) {
    const timestamp = Date.now() + 1000 * seconds;
    agent.feed(fed, [{ id: 'IA', type: 'inbound-rtp', kind: 'audio', ssrc: 2, timestamp, packetsReceived: 50 * seconds }]);
  }
  agent.flush();
  window.startCall();
  const report = async (stopped) => (await fetch('/report', { method: 'POST', body: JSON.stringify({
    stopped, prerendering: document.prerendering, visible: document.visibilityState,
    activated: performance.getEntriesByType('navigation')[0].activationStart > 0, ...agent.stats(),
  }) })).text();
  const reporting = setInterval(async () => {
    if (await report(false) !== 'stop') return;
    clearInterval(reporting);
    await agent.stop();
    report(true);
  }, 200);
</script>`);

let app;
let server;
let browser;
let reports;
let destination;
let command;
before(async () => {
  app = await project();
  browser = await launchBareChromium();
});
after(() => browser.close());
beforeEach(async () => {
  [reports, destination, command] = [[], '', ''];
  const pages = {
    '/': first, '/next': next, '/other': otherPage, '/call': callPage,
    '/where': (request, response) => response.end(destination),
    '/report': async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      reports.push(JSON.parse(body));
      response.end(command);
    },
  };
  server = await servePackage({ app, pages });
});
afterEach(() => server.close());

// What the page reported while it was prerendered: it existed, it waited, and it sent nothing.
async function prerendered() {
  await browser.open(server.url);
  await until(() => reports.length >= kReports, 'prerendering');
  for (const { prerendering, visible, measuring, connections, polls, batches } of reports) {
    assert.deepEqual([prerendering, visible, measuring, connections, polls, batches.made], [true, 'hidden', false, 3, 0, 0]);
  }
  assert.equal(server.received.length, 0);
}

// As "connection/t".
const pollsIn = (batches) => batches.flatMap(({ connections }) => connections.flatMap(({ id, t }) => t.map((at) => `${id}/${at}`)));

// Everything that arrived belongs to one epoch, with nothing missing, duplicated or lost.
function checkEpoch(batches) {
  assert.deepEqual(batches.map(({ seq }) => seq), batches.map((_, i) => i));
  assert.deepEqual([new Set(batches.map(({ epoch }) => epoch)).size, batches.at(-1).flush, batches.at(-1).lost], [
    1, 'stop', { samples: 0, batches: 0 },
  ]);
}

test('a prerendered page sends nothing until it is activated, and everything from then on', { timeout: 60_000 }, async () => {
  await prerendered();
  destination = '/next';
  await until(() => reports.at(-1).polls >= 6 && server.received.length >= 2, 'measuring after the activation');
  command = 'stop';
  const finalReport = () => reports.find(({ stopped }) => stopped);
  await until(finalReport, 'stop()');
  const { polls, batches: counts, activated, prerendering, visible } = finalReport();
  assert.deepEqual([activated, prerendering, visible], [true, false, 'visible']);
  await server.until(counts.made);
  const batches = batchesOf(server.received);
  checkEpoch(batches);
  const samples = pollsIn(batches);
  assert.deepEqual([batches.length, samples.length], [counts.made, polls]);
  assert.deepEqual(batches.map(({ flush }) => flush).filter((flush) => flush === 'hide' || flush === 'stop'), ['stop']);
  assert.equal(samples.filter((sample) => sample.startsWith('c1/')).length, 2, 'the reports fed while it was prerendered');
});

test('a prerendered page that is never activated sends nothing', { timeout: 60_000 }, async () => {
  await prerendered();
  destination = '/other';
  let before;
  do {
    before = reports.length;
    await wait(600);
  } while (reports.length > before); // until the page is gone
  assert.equal(server.received.length, 0);
});

test('a frozen page has sent everything, and after it resumes nothing is lost, duplicated or reported as a freeze', {
  timeout: 60_000,
}, async () => {
  const tab = await browser.attach(await browser.open(`${server.url}/call`));
  await until(() => tab.evaluate("document.readyState === 'complete' && 'startCall' in window"), 'loading');
  await tab.evaluate(`(async () => {
    window.states = [];
    for (const type of ['visibilitychange', 'freeze', 'resume']) document.addEventListener(type, () => states.push(type));
    window.agent = rtcVitals.createAgent({ url: '/ingest', poll: 1, batch: 10 });
    window.polls = [];
    agent.on('poll', ({ pc, t }) => polls.push(pc + '/' + t));
    rtcVitals.instrument(agent);
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240, frameRate: 15 }, audio: true });
    await startCall({ tracks: stream.getTracks() }); // a canvas would freeze with the page
  })()`);
  const untilPolls = (count) => until(async () => await tab.evaluate('polls.length') >= count, `poll ${count}`);
  await untilPolls(6); // of two connections: less than a batch
  await tab.send('Page.setWebLifecycleState', { state: 'frozen' });
  await until(() => batchesOf(server.received).at(-1)?.flush === 'hide', 'the batch before the freeze');
  const beforeFreeze = batchesOf(server.received);
  await wait(kFrozenMs);
  assert.equal(server.received.length, beforeFreeze.length, 'a frozen page sends nothing');

  await tab.send('Page.setWebLifecycleState', { state: 'active' });
  await tab.send('Page.bringToFront');
  await untilPolls(pollsIn(beforeFreeze).length + 4);
  const { states, polls, made } = await tab.evaluate('agent.stop().then(() => ({ states, polls, made: agent.stats().batches.made }))');
  assert.deepEqual(states.slice(0, 3), ['visibilitychange', 'freeze', 'resume']);
  await server.until(made);
  const batches = batchesOf(server.received);
  assert.equal(batches.length, made);
  checkEpoch(batches);
  assert.deepEqual(pollsIn(batches).sort(), polls.sort(), 'every poll is stored once');

  const viewer = batches.flatMap(({ connections }) => connections.filter(({ id }) => id === 'c2').flatMap(({ t }) => t));
  const steps = viewer.slice(1).map((t, i) => t - viewer[i]);
  assert.equal(steps.filter((ms) => ms > kFrozenMs).length, 1, `one gap among ${steps}`);
  assert.deepEqual(batches.flatMap(({ events = [] }) => events).filter(({ type }) => type !== 'connection-state')
    .map(({ type }) => type), []);
});
