// Chromium with a camera and a microphone that it makes up, nobody to ask for permission, and addresses as they are: a container resolves no mDNS names.
import { defineConfig } from '@playwright/test';

const args = [
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];
const { CALL_URL = 'https://localhost:3000/call', CHROMIUM } = process.env;

export default defineConfig({
  // Without an executablePath it is the browser that `npx playwright install` has brought.
  use: { baseURL: CALL_URL, launchOptions: CHROMIUM ? { args, executablePath: CHROMIUM } : { args } },
});
