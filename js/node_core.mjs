// Loads the core for Node: all of it, readers and validators too, as built into dist/node.
import { readFile } from 'node:fs/promises';

const kBuilt = new URL('../dist/node/', import.meta.url);

/** Resolves to the core's node module (wasm/node_module.cc lists what it offers). Each call makes a new instance. */
export async function loadNodeCore() {
  try {
    const { default: createModule } = await import(new URL('core.mjs', kBuilt));
    return await createModule({ wasmBinary: await readFile(new URL('core.wasm', kBuilt)) });
  } catch (error) {
    if (!['ENOENT', 'ERR_MODULE_NOT_FOUND'].includes(error.code)) throw error;
    throw new Error('the core is not built: run `npm run build`');
  }
}
