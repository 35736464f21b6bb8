// The demo's call in a bare page (demo_call.js) whose decoder a test can starve: what the server needs for it, and how to play it.
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** serve() options for it: the page /call/viewer, with `first` before and `then` after the script that starts the call. */
export const demoCall = ({ first = '', then = '' } = {}) => ({
  pages: {
    '/call/viewer': `<!doctype html><link rel="icon" href="data:,"><div></div><video autoplay muted playsinline></video>
      ${first}<script type="module" src="/harness/demo_call.js"></script>${then}`,
  },
  folders: { '/harness/': pathOf('.'), '/call/': pathOf('../demo/call') },
});

/** Plays the call on `page` of a server at `url`: `ms.before` from the first frame on, `ms.starved` with a starved decoder, `ms.after`. */
export async function playStarved(page, url, ms) {
  await page.goto(`${url}/call/viewer`);
  await page.waitForFunction(() => window.call?.frameTimes.length > 0);
  await wait(ms.before);
  await page.evaluate(() => window.call.starve(true));
  await wait(ms.starved);
  await page.evaluate(() => window.call.starve(false));
  await wait(ms.after);
}
