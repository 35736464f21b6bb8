// A browser with the lab's page, in a process of its own so that it can run in another network namespace.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { Device } from './device.mjs';

const kProcess = fileURLToPath(new URL('agent_process.mjs', import.meta.url));

/**
 * Resolves to {version, device, call(fn, ...args), stop()} when the page is ready. namespace: its name, or null for this one;
 * hides: the page will be put into the background.
 */
export async function startAgent(browser, { namespace = null, hides = false } = {}) {
  const command = [process.execPath, kProcess, browser, ...(hides ? ['hides'] : [])];
  if (namespace) command.unshift('ip', 'netns', 'exec', namespace);
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map();
  const failAll = (why) => { for (const { reject } of waiting.values()) reject(new Error(why)); };
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(`${browser}: ${error}`));
  });
  const ended = new Promise((done) => child.on('exit', (code) => {
    failAll(`${browser} ended with status ${code}; its messages are above`);
    done();
  }));

  let id = 0;
  const answerTo = (n) => new Promise((resolve, reject) => waiting.set(n, { resolve, reject }));
  const version = await answerTo(0);
  return {
    version,
    device: new Device(child.pid),
    call(fn, ...args) {
      id += 1;
      const answer = answerTo(id);
      child.send({ id, fn, args });
      return answer;
    },
    stop() {
      if (child.connected) child.disconnect();
      return ended;
    },
  };
}
