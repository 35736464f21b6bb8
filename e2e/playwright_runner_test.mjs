// rtc-vitals/playwright under the real runner of @playwright/test: runs the example's spec with its own command, compiled by TypeScript.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { demoCall } from './harness/demo_call.mjs';
import { serve } from './harness/server.mjs';
import { project } from './harness/tarball.mjs';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const starve = `<script type="module">
  document.querySelector('video').requestVideoFrameCallback(() => setTimeout(() => window.call.starve(true), 2000));
</script>`;

// Valid uses that the types accept, and mistakes that they reject.
const kMisuse = `
import { expect as base, type BrowserContext } from '@playwright/test';
import { matchers, observeCall, type Verdict } from 'rtc-vitals/playwright';
declare const verdict: Verdict;
declare const context: BrowserContext;
observeCall(context);
const expect = base.extend(matchers);
expect(verdict).not.toHaveNoFreeze();
expect.soft(verdict, 'the first call').toHaveNoFreeze();
// @ts-expect-error: the matcher is of the extended expect
base(verdict).toHaveNoFreeze();
// @ts-expect-error: not a verdict
expect(5).toHaveNoFreeze();
// @ts-expect-error: it takes no argument
expect(verdict).toHaveNoFreeze(1);
`;
const kTsconfig = {
  compilerOptions: { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', lib: ['es2022', 'dom'], types: ['node'] },
  include: ['*.ts'],
};

let clean;
let starving;
let app;
before(async () => {
  app = await project({ 'misuse.ts': kMisuse, 'tsconfig.json': JSON.stringify(kTsconfig) });
  cpSync(new URL('examples/playwright', import.meta.url), app, { recursive: true });
  for (const name of ['@playwright', '@types']) symlinkSync(join(modules, name), join(app, 'node_modules', name));
  [clean, starving] = await Promise.all([serve(demoCall()), serve(demoCall({ then: starve }))]);
});
after(() => Promise.all([clean.close(), starving.close()]));

const run = (file, args, env) => new Promise((resolve) => {
  execFile(process.execPath, [file, ...args], { cwd: app, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
    resolve({ status: error ? error.code : 0, stdout, stderr });
  });
});

// The command's exit status, and the result of its one test from the JSON reporter.
async function runSpec({ url }) {
  const env = { CALL_URL: `${url}/call/viewer`, CHROMIUM: '/usr/bin/chromium', FORCE_COLOR: '0', NODE_TEST_CONTEXT: undefined };
  const { status, stdout, stderr } = await run(join(modules, '@playwright/test/cli.js'), ['test', '--reporter=json'], env);
  const report = JSON.parse(stdout || JSON.stringify({ errors: [stderr] }));
  assert.deepEqual(report.errors, []);
  const [{ results: [{ status: outcome, error }] }] = report.suites[0].specs[0].tests;
  return { status, outcome, message: error?.message ?? '' };
}

test('the example passes on a call without a freeze', async () => {
  assert.deepEqual(await runSpec(clean), { status: 0, outcome: 'passed', message: '' });
});

test('the example fails on a starved decoder, naming the freeze and its cause', async () => {
  const { status, outcome, message } = await runSpec(starving);
  assert.deepEqual([status, outcome], [1, 'failed'], message);
  assert.match(message, /expected a call without a freeze:\n\d+ samples of 2 connections, 1 video received\n/);
  assert.match(message, /^c2: .*freeze.* [Cc]ause: keyframe-starvation/m);
});

test('TypeScript accepts the example and rejects misuse', async () => {
  assert.deepEqual(await run(join(modules, 'typescript/bin/tsc'), ['-p', app, '--pretty', 'false'], {}), {
    status: 0, stdout: '', stderr: '',
  });
});
