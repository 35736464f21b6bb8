// The machine of one end, as far as its browser can tell: all its processes stand still and go on, once or again and again.
import { readdirSync, readFileSync } from 'node:fs';
import { epochMs, sleep } from './clock.mjs';

const PERIOD_MS = 100;

function parents() {
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1); // "… (name) state ppid …"
      found.push([Number(pid), Number(afterName.split(' ')[1])]);
    } catch { /* the process ended meanwhile */ }
  }
  return found;
}

/** Every process that descends from `pid`, without itself. */
function descendants(pid, all = parents()) {
  const children = all.filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendants(child, all)]);
}

function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch { /* the process ended meanwhile */ }
  }
  return epochMs();
}

export class Device {
  /** pid of the process that started the browser; it goes on itself. */
  constructor(pid) {
    this.pid = pid;
  }

  /** Everything stands still for `ms`: what a lid that is closed looks like. Resolves to {start, end}. */
  async standStill(ms) {
    const pids = descendants(this.pid);
    const start = signalAll(pids, 'SIGSTOP');
    await sleep(ms);
    return { start, end: signalAll(pids, 'SIGCONT') };
  }

  /** For `ms` the browser gets no more than `share` of the time: a machine too slow for its call. */
  async slowDown(ms, share) {
    const pids = descendants(this.pid);
    const start = epochMs();
    while (epochMs() < start + ms) {
      signalAll(pids, 'SIGSTOP');
      await sleep(PERIOD_MS * (1 - share));
      signalAll(pids, 'SIGCONT');
      await sleep(PERIOD_MS * share);
    }
    return { start, end: epochMs() };
  }
}
