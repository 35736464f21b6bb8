// Runs programs, and counts tests in their output.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a program in the project's folder, streams its output, and resolves to {status, output}. `quiet`: prints the output only if the
 * program fails.
 */
export function command(program, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (!quiet) process.stdout.write(text);
      });
    }
    child.on('error', (error) => reject(new Error(`${program} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      const status = code ?? signal;
      if (quiet && status !== 0) process.stdout.write(output);
      resolve({ status, output });
    });
  });
}

/** Like command() with `quiet`, but throws if the program fails. */
export async function build(program, ...args) {
  const { status } = await command(program, args, { quiet: true });
  if (status !== 0) throw new Error(`\`${[program, ...args].join(' ')}\` failed (${status})`);
}

const lastNumber = (output, pattern) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);

/** The counts of a GoogleTest binary. If it fails without naming a failed test, it died in one. */
export function countGoogleTests({ status, output }) {
  const passed = lastNumber(output, /\[ {2}PASSED {2}\].*? (\d+) tests?\./g);
  const failed = lastNumber(output, /\[ {2}FAILED {2}\].*? (\d+) tests?, listed below/g);
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
}

/** The counts in the summary of `node --test`. */
export function countNodeTests({ status, output }) {
  const failed = lastNumber(output, /^ℹ fail (\d+)/gm) + lastNumber(output, /^ℹ cancelled (\d+)/gm);
  return { passed: lastNumber(output, /^ℹ pass (\d+)/gm), failed: status !== 0 && failed === 0 ? 1 : failed };
}
