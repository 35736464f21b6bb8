// Loads the core for Node, including readers and validators, as built into dist/node.
import { readFile } from 'node:fs/promises';

const kBuilt = new URL('../dist/node/', import.meta.url);

// Read once, so that all instances in a process come from the same build, whatever is installed meanwhile.
let wasm = null;

async function readWasm() {
  wasm ??= await readFile(new URL('core.wasm', kBuilt));
  return wasm;
}

/** Resolves to the core's node module (wasm/node_module.cc lists what it offers). Each call makes a new instance. */
export async function loadNodeCore() {
  try {
    const { default: createModule } = await import(new URL('core.mjs', kBuilt));
    return await createModule({ wasmBinary: await readWasm() });
  } catch (error) {
    if (!['ENOENT', 'ERR_MODULE_NOT_FOUND'].includes(error.code)) throw error;
    throw new Error('the core is not built: run `npm run build`');
  }
}
