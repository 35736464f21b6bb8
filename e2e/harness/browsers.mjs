// Debian's Chromium and Firefox, headless, configured so that calls work on one machine without permission prompts.
import { chromium, firefox } from 'playwright-core';

export const chromiumArgs = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--autoplay-policy=no-user-gesture-required', '--js-flags=--expose-gc',
];

const kFirefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'browser.chrome.site_icons': false, // a page's policy may forbid images
  'app.update.auto': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
};

// options: {args: more arguments; ignoreDefaultArgs: arguments of Playwright to leave out}
export const launchChromium = ({ args = [], ignoreDefaultArgs = [] } = {}) =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: [...chromiumArgs, ...args], ignoreDefaultArgs, headless: true });

// With a channel Playwright speaks WebDriver BiDi, which Debian's Firefox supports. Its own protocol needs a patched Firefox.
export const launchFirefox = ({ preferences } = {}) => firefox.launch({
  channel: 'moz-firefox', executablePath: '/usr/bin/firefox-esr', headless: true,
  firefoxUserPrefs: { ...kFirefoxPreferences, ...preferences },
});

export const browsers = { chromium: launchChromium, firefox: launchFirefox };
