// Bundles and minifies the agent. js/make/build.mjs writes the results; the size report breaks them down.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import zopfli from '@gfx/zopfli';
import * as esbuild from 'esbuild';
import { minify } from 'terser';

import { splitWasm } from './split_wasm.mjs';

/**
 * The wasm file as the bundle carries it: in streams, deflated, then base64.
 * Base64 of the raw bytes would hide their repetitions from gzip.
 */
export async function embed(file) {
  const deflated = await promisify(zopfli.deflate)(splitWasm(readFileSync(file)), { numiterations: 50 });
  return Buffer.from(deflated).toString('base64');
}

// An imported .wasm file becomes a constant at the start of the bundle: gzip compresses base64 and code best one after the other.
function wasmConstant(taken) {
  return {
    name: 'wasm-constant',
    setup(build) {
      build.onLoad({ filter: /\.wasm$/ }, async ({ path }) => {
        taken.text = await embed(path);
        return { contents: 'export default $wasm', loader: 'js' };
      });
    },
  };
}

// Modules that the collector serves at fixed paths, resolved to their package or to the build's output.
const servedModules = {
  name: 'served-modules',
  setup(build) {
    build.onResolve(
      { filter: /^\.\/vendor\/uplot\.mjs$/ }, ({ resolveDir }) => build.resolve('uplot', { resolveDir, kind: 'import-statement' }),
    );
    build.onResolve({ filter: /^\.\/units\.mjs$/ }, () => ({ path: fileURLToPath(new URL('../../dist/page/units.mjs', import.meta.url)) }));
  },
};

// Internal members that the agent's modules share, shortened in the bundle.
// None of them may be a name that is published, stored or the browser's.
const agentNames = `annotated annotations blocked counts drained due emit emitEvents emitter endRound enter failures fed forgetAll giveUp
  guarded handle hostType inState leftBehind life mayVanish members numberOf onBack onBlocked onEmpty onFailed onHide onReport onRoundEnd
  onSettled onShow openAll outbox paths periodMs plans poller pump pumpHiding queue refused removeClosed replay reports resetBackoff
  retryAfterMs row sampled setTags settings startedAt succeeded taken turn waitMs whenReady`;
const types = readFileSync(new URL('../browser/index.d.ts', import.meta.url), 'utf8');
const shortened = {
  regex: new RegExp(`^(${agentNames.replace(/\s+/g, '|')})$`),
  reserved: types.replace(/\/\*[^]*?\*\/|\/\/.*/g, '').match(/\w+/g), // member names in the types, without comments
};

/** The minified bundle of `entry`. `conditions: ['embedded']` embeds the wasm; modules named in `external` stay imports. */
export async function bundle(entry, { format = 'esm', conditions = [], external = [] } = {}) {
  const wasm = { text: undefined };
  const { outputFiles: [{ text }] } = await esbuild.build({
    entryPoints: [entry], bundle: true, write: false, format, conditions, external, target: 'es2022', charset: 'utf8', minifySyntax: true,
    plugins: [wasmConstant(wasm), servedModules],
  });
  // Terser makes the agent 4 % smaller than esbuild does; esbuild's syntax minification before it saves another half a percent.
  const mangle = { properties: entry.startsWith('js/browser/') && shortened };
  const { code } = await minify(text, {
    module: format === 'esm', toplevel: true, ecma: 2020, compress: { passes: 3, hoist_funs: true }, mangle,
  });
  if (!wasm.text) return code;
  const constant = `const $wasm="${wasm.text}";`;
  // In a plain script, constants are global: a block keeps this one local.
  return format === 'esm' ? constant + code : `{${constant}${code}}`;
}
