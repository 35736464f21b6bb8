// The harness's browsers, configured so that clocks are not rounded and background pages are not throttled, or so that the page can go to
// the background as in everyday use.
import { chromium } from 'playwright-core';

import { launchChromium, launchFirefox } from '../../harness/browsers.mjs';
import { freePort } from '../../harness/free_port.mjs';

const kNoThrottling = [
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
];
const kFirefoxPreferences = {
  'network.manage-offline-status': false, // a namespace without an uplink looks offline
  'privacy.reduceTimerPrecision': false,
};

// Playwright makes the pages of Chromium that it launched believe that they are always visible. It leaves them alone if it only connects.
async function launchHidingChromium() {
  const port = await freePort();
  const browser = await launchChromium({ args: [`--remote-debugging-port=${port}`], ignoreDefaultArgs: kNoThrottling });
  const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  return { newPage: () => connected.contexts()[0].newPage(), version: () => browser.version(), close: () => browser.close() };
}

const launchers = {
  chromium: ({ hides }) => (hides ? launchHidingChromium() : launchChromium({ args: kNoThrottling })),
  firefox: () => launchFirefox({ preferences: kFirefoxPreferences }),
};
export const browsers = Object.keys(launchers);
/** hides: the page can be put into the background. */
export const launch = (name, { hides }) => launchers[name]({ hides });
