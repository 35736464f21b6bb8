// The core for a page that caches the wasm file by itself.
import createModule from '#browser-glue';

/** Resolves to a new instance of the core, fetched from `wasmUrl` (the file beside this one unless told); rejects if that cannot be had. */
export async function loadCore(wasmUrl = new URL('./rtc-vitals.wasm', import.meta.url)) {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: serve rtc-vitals.wasm there or set wasmUrl`);
  return createModule({ wasmBinary: await response.arrayBuffer() });
}
