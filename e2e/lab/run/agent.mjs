// An end of a call in a process of its own, so that it can run in another network namespace:
// a browser with the lab's page, or a program in ../far.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { Device } from './device.mjs';

const program = (file) => fileURLToPath(new URL(file, import.meta.url));
const kFars = {
  aiortc: ['/usr/bin/python3', '-B', program('../far/with_aiortc.py')],
  gstreamer: ['/usr/bin/python3', '-B', program('../far/with_gstreamer.py')],
};
/** The ends that are not browsers. */
export const fars = Object.keys(kFars);

/**
 * name: a browser's or one of `fars`. Resolves to {version, device, call(fn, ...args), stop()} when it is ready.
 * namespace: its name, or null for this one; hides: the page will be put into the background.
 */
export async function startAgent(name, { namespace = null, hides = false } = {}) {
  const command = kFars[name] ?? [process.execPath, program('agent_process.mjs'), name, ...(hides ? ['hides'] : [])];
  const [file, ...args] = [...(namespace ? ['ip', 'netns', 'exec', namespace] : []), ...command];
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {}); // it ended: its exit says so
  const waiting = new Map();
  const failAll = (why) => { for (const { reject } of waiting.values()) reject(new Error(why)); };
  createInterface(child.stdout).on('line', (line) => {
    const { id, result, error } = JSON.parse(line);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(`${name}: ${error}`));
  });
  const ended = new Promise((done) => child.on('exit', (code) => {
    failAll(`${name} ended with status ${code}; its messages are above`);
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
      child.stdin.write(`${JSON.stringify({ id, fn, args })}\n`);
      return answer;
    },
    stop() {
      child.stdin.end();
      return ended;
    },
  };
}
