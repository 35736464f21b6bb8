// The libraries that rtc-vitals is compared with, as one script each.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import * as esbuild from 'esbuild';

/** The text of an ES module that holds all of the npm package `name`, as a page would load it. */
export async function peerScript(name) {
  const { outputFiles: [{ text }] } = await esbuild.build({
    entryPoints: [name], bundle: true, write: false, format: 'esm', platform: 'browser', logLevel: 'error', absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
  });
  return text;
}

/** Its exports, in Node. */
export async function loadPeer(name) {
  const file = join(await mkdtemp(join(tmpdir(), 'peer-')), 'peer.mjs');
  await writeFile(file, await peerScript(name));
  return import(pathToFileURL(file));
}
