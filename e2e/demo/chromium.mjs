// Starts the Chromium of this machine: headless, with fake media, and reachable for a call inside one page.
import { chromium } from 'playwright-core';

const kPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

const kArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',  // no resolver for .local names in a container
];

export const launchChromium = () => chromium.launch({ executablePath: kPath, headless: true, args: kArguments });
