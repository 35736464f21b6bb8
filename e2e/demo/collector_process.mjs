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
  const heard = new Promise((resolve) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const [, heardPort] = said.match(/http:\/\/127\.0\.0\.1:(\d+)\//) ?? [];
      if (heardPort) resolve(Number(heardPort));
    });
  });
  const listening = await Promise.race([heard, ended.then(() => null)]);
  if (listening === null) throw new Error('the collector did not start');
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { origin: `http://127.0.0.1:${listening}`, stop, ended };
}
