// The core for a page that loads a single file, which contains the wasm: in streams (wasm_streams.js), deflated, in base64.
import createModule from '#browser-glue';
import embedded from '#browser-wasm';
import { joinStreams } from './wasm_streams.js';

/** Resolves to a new instance of the core; rejects where WebAssembly or DecompressionStream is missing or forbidden. */
export async function loadCore(wasmUrl, errors) {
  if (wasmUrl) errors.report('options', "option 'wasmUrl' is for rtc-vitals/external: this file contains the wasm");
  const deflated = Uint8Array.from(atob(embedded), (character) => character.charCodeAt(0));
  const inflated = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return createModule({ wasmBinary: joinStreams(await new Response(inflated).arrayBuffer()) });
}
