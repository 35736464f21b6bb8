// Runs the native core on what a page read, and returns the batches it makes.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the program that nativeBatches() runs. */
export function buildNativeBatches() {
  execFileSync('cmake', ['--preset', 'native-tests'], { cwd: root, stdio: 'pipe' });
  execFileSync('cmake', ['--build', '--preset', 'native-tests', '--target', 'rtc_vitals_batches'], { cwd: root, stdio: 'pipe' });
}

const kProgram = `${root}build/native-tests/tests/rtc_vitals_batches`;

const run = (args, input) => execFileSync(kProgram, args, { input, encoding: 'utf8', maxBuffer: 1e8 }).trim().split('\n');

/**
 * From `lines`, the agent's polls as JSON, as many batches as the page made (`batches`, of its `batch` event), without the time of sending.
 */
export function nativeBatches(lines, batches) {
  const [{ sessionId, epoch, body }] = batches;
  const args = [String(epoch), sessionId, ...Object.entries(JSON.parse(body).tags).map(([key, value]) => `${key}=${value}`)];
  return run(args, lines.join('\n')).slice(0, batches.length);
}

/** The full batches that a page would have sent for a recorded call, with sentAt 0. */
export const batchesOf = (recording) => run(['7', 'recorded'], recording).map((batch) => batch.replace('"sentAt":', '"sentAt":0'));

/** The body of a batch before it is sent. */
export const unsent = ({ body }) => body.replace(/"sentAt":\d+/, '"sentAt":');
