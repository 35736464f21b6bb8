// The package as a user gets it: packed once per process, installed into an empty project.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
let packed;

async function pack() {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-vitals-tarball-'));
  // `npm test` has just built; packing must not build again.
  const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const [{ filename, files }] = JSON.parse(stdout);
  return { file: join(folder, filename), files: files.map(({ path }) => path) };
}

/** Resolves to {file, files}: the tarball and the paths in it. */
export function tarball() {
  packed ??= pack();
  return packed;
}

/** A new project with the package installed from the tarball, and `others` (folders of packages). `sources` are written into it. Resolves to its folder. */
export async function project(sources = {}, others = []) {
  const { file } = await tarball();
  const folder = mkdtempSync(join(tmpdir(), 'rtc-vitals-project-'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "somebodys-app", "private": true, "type": "module" }\n');
  await execute('npm', ['install', '--no-audit', '--no-fund', '--offline', file, ...others], { cwd: folder });
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
  return folder;
}
