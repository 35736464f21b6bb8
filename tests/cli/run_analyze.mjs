// Runs `rtc-vitals analyze` on recordings that a test writes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kMain = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));

/** Lines as the text of a recording. */
export const plain = (lines) => `${lines.join('\n')}\n`;

/** Writes a file into a folder that is removed after the test `t`. Resolves to its path. */
export async function write(t, name, content) {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-vitals-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Runs the command with `input` on its standard input. Resolves to {out, err, status}. */
export async function analyzeInput(input, ...args) {
  const child = spawn(process.execPath, [kMain, 'analyze', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {}).end(input);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => { out += text; });
  child.stderr.on('data', (text) => { err += text; });
  const [status] = await once(child, 'close');
  return { out, err, status };
}

/** Runs the command with these arguments. */
export const analyze = (...args) => analyzeInput('', ...args);
