// The core as a separate file: each way in which loading it fails names the address and a remedy.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, test } from 'node:test';

import { loadCore } from '../../js/browser/core_external.js';
import { openPage } from './page.mjs';

const wasm = await readFile(new URL('../../build/wasm/browser.wasm', import.meta.url));
const address = 'https://app.example/files/rtc-vitals.wasm';

let page;
let answer;
beforeEach(() => { page = openPage({ fetch: () => answer() }); });
afterEach(() => page.restore());

const messageOf = (wasmUrl) => loadCore(wasmUrl).then(() => 'none', ({ message }) => message);

test('resolves wasmUrl against the address of the page', async () => {
  answer = () => new Response(wasm);
  for (const wasmUrl of ['/files/rtc-vitals.wasm', new URL(address)]) assert.equal(typeof (await loadCore(wasmUrl)).Session, 'function');
  assert.deepEqual(page.fetches.map(({ url }) => url), [address, address]);
  await loadCore();
  assert.match(page.fetches[2].url, /\/js\/browser\/rtc-vitals.wasm$/);
});

test('names a file that cannot be fetched, is missing or is not wasm, with a remedy', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'));
  assert.equal(await messageOf(address), `${address} cannot be fetched (Failed to fetch): if the page has a content security policy, `
    + "add https://app.example to its connect-src; otherwise set option 'wasmUrl' to where rtc-vitals.wasm is served");
  const orElse = "serve rtc-vitals.wasm there or set option 'wasmUrl'";
  answer = () => new Response('', { status: 404 });
  assert.equal(await messageOf(address), `${address} returned 404: ${orElse}`);
  answer = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
  assert.equal(await messageOf(address), `${address} did not return wasm (text/html): ${orElse}`);
  answer = () => new Response();
  assert.equal(await messageOf(address), `${address} did not return wasm (null): ${orElse}`);
});

test('reports an invalid wasmUrl, without any password in it', async () => {
  assert.equal(await messageOf('http://'), "option 'wasmUrl' must be a URL, got \"http://\"");
  for (const secret of ['http://u:hunter2@app.example/x.wasm', 'http://u:hunter2@']) {
    const message = await messageOf(secret);
    assert.match(message, /^option 'wasmUrl' /);
    assert.ok(!message.includes('hunter2'), message);
  }
  assert.equal(page.fetches.length, 0);
});
