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
      throw new Error("a script of this kind cannot locate rtc-vitals.wasm: set option 'wasmUrl' to its URL");
    }
  }
  let address;
  try {
    address = new URL(wasmUrl, document.baseURI);
  } catch {
    throw new Error(`option 'wasmUrl' must be a URL, got ${show(wasmUrl)}`);
  }
  if (address.username || address.password) throw new Error(
    "option 'wasmUrl' must not contain a user name or password: browsers do not fetch such URLs",
  );
  return address;
}

async function bytesFrom(address) {
  let response;
  let bytes;
  try {
    response = await fetch(address);
    bytes = await response.arrayBuffer();
  } catch (error) {
    throw new Error(`${address} cannot be fetched (${textOf(error)}): if the page has a content security policy, add ${address.origin} `
      + "to its connect-src; otherwise set option 'wasmUrl' to where rtc-vitals.wasm is served", { cause: error });
  }
  const orElse = "serve rtc-vitals.wasm there or set option 'wasmUrl'";
  if (!response.ok) throw new Error(`${address} returned ${response.status}: ${orElse}`);
  const begin = String.fromCharCode(...new Uint8Array(bytes.slice(0, kMagic.length)));
  if (begin !== kMagic) throw new Error(`${address} did not return wasm (${response.headers.get('content-type')}): ${orElse}`);
  return bytes;
}

/**
 * Resolves to a new instance of the core, fetched from `wasmUrl` (default: the file beside this one).
 * Rejects if the file cannot be fetched or is not wasm.
 */
export async function loadCore(wasmUrl) {
  return createModule({ wasmBinary: await bytesFrom(addressOf(wasmUrl)) });
}
