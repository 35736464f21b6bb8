// Runs `rtc-vitals collect` as a user would, and reports where it listens.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const kMain = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));

/** Starts it; `onLine` gets the lines on stderr, including alerts. Resolves to { origin, stop, ended } once it listens. */
export async function startCollector({ port = 0, db, onLine }) {
  const child = spawn(process.execPath, [kMain, 'collect', '--port', String(port), '--db', db], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close').then(([status]) => status);
  child.stderr.setEncoding('utf8').on('data', (text) => text.trimEnd().split('\n').forEach(onLine));
  const listening = new Promise((resolve) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const [origin] = output.match(/http:\/\/127\.0\.0\.1:\d+(?=\/)/) ?? [];
      if (origin) resolve(origin);
    });
  });
  const origin = await Promise.race([listening, ended.then(() => null)]);
  if (origin === null) throw new Error('the collector did not start');
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { origin, stop, ended };
}
