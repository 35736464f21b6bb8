// The harness' browsers, set up so that no clock is rounded and nothing slows a page that nobody looks at, or so that the page can go to the
// background as in a browser that somebody uses.
import { chromium } from 'playwright-core';

import { launchChromium, launchFirefox } from '../../harness/browsers.mjs';
import { freePort } from '../../harness/free_port.mjs';

const kNeverSlow = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'];
const kFirefoxPreferences = {
  'network.manage-offline-status': false, // a namespace without a way out looks offline
  'privacy.reduceTimerPrecision': false,
};

// Playwright makes its own Chromium pages believe that they are always looked at; one that is only connected to leaves them alone.
async function launchHidingChromium() {
  const port = await freePort();
  const browser = await launchChromium({ args: [`--remote-debugging-port=${port}`], ignoreDefaultArgs: kNeverSlow });
  const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  return { newPage: () => connected.contexts()[0].newPage(), version: () => browser.version(), close: () => browser.close() };
}

const launchers = {
  chromium: ({ hides }) => (hides ? launchHidingChromium() : launchChromium({ args: kNeverSlow })),
  firefox: () => launchFirefox({ preferences: kFirefoxPreferences }),
};
export const browsers = Object.keys(launchers);
/** hides: the page can be sent to the background. */
export const launch = (name, { hides }) => launchers[name]({ hides });
