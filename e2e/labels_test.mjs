// Labels of real tracks: received ones and sent ones.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browsers } from './harness/browsers.mjs';
import { withPage } from './harness/observed_page.mjs';
import { servePackage } from './harness/package_server.mjs';

let server;
before(async () => { server = await servePackage(); });
after(() => server.close());

// One end of a two-way call: the labels in its first sample with all four streams.
const labelled = async () => {
  const { receiver } = await window.startCall({ bothWays: true });
  const agent = window.rtcVitals.createAgent({ url: null, poll: 1 });
  for (const { sender } of receiver.getTransceivers()) agent.label(sender, { participant: 'local', source: sender.track.kind });
  for (const { track } of receiver.getReceivers()) agent.label(track, { participant: 'remote', source: track.kind });
  agent.add(receiver);
  return new Promise((resolve) => {
    agent.on('sample', ({ inboundVideo: [iv], inboundAudio: [ia], outboundVideo: [ov], outboundAudio: [oa] }) => {
      if (iv && ia && ov && oa) resolve([iv, ia, ov, oa].map(({ label }) => label));
    });
  });
};

for (const [name, launch] of Object.entries(browsers)) {
  test(
    `${name}: labels each of the four streams of a two-way call by its own track`,
    () => withPage(launch, server.url, async (page, faults) => {
      assert.deepEqual(await page.evaluate(labelled), [
        { participant: 'remote', source: 'video' }, { participant: 'remote', source: 'audio' },
        { participant: 'local', source: 'video' }, { participant: 'local', source: 'audio' },
      ]);
      assert.deepEqual(faults, []);
    }),
  );
}
