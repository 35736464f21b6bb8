// Plays the demo's call in Chromium and records what its viewer saw.
import { setTimeout as wait } from 'node:timers/promises';

import { launchChromium } from '../harness/browsers.mjs';

const kSeconds = { before: 12, starved: 12, after: 16 };
const kPlaying = { pictures: 10, timeoutMs: 20_000 };

/** Plays the call on the page at `url`. Resolves to { sessionId, freeze: { start, end } }, in epoch ms by the presented frames. */
export async function playCall({ url, say }) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(url);
    await page.waitForFunction((pictures) => window.demo?.frameTimes.length >= pictures, kPlaying.pictures, { timeout: kPlaying.timeoutMs })
      .catch((error) => { throw new Error(`the call did not start (${[...errors, error.message.split('\n')[0]].join('; ')})`); });
    const setStarved = (on) => page.evaluate((value) => window.demo.setFault('starve', value), on);
    say(`a call runs in Chromium ${browser.version()}`);
    await wait(kSeconds.before * 1000);
    say(`its decoder receives no frames for ${kSeconds.starved} s`);
    await setStarved(true);
    await wait(kSeconds.starved * 1000);
    say('it receives frames again');
    await setStarved(false);
    await wait(kSeconds.after * 1000);
    const { sessionId, frameTimes } = await page.evaluate(async () => {
      await window.demo.hangUp();
      return window.demo;
    });
    if (errors.length) throw new Error(`the page threw: ${errors.join('; ')}`);
    return { sessionId, freeze: longestGap(frameTimes) };
  } finally {
    await browser.close();
  }
}

function longestGap(times) {
  let longest = { start: times[0], end: times[0] };
  for (let i = 1; i < times.length; i++) {
    if (times[i] - times[i - 1] > longest.end - longest.start) longest = { start: times[i - 1], end: times[i] };
  }
  return longest;
}
