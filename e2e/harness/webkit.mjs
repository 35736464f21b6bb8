// Debian's WebKitGTK, through its WebDriver, on a virtual display. This build has no RTCPeerConnection.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { debianLibraries } from './debian.mjs';
import { freePort } from './free_port.mjs';

const kBrowser = `${debianLibraries}/webkit2gtk-4.1/MiniBrowser`;
const kStartMs = 30_000;

async function openDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(server.stdio[3], 'data');
  return { name: `:${String(number).trim()}`, close: () => server.kill() };
}

// The script to run in the page: a function, sent as text, whose result is returned.
const scriptOf = (pageFunction) => `const [args, done] = arguments;
Promise.resolve().then(() => (${pageFunction})(...args)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;

/**
 * Resolves to {goto(url), evaluate(function, ...args), waitFor(function, timeoutMs), close()}: one window, through the W3C's WebDriver
 * protocol.
 */
export async function launchWebkit() {
  const display = await openDisplay();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env: { ...process.env, DISPLAY: display.name }, stdio: 'ignore' });
  const kill = () => {
    driver.kill();
    display.close();
  };

  async function command(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
  async function openSession() {
    for (let waited = 0; ; waited += 100) {
      try {
        return await command('POST', '/session', {
          capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: kBrowser, args: ['--automation'] } } },
        });
      } catch (error) {
        if (!(error instanceof TypeError) || waited >= kStartMs) throw error; // from fetch: nothing listens yet
        await wait(100);
      }
    }
  }

  let session;
  try {
    session = `/session/${(await openSession()).sessionId}`;
  } catch (error) {
    kill();
    throw error;
  }
  const browser = {
    goto: (url) => command('POST', `${session}/url`, { url }),
    async evaluate(pageFunction, ...args) {
      const { value, error } = await command('POST', `${session}/execute/async`, { script: scriptOf(pageFunction), args: [args] });
      if (error) throw new Error(error);
      return value;
    },
    async waitFor(pageFunction, timeoutMs = 30_000) {
      for (let waited = 0; !(await browser.evaluate(pageFunction)); waited += 50) {
        if (waited >= timeoutMs) throw new Error(`still not true after ${timeoutMs} ms: ${pageFunction}`);
        await wait(50);
      }
    },
    async close() {
      await command('DELETE', session);
      kill();
    },
  };
  return browser;
}
