// The harness' browsers, set up so that nothing slows a page that nobody looks at and no clock is rounded.
import { launchChromium, launchFirefox } from '../../harness/browsers.mjs';

const CHROMIUM_ARGS = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'];
const FIREFOX_PREFERENCES = {
  'network.manage-offline-status': false, // a namespace without a way out looks offline
  'privacy.reduceTimerPrecision': false,
};

const launchers = {
  chromium: () => launchChromium({ args: CHROMIUM_ARGS }),
  firefox: () => launchFirefox({ preferences: FIREFOX_PREFERENCES }),
};
export const browsers = Object.keys(launchers);
export const launch = (name) => launchers[name]();
