// Chromium with a fake camera and microphone, without permission prompts, and with plain addresses: a container cannot resolve mDNS names.
import { defineConfig } from '@playwright/test';

const args = [
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];
const { CALL_URL = 'https://localhost:3000/call', CHROMIUM } = process.env;

export default defineConfig({
  // Without an executablePath, the browser is the one that `npx playwright install` downloaded.
  use: { baseURL: CALL_URL, launchOptions: CHROMIUM ? { args, executablePath: CHROMIUM } : { args } },
});
