// The package as a user gets it: packed, then installed into an empty project.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
let packed;

const temporary = []; // folders that are removed when this process ends
process.once('exit', () => { for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); });

function temporaryFolder(prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  temporary.push(folder);
  return folder;
}

async function install(folder, packages) {
  writeFileSync(join(folder, 'package.json'), '{ "name": "somebodys-app", "private": true, "type": "module" }\n');
  await execute('npm', ['install', '--no-audit', '--no-fund', '--offline', ...packages], { cwd: folder });
}

/** Makes a folder with `package.tgz` (from `npm pack`) and `project`, an empty project with the package installed. Resolves to its path. */
export async function pack() {
  const folder = temporaryFolder('rtc-vitals-packed-');
  // `npm test` has just built; packing must not rebuild.
  const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const file = join(folder, 'package.tgz');
  renameSync(join(folder, JSON.parse(stdout)[0].filename), file);
  const installed = join(folder, 'project');
  mkdirSync(installed);
  await install(installed, [file]);
  return folder;
}

// `npm test` packs once for all files. A file that runs alone packs for itself.
async function packedFolder() {
  packed ??= process.env.RTC_VITALS_PACKED ?? pack();
  return packed;
}

/** Resolves to the path of the tarball. */
export const tarball = async () => join(await packedFolder(), 'package.tgz');

/**
 * A new project with the package installed from the tarball, plus `others` (folders of packages) and the files `sources`. Resolves to its
 * folder.
 */
export async function project(sources = {}, others = []) {
  const folder = temporaryFolder('rtc-vitals-project-');
  if (others.length) await install(folder, [await tarball(), ...others]);
  else cpSync(join(await packedFolder(), 'project'), folder, { recursive: true, verbatimSymlinks: true });
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
  return folder;
}
