// Chromium without Playwright, which keeps every page focused and forbids prerendering. Here a page can be frozen and prerendered.
// Speaks the DevTools protocol over two pipes (--remote-debugging-pipe): JSON texts, each ended by a zero byte.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromiumArgs } from './browsers.mjs';

/** Resolves to {open(url), attach(targetId), close()}. open() creates a tab without attaching to it and resolves to its id. */
export async function launchBareChromium() {
  const profile = mkdtempSync(join(tmpdir(), 'rtc-vitals-chromium-'));
  const args = ['--headless', '--remote-debugging-pipe', `--user-data-dir=${profile}`, ...chromiumArgs];
  const browser = spawn('/usr/bin/chromium', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , toBrowser, fromBrowser] = browser.stdio;
  const waiting = new Map();
  let sent = 0;
  let rest = '';

  fromBrowser.setEncoding('utf8').on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop();
    for (const message of messages) {
      const { id, error, result } = JSON.parse(message);
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    }
  });
  const send = (method, params = {}, sessionId = undefined) => new Promise((resolve, reject) => {
    sent += 1;
    waiting.set(sent, { resolve, reject });
    toBrowser.write(`${JSON.stringify({ id: sent, method, params, sessionId })}\0`);
  });

  return {
    open: async (url) => (await send('Target.createTarget', { url })).targetId,
    /** Attaches to a tab: {send(method, params), evaluate(expression)}. */
    async attach(targetId) {
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const sendThere = (method, params) => send(method, params, sessionId);
      return {
        send: sendThere,
        async evaluate(expression) {
          const { result, exceptionDetails } = await sendThere('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
          return result.value;
        },
      };
    },
    async close() {
      const exited = once(browser, 'exit');
      await send('Browser.close');
      await exited;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
