#!/usr/bin/env node
// Prepares a machine to build, test and run the project: Debian packages through apt where permitted, npm packages from the lock file.
// `npm start`, `npm test` and similar scripts call it first. It takes a moment if nothing is missing.
//   node .ci/setup.mjs        what building and running need
//   node .ci/setup.mjs test   ... and what only the tests need
//   node .ci/setup.mjs long   ... and what only the long tests need
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { debianMachine } from '../e2e/harness/debian.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const onPath = (program) => (process.env.PATH ?? '').split(delimiter).some((folder) => {
  try {
    accessSync(join(folder, program), constants.X_OK);
    return true;
  } catch {
    return false;
  }
});

function hasFuzzer() {
  const { stdout } = spawnSync('clang++', ['-print-resource-dir'], { encoding: 'utf8' });
  return stdout !== null && existsSync(join(stdout.trim(), `lib/linux/libclang_rt.fuzzer-${debianMachine}.a`));
}

// What to look for, and the Debian packages that provide it.
const toolsToRun = [
  { present: () => onPath('cmake') && onPath('make') && onPath('g++'), packages: ['cmake', 'make', 'g++'] },
  {
    present: () => onPath('em++') && (existsSync('/usr/share/nodejs/acorn') || 'EMSDK' in process.env),
    packages: ['emscripten', 'node-acorn'],
  },
  { present: () => existsSync('/usr/include/nlohmann/json.hpp'), packages: ['nlohmann-json3-dev'] },
  { present: () => existsSync('/usr/include/fast_float/fast_float.h'), packages: ['libfast-float-dev'] },
  { present: () => existsSync('/usr/bin/chromium'), packages: ['chromium'] },
];
const toolsToTest = [
  { present: () => existsSync('/usr/src/googletest/googletest/src/gtest-all.cc'), packages: ['googletest'] },
  { present: () => existsSync('/usr/bin/firefox-esr'), packages: ['firefox-esr'] },
  { present: () => onPath('WebKitWebDriver') && onPath('Xvfb'), packages: ['webkit2gtk-driver', 'xvfb'] },
  { present: hasFuzzer, packages: ['clang', 'libclang-rt-dev'] },
];
const toolsToTestLong = [
  {
    present: () => spawnSync('/usr/bin/python3', ['-c', 'import fastapi, jsonschema, uvicorn']).status === 0,
    packages: ['python3-fastapi', 'python3-uvicorn', 'python3-jsonschema'],
  },
];

function run(program, args, why) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env });
  if (error || status !== 0) fail(`${why}: \`${[program, ...args].join(' ')}\` ${error ? error.message : `ended with ${status}`}`);
}

function fail(line) {
  console.error(line);
  process.exit(1);
}

function installPackages(packages) {
  const byHand = `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const isRoot = process.getuid?.() === 0;
  const sudo = !isRoot && onPath('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0;
  if (!onPath('apt-get') || !(isRoot || sudo)) {
    fail(`Missing on this machine: run \`${byHand}\` (or install the equivalent packages), then try again.`);
  }
  const asRoot = (...command) => {
    const [program, ...args] = isRoot ? command : ['sudo', '-n', ...command];
    run(program, args, 'Setting up failed');
  };

  console.log(`Installing missing packages: ${packages.join(' ')}`);
  // Emscripten depends on Debian's nodejs, which is older than the node that runs this script. A node installed by hand at the same path is
  // kept.
  if (realpathSync(process.execPath) === '/usr/bin/node' && spawnSync('dpkg', ['-S', '/usr/bin/node']).status !== 0) {
    asRoot('dpkg-divert', '--local', '--no-rename', '--divert', '/usr/bin/node.debian', '--add', '/usr/bin/node');
  }
  asRoot('apt-get', 'update', '-qq');
  asRoot('apt-get', 'install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', ...packages);
}

// Whether node_modules matches the lock file.
function modulesMatchLock() {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  try {
    const wanted = read('package-lock.json');
    const have = read('node_modules/.package-lock.json');
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || (path in have ? have[path].version === version : optional),
    );
  } catch {
    return false;
  }
}

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
const kTools = { test: [...toolsToRun, ...toolsToTest], long: [...toolsToRun, ...toolsToTest, ...toolsToTestLong] };
const tools = kTools[process.argv[2]] ?? toolsToRun;
const missing = tools.filter((tool) => !tool.present()).flatMap((tool) => tool.packages);
if (missing.length > 0) installPackages(missing);
if (!modulesMatchLock()) run('npm', ['ci', '--no-audit', '--no-fund'], 'Installing the npm packages failed');
