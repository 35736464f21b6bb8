// The suites of `npm test`, ordered so that failures show early.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { pack } from '../../e2e/harness/tarball.mjs';
import { build, command, countGoogleTests, countNodeTests, root } from './command.mjs';
import { fuzzTargets } from './fuzz.mjs';

async function preset(name, ...targets) {
  await build('cmake', '--preset', name);
  await build('cmake', '--build', '--preset', name, ...targets.flatMap((target) => ['--target', target]));
}

async function googleTests(presetName, program, args = []) {
  await preset(presetName);
  return countGoogleTests(await command(program, [...args, '--gtest_brief=1', '--gtest_color=no']));
}

// A project that embeds this one: it builds, and its programs work.
async function embedding() {
  const options = ['-DCMAKE_BUILD_TYPE=Release', '-DCMAKE_COMPILE_WARNING_AS_ERROR=ON', '-DRTC_VITALS_WARN=ON'];
  await build('cmake', '-S', 'tests/embedding', '-B', 'build/embedding', ...options);
  await build('cmake', '--build', 'build/embedding', '--parallel', '2');
  await build('ctest', '--test-dir', 'build/embedding', '--output-on-failure');
}

// All *_test.mjs files below a folder.
function testFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('_test.mjs')).sort().map((name) => join(folder, name));
}

let built;
const buildOnce = () => (built ??= build(process.execPath, 'js/make/build.mjs'));

async function runFiles(files, concurrency, { long }, env) {
  if (files.length === 0) return { passed: 0, failed: 0 };
  // Stops a file that hangs (a failed test that left a server open). Not --test-force-exit, which drops results that are not printed yet.
  const timeout = `--test-timeout=${(long ? 120 : 15) * 60_000}`;
  const args = ['--test', `--test-concurrency=${concurrency}`, '--test-reporter=spec', timeout, ...files];
  return countNodeTests(await command(process.execPath, args, { env: { ...env, ...(long && { RTC_VITALS_LONG: '1' }) } }));
}

// Runs `atOnce` files at a time. Those in `alone` run one at a time. `prepare` returns environment variables for the tests, once everything
// is built.
async function nodeTests(folder, options, { prepare = () => ({}), atOnce = 2, alone = [] } = {}) {
  const files = testFiles(folder);
  await buildOnce();
  const env = await prepare();
  const together = await runFiles(files.filter((file) => !alone.includes(file)), atOnce, options, env);
  const rest = await runFiles(alone, 1, options, env);
  return { passed: together.passed + rest.passed, failed: together.failed + rest.failed };
}

// One test per file: TypeScript names the files with errors.
async function typeTests() {
  const files = readdirSync(join(root, 'tests/types')).filter((name) => name.endsWith('.ts'));
  const { status, output } = await command(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tests/types', '--pretty', 'false']);
  const wrong = new Set([...output.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file]) => file));
  const failed = status === 0 ? 0 : Math.max(1, wrong.size);
  return { passed: Math.max(0, files.length - failed), failed };
}

// Tests whether a call froze, which it may on an overloaded machine, and tests that keep the machine busy: with several pages at once, or
// with a page whose time runs a hundred times as fast.
const alone = ['any_app', 'banner', 'delivery', 'hang_up', 'long_page', 'page_states', 'playwright_runner', 'playwright']
  .map((name) => `e2e/${name}_test.mjs`);

export const suites = [
  {
    name: 'native',
    what: 'GoogleTest, native, under AddressSanitizer and UndefinedBehaviorSanitizer; the core embedded in another project',
    run: async () => {
      await embedding();
      return googleTests('native-tests', 'build/native-tests/tests/rtc_vitals_tests');
    },
  },
  {
    name: 'js',
    what: 'node --test: the agent, the collector and the command, without a browser',
    run: (options) => nodeTests('tests', options),
  },
  {
    name: 'types',
    what: 'TypeScript on the published types',
    run: typeTests,
  },
  {
    name: 'wasm',
    what: 'the same GoogleTest suite as wasm under Node',
    run: () => googleTests('wasm-tests', process.execPath, ['build/wasm-tests/tests/rtc_vitals_tests.cjs']),
  },
  {
    name: 'e2e',
    what: 'Chromium, Firefox and WebKit on the packed tarball',
    run: (options) => nodeTests('e2e', options, {
      prepare: async () => ({ RTC_VITALS_PACKED: await pack() }),
      atOnce: 3, // they use a third of a processor each: most of the time they wait for polls, retries and calls
      alone,
    }),
  },
  {
    name: 'fuzz',
    what: 'libFuzzer on everything that reads untrusted input',
    run: async ({ long }) => {
      await preset('native-tests');
      return fuzzTargets(long ? 600 : 30);
    },
  },
];
