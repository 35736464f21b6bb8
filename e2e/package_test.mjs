// What the tarball contains, and whether its entry points and types resolve in every setup.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import { project, tarball } from './harness/tarball.mjs';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

test('the tarball has the expected files', async () => {
  const { stdout } = await execute('tar', ['-tzf', await tarball()]);
  const files = stdout.trim().split('\n').map((path) => path.replace(/^package\//, ''));
  const expected = readFileSync(new URL('package_files.txt', import.meta.url), 'utf8').trim().split('\n');
  assert.deepEqual(files.sort(), expected.sort(), 'if the difference is intended, change e2e/package_files.txt');
});

test('publint finds no problems', async () => {
  const bytes = readFileSync(await tarball());
  const packed = { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) };
  const { messages } = await publint({ pack: packed, strict: true });
  const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest)), []);
});

test('the types resolve for every way to import an ES module', async () => {
  const notModules = ['./rtc-vitals.wasm', './package.json'];
  const command = [`${root}/node_modules/@arethetypeswrong/cli/dist/index.js`, await tarball(), '--profile', 'esm-only'];
  await execute(process.execPath, [...command, '--exclude-entrypoints', ...notModules]);
});

test("a page's scripts get the types of window.rtcVitals by a reference", async () => {
  const script = (text) => `/// <reference types="rtc-vitals/rtc-vitals.global.js" />\n${text}\n`;
  const app = await project({
    'right.ts': script('window.rtcVitals.agent?.flush();'), 'wrong.ts': script('window.rtcVitals.agent.flush();'),
  });
  const compile = (file) => execute(process.execPath, [
    `${root}/node_modules/typescript/bin/tsc`, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '', file,
  ], { cwd: app });
  await compile('right.ts');
  await assert.rejects(compile('wrong.ts'), ({ stdout }) => /wrong\.ts\(2,1\): error TS\d+: .*possibly 'null'/.test(stdout));
});

test('the command works after an install', async () => {
  const app = await project();
  const { stdout } = await execute(`${app}/node_modules/.bin/rtc-vitals`, ['--version']);
  assert.equal(stdout.trim(), JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).version);
});
