// A wall clock that differs from the page's own clock, by which browsers stamp the stats: the machine slept before the call, or the clock
// was set.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browsers } from './harness/browsers.mjs';
import { servePackage } from './harness/package_server.mjs';

let server;
before(async () => { server = await servePackage(); });
after(() => server.close());

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: keeps times in order when the clock is set back, with events among their samples`, async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.addInitScript(() => {
        const { now } = Date;
        window.ahead = 3_600_000;
        Date.now = () => now() + window.ahead;
      });
      await page.goto(server.url);
      const { times, event } = await page.evaluate(async () => {
        const { receiver, sender } = await window.startCall();
        const times = [];
        let event;
        const agent = window.rtcVitals.createAgent({ url: null, poll: 1 });
        agent.on('sample', ({ t }) => times.push(t));
        agent.on('event', (emitted) => { if (emitted.stream) event ??= emitted; });
        agent.add(receiver);
        const until = async (condition) => { while (!condition()) await new Promise((resolve) => { setTimeout(resolve, 100); }); };
        await until(() => times.length >= 3);
        window.ahead = 0;
        await until(() => times.length >= 6);
        await sender.getSenders().find(({ track }) => track.kind === 'video').replaceTrack(null);
        await until(() => event);
        // The last frame may come between a poll's `t` and its stats.
        const seen = times.length;
        await until(() => times.length > seen);
        await agent.stop();
        return { times, event };
      });
      assert.deepEqual(times, times.toSorted((a, b) => a - b));
      assert.ok(times.at(-1) - times[0] < 600_000, times.join());
      assert.ok(event.t > times[0] && event.t <= times.at(-1), `${JSON.stringify(event)} in ${times.join()}`);
    } finally {
      await browser.close();
    }
  });
}
