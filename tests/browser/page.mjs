// A page for the agent's tests: only the parts of a browser that the agent uses. The core is the real one.
import { readFile } from 'node:fs/promises';

import { BodyCheck } from '../../e2e/harness/body_check.mjs';
import { agentFactory } from '../../js/browser/agent.js';
import createModule from '../../wasm/module.js';

const wasm = new URL('../../build/wasm/browser.wasm', import.meta.url);

/** Loads the page's wasm module. Each call makes a new instance. */
export const loadCore = async () => createModule({ wasmBinary: await readFile(wasm) });

export const createAgent = agentFactory(loadCore);

class Page extends EventTarget {
  visibilityState = 'visible';
  baseURI = 'https://app.example/call';
}

const globals = ['window', 'document', 'location', 'navigator', 'fetch'];

/**
 * Installs a page. `beacon(url, body)` answers sendBeacon (default true), `fetch(url, options)` answers fetch (default 202).
 * `beacons` and `fetches` have what was sent, `warnings` what was logged to the console. `restore()` removes the page, and throws
 * if a body was not a valid batch by the JSON Schema.
 */
export function openPage({ beacon = () => true, fetch = () => new Response(null, { status: 202 }), onLine = true } = {}) {
  const before = globals.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  const document = new Page();
  const page = { document, window: new EventTarget(), beacons: [], fetches: [], warnings: [], onLine };
  const values = {
    window: page.window, document,
    location: new URL(document.baseURI),
    navigator: {
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      get onLine() { return page.onLine; },
      sendBeacon(url, body) {
        const taken = beacon(String(url), body);
        if (taken) page.beacons.push({ url: String(url), body });
        return taken;
      },
    },
    async fetch(url, options) {
      page.fetches.push({ url: String(url), ...options });
      return fetch(String(url), options);
    },
  };
  globals.forEach((name) => Object.defineProperty(globalThis, name, { value: values[name], configurable: true, writable: true }));
  const { warn, error } = console;
  console.warn = (text) => page.warnings.push(text);
  console.error = (text) => page.warnings.push(text);
  page.setVisible = (visible) => {
    document.visibilityState = visible ? 'visible' : 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
  };
  page.restore = () => {
    Object.assign(console, { warn, error });
    globals.forEach((name, i) => (before[i] ? Object.defineProperty(globalThis, name, before[i]) : delete globalThis[name]));
    const bodies = new BodyCheck();
    for (const { body } of [...page.beacons, ...page.fetches]) {
      if (typeof body === 'string' || body instanceof Uint8Array) bodies.take(Buffer.from(body));
    }
    bodies.end();
  };
  return page;
}

/** A connection with one inbound video stream. Each getStats() is `everyMs` later than the last. */
export function fakeConnection({ everyMs = 1000, streams = 1 } = {}) {
  let polls = 0;
  return {
    connectionState: 'connected', iceConnectionState: 'connected', signalingState: 'stable',
    async getStats() { return this.report(); },
    report() {
      polls += 1;
      const timestamp = 1_700_000_000_000 + polls * everyMs;
      const report = new Map();
      for (let i = 0; i < streams; i++) {
        report.set(`IT${i}`, {
          id: `IT${i}`, type: 'inbound-rtp', timestamp, kind: 'video', ssrc: 1000 + i, mid: String(i), trackIdentifier: `track${i}`,
          codecId: 'C1',
          packetsReceived: 100 * polls, packetsLost: 0, bytesReceived: 100_000 * polls, jitter: 0.01, framesDecoded: 15 * polls,
          framesReceived: 15 * polls,
        });
      }
      report.set('C1', { id: 'C1', type: 'codec', timestamp, mimeType: 'video/VP8' });
      report.set('L1', { id: 'L1', type: 'local-candidate', timestamp, candidateType: 'host', address: '192.0.2.7', port: 4711 });
      return report;
    },
    close() { this.signalingState = 'closed'; },
  };
}

export const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Waits until `condition()` is true. */
export async function until(condition, what, timeoutMs = 5000) {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${what} did not happen in ${timeoutMs} ms`);
    await wait(5);
  }
}
