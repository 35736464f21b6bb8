// The remote peer hangs up first: nothing arrives any more until this page closes its own connection. That is not a freeze.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browsers } from './harness/browsers.mjs';
import { withPage } from './harness/observed_page.mjs';
import { servePackage } from './harness/package_server.mjs';

let server;
before(async () => { server = await servePackage(); });
after(() => server.close());

// What is reported after the sender closed its connection, up to the third sample that shows it.
const reportedAfterHangUp = async () => {
  const { sender, receiver } = await window.startCall();
  const agent = window.rtcVitals.createAgent({ url: null, poll: 1 });
  agent.add(receiver);
  const samples = [];
  const events = [];
  return new Promise((resolve) => {
    agent.on('sample', ({ values, inboundVideo: [video] }) => {
      if (sender.signalingState === 'closed') samples.push({ dtlsState: values.dtlsState, isFrozen: video?.isFrozen ?? null });
      else if (video?.isFrozen === false) sender.close();
      if (samples.filter(({ dtlsState }) => dtlsState === 'closed').length === 3) resolve({ samples, events });
    });
    agent.on('event', ({ type }) => { if (sender.signalingState === 'closed') events.push(type); });
  });
};

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: does not report a freeze when the remote peer hangs up`, () => withPage(launch, server.url, async (page, faults) => {
    const { samples, events } = await page.evaluate(reportedAfterHangUp);
    assert.deepEqual(events.filter((type) => type === 'freeze'), []);
    assert.ok(samples.every(({ isFrozen }) => isFrozen !== true), JSON.stringify(samples));
    assert.deepEqual(faults, []);
  }));
}
