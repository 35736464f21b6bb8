// Bundles and minifies the agent; js/build.mjs writes the results, the size report takes them apart.
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

import zopfli from '@gfx/zopfli';
import * as esbuild from 'esbuild';
import { minify } from 'terser';

/** Bytes of wasm as the bundle carries them: base64 of the raw bytes would hide from gzip what repeats in them, so they are deflated first. */
export async function embed(file) {
  const deflated = await promisify(zopfli.deflate)(readFileSync(file), { numiterations: 50 });
  return Buffer.from(deflated).toString('base64');
}

const embedWasm = {
  name: 'embed-wasm',
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({ contents: `export default "${await embed(path)}"`, loader: 'js' }));
  },
};

/** The minified bundle of `entry`. `conditions: ['embedded']` takes the wasm in; what `external` names stays an import. */
export async function bundle(entry, { format = 'esm', conditions = [], external = [] } = {}) {
  const { outputFiles: [{ text }] } = await esbuild.build({
    entryPoints: [entry], bundle: true, write: false, format, conditions, external, target: 'es2022', charset: 'utf8', plugins: [embedWasm],
  });
  // Terser, because it makes Emscripten's glue a tenth smaller than esbuild does.
  const { code } = await minify(text, { module: format === 'esm', toplevel: true, ecma: 2020, compress: { passes: 3 } });
  return code;
}
