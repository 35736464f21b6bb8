// The libraries that rtc-vitals is compared with, each bundled as one script.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import * as esbuild from 'esbuild';

/** The text of an ES module with the whole npm package `name`, as a page would load it. */
export async function peerScript(name) {
  const { outputFiles: [{ text }] } = await esbuild.build({
    entryPoints: [name], bundle: true, write: false, format: 'esm', platform: 'browser', logLevel: 'error',
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
  });
  return text;
}

/** The package's exports, in Node. */
export async function loadPeer(name) {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-vitals-peer-'));
  try {
    const file = join(folder, 'peer.mjs');
    await writeFile(file, await peerScript(name));
    return await import(pathToFileURL(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}
