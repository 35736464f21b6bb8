// The core for a page that caches the wasm as a separate file.
import createModule from '#browser-glue';
import { textOf } from './errors.js';
import { show } from './options.js';

const kMagic = '\0asm'; // how every wasm file begins

function addressOf(wasmUrl) {
  if (!wasmUrl) {
    try {
      return new URL('./rtc-vitals.wasm', import.meta.url); // the form in which bundlers detect a file
    } catch { // a bundle that is not a module has no import.meta.url
      throw new Error("a script of this kind cannot know where rtc-vitals.wasm lies: set option 'wasmUrl' to its address");
    }
  }
  let address;
  try {
    address = new URL(wasmUrl, document.baseURI);
  } catch {
    throw new Error(`option 'wasmUrl' is no address: ${show(wasmUrl)}`);
  }
  if (address.username || address.password) throw new Error("option 'wasmUrl' has a name or a password in it, which no browser fetches");
  return address;
}

async function bytesFrom(address) {
  let response;
  let bytes;
  try {
    response = await fetch(address);
    bytes = await response.arrayBuffer();
  } catch (error) {
    throw new Error(`${address} cannot be fetched (${textOf(error)}): if the page has a content security policy, name ${address.origin} in its connect-src; `
      + "else set option 'wasmUrl' to where rtc-vitals.wasm is served", { cause: error });
  }
  const orElse = "serve rtc-vitals.wasm there or set option 'wasmUrl'";
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${orElse}`);
  const begin = String.fromCharCode(...new Uint8Array(bytes.slice(0, kMagic.length)));
  if (begin !== kMagic) throw new Error(`${address} answered what is no wasm (${response.headers.get('content-type')}): ${orElse}`);
  return bytes;
}

/** Resolves to a new instance of the core, fetched from `wasmUrl` (default: the file beside this one). Rejects if the file cannot be fetched or is no wasm. */
export async function loadCore(wasmUrl) {
  return createModule({ wasmBinary: await bytesFrom(addressOf(wasmUrl)) });
}
